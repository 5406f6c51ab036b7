"""How figures are told, and how found rings are scored against planted ones."""

import pytest

from benchmarks.__main__ import main, measures
from benchmarks.quality import score
from benchmarks.target import Target
from netlens.case.records import CorridorShare, Member, Ring, Rings, Status

PLANTED = {
    "rings": [
        {"corridors": ["CN"], "members": [{"records": [f"persons:main/P{n}"]} for n in range(6)]},
        {"corridors": ["CN", "KH"], "members": [{"records": [f"persons:main/P{n}"]} for n in range(10, 18)]},
    ],
    "same_person": [["persons:main/P1", "persons:LC/P9"]],
    "cases": {"cases:main/C1": "CN", "cases:main/C2": "KH"},
}


def ring(name: str, members: range, status: Status = "supported", corridors: tuple[str, ...] = ("CN",)) -> Ring:
    people = tuple(Member(n, "firm", 1.0, "suspect", (), "", 0, 0, 0, {}) for n in members)
    shares = tuple(CorridorShare(code, 1 / (n + 1), 1, 1, 1) for n, code in enumerate(corridors))
    return Ring(name, "", status, "open", "", people, 1, 0, 0, 1, 1, shares, {}, (), (), (), "", "", "", {})


def records(rings: Rings) -> dict[str, set[str]]:
    return {one.id: {f"persons:main/P{member.vertex}" for member in one.members} for one in rings.rings}


def test_a_line_says_value_target_and_verdict() -> None:
    assert str(Target("rows", 12000, 10000, "rows/s")).split()[-1] == "ok"
    assert "short" in str(Target("gap", 72.8, 50, "ms", at_most=True, beside="idle 3 ms"))
    assert "(idle 3 ms)" in str(Target("gap", 72.8, 50, "ms", at_most=True, beside="idle 3 ms"))
    assert not Target("share", 0.9, 0.95).ok


def test_names_are_those_of_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert {"start", "intake", "journey", "quality", "moreno"} <= measures().keys()
    with pytest.raises(SystemExit) as wrong:
        main(["nosuch"])
    assert wrong.value.code == 2
    assert "quality" in capsys.readouterr().err


def test_found_precision_and_corridors() -> None:
    rings = Rings(
        {},
        (
            ring("R1", range(5)),  # five of six: found
            ring("R2", range(10, 13), corridors=("KH", "CN")),  # three of eight: not found
            ring("R3", range(30, 36)),  # nobody's
            ring("R4", range(10, 18), status="tentative"),
        ),
        (),
        (),
    )
    told = {"cases:main/C1": ("CN",), "cases:main/C2": ("CN",)}
    result = score(PLANTED, rings, records(rings), told)
    assert (result.planted, result.supported, result.matched, result.found, result.tentative) == (2, 3, 1, 1, 1)
    assert (result.corridors, result.cases) == (1.0, 0.5)


def test_a_ring_on_two_corridors_must_show_both() -> None:
    for corridors, right in ((("KH", "CN"), 1.0), (("CN", "MY", "KH"), 0.0)):
        rings = Rings({}, (ring("R1", range(10, 18), corridors=corridors),), (), ())
        assert score(PLANTED, rings, records(rings), {}).corridors == right


def test_one_on_file_twice_is_one_member() -> None:
    rings = Rings({}, (ring("R1", range(6)),), (), ())
    twice = {"R1": {"persons:LC/P9", "persons:main/P0", "persons:main/P1", "persons:main/P2"}}
    assert score(PLANTED, rings, twice, {}).found == 1
