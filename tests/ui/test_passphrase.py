"""The strength hint: weak ones are called weak, and many words strong."""

import pytest

from ui.errands.passphrase import ENOUGH_BITS, bits, strength


@pytest.mark.parametrize("weak", ["", "password", "12345678", "aaaaaaaaaaaaaaaa", "Hanoi1", "mat khau"])
def test_weak(weak: str) -> None:
    assert bits(weak) < 45


@pytest.mark.parametrize(
    "strong", ["boat lantern seven quiet mango river", "Xk7!pQz9#mRt2&vL", "đò ngang bến cũ trăng lên muộn"]
)
def test_strong(strong: str) -> None:
    assert bits(strong) >= ENOUGH_BITS
    assert strength(strong)[2] == "good"


def test_more_is_never_weaker() -> None:
    words = ["boat", "lantern", "seven", "quiet", "mango"]
    found = [bits(" ".join(words[:count])) for count in range(1, 6)]
    assert found == sorted(found)
