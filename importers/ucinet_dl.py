"""UCINET DL files: full and half matrices, edge lists, node lists; one mode or two; labels given or embedded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.files import is_text
from netlens.case.intake.graph.edges import UNKNOWN
from netlens.case.intake.graph.grids import Line, Shape, tie
from netlens.case.intake.graph.grids import items as grid_items
from netlens.case.intake.graph.items import Edge, Node
from netlens.case.intake.graph.lines import damaged, numbered
from netlens.case.intake.graph.recognition import text_kind
from netlens.case.intake.graph.stating import Item, records
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import not_readable, problem_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _, mark

_SETTING = re.compile(r"\b(n|nr|nc|nm|format)\s*=\s*(\w+)", re.IGNORECASE)
_DIAGONAL = re.compile(r"\bdiag(?:onal)?\s*=?\s*(absent|present)\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"\b(?:(row|column|col)\s+)?labels?\s+embedded\b\s*:?", re.IGNORECASE)
_SECTION = re.compile(r"\b(?:(row|column|col|level|matrix)\s+)?labels?\s*:|\b(data)\s*:", re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|\'([^\']*)\'|([^\s,]+)')
_GRIDS = ("fullmatrix", "upperhalf", "lowerhalf")
_FORMATS = (*_GRIDS, "edgelist1", "edgelist2", "nodelist1", "nodelist1b", "nodelist2", "edgearray1")
_SHORT = {"fm": "fullmatrix", "el1": "edgelist1", "el2": "edgelist2", "nl1": "nodelist1", "nl2": "nodelist2"}
_SHORT |= {"uh": "upperhalf", "lh": "lowerhalf", "nl1b": "nodelist1b"}
_WHICH = {"row": "row", "column": "column", "col": "column", "level": "level", "matrix": "level"}
Words = tuple[int, list[str]]  # line, words


@dataclass(slots=True)
class _Head:
    """What stands above the data. `labels` by rows, columns, levels: (line, label)."""

    settings: dict[str, str] = field(default_factory=dict)
    labels: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    embedded: set[str] = field(default_factory=set)
    line: int = 1
    data: int = 0  # the line of `data:`

    def count(self, name: str) -> int:
        text = self.settings.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    @property
    def two(self) -> bool:
        return bool(self.count("nr") and self.count("nc")) or self.format.endswith("2")

    @property
    def rows(self) -> int:
        return self.count("nr") or self.count("n")

    @property
    def columns(self) -> int:
        return self.count("nc") or self.count("n")

    @property
    def format(self) -> str:
        name = self.settings.get("format", "fullmatrix").lower()
        return _SHORT.get(name, name)


def recognises(path: Path) -> bool:
    return is_text(path) and text_kind(path) == "ucinet_dl"


def _words(text: str) -> list[str]:
    return [next(part for part in found.groups() if part is not None) for found in _WORD.finditer(text)]


def _head(path: Path, lines: Iterator[tuple[int, str]]) -> tuple[_Head, str]:
    """The head, and what stands behind `data:` on its line."""
    head = _Head()
    section = ""
    for number, line in lines:
        text = re.sub(r"^\s*dl\b", "", line.lstrip("\ufeff"), flags=re.IGNORECASE) if number == 1 else line
        for name, value in _SETTING.findall(text):
            head.settings[name.lower()] = value
        text = _SETTING.sub(" ", text)
        if not section:
            for value in _DIAGONAL.findall(text):
                head.settings["diag"] = value
            text = _DIAGONAL.sub(" ", text)
        for each in _EMBEDDED.finditer(text):
            head.embedded |= {_WHICH[each[1].lower()]} if each[1] else {"row", "column"}
            section = ""
        text = _EMBEDDED.sub(" ", text)
        done = 0
        for found in _SECTION.finditer(text):
            _label(head, section, number, text[done : found.start()])
            done = found.end()
            if found[2]:
                head.data = number
                return head, text[done:]
            section = _WHICH[found[1].lower()] if found[1] else "all"
        _label(head, section, number, text[done:])
        head.line = number if head.rows and head.line == 1 else head.line
    raise not_readable(path.name, _("it has no line “data:”"), _("Save it again from UCINET as a DL file."))


def _label(head: _Head, section: str, number: int, text: str) -> None:
    if section:
        head.labels.setdefault(section, []).extend((number, word) for word in _words(text))


def items(path: Path, options: ReadOptions) -> Iterator[Item]:
    """The labels first, each line of them a row; then the data. A tie said both ways alike has no direction."""
    head, _rest = _head(path, numbered(path, options))
    if head.format not in _FORMATS:
        raise not_readable(
            path.name,
            _("its format {name} is not known").format(name=head.format),
            _("Save it from UCINET as fullmatrix or edgelist1."),
        )
    if max(head.rows, head.columns, head.count("nm")) > 1000 + 10 * path.stat().st_size:
        raise damaged(path, head.line, _("it says {n} nodes, more than the file can hold").format(n=head.rows))
    if head.format in _GRIDS:
        yield from _grids(path, options, head)
    else:
        yield from _lists(path, options, head)


def _data(path: Path, options: ReadOptions) -> Iterator[Words]:
    """The lines below `data:`, cut into words."""
    lines = numbered(path, options)
    head, rest = _head(path, lines)
    first = [(head.data, rest)] if rest.strip() else []
    for number, line in chain(first, lines):
        words = _words(line)
        if words:
            yield number, words


def _named(head: _Head, which: str, count: int) -> list[tuple[int, str]]:
    """(line, label) of the rows or columns; numbers where none are given."""
    given = head.labels.get(which) or head.labels.get("all") or []
    if given:
        return given[:count] if count else given
    mark_ = "c" if which == "column" and head.two else ""
    return [(head.line, f"{mark_}{n}") for n in range(1, count + 1)]


def _grids(path: Path, options: ReadOptions, head: _Head) -> Iterator[Item]:
    columns = [label for _line, label in _named(head, "column", head.columns)]
    levels = [label for _line, label in head.labels.get("level", [])]
    for n in range(max(1, head.count("nm"))):
        relation = levels[n] if n < len(levels) else str(n + 1) if head.count("nm") > 1 else ""
        named, line, rows = _matrix(path, options, head, columns, n)
        shape = Shape(named, two=head.two)
        for one in rows:
            shape.take(one)
        named, line, rows = _matrix(path, options, head, columns, n)
        if not n and not head.embedded and not head.two:
            yield from _nodes(_named(head, "row", head.rows), second=False)
        if not n and head.two and "column" not in head.embedded:
            yield from _nodes(_named(head, "column", head.columns), second=True)
            yield from _nodes(_named(head, "row", head.rows), second=False)
        for item in grid_items(named, line, rows, shape, relation):
            if not (isinstance(item, Node) and item.row == 0):
                yield item


def _nodes(named: Sequence[tuple[int, str]], *, second: bool) -> Iterator[Node]:
    return (Node(label, line, second=second) for line, label in named)


def _matrix(
    path: Path, options: ReadOptions, head: _Head, columns: list[str], skip: int
) -> tuple[list[str], int, Iterator[Line]]:
    """(column labels, the line they stand on or 0, the rows of matrix number `skip`). A row may run over lines."""
    data = _data(path, options)
    line = 0
    if "column" in head.embedded:
        line, columns = next(data, (0, []))
        columns = columns[-head.columns :] if head.columns else columns
    labels = [label for _line, label in _named(head, "row", head.rows)]
    count = head.rows or len(columns)
    words = ((number, word) for number, said in data for word in said)
    embedded = "row" in head.embedded

    def rows() -> Iterator[Line]:
        for n in range((skip + 1) * count):
            at = n % count
            label = ""
            if embedded:
                _number, label = next(words, (0, ""))
                if not label:
                    return
            first, wide = _span(head, at, len(columns))
            cells = []
            begun = 0
            for _place in range(wide):
                number, word = next(words, (0, ""))
                if not number:
                    break
                begun = begun or number
                cells.append(word)
            if not cells and wide:
                return
            if head.settings.get("diag", "").lower() == "absent" and head.format == "fullmatrix":
                cells.insert(at, "0")
            if n >= skip * count:
                last = first + wide if head.format == "lowerhalf" else None
                label = label or (labels[at] if at < len(labels) else "")
                yield Line(begun or line or head.line, label, cells, first, last)

    return columns, line, rows()


def _span(head: _Head, at: int, wide: int) -> tuple[int, int]:
    """(first column, number of cells) of row `at`."""
    absent = head.settings.get("diag", "").lower() == "absent"
    if head.format == "upperhalf":
        first = at + absent
        return first, wide - first
    if head.format == "lowerhalf":
        return 0, at + (not absent)
    return 0, wide - (absent and head.format == "fullmatrix")


def _lists(path: Path, options: ReadOptions, head: _Head) -> Iterator[Item]:
    two = head.two
    rows = _named(head, "row", head.rows) if "row" not in head.embedded else []
    columns = _named(head, "column", head.columns) if two and "column" not in head.embedded else []
    yield from _nodes(rows, second=False)
    yield from _nodes(columns, second=True)
    met = {label for _line, label in (*rows, *columns)}
    prints = 0
    for _number, a, b, weight, _level in _ties(path, options, head, rows, columns):
        if a != b:
            prints += hash((min(a, b), max(a, b), weight)) * (1 if a < b else -1)
    directed = None if two else prints != 0
    levels = [label for _line, label in head.labels.get("level", [])]
    several = head.count("nm") > 1
    for number, a, b, weight, level in _ties(path, options, head, rows, columns):
        if not b or weight is None or (broken := problem_of(a + b)):
            why = broken if b and weight is not None else _("a line must name two nodes, and then a number")
            yield Issue(number, "", f"{a} {b}", why, "", "broken_row")
            continue
        for label, second in ((a, False), (b, two)):
            embedded = "column" in head.embedded if second else "row" in head.embedded
            if label not in met and embedded:
                met.add(label)
                yield Node(label, number, second=second)
        if not weight:  # a node without ties, or a tie of none
            yield Node(a, number) if a in met else Issue(number, "", a, reason(UNKNOWN), "", UNKNOWN)
        else:
            relation = levels[level] if level < len(levels) else str(level + 1) if several else ""
            yield Edge(a, b, number, directed, weight, relation=relation)


def _cell(words: Sequence[str], place: int) -> str | None:
    """The weight in one place of a line: without any, the line says that there is a tie."""
    return tie(words[place]) if len(words) > place else "1"


def _ties(
    path: Path, options: ReadOptions, head: _Head, rows: list[tuple[int, str]], columns: list[tuple[int, str]]
) -> Iterator[tuple[int, str, str, str | None, int]]:
    """(line, from, to, weight, matrix) of each tie in an edge list or node list; no `to` where a line is cut short."""

    def label(word: str, named: list[tuple[int, str]]) -> str:
        """By its number, or by its name: of names UCINET makes capitals, but not of those in the data."""
        if word.isdecimal() and len(word) < 10 and 0 < int(word) <= len(named):
            return named[int(word) - 1][1]
        return called.get(word.casefold(), word) if word not in known else word

    known = {one for _line, one in (*rows, *columns)}
    called = {one.casefold(): one for one in known}
    others = columns or ([] if head.two else rows)
    level, row = 0, 0
    array_ = head.format.startswith("edgearray")
    for number, written in _data(path, options):
        if written[0] == "!":
            level, row = level + 1, 0
            continue
        row += 1
        counted = head.format.endswith("b")  # a line for each row, which begins with how many follow
        words = [str(row), *written] if counted and "row" not in head.embedded else written
        a = label(words[0], rows)
        if head.format.startswith("nodelist"):
            alters = words[2:] if counted else words[1:]
            for word in alters:
                yield number, a, label(word, others), "1", level
            if not alters:
                yield number, a, a, "", level
        else:
            b = label(words[1], others) if len(words) > 1 else ""
            yield number, a, b, _cell(words, 2), level
            for place in range(3, len(words) if array_ else 0):  # one matrix after the other
                if _cell(words, place):
                    yield number, a, b, _cell(words, place), level + place - 2


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(items(path, options), path.name, each=False)


IMPORTER = Importer(
    name="ucinet_dl",
    label=mark("Graphs: UCINET DL"),
    suffixes=(".dl", ".txt", ".dat"),
    recognises=recognises,
    read=read,
    sample="network.dl",
)
