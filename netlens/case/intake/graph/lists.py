"""Edge lists and node lists as text: what stands in which column, and how such a list is told from other tables."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from netlens.case import schema
from netlens.case.intake.graph.neo4j import Headings, headings
from netlens.case.intake.graph.words import entity_kind, is_number, node_use, words
from netlens.case.intake.text import DELIMITERS
from netlens.case.schema import word_key

_SOURCES, _TARGETS, _IDS, _FROM = (words("list", use) for use in ("source", "target", "id", "directed"))
_NODE_FILE, _EDGE_FILE = words("list", "nodes"), words("list", "edges")
EDGE_SUFFIXES = (".edges", ".edgelist", ".ncol", ".lgl", ".el", ".elist", ".mtx", ".tnet", ".sif")
_OURS = 3  # columns of `persons` that make a sheet one of people
COMMENTS = ("#", "%")

What = Literal["edges", "nodes", "both", "lgl", "sif"]


@dataclass(frozen=True, slots=True)
class ListLayout:
    """`delimiter` is " " for any white space. `header`: whether the first line names the columns.

    `names` are the columns; `a`, `b` the places of the two ends (`a` that of the id in a list of nodes). `kinds` are
    the words for what stands in a and b, where header or comment say it of a two-mode list. `directed`: whether the
    ties run from a to b, where header or comment say it. `id`: of a list of both nodes and edges, the place of a
    node's id. `spaces`: by column, the group of nodes its ids are of.
    """

    what: What
    delimiter: str
    header: bool
    names: tuple[str, ...]
    a: int = 0
    b: int = 1
    kinds: tuple[str, str] = ("", "")
    directed: bool | None = None
    id: int = -1
    spaces: tuple[str, ...] = ()

    def space(self, place: int) -> str:
        return self.spaces[place] if place < len(self.spaces) else ""


def delimiter_of(lines: Sequence[str]) -> str:
    """What stands between the cells of most lines; " " for white space."""
    lines = [line for line in lines if line.strip() and line.lstrip()[:1] not in COMMENTS][:50]
    best, most = " ", 0
    for delimiter in DELIMITERS:
        widths = [len(cells_of(line, delimiter)) for line in lines]
        usual = max(set(widths), key=widths.count, default=1)
        if usual > 1 and widths.count(usual) * 10 >= len(widths) * 8 and usual > most:
            best, most = delimiter, usual
    return best


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line; quotes are taken off."""
    if delimiter == " ":
        return line.split() if '"' not in line else next(csv.reader([" ".join(line.split())], delimiter=" "), [])
    if '"' not in line:
        return line.split(delimiter)
    return next(csv.reader([line], delimiter=delimiter), [])


def layout_of(lines: Sequence[str], suffix: str = "", stem: str = "", *, forced: bool = False) -> ListLayout | None:
    """The layout of an edge list or node list by its first lines; None for what is neither, or may be anything.

    `forced`: a person said that it is one, so that two columns of whatever are enough.
    """
    said = any(line.lstrip()[:1] in COMMENTS for line in lines[:3])
    data = [line for line in lines if line.strip() and line.lstrip()[:1] not in COMMENTS]
    sure = forced or suffix in EDGE_SUFFIXES
    if suffix == ".lgl" or (not data and sure):
        return ListLayout("lgl", " ", header=False, names=("",))
    if not data:
        return None
    if suffix == ".sif":
        return ListLayout("sif", "\t" if any("\t" in line for line in data) else " ", header=False, names=("",))
    delimiter = delimiter_of(data)
    rows = [[cell.strip() for cell in cells_of(line, delimiter)] for line in data]
    name = word_key(stem)
    named = said or any(word in name for word in _EDGE_FILE)
    found = _by_header(rows, delimiter, stem) or _by_form(rows, delimiter, sure=sure, named=named)
    return _as_commented(found, lines) if found and said else found


def _as_commented(found: ListLayout, lines: Sequence[str]) -> ListLayout:
    """What the comments say: KONECT's `% asym`, `% sym` and `% bip`, SNAP's `# Directed graph`."""
    first = " ".join(line for line in lines[:5] if line.lstrip()[:1] in COMMENTS).lower()
    words = re.findall(r"[a-z]+", first)
    if "bip" in words[:1] and not found.header:
        return replace(found, kinds=("person", "event"), names=("person", "event", *found.names[2:]))
    if "sym" in words[:1] or "undirected" in words:
        return replace(found, directed=False)
    return replace(found, directed=True) if "asym" in words[:1] or "directed" in words else found


def _by_header(rows: list[list[str]], delimiter: str, stem: str) -> ListLayout | None:
    cells = rows[0]
    if (found := headings(cells)) is not None:
        return _of_neo4j(found, delimiter)
    keys = [word_key(cell) for cell in cells]
    a = next((n for n, key in enumerate(keys) if key in _SOURCES), -1)
    b = next((n for n, key in enumerate(keys) if key in _TARGETS and n != a), -1)
    names = tuple(name or f"column {n}" for n, name in enumerate(cells, 1))
    below = {cell for row in rows[1:] for cell in row} if a >= 0 and b >= 0 else set()
    letters = len(cells) == 2 == sum(map(len, cells)) and not all(cell.isdecimal() for cell in below)
    if below and not letters and cells[a] not in below and cells[b] not in below:  # nodes may well be called a and b
        way = True if keys[a] in _FROM else None
        return ListLayout("edges", delimiter, header=True, names=names, a=a, b=b, directed=way)
    kinds = (entity_kind(cells[0]), entity_kind(cells[1])) if len(cells) > 1 else ("", "")
    if all(kinds) and kinds[0] != kinds[1] and "person" in kinds:
        return ListLayout("edges", delimiter, header=True, names=names, kinds=kinds)
    return _nodes(cells, keys, names, delimiter, stem)


def _of_neo4j(found: Headings, delimiter: str) -> ListLayout:
    layout = ListLayout("nodes", delimiter, header=True, names=found.names, a=found.id, spaces=found.spaces)
    if found.start < 0 or found.end < 0:
        return layout
    what: What = "edges" if found.id < 0 else "both"
    return replace(layout, what=what, a=found.start, b=found.end, id=found.id, directed=True)


def _nodes(cells: list[str], keys: list[str], names: tuple[str, ...], delimiter: str, stem: str) -> ListLayout | None:
    """A list of nodes: Gephi's (Id, Label), or an id in a file called so, or an id with a type. A sheet of people with
    columns of ours is none: it is for a column mapping to read.
    """
    ids = [n for n, key in enumerate(keys) if key in _IDS]
    if not ids:
        return None
    found = ListLayout("nodes", delimiter, header=True, names=names, a=ids[0])
    if len(keys) > 1 and keys[0] == "id" and keys[1] == "label":
        return found
    if sum(schema.field("persons", cell) is not None for cell in cells) >= _OURS:
        return None
    called = any(word in word_key(stem) for word in _NODE_FILE)
    plain = keys[ids[0]] not in ("name", "label")
    typed = plain and any(node_use(cell) == "kind" for cell in cells)
    return found if called or typed else None


def _by_form(rows: list[list[str]], delimiter: str, *, sure: bool, named: bool) -> ListLayout | None:
    """Without a header: two ends, then numbers or a dict; the same ids in both columns, or whole numbers alone.

    `sure`: somebody says it is a list of edges; `named`: its name or a comment does, so that the ids need not repeat.
    """
    if delimiter == " " and rows and any(row and row[-1].endswith("}") for row in rows):
        width = 3
    else:
        widths = [len(row) for row in rows]
        width = max(set(widths), key=widths.count)
        if width < 2 or (width > 6 and not sure):
            return None
    full = [row for row in rows if len(row) >= width] or rows
    if any(len(row) < 2 or not row[0] or not row[1] for row in full):
        return None
    names = _names(full, max(map(len, full)) if sure and delimiter == " " and width < 4 else width)
    if sure:
        return ListLayout("edges", delimiter, header=False, names=names)
    if len(full) < (1 if named else 3) or not all(_number(cell) for row in full for cell in row[2:width] if cell):
        return None
    first, second = {row[0] for row in full}, {row[1] for row in full}
    whole = all(cell.isdecimal() for cell in first | second) and width < 5
    numbers = all(is_number(cell) for cell in first | second)
    overlap = len(first & second) * 5 >= min(len(first), len(second)) and all(len(one) < 60 for one in first | second)
    fractions = any(_number(cell) and not cell.isdecimal() for cell in first | second)
    told = whole or numbers or overlap or (named and not fractions)
    return ListLayout("edges", delimiter, header=False, names=names) if told else None


def _names(rows: list[list[str]], width: int) -> tuple[str, ...]:
    """Names for the columns behind the two ends: a weight, then a time where it looks like one (KONECT)."""
    names = ["source", "target"]
    for place in range(2, width):
        cells = [row[place] for row in rows if len(row) > place]
        if all(cell.isdecimal() and len(cell) in (9, 10) for cell in cells):
            names.append("timestamp" if "timestamp" not in names else f"column {place + 1}")
        elif "weight" not in names and all(_number(cell) for cell in cells):
            names.append("weight")
        else:
            names.append(f"column {place + 1}")
    return tuple(names)


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
