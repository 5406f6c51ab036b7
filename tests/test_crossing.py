"""What crosses the pipe from a worker arrives as it was, whatever kind of plain type it is."""

import pickle
from dataclasses import dataclass, field

import numpy as np
import pytest

from netlens.jobs import packed


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    values: tuple[int, ...] = ()
    table: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[Leaf, ...]
    first: Leaf


@dataclass
class Counted:
    name: str
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = len(self.name)


@dataclass(kw_only=True)
class Named:
    name: str


LEAF = Leaf("a", (1, 2), {"x": 3})


@pytest.mark.parametrize(
    "value", [LEAF, Branch((LEAF, Leaf("b"), LEAF), LEAF), Leaf, Named(name="n"), [LEAF, None, "text"]]
)
def test_what_is_sent_arrives(value: object) -> None:
    assert pickle.loads(packed(value)) == value


def test_one_thing_named_twice_stays_one_thing_and_what_was_reckoned_later_is_kept() -> None:
    branch = pickle.loads(packed(Branch((LEAF,), LEAF)))
    assert branch.leaves[0] is branch.first
    counted = Counted("four")
    counted.length = 9
    assert pickle.loads(packed(counted)).length == 9


def test_arrays_arrive() -> None:
    sent = {"a": np.arange(5), "b": (LEAF, np.zeros((2, 2)))}
    got = pickle.loads(packed(sent))
    assert got["a"].tolist() == [0, 1, 2, 3, 4]
    assert got["b"][0] == LEAF
