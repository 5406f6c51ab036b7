"""One record's written values → cleaned values, with what was flagged on the way, or why the row cannot be taken."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from netlens.case import schema
from netlens.case.intake.dates import Orders, maybe_buddhist, read
from netlens.case.intake.own import is_marked
from netlens.case.records import CaseRecord
from netlens.case.values import account, amount, country, gate, id_number, name, party, phone, place, plate

Flag = tuple[str, str, str]  # field, value as written, code
Plain = Callable[[str], tuple[Any, str]]  # as written → value, problem code
Known = tuple[Any, str, str, str]  # value, problem code, the text as it is meant ("": as written), why it was read so
Plan = dict[str, tuple[str, Plain, dict[str, Known]]]  # column → its kind, its function, what it remembers
LONGEST = 200  # characters of a key, a number, a date or a code; what is longer is none
LARGEST = 1e15  # beyond it a number is a typing error, and no longer exact
MEMORY = 200_000  # values remembered for each column: most columns repeat few, and names come back in every table

_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_DURATION = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})", re.ASCII)
_YES = frozenset({"1", "yes", "y", "true", "x", "co", "directed", "mot chieu", "a>b", "a->b", "dung"})
_NO = frozenset({"0", "no", "n", "false", "khong", "undirected", "hai chieu", "sai"})


@dataclass(slots=True)
class Cleaned:
    """`values` holds only what is filled, under native names; `undecided` when a date waits for its column's order.

    `refused` is (field, value, code) when the row must be rejected. `readings` are the texts that were not read as
    they stand, by column.
    """

    record: CaseRecord
    values: dict[str, Any]
    flags: list[Flag] = field(default_factory=list)
    refused: Flag | None = None
    undecided: bool = False
    readings: dict[str, str] | None = None
    extra_meant: dict[str, str] | None = None  # the same of columns that no table knows

    @property
    def meant(self) -> Mapping[str, str]:
        """The row's values as they are meant: what is typed for an old font, or garbled, in its reading."""
        return {**self.record.values, **self.readings} if self.readings else self.record.values


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
        value: Any
        for column, text in record.values.items():
            kind, plain, memory = plan[column]
            if kind == "date":
                value, problem = self._date(made, column, text, orders, final)
            else:
                known = memory.get(text)
                if known is None:
                    if len(memory) >= MEMORY:
                        memory.clear()
                    known = memory[text] = _known(kind, plain, text, orders, (record.sheet, table.name, column))
                value, problem, reading, why = known
                if why:
                    _read_otherwise(made, column, text, reading, why)
                    problem = "" if problem == why else problem
            if problem:
                self._problem(made, column, kind, text, value, problem)
            if value != "" and value != []:
                values[column] = value
        if record.extra:
            _extra(made, orders)
        if table.name in _WEIGHED:
            _by_other_columns(made)
        if made.refused is None:
            for column in table.required:
                if column not in values:
                    made.refused = (column, record.values.get(column, ""), "missing_field")
                    break
            else:
                if table.one_of and not any(column in values for column in table.one_of):
                    made.refused = (table.one_of[0], "", "missing_field")
        return made

    def cell(self, column: tuple[str, str, str], text: str, orders: Orders) -> Known:
        """What one cell of a column (sheet, table, column) becomes that is no date and that no other cell changes."""
        sheet, table, name = column
        if self._of != (orders, sheet):
            self._plans, self._of = {}, (orders, sheet)
        kind, plain, _memory = (self._plans.get(table) or self._plan(schema.TABLES[table]))[name]
        return _known(kind, plain, text, orders, column)

    def _plan(self, table: schema.Table) -> Plan:
        plan: Plan = {column.name: (column.kind, _reader(column), {}) for column in table.columns}
        self._plans[table.name] = plan
        return plan

    def _date(self, made: Cleaned, column: str, text: str, orders: Orders, final: bool) -> tuple[str, str]:
        written, text = text, text.strip()
        if len(text) > LONGEST:
            return text, "bad_date"
        if len(text) in (10, 19) and text[4] == "-" == text[7] and text[1] in "90" and not orders.zones:
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


_TOO_LONG = {
    "key": "long_key",
    "party": "long_key",
    "code": "unknown_code",
    "number": "bad_number",
    "amount": "bad_amount",
    "currency": "unknown_currency",
    "country": "unknown_country",
    "phone": "bad_phone",
    "account": "bad_account",
    "passport": "bad_passport",
    "plate": "odd_plate",
}


def _reader(column: schema.Column) -> Plain:
    """The function for the whole cell of one column."""
    plain = _plain(column.kind)
    too_long = _TOO_LONG.get(column.kind.partition(":")[0], "")

    def one(text: str) -> tuple[Any, str]:
        text = text.strip()
        return (text, too_long) if too_long and len(text) > LONGEST else plain(text)

    def several(text: str) -> tuple[Any, str]:
        """Their list without repeats, and the first problem among them."""
        values: list[Any] = []
        first = ""
        for piece in split(text):
            if piece:
                value, problem = one(piece)
                first = first or problem
                if value != "" and value not in values:
                    values.append(value)
        return values, first

    split = _SPLIT.get(column.kind, _pieces)
    return several if column.multi else one


def _pieces(text: str) -> Sequence[str]:
    return _SEPARATOR.split(text.strip()) if ";" in text or "\n" in text else (text.strip(),)


def _plain(kind: str) -> Plain:
    """The function for one kind of column."""
    if kind in ("id_number", "province", "identifier"):
        return _as_written  # other values of the row decide: see _by_other_columns
    if kind.startswith("code:"):
        return _code(kind.removeprefix("code:"))
    if kind.startswith("key:"):
        return _text
    return _BY_KIND.get(kind, _text)


def _as_written(text: str) -> tuple[str, str]:
    return text, ""


def _text(text: str) -> tuple[str, str]:
    return " ".join(text.split()) if "\n" not in text else text.strip(), ""


def _code(list_name: str) -> Plain:
    def clean(text: str) -> tuple[str, str]:
        if not text:
            return "", ""
        found = schema.code(list_name, text)
        return (found, "") if found else (text, "unknown_code")

    return clean


def _number(text: str) -> tuple[Any, str]:
    if not text:
        return "", ""
    clock = _DURATION.fullmatch(text)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3]), ""
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else amount.number(text)
    if found is None or abs(found) > LARGEST:
        return text, "bad_number"
    return int(found) if found == int(found) else found, ""


def _amount(text: str) -> tuple[Any, str]:
    value, problem = amount.clean(text)
    if problem or not value:
        return value, problem
    return (float(value), "") if abs(float(value)) <= LARGEST else (text, "bad_amount")


def _yes_no(text: str) -> tuple[Any, str]:
    word = name.fold(text).replace(" ", "") if len(text) < 3 else name.fold(text)
    if word in _YES or word in _NO:
        return word in _YES, ""
    return ("", "unknown_code") if word else ("", "")


_SPLIT: Mapping[str, Callable[[str], Sequence[str]]] = {"phone": phone.split, "passport": id_number.split}
_BY_KIND: Mapping[str, Plain] = {
    "name": name.clean,
    "phone": phone.clean,
    "account": account.clean,
    "passport": id_number.clean_document,
    "plate": plate.clean,
    "address": place.clean,
    "place": place.clean,
    "gate": gate.clean,
    "country": country.clean,
    "number": _number,
    "amount": _amount,
    "currency": amount.clean_currency,
    "yes_no": _yes_no,
}


_WEIGHED = frozenset(  # tables with a column that others of the row decide on
    table.name
    for table in schema.EVERY.values()
    if table.name in ("persons", "identifiers", "entities", "routes", "links", "payments")
    or any(column.name in ("province", "id_number") for column in table.columns)
)


def _by_other_columns(made: Cleaned) -> None:
    """What can only be cleaned by looking at the row's other values."""
    values, written = made.values, made.meant if made.readings else made.record.values
    if "province" in values:
        lands = values.get("country", "")
        _put(made, "province", *place.clean_province(written["province"], lands if isinstance(lands, str) else ""))
    if "id_number" in values:
        _put(made, "id_number", _id_numbers(made), "")
    if made.record.table == "persons":
        if len(values.get("full_name", "")) < len(written.get("full_name", "")):
            _also_known_as(made)
    elif made.record.table == "identifiers" and "value" in values and made.refused is None:
        if not is_marked(written["value"]):
            _put(made, "value", *identifier(values.get("kind", ""), written["value"], written.get("kind", "")))
    elif made.record.table == "entities" and "value" in values:
        known = values["kind"] in ("phone", "account", "vehicle", "document")
        _put(made, "value", *identifier(values["kind"] if known else "", written["value"]))
    elif made.record.table == "routes" and not isinstance(values.get("stop", 1), int):
        made.refused = made.refused or ("stop", written["stop"], "bad_stop")
    elif made.record.table == "links":
        if values.get("kind") and schema.entry("link_kind", values["kind"]) == {}:
            values["kind_as_written"], values["kind"] = values["kind"], "other"
        if "amount" in values and "currency" not in values and (told := amount.currency(written["amount"], "")):
            values["currency"] = told
    elif made.record.table == "payments" and "currency" not in values:
        values["currency"] = amount.currency(written.get("amount", ""))


def _put(made: Cleaned, column: str, value: Any, problem: str) -> None:
    """Set one cleaned value; a cell that says no more than "-" or "?" is an empty one."""
    if value:
        made.values[column] = value
    else:
        del made.values[column]
    if problem:
        made.flags.append((column, made.record.values[column], problem))


def _id_numbers(made: Cleaned) -> list[str]:
    values = made.values
    born = values.get("birth_date", "")
    found = []
    for piece in id_number.split(made.meant["id_number"]):
        value, problem = id_number.clean(piece, values.get("sex", ""), born)
        if problem:
            made.flags.append(("id_number", piece, problem))
        if value and value not in found:
            found.append(value)
    return found


def _also_known_as(made: Cleaned) -> None:
    """Aliases written behind the name (`Nguyễn Văn Sơn tức Sơn Đen`) join those of their own column."""
    _name, more = name.split_aliases(" ".join(made.meant["full_name"].split()))
    if more:
        aliases = made.values.setdefault("aliases", [])
        made.values["aliases"] = [*aliases, *(alias for alias in more if alias not in aliases)]


def identifier(kind: str, text: str, kind_as_written: str = "") -> tuple[str, str]:
    """The value of an identifier of a given kind. `kind_as_written` may name the account's own kind (`Zalo`)."""
    text = text.strip()
    if kind == "phone":
        return phone.clean(text)
    if kind == "account":
        return account.clean(text, kind_as_written)
    if kind == "vehicle":
        return plate.clean(text)
    if kind == "document":
        return id_number.clean_document(text)
    return place.clean(text)


def party_of(text: str) -> tuple[str, str, str]:
    """(person | phone | account, value, problem) of a party column."""
    return party.clean(" ".join(text.split()))
