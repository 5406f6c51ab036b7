"""Rings of one period known again in the next: every fate, and no person lost on the way."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from netlens.case.records import Status
from netlens.network.periods.threads import Thread, alike, threads


def spun(*periods: Sequence[str]) -> tuple[Thread, ...]:
    """Periods as lists of rings, a ring as letters."""
    found: list[list[tuple[list[int], Status]]] = [
        [([ord(letter) for letter in ring], "supported") for ring in rings] for rings in periods
    ]
    return threads(found)


def fates(thread: Thread) -> list[tuple[int, str]]:
    return [(event.period, event.what) for event in thread.events]


def test_a_ring_is_born_grows_shrinks_and_is_gone() -> None:
    (one,) = spun([], ["abcd"], ["abcdef"], ["abc"], [])
    assert fates(one) == [(1, "born"), (2, "grown"), (3, "shrunk"), (4, "gone")]
    grown, shrunk = one.events[1], one.events[2]
    assert (grown.joined, grown.left) == ((ord("e"), ord("f")), ())
    assert shrunk.left == (ord("d"), ord("e"), ord("f"))


def test_a_ring_that_pauses_is_known_again() -> None:
    (one,) = spun(["abcd"], [], [], ["abce"])
    assert fates(one) == [(0, "born"), (1, "dormant"), (2, "dormant"), (3, "again")]


def test_a_ring_splits_and_its_parts_join() -> None:
    whole, part = spun(["abcdefgh"], ["abcde", "fgh"], ["abcdefgh"])
    assert fates(whole) == [(0, "born"), (1, "split"), (1, "shrunk"), (2, "merged"), (2, "grown")]
    assert fates(part) == [(1, "split"), (2, "merged")]
    assert (part.into, whole.into) == (whole.id, "")
    assert whole.events[1].others == (part.id,)


def test_strangers_are_another_ring() -> None:
    one, other = spun(["abcd"], ["wxyz"])
    assert fates(one) == [(0, "born"), (1, "gone")]
    assert fates(other) == [(1, "born")]
    assert alike([1, 2, 3, 4], [4, 5, 6, 7]) == 0.0
    assert alike([1, 2, 3], range(1, 30)) > 0.0  # it grew, however much


@given(st.lists(st.lists(st.sets(st.integers(0, 14), min_size=3, max_size=6), max_size=4), min_size=1, max_size=6))
def test_every_ring_of_every_period_is_in_one_thread(periods: list[list[set[int]]]) -> None:
    apart: list[list[tuple[set[int], Status]]] = []
    for rings in periods:  # a period's rings share nobody
        seen: set[int] = set()
        apart.append([])
        for ring in rings:
            if len(ring - seen) > 2:
                apart[-1].append((ring - seen, "tentative"))
            seen |= ring
    made = threads(apart)
    steps = sorted((step.period, step.members) for thread in made for step in thread.steps)
    assert steps == sorted((at, tuple(sorted(ring))) for at, rings in enumerate(apart) for ring, _status in rings)
    for thread in made:
        assert [step.period for step in thread.steps] == sorted({step.period for step in thread.steps})
        assert thread.events[0].what in ("born", "split")
        assert thread.events[0].period == thread.steps[0].period
