"""A column mapping as a TOML file: read with every name checked, written so that a person can read it."""

import json
import re
import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from netlens.case.mapping.shapes import HOLE, Mapping, RecordMap, SheetMap
from netlens.case.schema import TABLES, Table
from netlens.errors import NetLensError
from netlens.i18n import _

LARGEST = 1_000_000  # bytes; a mapping is a page of text
_ZONE = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d|Z")
_KNOWN = {"table", "as", "each", "optional", "fields", "constants", "where", "split", "joined", "prefix", "refers"}
_TEXTS = ("name", "dates", "text", "register", "grade", "handling")
_FONTS = ("tcvn3", "vni", "each", "keep")


def load(path: Path) -> Mapping:
    """See `Mapping.load`."""
    try:
        if path.stat().st_size > LARGEST:
            raise NetLensError(
                _("{file} is no mapping: it is far too long.").format(file=path.name),
                _("Choose the mapping file (TOML), not the records."),
            )
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NetLensError(_("The mapping {path} is not there.").format(path=path), _("Check its name.")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NetLensError(
            _("The mapping {file} cannot be read: {why}").format(file=path.name, why=error),
            _("Open it in a text editor and mend that line."),
        ) from error
    try:
        return from_toml(data)
    except KeyError as error:
        raise _incomplete(path, _("{name} is missing").format(name=error)) from error
    except (TypeError, AttributeError, ValueError) as error:
        raise _incomplete(path, error) from error


def _incomplete(path: Path, why: object) -> NetLensError:
    return NetLensError(
        _("The mapping {file} is not complete: {why}").format(file=path.name, why=why),
        _("Compare it with the mappings that come with NetLens."),
    )


def from_toml(data: dict[str, Any]) -> Mapping:
    """The mapping of a parsed TOML file; KeyError, TypeError, AttributeError or ValueError says what is wrong."""
    sheets = tuple(map(_sheet, data["sheet"]))
    if not sheets or not all(sheet.records for sheet in sheets):
        raise ValueError(_("it maps no column"))
    texts = {name: str(data.get(name, "")) for name in _TEXTS}
    _check_order(texts["dates"])
    if texts["text"] not in ("", *_FONTS):
        raise ValueError(_("text must be one of {names}").format(names=", ".join(_FONTS)))
    return Mapping(sheets=sheets, **texts)


def _check_order(text: str) -> str:
    if text not in ("", "dmy", "mdy"):
        raise ValueError(_("dates must be dmy or mdy"))
    return text


def _sheet(entry: dict[str, Any]) -> SheetMap:
    sheet = SheetMap(
        tuple(map(_record, entry["record"])),
        {str(column): _check_order(str(order)) for column, order in entry.get("dates", {}).items()},
        {str(column): _zone(str(zone)) for column, zone in entry.get("zones", {}).items()},
        tuple(_texts(entry.get("headers", ()))),
    )
    labels = [one.label for record in sheet.records for one in record.repeated if one.label]
    if len(set(labels)) < len(labels):
        raise ValueError(_("two records of a row are called the same"))
    for record in sheet.records:
        for one in record.repeated:
            if lost := set(one.refers.values()) - set(labels):
                raise ValueError(_("no record of the row is called {name}").format(name=", ".join(sorted(lost))))
    return sheet


def _zone(text: str) -> str:
    if not _ZONE.fullmatch(text):
        raise ValueError(_("{text} is no time zone: write it like +07:00").format(text=text))
    return text


def _record(entry: dict[str, Any]) -> RecordMap:
    table = TABLES.get(entry["table"])
    if table is None:
        raise ValueError(_("there is no table {name}").format(name=entry["table"]))
    if odd := set(entry) - _KNOWN - {"translate"}:
        raise ValueError(_("nobody knows what {name} means").format(name=", ".join(sorted(odd))))
    fields = {name: tuple(_texts(columns)) for name, columns in entry.get("fields", {}).items()}
    pairs = {name: _pairs(entry.get(name, {})) for name in ("constants", "split", "joined", "refers", "prefix")}
    translate = {name: _pairs(words) for name, words in entry.get("translate", {}).items()}
    _check_names(
        table,
        {*fields, *translate, *(name for kind in ("constants", "split", "joined", "refers") for name in pairs[kind])},
    )
    if not fields and not pairs["refers"]:
        raise ValueError(_("the table {table} has no column {name}").format(table=table.name, name=""))
    if not all(name and all(columns) for name, columns in fields.items()):
        raise ValueError(_("a field of {table} names no column").format(table=table.name))
    record = RecordMap(
        table=table.name,
        fields=fields,
        where={str(column): tuple(_texts(allowed)) for column, allowed in entry.get("where", {}).items()},
        translate=translate,
        optional=bool(entry.get("optional", False)),
        label=str(entry.get("as", "")),
        each=tuple(_texts(entry.get("each", ()))),
        **pairs,
    )
    if record.each and HOLE not in "".join((record.label, *record.refers.values(), *sum(fields.values(), ()))):
        raise ValueError(_("a repeated record needs {} where its number goes"))
    return record


def _check_names(table: Table, named: set[str]) -> None:
    if unknown := named - {column.name for column in table.columns}:
        raise ValueError(
            _("the table {table} has no column {name}").format(table=table.name, name=", ".join(sorted(unknown)))
        )


def _pairs(value: Any) -> dict[str, str]:
    return {str(name): str(text) for name, text in value.items()}


def _texts(value: Any) -> list[str]:
    if isinstance(value, Dict):
        raise TypeError(_("a name or a list of names is wanted, not {what}").format(what="{ … }"))
    return [value] if isinstance(value, str) else [str(item) for item in value]


def to_toml(mapping: Mapping) -> str:
    """The file's text: what `from_toml` reads back as the same mapping."""
    lines = [f"{name} = {_quoted(text)}" for name in _TEXTS if (text := getattr(mapping, name))]
    for sheet in mapping.sheets:
        lines += ["", "[[sheet]]"]
        if sheet.headers:
            lines.append("headers = [" + ", ".join(map(_quoted, sheet.headers)) + "]")
        lines += [f"{name} = {_inline(said)}" for name in ("dates", "zones") if (said := getattr(sheet, name))]
        for record in sheet.records:
            lines += ["", *_record_lines(record)]
    return "\n".join(lines) + "\n"


def _record_lines(record: RecordMap) -> list[str]:
    lines = ["[[sheet.record]]", f"table = {_quoted(record.table)}"]
    if record.label:
        lines.append(f"as = {_quoted(record.label)}")
    if record.each:
        lines.append("each = [" + ", ".join(map(_quoted, record.each)) + "]")
    kinds = ("refers", "fields", "joined", "prefix", "constants", "where", "split")
    lines += [f"{name} = {_inline(said)}" for name in kinds if (said := getattr(record, name))]
    if record.optional:
        lines.append("optional = true")
    for name, pairs in record.translate.items():
        lines += ["", f"[sheet.record.translate.{_quoted(name)}]"]
        lines += [f"{_quoted(written)} = {_quoted(code)}" for written, code in pairs.items()]
    return lines


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # a JSON string is a TOML basic string


def _inline(pairs: Dict[str, Any]) -> str:
    def value(item: str | Sequence[str]) -> str:
        if isinstance(item, str):
            return _quoted(item)
        return _quoted(item[0]) if len(item) == 1 else "[" + ", ".join(map(_quoted, item)) + "]"

    return "{ " + ", ".join(f"{_quoted(name)} = {value(item)}" for name, item in pairs.items()) + " }"
