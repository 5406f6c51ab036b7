"""Edge lists and node lists as text: Gephi's CSV pair, SNAP, KONECT, networkx, igraph's .ncol and .lgl, Neo4j, SIF.

Two columns that stand several times alike are one tie with that count: a list without weights has no other way to say
it. A line that repeats with its weight says the same again, and merges.
"""

import ast
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from importers.excel import graph_of
from importers.excel import lines as book_lines
from importers.excel import sheets as book_sheets
from importers.tables import sheets
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.files import is_text, is_workbook
from netlens.case.intake.forms.finding import form_of
from netlens.case.intake.graph.items import NOTHING, Edge, Node
from netlens.case.intake.graph.lines import numbered
from netlens.case.intake.graph.lists import COMMENTS, EDGE_SUFFIXES, ListLayout, cells_of, layout_of
from netlens.case.intake.graph.neo4j import in_space
from netlens.case.intake.graph.nodes import Known, node_records
from netlens.case.intake.graph.pairs import NODES, partner
from netlens.case.intake.graph.recognition import text_kind
from netlens.case.intake.graph.stating import Item, records
from netlens.case.intake.graph.words import edge_use, entity_kind
from netlens.case.intake.native import OTHER_LINE
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import not_readable, problem_of
from netlens.case.intake.text import rows_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _, mark

_WAYS = {"directed": True, "undirected": False, "mutual": False, "cochieu": True}
_LOOK = 200  # lines


def recognises(path: Path) -> bool:
    if is_workbook(path):
        return graph_of(path) == "edge_list" and not form_of(path, book_sheets)
    return is_text(path) and text_kind(path) == "edge_list" and not form_of(path, sheets)


def _numbered(path: Path, options: ReadOptions) -> Iterator[tuple[int, str]]:
    """The lines of a text, or of the sheet of a workbook."""
    return book_lines(path, options) if is_workbook(path) else numbered(path, options)


def _layout(path: Path, options: ReadOptions) -> ListLayout:
    lines = [line for _number, line in islice(_numbered(path, options), _LOOK)]
    found = layout_of(lines, path.suffix.lower(), path.stem, forced=True)
    if found is None:
        raise not_readable(
            path.name,
            _("its lines do not name two nodes each"),
            _("An edge list has the columns source and target; name them so in its first line."),
        )
    return found


def _rows(path: Path, options: ReadOptions, layout: ListLayout) -> Iterator[tuple[int, list[str], str]]:
    """(row, cells, problem) of the lines that hold something; a comment is one cell that begins with its sign."""
    if layout.delimiter != " ":
        lines = (line + "\n" for _number, line in _numbered(path, options))
        for number, cells, problem in rows_of(lines, layout.delimiter):
            if any(cells):
                yield number, cells, problem
        return
    for number, line in _numbered(path, options):
        text = line.strip()
        if not text:
            continue
        if text[0] in COMMENTS and layout.what != "lgl":
            yield number, [text], ""
        elif text[-1] == "}" and "{" in text:
            ends, _brace, data = text.partition("{")
            yield number, [*cells_of(ends, " "), "{" + data], problem_of(text)
        else:
            yield number, cells_of(text, " "), "" if text.isascii() and "\x00" not in text else problem_of(text)


def _broken(row: int, cells: Sequence[str], why: str) -> Issue:
    return Issue(row, "", " | ".join(cells)[:1000], why, "", "broken_row")


def _node_items(path: Path, options: ReadOptions, layout: ListLayout) -> Iterator[Item]:
    begun = False
    for row, cells, problem in _rows(path, options, layout):
        if cells[0][:1] in COMMENTS and len(cells) == 1:
            yield Issue(row, "", cells[0][:1000], reason(OTHER_LINE), "", OTHER_LINE)
        elif not begun:
            begun = True
        elif problem:
            yield _broken(row, cells, problem)
        elif len(cells) <= layout.a or not cells[layout.a].strip():
            yield Issue(
                row, layout.names[layout.a], " | ".join(cells)[:1000], reason("missing_field"), "", "missing_field"
            )
        else:
            yield _node(row, cells, layout, layout.a)


def _node(row: int, cells: Sequence[str], layout: ListLayout, place: int) -> Node:
    id_ = in_space(layout.space(place), cells[place].strip())
    return Node(id_, row, "", _attributes(cells, layout, (place,)))


def _attributes(cells: Sequence[str], layout: ListLayout, without: tuple[int, ...]) -> Mapping[str, str]:
    if len(cells) == len(without):
        return NOTHING
    names = layout.names
    found = {}
    for place, cell in enumerate(cells):
        if place in without or not (cell := cell.strip()):
            continue
        name = names[place] if place < len(names) else _("column {n}").format(n=place + 1)
        if cell[0] == "{" and cell[-1] == "}" and (data := _dict(cell)) is not None:
            found.update(data)
        else:
            found[name if name not in found else f"{name} ({place + 1})"] = cell
    return found


def _dict(text: str) -> dict[str, str] | None:
    """The attributes networkx writes behind an edge, as a Python dict of plain values."""
    try:
        said = ast.literal_eval(text) if len(text) < 100_000 else None
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return {str(name): str(value) for name, value in said.items()} if isinstance(said, dict) else None


def _edge_items(path: Path, options: ReadOptions, layout: ListLayout, known: Known) -> Iterator[Item]:
    """Each line an edge, and a node for each end that was not met before."""
    header = layout.header
    kinds = known.kinds
    a_at, b_at = layout.a, layout.b
    ways = [place for place, name in enumerate(layout.names) if edge_use(name)[0] in ("kind", "directed")]
    two = layout.kinds != ("", "")
    second = entity_kind(layout.kinds[1])
    survey = _Survey({}, layout.directed)
    if not two and (len(layout.names) == 2 or (layout.directed is None and not ways)):
        survey = _survey(path, options, layout)
    directed = layout.directed if layout.directed is not None else survey.directed
    for row, cells, problem in _rows(path, options, layout):
        if cells[0][:1] in COMMENTS and (layout.delimiter == " " or len(cells) == 1 or not header):
            yield Issue(row, "", " ".join(cells)[:1000], reason(OTHER_LINE), "", OTHER_LINE)
            continue
        if header:
            header = False
            continue
        a = in_space(layout.space(a_at), cells[a_at].strip()) if a_at < len(cells) else ""
        b = in_space(layout.space(b_at), cells[b_at].strip()) if b_at < len(cells) else ""
        if not (problem or a or b) and 0 <= layout.id < len(cells) and cells[layout.id].strip():
            yield _node(row, cells, layout, layout.id)
            continue
        if problem or not a or not b:
            yield _broken(row, cells, problem or _("a line must name two nodes"))
            continue
        if two and b.isdecimal() and kinds.get(b) != second:  # each mode counts from 1
            b = f"{layout.names[b_at]} {b}"
        if a not in kinds:
            yield Node(a, row, kind=layout.kinds[0])
        if b not in kinds:
            yield Node(b, row, kind=layout.kinds[1])
        attributes = _attributes(cells, layout, (a_at, b_at))
        way = directed
        for place in ways:
            said = cells[place].strip().lower() if place < len(cells) else ""
            if said in _WAYS:
                way = _WAYS[said]
                attributes = {name: text for name, text in attributes.items() if name != layout.names[place]}
        yield Edge(a, b, row, way, "", attributes, times=survey.times.get(hash((a, b)), 1) if survey.times else 1)


class _Survey(NamedTuple):
    """What one look at a whole list tells. `times`: how often a line of two ends and no more stands in it, by its
    print. `directed`: whether some pairs stand both ways, and not all alike: then the order says something.
    """

    times: dict[int, int]
    directed: bool | None


def _survey(path: Path, options: ReadOptions, layout: ListLayout) -> _Survey:
    """Holds some 32 bytes a line while it counts."""
    import numpy as np

    a, b = layout.a, layout.b
    forth, back, whole, turned = array("q"), array("q"), array("q"), array("q")
    for _row, cells, problem in _rows(path, options, layout):
        if problem or len(cells) <= max(a, b) or cells[0][:1] in COMMENTS:
            continue
        one, other = cells[a].strip(), cells[b].strip()
        rest = tuple(cell for place, cell in enumerate(cells) if place not in (a, b))
        forth.append(hash((one, other)))
        whole.append(hash((one, other, rest)))
        if one != other:
            back.append(hash((other, one)))
        turned.append(hash((other, one, rest)))
    if not forth:
        return _Survey({}, None)
    ends, ways, lines, alike = (np.array(prints, dtype=np.int64) for prints in (forth, back, whole, turned))
    both = bool(np.isin(ways, ends).any())
    directed = True if both and not np.array_equal(np.sort(lines), np.sort(alike)) else None
    found, counts = np.unique(ends, return_counts=True)
    more = counts > 1
    times = dict(zip(found[more].tolist(), counts[more].tolist(), strict=True)) if len(layout.names) == 2 else {}
    return _Survey(times, directed)


def _sif_items(path: Path, options: ReadOptions, layout: ListLayout, known: Known) -> Iterator[Item]:
    """Cytoscape's SIF: a node, how it is tied, and to whom; a node alone is one without ties."""
    for row, written, problem in _rows(path, options, layout):
        cells = [cell.strip() for cell in written if cell.strip()]
        if problem or len(cells) == 2:
            yield _broken(row, cells, problem or _("a line must name two nodes"))
            continue
        for node in (cells[0], *cells[2:]):
            if node not in known.kinds:
                yield Node(node, row)
        for other in cells[2:]:
            yield Edge(cells[0], other, row, relation=cells[1])


def _lgl_items(path: Path, options: ReadOptions, layout: ListLayout, known: Known) -> Iterator[Item]:
    """igraph's LGL: a node behind a #, then its neighbours, one a line."""
    node = ""
    for row, cells, problem in _rows(path, options, layout):
        if problem:
            yield _broken(row, cells, problem)
        elif cells[0][0] == "#":
            node = " ".join(cells)[1:].strip()
            yield Node(node, row)
        elif not node:
            yield _broken(row, cells, _("a line must name two nodes"))
        else:
            if cells[0] not in known.kinds:
                yield Node(cells[0], row)
            yield Edge(node, cells[0], row, None, cells[1] if len(cells) > 1 else "")


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    layout = _layout(path, options)
    known = Known(path.name)
    if nodes := options.extra.get(f"{NODES}:{path.name}"):
        _learn(Path(nodes), options, known)
    if layout.what == "nodes":
        yield from records(_node_items(path, options, layout), path.name, known=known)
    elif layout.what == "sif":
        yield from records(_sif_items(path, options, layout, known), path.name, each=False, known=known)
    elif layout.what == "lgl":
        yield from records(_lgl_items(path, options, layout, known), path.name, each=False, known=known)
    else:
        yield from records(_edge_items(path, options, layout, known), path.name, each=False, known=known)


def _learn(nodes: Path, options: ReadOptions, known: Known) -> None:
    """What the nodes are, from the list that this list of edges belongs to."""
    for item in _node_items(nodes, options, _layout(nodes, options)):
        if isinstance(item, Node):
            for _record in node_records(item, known):
                pass


IMPORTER = Importer(
    name="edge_list",
    label=mark("Graphs: edge list or node list (Gephi CSV, SNAP, KONECT, networkx)"),
    suffixes=(*EDGE_SUFFIXES, ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"),
    recognises=recognises,
    read=read,
    sample="network.edges",
    belongs=partner,
)
