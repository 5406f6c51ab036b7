"""From values and what they were meant to be to a Fix: what stands for what, in which import, table and column."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from netlens.case.corrections.stored import StandIn, Swap, Value
from netlens.case.quality.ground import Ground
from netlens.case.quality.problem import Fix, Pair, Place
from netlens.case.records import Ref

PAIRS = 300  # shown of a fix before it is made
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_ENTITIES = {"phone": "phone", "id_number": "document", "passport": "document", "plate": "vehicle"}


class Meant(NamedTuple):
    """One value of one cell, as the import kept it, and what should stand."""

    place: Place
    was: str
    now: tuple[Value, ...]


def pieces(text: str) -> list[str]:
    """The values of one cell, as an import keeps those it does not understand."""
    parts = (" ".join(part.split()) for part in _SEPARATOR.split(text.strip()))
    return list(dict.fromkeys(part for part in parts if part))


def fix_of(ground: Ground, label: str, meant: Iterable[Meant], *, kind: str = "", table: str = "") -> Fix | None:
    """The fix that puts every value right. `kind`: of the columns concerned, when not all of that name are;
    `table`: only there. None when nothing is meant.
    """
    first: dict[tuple[int, str, str], Meant] = {}
    rows: dict[tuple[int, str, str], set[tuple[int, int]]] = {}
    for one in meant:
        key = (ground.files[one.place.file].import_id, one.place.field, one.was)
        first.setdefault(key, one)
        rows.setdefault(key, set()).add(one.place[:2])
    swaps: dict[Swap, None] = {}
    stand_ins: dict[StandIn, None] = {}
    for (import_id, name, was), one in first.items():
        for file, _row in {place[0]: place for place in rows[import_id, name, was]}.values():
            for of, column in ground.columns(file, name):
                if (table and of != table) or (kind and column.kind != kind and column.kind != "identifier"):
                    continue
                swaps[Swap(import_id, of, name, was, one.now)] = None
                entity = _ENTITIES.get(kind if column.kind == "identifier" else column.kind)
                if entity and was:
                    refs = tuple(Ref(entity, "", str(value)) for value in one.now)
                    stand_ins[StandIn(import_id, Ref(entity, "", was), refs)] = None
    if not swaps:
        return None
    ranked = sorted(first, key=lambda key: -len(rows[key]))[:PAIRS]
    pairs = tuple(Pair(key[2], "; ".join(map(str, first[key].now)), first[key].place, len(rows[key])) for key in ranked)
    touched = {where for places in rows.values() for where in places}
    return Fix(label, len(touched), tuple(swaps), tuple(stand_ins), pairs)
