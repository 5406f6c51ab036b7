"""Records as an agency wrote them: packed by the hundred as compressed JSON, and found again by their source."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from netlens.case.records import Source
from netlens.case.store.connection import Connection
from netlens.errors import NetLensError
from netlens.i18n import _

PACK = 256  # records packed together: larger saves space, smaller finds one record sooner


@dataclass(frozen=True, slots=True)
class Written:
    """One row as it was written, with where it came from. Raw: to be shown only through protection."""

    file: str
    sha256: str
    importer: str
    sheet: str
    row: int
    register: str
    imported: str  # ISO time
    table: str
    values: Mapping[str, str]
    extra: Mapping[str, str]
    people: tuple[int, ...] = ()  # entity ids of the persons this row speaks of


def pack(records: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]) -> bytes:
    rows = [(dict(values), dict(extra)) for values, extra in records]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(data: bytes) -> list[tuple[dict[str, str], dict[str, str]]]:
    rows: list[tuple[dict[str, str], dict[str, str]]] = json.loads(zlib.decompress(data))
    return rows


def as_written(connection: Connection, source: Source) -> Written:
    """The row behind a source; of a row that became several records, all fields together. NetLensError: not there."""
    place = connection.execute(
        "SELECT f.name, f.sha256, f.importer, f.sheet, i.register, i.time, f.tbl FROM file f"
        " JOIN import i ON i.id = f.import WHERE f.id = ?",
        (int(source.file),),
    ).fetchone()
    records, tables, values, extra = _parts(connection, source)
    if place is None or not tables:
        raise NetLensError(
            _("This row is not in the case: file {file}, row {row}.").format(file=source[0], row=source[1])
        )
    name, sha256, importer, sheet, register, imported, table = place
    return Written(
        name,
        sha256,
        importer,
        sheet,
        int(source.row),
        register,
        imported,
        tables[0] or table,
        values,
        extra,
        _people(connection, records),
    )


def _parts(connection: Connection, source: Source) -> tuple[list[int], list[str], dict[str, str], dict[str, str]]:
    records: list[int] = []
    tables: list[str] = []
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    place = (int(source.file), int(source.row))
    for record, table in connection.execute("SELECT id, tbl FROM record WHERE file = ? AND row = ? ORDER BY id", place):
        records.append(record)
        tables.append(table or "")
        first, data = connection.execute(
            "SELECT first, data FROM raw WHERE first <= ? ORDER BY first DESC LIMIT 1", (record,)
        ).fetchone()
        more_values, more_extra = unpack(data)[record - first]
        values = {**more_values, **values}
        extra = {**more_extra, **extra}
    for (written,) in connection.execute("SELECT written FROM rejected WHERE file = ? AND row = ? ORDER BY id", place):
        tables.append("")
        more: dict[str, Any] = json.loads(written)
        values = {**more, **values}
    return records, tables, values, extra


# All kinds of link, found by leaps through the primary key: there are few, and many links of each.
_KINDS = """WITH RECURSIVE kind (id) AS (
    SELECT min(kind) FROM link UNION ALL
    SELECT (SELECT min(kind) FROM link WHERE kind > kind.id) FROM kind WHERE id IS NOT NULL)
SELECT id FROM kind WHERE id IS NOT NULL"""


def _people(connection: Connection, records: list[int]) -> tuple[int, ...]:
    """The persons whom records state or link, in ascending order of id."""
    if not records:
        return ()
    among = f"({', '.join(map(str, records))})"
    rows = connection.execute(
        f"SELECT id FROM entity WHERE kind = 'person' AND id IN (SELECT entity FROM statement WHERE record IN {among}"
        f" UNION SELECT a FROM link WHERE kind IN ({_KINDS}) AND record IN {among}"
        f" UNION SELECT b FROM link WHERE kind IN ({_KINDS}) AND record IN {among}) ORDER BY id"
    )
    return tuple(row[0] for row in rows)
