"""Rings of one period matched to those of the next: born, grown, shrunk, split, merged, dormant, again, gone.

After D. Greene, D. Doyle, P. Cunningham, "Tracking the evolution of communities in dynamic social networks", ASONAM
2010: a ring of a period is compared with the front of each thread, that is the last period in which it was found, so
that a ring which pauses is known again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from netlens.case.records import Ring, Status

ALIKE = 0.3  # Jaccard overlap from which two periods show the same ring
PART, LEAST = 0.5, 3  # or so much of the smaller of the two, and so many people: it grew, or broke in two

What = Literal["born", "grown", "shrunk", "split", "merged", "dormant", "again", "gone"]


class Event(NamedTuple):
    """What happened to a thread in a period (its number); `others`: the threads it split from or into, or merged with.

    `joined`, `left`: who is new or no longer there, against the thread's last period.
    """

    period: int
    what: What
    others: tuple[str, ...] = ()
    joined: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


class Step(NamedTuple):
    """A thread in one period: who it then was, and how sure that is."""

    period: int
    members: tuple[int, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Thread:
    """One ring through the periods in which it was found, under a name of its own ("T1"); `into`: merged into it."""

    id: str
    steps: tuple[Step, ...]
    events: tuple[Event, ...]
    into: str = ""


class _Line:
    """A thread while it is spun."""

    def __init__(self, name: str) -> None:
        self.id, self.into = name, ""
        self.steps: list[Step] = []
        self.events: list[Event] = []

    @property
    def front(self) -> Step:
        return self.steps[-1]


def alike(one: Collection[int], other: Collection[int]) -> float:
    """How sure two groups of people are one ring: Jaccard overlap, 0.0 where it is below every bound."""
    a, b = set(one), set(other)
    both = len(a & b)
    if not both:
        return 0.0
    share = both / len(a | b)
    return share if share >= ALIKE or (both >= LEAST and both >= PART * min(len(a), len(b))) else 0.0


def threads(found: Sequence[Sequence[tuple[Collection[int], Status]]]) -> tuple[Thread, ...]:
    """Spin threads through `found`: per period its rings as (members, status), the more important first."""
    lines: list[_Line] = []
    for period, groups in enumerate(found):
        steps = [Step(period, tuple(sorted(members)), status) for members, status in groups]
        _spin(lines, steps, period)
    for line in lines:
        if not line.into and line.front.period + 1 < len(found):
            line.events.append(Event(line.front.period + 1, "gone"))
    return tuple(
        Thread(line.id, tuple(line.steps), tuple(sorted(line.events, key=lambda event: event.period)), line.into)
        for line in lines
    )


def _spin(lines: list[_Line], steps: list[Step], period: int) -> None:
    """Hang the rings of one period on the threads so far, the best overlaps first."""
    open_lines = [line for line in lines if not line.into]
    likely = sorted(
        (-share, old, new)
        for old, line in enumerate(open_lines)
        for new, step in enumerate(steps)
        if (share := alike(line.front.members, step.members))
    )
    goes_on: dict[int, _Line] = {}
    went: dict[str, int] = {}
    for _share, old, new in likely:
        if new not in goes_on and open_lines[old].id not in went:
            goes_on[new] = open_lines[old]
            went[open_lines[old].id] = new
    parents = {
        new: next((open_lines[old] for _s, old, other in likely if other == new), None) for new in range(len(steps))
    }
    born: dict[int, _Line] = {}
    for new, step in enumerate(steps):
        if new not in goes_on:
            born[new] = line = _Line(f"T{len(lines) + 1}")
            lines.append(line)
            parent = parents[new]
            if parent is None:
                line.events.append(Event(period, "born", joined=step.members))
            else:
                line.events.append(Event(period, "split", (parent.id,), step.members))
                parent.events.append(Event(period, "split", (line.id,)))
    for old, line in enumerate(open_lines):
        home = next((new for _s, other, new in likely if other == old), None)
        if line.id not in went and home is not None and line.front.period == period - 1:
            whole = goes_on[home] if home in goes_on else born[home]
            line.into = whole.id
            line.events.append(Event(period, "merged", (whole.id,)))
            whole.events.append(Event(period, "merged", (line.id,)))
    for new, line in goes_on.items():
        _go_on(line, steps[new])
    for new, line in born.items():
        line.steps.append(steps[new])


def _go_on(line: _Line, step: Step) -> None:
    before, now = set(line.front.members), set(step.members)
    joined, left = tuple(sorted(now - before)), tuple(sorted(before - now))
    if step.period > line.front.period + 1:
        line.events += [Event(period, "dormant") for period in range(line.front.period + 1, step.period)]
        line.events.append(Event(step.period, "again", (), joined, left))
    elif len(now) != len(before):
        line.events.append(Event(step.period, "grown" if len(now) > len(before) else "shrunk", (), joined, left))
    line.steps.append(step)


def of_ring(thread: Thread, rings: Sequence[Ring]) -> str:
    """The kept ring that a thread shows: the one with most of its people, half of them or of the ring at least; ""."""
    people = {vertex for step in thread.steps for vertex in step.members}
    best, most = "", 0
    for ring in rings:
        members = {member.vertex for member in ring.members}
        both = len(people & members)
        if both > most and both >= PART * min(len(people), len(members)):
            best, most = ring.id, both
    return best
