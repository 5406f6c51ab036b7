"""One record's written values → cleaned values, with what was flagged on the way, or why the row cannot be taken.

cells   one cell of one kind of column
rows    what only the other cells of a row can decide
"""

from typing import Any

from netlens.case import schema
from netlens.case.intake.clean.cells import LONGEST, Plain, identifier, party_of, reader
from netlens.case.intake.clean.rows import WEIGHED, Cleaned, Flag, by_other_columns
from netlens.case.intake.dates import Orders, maybe_buddhist, read
from netlens.case.records import CaseRecord

Known = tuple[Any, str, str, str]  # value, problem code, the text as it is meant ("": as written), why it was read so
# Of a column: its kind, its function, what it remembers; beside it the values of texts there is nothing more to say of.
Planned = tuple[str, Plain, dict[str, Known], dict[str, Any]]
Plan = dict[str, Planned]
MEMORY = 200_000  # values remembered for each column: most columns repeat few, and names come back in every table

__all__ = ["LONGEST", "Cleaned", "Cleaner", "Flag", "Known", "identifier", "party_of"]


class Cleaner:
    """Cleans the records of one import; remembers what it has cleaned."""

    def __init__(self) -> None:
        self._plans: dict[str, Plan] = {}  # by table, of one sheet: another may be typed otherwise
        self._of: tuple[Orders | None, str] = None, ""

    def clean(self, record: CaseRecord, orders: Orders, *, final: bool = False) -> Cleaned:
        """Clean one record. `final`: every column's order is settled, so nothing stays undecided."""
        table = schema.EVERY[record.table]
        of = self._of
        if of[0] is not orders or of[1] != record.sheet:
            self._plans, self._of = {}, (orders, record.sheet)
        plan = self._plans.get(record.table) or self._plan(table)
        made = Cleaned(record, {}, list(record.flags) if record.flags else [])
        values = made.values
        for column, text in record.values.items():
            value = plan[column][3].get(text)
            if value is None:
                self._cell(made, column, text, orders, final, plan[column])
            else:
                values[column] = value
        if record.extra:
            _extra(made, orders)
        if table.name in WEIGHED:
            by_other_columns(made)
        if made.refused is None:
            _require(made, table)
        return made

    def _cell(self, made: Cleaned, column: str, text: str, orders: Orders, final: bool, planned: Planned) -> None:
        """One cell whose text is new, or of which there is something to say."""
        kind, plain, memory, sure = planned
        value: Any
        if kind == "date":
            value, problem = self._date(made, column, text, orders, final)
            if len(text) == 10 and value == text and not problem and _is_iso(text) and not orders.zones:
                if len(sure) >= MEMORY:
                    sure.clear()
                sure[text] = value
        else:
            known = memory.get(text)
            if known is None:
                if len(memory) >= MEMORY:
                    memory.clear()
                    sure.clear()
                column_ = made.record.sheet, made.record.table, column
                known = memory[text] = _known(kind, plain, text, orders, column_)
            elif not known[1] and not known[3] and known[0] != "" and known[0] != []:
                sure[text] = known[0]
            value, problem, reading, why = known
            if why:
                _read_otherwise(made, column, text, reading, why)
                problem = "" if problem == why else problem
        if problem:
            self._problem(made, column, kind, text, value, problem)
        if value != "" and value != []:
            made.values[column] = value

    def cell(self, column: tuple[str, str, str], text: str, orders: Orders) -> Known:
        """What one cell of a column (sheet, table, column) becomes that is no date and that no other cell changes."""
        sheet, table, name = column
        if self._of != (orders, sheet):
            self._plans, self._of = {}, (orders, sheet)
        kind, plain, *_memory = (self._plans.get(table) or self._plan(schema.TABLES[table]))[name]
        return _known(kind, plain, text, orders, column)

    def _plan(self, table: schema.Table) -> Plan:
        plan: Plan = {column.name: (column.kind, reader(column), {}, {}) for column in table.columns}
        self._plans[table.name] = plan
        return plan

    def _date(self, made: Cleaned, column: str, text: str, orders: Orders, final: bool) -> tuple[str, str]:
        written, text = text, text.strip()
        if len(text) > LONGEST:
            return text, "bad_date"
        if _is_iso(text) and not orders.zones:
            return read(text, "dmy")
        key = (made.record.sheet, made.record.table, column)
        if not text.isascii():
            text, why = orders.letters.read(key, "date", text)
            if why:
                _read_otherwise(made, column, written, text, why)
        order = orders.order(key) if final else orders.note(key, text)
        if not order:
            made.undecided = True
            return "", ""
        zone = orders.zones.get((made.record.table, column), "") if orders.zones else ""
        order = "mdy" if order == "mdy" else "dmy"
        value, problem = read(text, order, zone, epoch=orders.epoch)
        if problem != "date_out_of_range" or not maybe_buddhist(text):
            return value, problem
        if orders.letters.thai:
            return read(text, order, zone, "be", orders.epoch)
        made.undecided = not final  # Thai letters may stand further below
        return value, problem

    def _problem(self, made: Cleaned, column: str, kind: str, text: str, value: Any, problem: str) -> None:
        if problem == "long_key":
            made.refused = made.refused or (column, text, problem)
        elif kind == "code:role" and problem == "unknown_code":
            made.refused = made.refused or (column, text, "unknown_role")
        elif kind in ("code:identifier_kind", "code:entity_kind") and problem == "unknown_code":
            made.refused = made.refused or (column, text, "unknown_kind")
        else:
            made.flags.append((column, text, problem))


def _is_iso(text: str) -> bool:
    """Whether a date is written so that it reads the same by any order of its column."""
    return len(text) in (10, 19) and text[4] == "-" == text[7] and text[1] in "90"


def _require(made: Cleaned, table: schema.Table) -> None:
    """Refuse a row that lacks a required field."""
    values = made.values
    for column in table.required:
        if column not in values:
            made.refused = (column, made.record.values.get(column, ""), "missing_field")
            return
    if table.one_of and not any(column in values for column in table.one_of):
        made.refused = (table.one_of[0], "", "missing_field")


def _known(kind: str, plain: Plain, text: str, orders: Orders, column: tuple[str, str, str]) -> Known:
    """What one text of a column becomes."""
    if text.isascii():
        return *plain(text), "", ""
    reading, why = orders.letters.read(column, kind, text)
    return *plain(reading), "" if reading == text else reading, why


def _extra(made: Cleaned, orders: Orders) -> None:
    """Columns that no table knows are not cleaned, but read as they are meant."""
    record = made.record
    for header, text in record.extra.items():
        if text.isascii():
            continue
        reading, why = orders.letters.read((record.sheet, record.table, header), "text", text)
        if why:
            made.flags.append((header, text, why))
        if reading != text:
            made.extra_meant = {**(made.extra_meant or {}), header: reading}


def _read_otherwise(made: Cleaned, column: str, text: str, reading: str, why: str) -> None:
    made.flags.append((column, text, why))
    if reading and reading != text:
        made.readings = {**(made.readings or {}), column: reading}
