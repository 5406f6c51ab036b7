"""The native tables, code lists, entity and link kinds: read from resources, where an agency may add its own words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from netlens.case.values.name import fold
from netlens.resource import toml

_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One native column.

    `kind`: text, name, date, phone, account, id_number, passport, plate, address, place, province, country, gate,
    number, amount, currency, yes_no, party (person_id, phone or account), identifier (by the row's `kind`),
    grade_source, grade_info, `code:<list>`, `key:<table>`. `labels`, `explained` are by language.
    """

    name: str
    kind: str
    required: bool
    multi: bool
    labels: Mapping[str, str]
    explained: Mapping[str, str]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`key`: the column that names the row, "" when rows have none. `one_of`: at least one of these must be filled."""

    name: str
    columns: tuple[Column, ...]
    labels: Mapping[str, str]
    explained: Mapping[str, str]
    aliases: tuple[str, ...]
    key: str
    one_of: tuple[str, ...]

    def column(self, name: str) -> Column:
        """The column of that native name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)


def word_key(text: str) -> str:
    """How headers, labels and codes are compared: without regard to case, accents, spaces, underscores and signs."""
    return _NOISE.sub("", fold(text))


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        kind=entry.get("kind", "text"),
        required=entry.get("required", False),
        multi=entry.get("multi", False),
        labels={"en": entry["en"], "vi": entry["vi"]},
        explained={"en": entry["explain_en"], "vi": entry["explain_vi"]},
        aliases=tuple(entry.get("aliases", ())),
    )


def _tables(kind: str) -> dict[str, Table]:
    data = toml("tables.toml")
    every = data["every_table"]
    return {
        name: Table(
            name=name,
            columns=tuple(_column(key, entry) for key, entry in {**table["columns"], **every}.items()),
            labels={"en": table["en"], "vi": table["vi"]},
            explained={"en": table["explain_en"], "vi": table["explain_vi"]},
            aliases=tuple(table.get("aliases", ())),
            key=table.get("key", ""),
            one_of=tuple(table.get("one_of", ())),
        )
        for name, table in data[kind].items()
    }


TABLES: dict[str, Table] = _tables("table")
# Those that charts and graphs are read into besides: nobody writes one by hand, so no header row is ever taken for one.
EVERY: dict[str, Table] = {**TABLES, **_tables("foreign")}


@cache
def _columns_meant() -> dict[str, dict[str, str]]:
    """What a header means, by its key: table → native column."""
    found: dict[str, dict[str, str]] = {}
    for table in TABLES.values():
        for column in table.columns:
            for word in (column.name, *column.labels.values(), *column.aliases):
                found.setdefault(word_key(word), {}).setdefault(table.name, column.name)
    return found


def columns_meant(header: str) -> Mapping[str, str]:
    """Table → the native column a header means there: `Họ và tên`, `ho_ten`, `FULL NAME` are persons' `full_name`."""
    return _columns_meant().get(word_key(header), {})


def field(table: str, header: str) -> str | None:
    """The native column a header means in that table, or None."""
    return columns_meant(header).get(table)


def fields(table: str, headers: list[str]) -> dict[str, str]:
    """Header → native column, for a whole header row; of two headers that mean one column, the first has it."""
    taken: dict[str, str] = {}
    for header in headers:
        name = field(table, header)
        if name is not None and name not in taken.values():
            taken[header] = name
    return taken


@lru_cache(maxsize=256)
def table_named(text: str) -> str | None:
    """The table a file or sheet name means (`Vụ án`, `persons`, `01_doi_tuong`), or None."""
    wanted = word_key(text).strip("0123456789")
    for table in TABLES.values():
        if wanted in {word_key(word) for word in (table.name, *table.labels.values(), *table.aliases)}:
            return table.name
    return None


def table_of(headers: list[str]) -> str | None:
    """The table a header row fits best: all required columns there, most columns known. None when it fits none."""
    best, score = None, 0
    for table in TABLES.values():
        known = set(fields(table.name, headers).values())
        if set(table.required) <= known and (not table.one_of or known & set(table.one_of)) and len(known) > score:
            best, score = table.name, len(known)
    return best


def _list(name: str) -> Mapping[str, Mapping[str, Any]]:
    return toml(f"codes/{name}.toml")


def codes(name: str) -> tuple[str, ...]:
    """The codes of one list, in the order a person should see them."""
    return tuple(_list(name))


def entry(name: str, code: str) -> Mapping[str, Any]:
    """All a list says of one code ({} when it has none): labels, aliases, and marks such as `flagged`, `directed`."""
    return _list(name).get(code, {})


@lru_cache(maxsize=64)
def _words(name: str) -> dict[str, str]:
    entries = _list(name)
    found = {word_key(code): code for code in entries}
    for code, said in entries.items():
        for word in (said["en"], said["vi"], *said.get("aliases", ())):
            found.setdefault(word_key(word), code)
    return found


def code(name: str, text: str) -> str | None:
    """The code meant by a code, label or alias in either language, or None; compared by `word_key`."""
    return _words(name).get(word_key(text))


def label(name: str, code: str, lang: str = "en") -> str:
    """The label of a code; a code the list does not know is shown as it is."""
    said = entry(name, code)
    return str(said.get(lang, said.get("en", code)))


def kind_label(kind: str, lang: str = "en") -> str:
    """The label of a link kind, stated (`links`) or made by another table (`involvement`, `holds` …)."""
    return label("link_kind" if entry("link_kind", kind) else "record_link", kind, lang)


ENTITY_KINDS: tuple[str, ...] = codes("entity_kind")
LINK_KINDS: tuple[str, ...] = (*codes("link_kind"), *codes("record_link"))
