"""A row of call records → the call it states, the handset it shows, and what was assumed to read it so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from netlens.case import schema
from netlens.case.importing import ReadOptions
from netlens.case.intake.forms import clock
from netlens.case.intake.forms.calls import cells, numbers
from netlens.case.intake.forms.calls.devices import Usage, handset
from netlens.case.intake.forms.calls.ways import Way, way_of
from netlens.case.intake.forms.finding import Head
from netlens.case.intake.forms.reading import Found, Reader, Rows
from netlens.case.intake.forms.rows import Line, lines_of, other_line
from netlens.case.intake.own import own
from netlens.case.intake.sheet import Row, Sheet, not_readable
from netlens.case.records import CaseRecord, Issue
from netlens.case.values import phone
from netlens.case.values.service_number import is_service
from netlens.i18n import _

Values = dict[str, str]
Device = tuple[str, str, str, str]  # number, IMEI, first and last day
Flag = tuple[str, str, str]  # field, value as written, code


@dataclass(frozen=True, slots=True)
class Told:
    """One row as far as it is understood. `swapped`: its parties stand the other way round than their columns say."""

    caller: str
    callee: str
    subject: str
    start: str
    way: Way
    swapped: bool
    assumed: bool


def reader() -> Reader:
    """It remembers nothing from one sheet to the next."""
    return read


def read(path: Path, sheet: Sheet, head: Head, rows: Rows, options: ReadOptions) -> Found:
    """The records of one sheet. It is looked through once before: for handsets, and for who is asked about."""
    survey = _Survey(sheet, head, path.stem)
    for line in lines_of(sheet, head, rows()):
        survey.take(line)
    survey.check(path.name)
    devices = survey.usage.spans(options.dates)
    reader = _Reader(sheet, head, survey)
    for line in lines_of(sheet, head, rows()):
        if isinstance(line, Issue):
            yield line
        elif isinstance(line, Line):
            reader.heading(line.row)
            yield other_line(sheet, line.row)
        else:
            yield from reader.row(line, devices.get(line.number, ()))


class _Parties:
    """Who stands on either side of a row: by the columns of the sheet, and the number its heading names."""

    def __init__(self, head: Head, subject: str = "", turned: bool = False) -> None:
        self.head, self.subject, self.turned = head, subject, turned
        self.both = head.has("caller") and head.has("callee")
        own = [column for column in ("subject", "caller", "number") if head.has(column)]
        other = [column for column in ("other", "callee", "number", "caller") if head.has(column)]
        self.other = next((column for column in other if [column] != own[:1]), "")
        self.own = own[0] if own and self.other else ""
        self.other = self.other or next(iter(own), "")

    def told(self, row: list[str]) -> Told:
        cell = self.head.cell
        way = way_of(" ".join(filter(None, (cell(row, "type"), cell(row, "service")))))
        start = clock.moment(cell(row, "start"), clock.compact_clock(cell(row, "time")), cell(row, "date"))
        into = way.direction == "in"
        if self.both:
            swap = self.turned and into
            ends = (cell(row, "caller"), cell(row, "callee"))
            caller, callee = reversed(ends) if swap else ends
            return Told(caller, callee, callee if into else caller, start, way, swap, assumed=False)
        subject, other = cell(row, self.own) or self.subject, cell(row, self.other)
        caller, callee = (other, subject) if into else (subject, other)
        return Told(caller, callee, subject, start, way, into, assumed=not way.direction and way.kind != "data")


class _Survey:
    """The look over a sheet before it is read."""

    def __init__(self, sheet: Sheet, head: Head, stem: str) -> None:
        self.head = head
        self.usage = Usage()
        self.subject = numbers.subject_of(head.above)
        self.by_name = ""
        if not self.subject and not (head.has("caller", "subject") and head.has("callee", "other", "number")):
            self.by_name = numbers.subject_in_name(sheet.name) or numbers.subject_in_name(stem)
        self.rows = self.inward = self.outward = 0
        self._parties = _Parties(head, self.subject or self.by_name)
        self._lone: set[str] = set()  # the values of the column of callers, as long as they are few

    @property
    def turned(self) -> bool:
        """Whether the column of callers holds the number asked about in every row, incoming ones too."""
        return len(self._lone) == 1 and self.inward > 0

    def take(self, line: Row | Line | Issue) -> None:
        if isinstance(line, Line):
            found = numbers.subject_in(line.row.cells)
            if found:
                self.subject = self.subject or found
                self._parties.subject = found
        if not isinstance(line, Row):
            return
        told = self._parties.told(line.cells)
        self.rows += 1
        self.inward += told.way.direction == "in"
        if self.head.has("caller") and len(self._lone) < 2:
            self._lone.add(phone.clean(self.head.cell(line.cells, "caller"))[0])
        self.usage.tell(told.start)
        imei = handset(self.head.cell(line.cells, "imei"))
        if imei and told.subject and not (self._parties.both and told.way.direction == "" and told.way.kind == ""):
            self.usage.see(told.subject, imei, told.start, line.number)

    def check(self, file: str) -> None:
        """Raise NetLensError where nothing says whose calls these are."""
        if self.rows and not (self.subject or self.by_name or self.head.has("caller", "subject", "number")):
            raise not_readable(
                file,
                _("it lists the other parties of calls, but nowhere says whose calls they are"),
                _("Write the number into its first line, as in: Subscriber: 0912345678; or name the file after it."),
            )


class _Reader:
    def __init__(self, sheet: Sheet, head: Head, survey: _Survey) -> None:
        self.sheet, self.head = sheet, head
        self.by_name = survey.by_name if not survey.subject else ""
        first = numbers.subject_of(head.above) or survey.by_name or survey.subject
        self.parties = _Parties(head, first, survey.turned)
        self.unit = 60 if any(clock.minutes_in(head.headers[place]) for place in head.places.get("seconds", ())) else 1
        self.verbatim = _verbatim(head)

    def heading(self, row: Row) -> None:
        """A line between two blocks may name the next number asked about."""
        if row.number > self.head.header:
            self.parties.subject = numbers.subject_in(row.cells) or self.parties.subject

    def row(self, row: Row, devices: Sequence[Device]) -> Found:
        told = self.parties.told(row.cells)
        values = self._values(row.cells, told)
        extra = self._extra(row.cells, values)
        made = list(self._records(row, told, values, extra))
        made += (record for one in devices for record in self._used(row.number, *one))
        if not made:
            made = [CaseRecord("calls", row.number, values, extra, self.sheet.name)]
        yield replace(made[0], flags=tuple(self._flags(row.cells, told, values)))
        yield from made[1:]

    def _values(self, row: list[str], told: Told) -> Values:
        cell = self.head.cell
        # Of a number asked about, the cell is its own: that of the caller only where it called itself.
        into = told.way.direction == "in" and not self.parties.both
        where = "" if into else cells.joined(*(cell(row, part) for part in ("mcc", "mnc", "lac", "cid", "cell")))
        values = {
            "caller": told.caller,
            "callee": told.callee,
            "start": told.start,
            "seconds": clock.seconds(cell(row, "seconds"), self.unit),
            "kind": self._kind(row, told.way),
            "cell": where,
        }
        return {name: text for name, text in values.items() if text}

    def _kind(self, row: list[str], way: Way) -> str:
        """The kind as written where the case reads it so itself."""
        said = self.head.cell(row, "type") or self.head.cell(row, "service")
        return said if said and schema.code("call_kind", said) == way.kind else way.kind

    def _extra(self, row: list[str], values: Mapping[str, str]) -> Values:
        """Every cell that did not become a field as it stands."""
        extra = {}
        for place, text in enumerate(row):
            if not text.strip():
                continue
            field = self.verbatim.get(place)
            if field and values.get(field) == text.strip():
                continue
            name = self.head.headers[place] if place < len(self.head.headers) else _("column {n}").format(n=place + 1)
            extra[name] = text
        return extra

    def _records(self, row: Row, told: Told, values: Values, extra: Values) -> Iterator[CaseRecord]:
        """The call, and of a forwarded one its second leg; of what is no call, the number alone."""
        name, number = self.sheet.name, row.number
        if told.way.kind == "data" and not (told.caller and told.callee and numbers.is_number(told.callee)):
            if told.subject:
                yield _number(number, name, told.subject, extra | {k: v for k, v in values.items() if k != "callee"})
            return
        yield CaseRecord("calls", number, values, extra, name)
        onward = self.head.cell(row.cells, "forward")
        if onward and told.callee and not numbers.same(onward, told.callee) and not numbers.same(onward, told.caller):
            leg = {key: text for key, text in values.items() if key in ("start", "seconds", "kind")}
            yield CaseRecord("calls", number, {"caller": told.callee, "callee": onward, **leg}, {}, name)

    def _used(self, number: int, holder: str, imei: str, since: str, until: str) -> Iterator[CaseRecord]:
        """That a number was used in a handset, from its first to its last day in the sheet."""
        name = self.sheet.name
        device = own(f"imei:{imei}")
        yield _number(number, name, holder, {})
        yield CaseRecord(
            "entities", number, {"entity_id": device, "kind": "account", "value": f"imei:{imei}"}, {}, name
        )
        link = {"a": own(f"phone:{holder}"), "b": device, "kind": "shares", "since": since, "until": until}
        yield CaseRecord("links", number, {key: text for key, text in link.items() if text}, {}, name)

    def _flags(self, row: list[str], told: Told, values: Values) -> Iterator[Flag]:
        data = told.way.kind == "data"
        if data and not numbers.is_number(told.callee):
            yield "callee", told.callee, "not_a_call"
        for field in ("caller", "callee"):
            text = values.get(field, "")
            if text and not data and is_service(phone.clean(text)[0]):
                yield field, text, "service_number"
        if self.parties.turned and told.swapped:
            yield "caller", told.caller, "turned"
        if told.assumed:
            yield "kind", self.head.cell(row, "type"), "direction_assumed"
        if cells.is_odd(values.get("cell", "")):
            yield "cell", values["cell"], "bad_cell"
        if self.head.cell(row, "forward"):
            yield "callee", self.head.cell(row, "forward"), "forwarded"
        imei = self.head.cell(row, "imei")
        if imei.strip("0-.") and not handset(imei):
            yield "imei", imei[:200], "bad_imei"
        if self.by_name:
            yield "caller", self.by_name, "subject_in_name"
            self.by_name = ""  # once is enough: it holds for the sheet


def _verbatim(head: Head) -> dict[int, str]:
    """Columns whose cells are the fields themselves, where nothing had to be joined, turned or counted."""
    alone = {column: places[0] for column, places in head.places.items() if len(places) == 1}
    names = {
        "caller": "caller",
        "callee": "callee",
        "start": "start",
        "seconds": "seconds",
        "cell": "cell",
        "type": "kind",
    }
    found = {place: names[column] for column, place in alone.items() if column in names}
    if not head.has("caller", "callee"):
        found |= {
            alone[column]: field for column, field in (("subject", "caller"), ("other", "callee")) if column in alone
        }
    return found


def _number(row: int, sheet: str, number: str, extra: Values) -> CaseRecord:
    """A number by itself, known in this file by its writing."""
    return CaseRecord(
        "entities", row, {"entity_id": own(f"phone:{number}"), "kind": "phone", "value": number}, extra, sheet
    )
