"""One record on its way: its cells' values, and what only the other cells of its row can decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from netlens.case import schema
from netlens.case.intake.clean.cells import identifier
from netlens.case.intake.own import is_marked
from netlens.case.records import CaseRecord
from netlens.case.values import amount, id_number, name, place

Flag = tuple[str, str, str]  # field, value as written, code


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


WEIGHED = frozenset(  # tables with a column that others of the row decide on
    table.name
    for table in schema.EVERY.values()
    if table.name in ("persons", "identifiers", "entities", "routes", "links", "payments")
    or any(column.name in ("province", "id_number") for column in table.columns)
)


def by_other_columns(made: Cleaned) -> None:
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
        if "amount" in values and "currency" not in values and (told := amount.told(written["amount"])):
            values["currency"] = told
    elif made.record.table == "payments" and "currency" not in values:
        values["currency"] = amount.told(written.get("amount", "")) or amount.DEFAULT_CURRENCY


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
