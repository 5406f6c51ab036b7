"""Which graph format a text file is in, by what stands at its beginning. A native table is none of them."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal

from netlens.case.intake import headers
from netlens.case.intake.graph.grids import tie
from netlens.case.intake.graph.lists import COMMENTS, EDGE_SUFFIXES, cells_of, delimiter_of, layout_of
from netlens.case.intake.graph.neo4j import headings
from netlens.case.intake.sheet import Row, Sheet
from netlens.errors import NetLensError

TextKind = Literal["", "gml", "pajek", "ucinet_dl", "matrix", "edge_list"]
_LOOK = 1 << 16  # bytes looked at
_BOOK = 4 << 20  # bytes of a workbook that may be a list of ties: some 100,000 of them
_PAJEK = re.compile(r"\*(vertices|network|arcs|edges|arcslist|edgeslist|matrix|partition)\b", re.IGNORECASE)
_DL = re.compile(r"dl\b[\s,]*(n|nr|nc|nm|format|labels?)\b", re.IGNORECASE)
_GML = re.compile(r"(^|\n)\s*graph\s*\[", re.IGNORECASE)
_TABLES = (".csv", ".tsv", ".txt", ".tab", ".dat")


def text_kind(path: Path) -> TextKind:
    """The format, or "" for none. Looks at the first 64 KB only."""
    stat = path.stat()
    return _kind(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _kind(path: Path, _size: int, _changed: int) -> TextKind:
    lines = head_of(path)
    text = "\n".join(lines)
    suffix = path.suffix.lower()
    first = next((line.strip() for line in lines if line.strip() and line.strip()[0] != "%"), "")
    if _PAJEK.match(first):
        return "pajek"
    if _DL.match(" ".join(line.strip() for line in lines[:3])) or (suffix == ".dl" and first.lower().startswith("dl")):
        return "ucinet_dl"
    if suffix == ".gml" or _GML.search(text[:5000]):
        return "gml" if first[:1] not in ("<", "{") else ""
    if suffix in EDGE_SUFFIXES:
        return "edge_list" if layout_of(lines, suffix, path.stem) else ""
    if suffix in _TABLES and is_of_neo4j(lines):
        return "edge_list"
    if suffix not in _TABLES or first[:1] in ("<", "{", "*") or is_native(path.stem, lines):
        return ""
    return lines_kind(lines, suffix, path.stem)


def lines_kind(lines: list[str], suffix: str, stem: str) -> Literal["", "matrix", "edge_list"]:
    """What lines that are no native table are: those of a text, or of the one sheet of a workbook with tabs between."""
    if is_matrix(lines):
        return "matrix"
    return "edge_list" if layout_of(lines, suffix, stem) else ""


def book_kind(path: Path, lines_of: Callable[[Path], Iterator[str]]) -> TextKind:
    """The same for a workbook, whose lines `lines_of` gives. Large ones are not looked at: they are tables."""
    stat = path.stat()
    if stat.st_size > _BOOK:
        return ""
    key = (str(path), stat.st_size, stat.st_mtime_ns)
    if key not in _BOOKS:
        if len(_BOOKS) > 64:
            _BOOKS.clear()
        try:
            lines = list(islice(lines_of(path), headers.HEAD))
        except NetLensError:  # what is wrong with it, its reader says
            lines = []
        known = not lines or is_native(path.stem, lines)
        _BOOKS[key] = "" if known else lines_kind(lines, path.suffix.lower(), path.stem)
    return _BOOKS[key]


_BOOKS: dict[tuple[str, int, int], TextKind] = {}


def head_of(path: Path) -> list[str]:
    """The first lines, whole ones only; characters that cannot be told yet are left out."""
    with path.open("rb") as stream:
        head = stream.read(_LOOK)
    whole = len(head) < _LOOK
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="ignore")
    elif head[:200].count(0) * 4 > len(head[:200]):
        text = head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", errors="ignore")
    else:
        text = head.removeprefix(BOM_UTF8).decode("utf-8", errors="replace")
    lines = text.splitlines()
    return lines if whole or len(lines) < 2 else lines[:-1]


def is_of_neo4j(lines: list[str]) -> bool:
    """Whether the first line names columns as Neo4j does: then no other table is meant."""
    first = next((line for line in lines if line.strip()), "")
    return ("_id" in first or ":" in first) and any(headings(cells_of(first, sign)) for sign in (",", ";", "\t", "|"))


def is_native(stem: str, lines: list[str]) -> bool:
    """Whether the lines hold a native table: one of the graph formats never takes it away."""
    full = [line for line in lines[: headers.HEAD] if line.strip()]
    for delimiter in {delimiter_of(full), ",", ";", "\t"}:
        rows = [Row(n, cells_of(line, delimiter)) for n, line in enumerate(full, 1)]
        try:
            if headers.layout_of(Sheet("", "", stem, iter(())), rows) is not None:
                return True
        except NetLensError:  # named like a table of ours, without its columns
            continue
    return False


def is_matrix(lines: list[str]) -> bool:
    """A row of labels, then rows of a label and numbers; both share labels, or no cell stands above them."""
    data = [line for line in lines if line.strip() and line.lstrip()[:1] not in COMMENTS]
    if len(data) < 3:
        return False
    delimiter = delimiter_of(data)
    head, *rows = [[cell.strip() for cell in cells_of(line, delimiter)] for line in data]
    while head and not head[-1]:
        head.pop()
    width = len(rows[0])
    corner = head[0] if len(head) == width else ""
    columns = head[1:] if len(head) == width else head
    if len(columns) < 2 or len(columns) != width - 1 or len(set(columns)) < len(columns) or not all(columns):
        return False
    if any(len(row) < width or not row[0] or any(tie(cell) is None for cell in row[1:width]) for row in rows):
        return False
    if corner and all(map(_is_number, head)):  # numbers from the first cell on: an edge list, or a table of figures
        return False
    labels = [row[0] for row in rows]
    if len(set(labels)) < len(labels):
        return False
    shared = len(set(labels) & set(columns))
    if shared * 2 >= min(len(labels), len(columns)):
        return True
    counted = labels == [str(n) for n in range(len(labels))] or labels == [str(n + 1) for n in range(len(labels))]
    return not corner and not counted and not any(_is_number(column) for column in columns)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
