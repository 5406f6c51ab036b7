"""The second reading: entities as the records they state, each after what it refers to."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.intake.charts.ftm.edges import tie
from netlens.case.intake.charts.ftm.entity import Entity, is_tie
from netlens.case.intake.charts.ftm.index import entities, index, refers
from netlens.case.intake.charts.ftm.things import Told, thing
from netlens.case.intake.reasons import reason
from netlens.case.records import CaseRecord, Issue


def read(path: Path) -> Iterator[CaseRecord | Issue]:
    """Every entity of a file. Where some stand before what they refer to, they come later, so that few have to wait:
    first what refers to nothing, then what does, then what ties.
    """
    found = index(path)
    for turn in (-1,) if found.orderly else (0, 1, 2):
        told = Told()
        for entity in entities(path):
            if isinstance(entity, Issue):
                if turn <= 0:
                    yield Issue(
                        entity.row, entity.field, entity.value, entity.reason or reason(entity.code), code=entity.code
                    )
            elif turn in (-1, _turn(entity)):
                if is_tie(entity.schema):
                    yield from tie(entity, found)
                else:
                    yield from thing(entity, found, told, path.name)


def _turn(entity: Entity) -> int:
    return 2 if is_tie(entity.schema) else 1 if any(entity.properties.get(name) for name in refers(entity)) else 0
