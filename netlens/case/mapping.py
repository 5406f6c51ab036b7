"""A saved column mapping: which column of a flat table feeds which native field. Made once, used again next month.

A TOML file:

    name = "Province dump"            # what the window and the ledger call it
    dates = "dmy"                     # how its dates are written; without it, the import finds out or asks
    register = "LC"                   # whose ids these are; --register goes before it
    grade = "B/2"                     # the grade of a source without one of its own; likewise handling = "P"

    [[sheet]]                         # one per shape of table; the first whose columns are all there reads the file
    [[sheet.record]]                  # one row gives one record of each of these
    table = "involvements"
    fields = { person_id = "Mã ĐT", case_id = "Số vụ", since = ["Ngày", "Giờ"] }   # several are joined by a space
    constants = { basis = "stated" }
    where = { "Diện" = ["nghi can", "nạn nhân"] }     # only rows whose column holds one of these
    split = { role = " " }            # a cell with several values: one record each (one list, for a multi-value field)
    optional = true                   # left out, not rejected, where a required field is empty (a row without a phone)
    [sheet.record.translate.role]     # as written → code
    "Nghi can" = "suspect"
"""

import json
import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from netlens.case.schema import TABLES, word_key
from netlens.errors import NetLensError
from netlens.i18n import _


@dataclass(frozen=True, slots=True)
class RecordMap:
    """How one row gives a record of one table. `fields`, `constants`, `translate` and `split` are by native column."""

    table: str
    fields: Dict[str, tuple[str, ...]]
    constants: Dict[str, str] = field(default_factory=dict)
    where: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    split: Dict[str, str] = field(default_factory=dict)
    translate: Dict[str, Dict[str, str]] = field(default_factory=dict)
    optional: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, in the words of the file."""
        return tuple(dict.fromkeys([name for names in self.fields.values() for name in names] + list(self.where)))


@dataclass(frozen=True, slots=True)
class SheetMap:
    """One shape of flat table."""

    records: tuple[RecordMap, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for record in self.records for column in record.columns))


@dataclass(frozen=True, slots=True)
class Mapping:
    """A saved mapping. `dates` "dmy", "mdy" or ""; `register`, `grade`, `handling` "" when it names none."""

    name: str
    sheets: tuple[SheetMap, ...]
    dates: str = ""
    register: str = ""
    grade: str = ""
    handling: str = ""

    @classmethod
    def load(cls, path: Path) -> "Mapping":
        """Raises NetLensError, naming file and field, when it is missing, no TOML, or names what no table has."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise NetLensError(_("The mapping {path} is not there.").format(path=path), _("Check its name.")) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise NetLensError(
                _("The mapping {file} cannot be read: {why}").format(file=path.name, why=error),
                _("Open it in a text editor and mend that line."),
            ) from error
        try:
            return _from_toml(data)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise NetLensError(
                _("The mapping {file} is not complete: {why}").format(file=path.name, why=error),
                _("Compare it with the mappings that come with NetLens."),
            ) from error

    def save(self, path: Path) -> None:
        path.write_text(_to_toml(self), encoding="utf-8", newline="\n")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for sheet in self.sheets for column in sheet.columns))

    def recognise(self, header: Sequence[str]) -> SheetMap | None:
        """The first shape of table all of whose columns stand in this header row; None when none fits."""
        there = {word_key(cell) for cell in header}
        return next((sheet for sheet in self.sheets if {word_key(name) for name in sheet.columns} <= there), None)

    def known(self, header: Sequence[str]) -> int:
        """How many cells of a row are columns this mapping reads."""
        return len({word_key(cell) for cell in header} & {word_key(name) for name in self.columns})


def _from_toml(data: dict[str, Any]) -> Mapping:
    sheets = tuple(SheetMap(tuple(map(_record, sheet["record"]))) for sheet in data["sheet"])
    if not sheets or not all(sheet.records for sheet in sheets):
        raise ValueError(_("it maps no column"))
    texts = {name: str(data.get(name, "")) for name in ("name", "dates", "register", "grade", "handling")}
    if texts["dates"] not in ("", "dmy", "mdy"):
        raise ValueError(_("dates must be dmy or mdy"))
    return Mapping(sheets=sheets, **texts)


def _record(entry: dict[str, Any]) -> RecordMap:
    table = TABLES.get(entry["table"])
    if table is None:
        raise ValueError(_("there is no table {name}").format(name=entry["table"]))
    fields = {name: tuple(_texts(columns)) for name, columns in entry["fields"].items()}
    named = {*fields, *entry.get("constants", {}), *entry.get("split", {}), *entry.get("translate", {})}
    unknown = named - {column.name for column in table.columns}
    if unknown or not fields:
        raise ValueError(
            _("the table {table} has no column {name}").format(table=table.name, name=", ".join(sorted(unknown)))
        )
    return RecordMap(
        table=table.name,
        fields=fields,
        constants={name: str(text) for name, text in entry.get("constants", {}).items()},
        where={column: tuple(_texts(allowed)) for column, allowed in entry.get("where", {}).items()},
        split={name: str(text) for name, text in entry.get("split", {}).items()},
        translate={
            name: {str(a): str(b) for a, b in pairs.items()} for name, pairs in entry.get("translate", {}).items()
        },
        optional=bool(entry.get("optional", False)),
    )


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value]


def _to_toml(mapping: Mapping) -> str:
    lines = [
        f"{name} = {_quoted(text)}"
        for name in ("name", "dates", "register", "grade", "handling")
        if (text := getattr(mapping, name))
    ]
    for sheet in mapping.sheets:
        lines += ["", "[[sheet]]"]
        for record in sheet.records:
            lines += ["", "[[sheet.record]]", f"table = {_quoted(record.table)}"]
            lines += [f"fields = {_inline(record.fields)}"]
            for name in ("constants", "where", "split"):
                if getattr(record, name):
                    lines.append(f"{name} = {_inline(getattr(record, name))}")
            if record.optional:
                lines.append("optional = true")
            for name, pairs in record.translate.items():
                lines += ["", f"[sheet.record.translate.{_quoted(name)}]"]
                lines += [f"{_quoted(written)} = {_quoted(code)}" for written, code in pairs.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # a JSON string is a TOML basic string


def _inline(pairs: Dict[str, Any]) -> str:
    def value(item: str | Sequence[str]) -> str:
        if isinstance(item, str):
            return _quoted(item)
        return _quoted(item[0]) if len(item) == 1 else "[" + ", ".join(map(_quoted, item)) + "]"

    return "{ " + ", ".join(f"{_quoted(name)} = {value(item)}" for name, item in pairs.items()) + " }"
