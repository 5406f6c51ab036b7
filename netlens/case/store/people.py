"""Persons, cases and reports: what several records say of one entity, laid together, and where they disagree."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any

from netlens.case.store.packs import STATEMENT

if TYPE_CHECKING:
    from netlens.case.store.packs import Ints

UNITED = ("aliases", "phones", "accounts")  # lists to which each further statement adds
DATED = ("birth_date", "opened", "received")  # days, of which one record may know only the year
UPDATE = "_update"  # marks a statement whose values replace the earlier ones
EXTRA = "_extra"  # the columns no table knows


class Statements:
    """The counted statements about entities of one kind, oldest first, field by field."""

    def __init__(self, ints: "Ints", fields: dict[str, list[Any]]) -> None:
        self.record, self.file, self.row, self.entity = ints
        self.fields = fields

    @classmethod
    def counted(cls, parts: list["Ints"], fields: dict[str, list[Any]], repeats: set[int]) -> "Statements":
        """From the columns of packs (record, file, row, entity), without the records that repeat a counted one."""
        import numpy as np

        ints = np.concatenate([np.empty((len(STATEMENT), 0), np.int64), *parts], axis=1)
        if repeats:
            mask = ~np.isin(ints[0], np.fromiter(repeats, dtype=np.int64))
            ints, wanted = ints[:, mask], mask.tolist()
            fields = {name: list(compress(column, wanted)) for name, column in fields.items()}
        return cls(ints, fields)

    @cached_property
    def first(self) -> dict[int, int]:
        """The place of the first statement about each entity."""
        entities = self.entity.tolist()
        return dict(zip(reversed(entities), range(len(entities) - 1, -1, -1), strict=True))

    @cached_property
    def further(self) -> dict[int, list[int]]:
        """The places of all statements about each entity of which there are several."""
        found: dict[int, list[int]] = {}
        if len(self.first) < len(self.entity):
            first = self.first
            for place, entity in enumerate(self.entity.tolist()):
                if first[entity] != place:
                    found.setdefault(entity, [first[entity]]).append(place)
        return found

    def detail(self, place: int) -> dict[str, Any]:
        return {name: column[place] for name, column in self.fields.items() if column[place] is not None}

    def details(self, entity: int) -> list[dict[str, Any]]:
        """What was said of an entity, oldest first."""
        first = self.first.get(entity)
        return [] if first is None else [self.detail(place) for place in self.further.get(entity, [first])]

    def laid(self, entities: Sequence[int], names: Sequence[str]) -> dict[str, list[Any]]:
        """Fields of entities, several statements merged; None where nothing is said."""
        places = [self.first.get(entity, -1) for entity in entities]
        several = {n: merged(self.details(entity)) for n, entity in enumerate(entities) if entity in self.further}
        found = {}
        for name in names:
            column = self.fields.get(name)
            if column is None:
                found[name] = [None] * len(places)
                continue
            values = [column[place] if place >= 0 else None for place in places]
            for n, whole in several.items():
                values[n] = whole.get(name)
            found[name] = values
        return found

    def conflicts(self, entity: int) -> list[tuple[str, str, int, int]]:
        """(field, value, file, row) of every field on which the statements of an entity disagree, each value once."""
        values: dict[str, dict[str, tuple[int, int]]] = {}
        for place in self.further.get(entity, ()):
            for name, value in self.detail(place).items():
                if not name.startswith("_") and name not in UNITED and not _empty(value):
                    source = (int(self.file[place]), int(self.row[place]))
                    values.setdefault(name, {}).setdefault(str(value), source)
        return [
            (name, value, *place) for name, found in values.items() if len(found) > 1 for value, place in found.items()
        ]


def merged(details: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One detail out of several, oldest first: the first value of a field stands, unless a later update replaces it, or
    a later date says it more exactly."""
    if len(details) == 1:
        return dict(details[0])
    whole: dict[str, Any] = {}
    for detail in details:
        update = bool(detail.get(UPDATE))
        for name, value in detail.items():
            old = whole.get(name)
            if name == EXTRA:
                whole[name] = {**(old or {}), **value} if update else {**value, **(old or {})}
            elif name in UNITED and isinstance(value, list) and isinstance(old, list):
                whole[name] = old + [item for item in value if item not in old]
            elif _empty(old) or more_exact(name, value, old) or (update and _replaces(name, value, old)):
                whole[name] = value
    return whole


def more_exact(name: str, value: Any, old: Any) -> bool:
    """Whether a date says what another says, and more: `1990-05-01` beside `1990`."""
    if name not in DATED or not isinstance(value, str) or not isinstance(old, str):
        return False
    return len(old) > 3 and value.startswith(old) and value[len(old) :][:1] in ("-", "T", ":")


def _replaces(name: str, value: Any, old: Any) -> bool:
    return not _empty(value) and not more_exact(name, old, value)


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}
