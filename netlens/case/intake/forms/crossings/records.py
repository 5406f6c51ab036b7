"""A line of a border list → the crossings it states (an exit and an entry may stand in one), and who crossed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from netlens.case.importing import ReadOptions
from netlens.case.intake.forms import clock
from netlens.case.intake.forms.finding import Head
from netlens.case.intake.forms.reading import Found, Reader, Rows
from netlens.case.intake.forms.rows import Line, lines_of, other_line
from netlens.case.intake.forms.words import form
from netlens.case.intake.own import row_id
from netlens.case.intake.sheet import Row, Sheet
from netlens.case.records import CaseRecord, Issue
from netlens.case.values import gate as gates
from netlens.case.values import id_number
from netlens.i18n import _

Values = dict[str, str]
Flag = tuple[str, str, str]
# Who crossed, by the person's native column; the columns of the form that feed it.
_PERSON = {
    "sex": "sex",
    "birth_date": "birth",
    "nationality": "nationality",
    "id_number": "id_number",
    "passport": "document",
    "phones": "phone",
    "address": "address",
}
_LONGEST = 120  # signs of a heading line that may name a gate


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines above a list say of all of it: the gate, the direction; "" when they do not."""

    gate: str = ""
    direction: str = ""


def reader() -> Reader:
    """Reads the sheets of one file: who holds a paper is one person on all of them."""
    keys: dict[str, str] = {}
    met: dict[str, Values] = {}

    def read(_path: Path, sheet: Sheet, head: Head, rows: Rows, _options: ReadOptions) -> Found:
        return _read(_Reader(sheet, head, _heading(head.above, sheet.name), keys, met), rows)

    return read


def _read(reader: "_Reader", rows: Rows) -> Found:
    sheet, head = reader.sheet, reader.head
    for line in lines_of(sheet, head, rows()):
        if isinstance(line, Issue):
            yield line
        elif isinstance(line, Line):
            if line.row.number > head.header:
                reader.said = _heading((line.row,), "", reader.said)
            yield other_line(sheet, line.row)
        else:
            yield from reader.row(line)


def _heading(lines: tuple[Row, ...], title: str, before: Heading | None = None) -> Heading:
    """What these lines say; where they are silent, what was said before."""
    words = form("border_crossings")
    before = before or Heading()
    gate, directions = "", set()
    for text in (*(text for row in lines for text in _told(row)), title):
        gate = gate or _gate(text)
        out, into = (words.says(way, text) for way in ("heading_out", "heading_in"))
        if out != into:
            directions.add("out" if out else "in")
    return Heading(gate or before.gate, directions.pop() if len(directions) == 1 else before.direction)


def _told(row: Row) -> list[str]:
    """The cells of a heading line, a label together with the cell behind it."""
    cells = [text for cell in row.cells if (text := " ".join(cell.split())) and len(text) <= _LONGEST]
    pairs = [f"{label} {value}" for label, value in pairwise(cells) if label.endswith((":", "："))]
    return [*pairs, *cells]


def _gate(text: str) -> str:
    """The gate a heading names: behind its label, or anywhere in a line that speaks of a gate."""
    words = form("border_crossings")
    label, colon, value = text.replace("：", ":").partition(":")
    if colon and value.strip():
        return value.strip() if words.says("gate", label) else ""
    if not words.says("gate", text):
        return ""
    parts = text.split()
    ends = (" ".join(parts[start:]) for start in range(len(parts)))
    return next((end for end in ends if gates.find(end)), "")


class _Reader:
    """`keys`: papers → who holds them; `met`: persons by their key, with what was told of them."""

    def __init__(self, sheet: Sheet, head: Head, said: Heading, keys: dict[str, str], met: dict[str, Values]) -> None:
        self.sheet, self.head, self.said, self.keys, self.met = sheet, head, said, keys, met
        self.alone = {column: places[0] for column, places in head.places.items() if len(places) == 1}

    def row(self, row: Row) -> Found:
        cells, cell = row.cells, self.head.cell
        flags: list[Flag] = []
        paper = cell(cells, "document") or cell(cells, "id_number")
        key = self._key(row, paper)
        if not paper:
            flags.append(("document", cell(cells, "name")[:200], "no_document"))
        person = self._person(cells, key) if self._named(cells) else {}
        made: list[CaseRecord] = []
        shared: Values = {"document": paper, "vehicle": cell(cells, "vehicle"), "companions": cell(cells, "companions")}
        if person or not paper:
            shared["person_id"] = key
        for direction, gate, when in self._crossings(cells):
            values = {**shared, "gate": gate, "direction": direction, "when": when}
            if not direction:
                flags.append(("direction", cell(cells, "direction")[:200], "odd_direction"))
            filled = {name: text for name, text in values.items() if text}
            made.append(CaseRecord("crossings", row.number, filled, {}, self.sheet.name))
        fed = {text for record in made for text in record.values.values()} | set(person.values())
        extra = self._extra(cells, fed)
        about = self._about(row, key, person)
        if not paper and not person:
            about = [CaseRecord("persons", row.number, {"person_id": key}, {}, self.sheet.name)]
        yield replace(made[0], extra=extra, flags=tuple(flags))
        yield from (*about, *made[1:])

    def _key(self, row: Row, paper: str) -> str:
        """A person is known by the row that named the paper first, in this file alone; no id shows the paper itself."""
        number = id_number.clean_document(paper)[0] if paper else ""
        place = row_id(f"{self.sheet.name}:{row.number}" if self.sheet.name else row.number)
        return self.keys.setdefault(number, place) if number else place

    def _named(self, cells: list[str]) -> bool:
        return any(self.head.cell(cells, column) for column in ("name", "surname", "given", "birth"))

    def _person(self, cells: list[str], key: str) -> Values:
        cell = self.head.cell
        name = cell(cells, "name") or " ".join(filter(None, (cell(cells, "surname"), cell(cells, "given"))))
        values = {"person_id": key, "full_name": _plain_name(name)}
        values |= {field: cell(cells, column) for field, column in _PERSON.items()}
        return {field: text for field, text in values.items() if text}

    def _about(self, row: Row, key: str, person: Values) -> list[CaseRecord]:
        """The person once, and again only with what was not told before: a list repeats who crosses often."""
        if not person:
            return []
        known = self.met.setdefault(key, {})
        news = {field: text for field, text in person.items() if field not in known}
        known.update(news)
        if not news:
            return []
        return [CaseRecord("persons", row.number, {"person_id": key, **news}, {}, self.sheet.name)]

    def _crossings(self, cells: list[str]) -> Iterator[tuple[str, str, str]]:
        """Direction, gate and moment of each crossing of a line: its exit and its entry, where both have a column."""
        cell, said = self.head.cell, self.said
        gate = cell(cells, "gate") or cell(cells, "flight") or said.gate
        found = False
        for way, day, place in (("out", "exit_date", "exit_gate"), ("in", "entry_date", "entry_gate")):
            if when := cell(cells, day):
                found = True
                yield way, cell(cells, place) or gate, when
        clock_ = clock.compact_clock(cell(cells, "time"))
        when = clock.moment(cell(cells, "when") or cell(cells, "date") or cell(cells, "flight_date"), clock_)
        if when or not found:
            gate = cell(cells, "gate") or cell(cells, "exit_gate") or cell(cells, "entry_gate") or gate
            yield self._direction(cells), gate, when

    def _direction(self, cells: list[str]) -> str:
        """The code of a direction, as written where no list knows it; that of the heading where the row has none."""
        said = self.head.cell(cells, "direction") or self.head.cell(cells, "way")
        out, into = (self.head.form.says(way, said) for way in ("out", "in"))
        if out != into:
            return "out" if out else "in"
        if not said and self.head.has("exit_gate") != self.head.has("entry_gate"):
            return "out" if self.head.has("exit_gate") else "in"
        return said or self.said.direction

    def _extra(self, cells: list[str], fed: set[str]) -> Values:
        extra = {}
        told = {"document", "id_number", "name", "birth", "sex", "nationality", "address", "phone", "gate", "when"}
        told |= {"vehicle", "companions", "exit_date", "entry_date", "exit_gate", "entry_gate"}
        verbatim = {place for column, place in self.alone.items() if column in told}
        for place, text in enumerate(cells):
            if text.strip() and not (place in verbatim and text.strip() in fed):
                known = place < len(self.head.headers)
                extra[self.head.headers[place] if known else _("column {n}").format(n=place + 1)] = text
        return extra


def _plain_name(name: str) -> str:
    """`NGUYEN/VAN AN MR`, as airlines write it, as `NGUYEN VAN AN`."""
    if "/" not in name:
        return name
    words = name.replace("/", " ").split()
    return " ".join(words[:-1] if words[-1].upper() in ("MR", "MRS", "MS", "MISS", "MSTR", "CHD", "INF") else words)
