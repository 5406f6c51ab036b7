"""The second reading: entities as the records they state, each after what it refers to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from netlens.case.intake.charts.ftm.edges import tie
from netlens.case.intake.charts.ftm.entity import is_tie
from netlens.case.intake.charts.ftm.index import Index, entities, index, whole_tie
from netlens.case.intake.charts.ftm.things import Told, thing
from netlens.case.intake.reasons import reason
from netlens.case.records import CaseRecord, Issue

_ALL = b"\x00\x01\x02\x03"
_IN_TURN = (b"\x00\x03", b"\x01", b"\x02")


def read(path: Path) -> Iterator[CaseRecord | Issue]:
    """Every entity of a file. Where some stand before what they refer to, they come later, so that few have to wait:
    first what refers to nothing, then what does, then what ties.
    """
    found = index(path)
    told = Told()
    for turns in (_ALL,) if found.orderly or found.stated else _IN_TURN:
        yield from _read(path, found, told, turns)


def _read(path: Path, found: Index, told: Told, turns: bytes) -> Iterator[CaseRecord | Issue]:
    """The rows whose turn it is."""

    def wanted(row: int) -> bool:
        return row < len(found.turns) and found.turns[row] in turns

    for entity in entities(path, None if turns == _ALL else wanted):
        if not wanted(entity.row):
            continue
        if isinstance(entity, Issue):
            yield replace(entity, reason=entity.reason or reason(entity.code))
        elif is_tie(entity.schema):
            yield from tie(whole_tie(entity, found), found)
        else:
            yield from thing(entity, found, told, path.name)
