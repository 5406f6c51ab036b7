"""What became of one ring, period by period, as statements with their rows; report/periods/story.py says them."""

from collections.abc import Sequence

import numpy as np

from netlens.case.records import Ring, Source
from netlens.network.facts.days import first_days
from netlens.network.periods.anew import Look
from netlens.network.periods.dated import COARSE, OUTSIDE, UNDATED
from netlens.network.periods.threads import Thread, of_ring
from netlens.network.periods.times import Times
from netlens.network.rings.why import Reason


def story(times: Times, number: int, looks: Sequence[Look] = (), threads: Sequence[Thread] = ()) -> tuple[Reason, ...]:
    """The statements about ring `number` of `times`, in the order of time.

    `looks`, `threads`: what a search of each of the same periods by itself has found, when that was done.
    """
    ring, life, periods = times.rings[number], times.lives[number], times.periods
    tell = _Teller(times, number)
    seen = [at for at, facts in enumerate(life.facts) if facts]
    mine = [thread for thread in threads if of_ring(thread, (ring,))]
    told: list[Reason] = []
    for at in range(len(periods)):
        if life.marks[at] == "dormant" and life.marks[at - 1] != "dormant":
            until = next(later for later in seen if later > at) - 1
            values = {"since": periods[at].code, "until": periods[until].code}
            told.append(Reason("story_dormant", "time", until - at + 1, values=values))
        if life.facts[at]:
            told += tell.period(at, first=at == seen[0])
        told += _events(times, ring, at, mine, threads)
    if seen:
        told += tell.end(seen[-1])
        missed = [periods[at].code for at in seen if looks and not any(s.period == at for t in mine for s in t.steps)]
        if missed:
            told.append(Reason("story_not_found", "search", len(missed), values={"periods": missed}))
    return (*told, *tell.rest())


class _Teller:
    """The statements that rest on rows."""

    def __init__(self, times: Times, number: int) -> None:
        self.times, self.life = times, times.lives[number]
        self.own = np.flatnonzero(times.found.ring == number)
        self.place = times.place[self.own]
        members = self.life.members
        self.came = {one.vertex: _first(one.rows) for one in members}
        self.went = {one.vertex: len(one.rows) - 1 - _first(one.rows[::-1]) for one in members if any(one.rows)}

    def period(self, at: int, *, first: bool) -> list[Reason]:
        life, code = self.life, self.times.periods[at].code
        values = {
            "period": code, "facts": dict(life.facts[at]), "size": len(life.members), "date": life.first,
        }  # fmt: skip
        template = "story_born" if first else "story_again" if life.marks[at] == "again" else "story_period"
        count = len(life.active[at])
        told = [Reason(template, "time", count, others=life.active[at], rows=self._rows(at), values=values)]
        new = tuple(vertex for vertex in life.active[at] if self.came[vertex] == at)
        if new and not first:
            told.append(Reason("story_joined", "time", len(new), others=new, rows=self._rows(at, new), values=values))
        last = tuple(vertex for vertex in life.active[at] if self.went[vertex] == at)
        if last and at < max(self.went.values()):
            told.append(Reason("story_left", "time", len(last), others=last, rows=self._rows(at, last), values=values))
        return told

    def end(self, at: int) -> list[Reason]:
        """How long the records go on after its last evidence."""
        if at + 1 >= len(self.times.periods):
            return []
        days = int(np.diff(first_days([self.life.last, self.times.last]))[0])
        values = {"date": self.life.last, "until": self.times.last}
        return [Reason("story_gone", "time", max(1, round(days / 30.44)), values=values)]

    def rest(self) -> list[Reason]:
        """What stands in no period, and why."""
        told = []
        for place, template in ((UNDATED, "story_undated"), (COARSE, "story_coarse"), (OUTSIDE, "story_outside")):
            here = self.own[self.place == place]
            if len(here):
                rows = self.times.found.sources(here)
                told.append(Reason(template, "time", len(rows), rows=rows))
        return told

    def _rows(self, at: int, people: Sequence[int] = ()) -> tuple[Source, ...]:
        here = self.own[self.place == at]
        if people:
            vertices = np.flatnonzero(np.isin(self.times.vertices, list(people)))
            here = here[np.isin(self.times.found.who[here], vertices) | np.isin(self.times.found.other[here], vertices)]
        return self.times.found.sources(here)


def _events(times: Times, ring: Ring, at: int, mine: Sequence[Thread], threads: Sequence[Thread]) -> list[Reason]:
    """What the search of a period by itself says of the ring."""
    members = {member.vertex for member in ring.members}
    steps = {(thread.id, step.period): step for thread in threads for step in thread.steps}
    told = []
    for thread in mine:
        step = steps.get((thread.id, at))
        if step:
            both = tuple(vertex for vertex in step.members if vertex in members)
            values = {"period": times.periods[at].code, "status": step.status, "both": len(both)}
            told.append(Reason("story_found", "search", len(step.members), others=both, values=values))
        for event in thread.events:
            if event.period != at or event.what not in ("split", "merged"):
                continue
            if event.what == "split" and thread.steps[0].period == at and set(event.others) & {one.id for one in mine}:
                continue  # its other part tells it
            others = [steps[other, at] for other in event.others if (other, at) in steps]
            people = tuple(dict.fromkeys(vertex for other in others for vertex in other.members))
            ended = event.what == "merged" and not step
            template = f"story_{event.what}{'_into' if ended else ''}"
            values = {"period": times.periods[at].code}
            told.append(Reason(template, "search", len(people), others=people, values=values))
    return told


def _first(rows: Sequence[int]) -> int:
    return next((at for at, count in enumerate(rows) if count), -1)
