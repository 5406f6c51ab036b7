"""Neo4j's CSV: headings that say what they are (`personId:ID(Person)`, `:START_ID`), and APOC's one file of both."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_TYPED = re.compile(r"([^:]*):([A-Za-z_]+(?:\[\])?)(?:\(([^)]*)\))?(?:\{.*\})?")
_MARKS = ("ID", "START_ID", "END_ID", "LABEL", "TYPE", "IGNORE")
_NAMES = {"LABEL": "labels", "TYPE": "type"}


class Headings(NamedTuple):
    """What the columns are called without their marks; the places of an id, of the ends, of a type (-1: none).

    `spaces`: by column, the group of nodes its ids are of, which tells node 1 of one from node 1 of another.
    """

    names: tuple[str, ...]
    id: int
    start: int
    end: int
    spaces: tuple[str, ...]


def headings(cells: Sequence[str]) -> Headings | None:
    """The columns of a CSV for or from Neo4j; None for any other."""
    cells = [cell.strip() for cell in cells]
    if "_id" in cells and ("_labels" in cells or {"_start", "_end"} <= set(cells)):
        id_, start, end = (cells.index(name) if name in cells else -1 for name in ("_id", "_start", "_end"))
        return Headings(tuple(cells), id_, start, end, ("",) * len(cells))
    names, spaces = list(cells), [""] * len(cells)
    at = dict.fromkeys(_MARKS, -1)
    for place, cell in enumerate(cells):
        found = _TYPED.fullmatch(cell)
        if not found:
            continue
        mark, names[place] = found[2].upper(), found[1]
        if found[2] in _MARKS and at[mark] < 0:
            at[mark], spaces[place] = place, found[3] or ""
            names[place] = found[1] or _NAMES.get(mark, mark.lower())
    if at["ID"] < 0 and (at["START_ID"] < 0 or at["END_ID"] < 0):
        return None
    return Headings(tuple(names), at["ID"], at["START_ID"], at["END_ID"], tuple(spaces))


def in_space(space: str, id_: str) -> str:
    """An id with the group of nodes it is of."""
    return f"{space}/{id_}" if space and id_ else id_
