"""Records as an agency wrote them: packed by the hundred as compressed JSON, and found again by their source."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netlens.case.records import Source
from netlens.case.store import packs
from netlens.case.store.bulk import links as calls
from netlens.case.store.bulk.written import as_written
from netlens.case.store.connection import Connection
from netlens.errors import NetLensError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.store.packs import Ints

PACK = 256  # records packed together: larger saves space, smaller finds one record sooner
MOST = 100  # further rows of one fact that are looked up
KEPT = 64  # unpacked packs kept at hand


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
    through: str = ""  # the case file inside which it came, if it did


def packed(start: int, records: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]) -> list[packs.Pack]:
    """Rows as written, from record `start` on, in packs small enough to find one row quickly."""
    made = []
    for at in range(0, len(records), PACK):
        part = [(dict(values), dict(extra)) for values, extra in records[at : at + PACK]]
        first, n = start + at, len(part)
        made.append(packs.Pack("raw", 0, 0, first, first + n - 1, n, b"", b"", packs.pack_texts(part)))
    return made


class Rows:
    """Finds rows as written by their source. What it has unpacked it keeps: packs are never rewritten."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._places: dict[int, tuple[Ints, Ints, Ints]] = {}  # by import
        self._raw: dict[int, list[tuple[dict[str, str], dict[str, str]]]] = {}

    def written(self, source: Source) -> Written:
        """The row behind a source; of one that became several records, all fields together. NetLensError: not there."""
        file, row = int(source[0]), int(source[1])
        place = self._db.execute(
            "SELECT f.name, f.sha256, f.importer, f.sheet, coalesce(o.register, i.register),"
            " coalesce(o.imported, i.time), f.tbl, i.id, coalesce(o.through, '') FROM file f"
            " JOIN import i ON i.id = f.import LEFT JOIN origin o ON o.file = f.id WHERE f.id = ?",
            (file,),
        ).fetchone()
        if place is not None:
            name, sha256, importer, sheet, register, imported, table, number, through = place
            values: dict[str, str] = {}
            extra: dict[str, str] = {}
            records, tables = self._records(number, file, row)
            for record in records:
                more, more_extra = self._one(record)
                values, extra = {**more, **values}, {**more_extra, **extra}
            rejected = self._db.execute(
                "SELECT written FROM rejected WHERE file = ? AND row = ? ORDER BY id", (file, row)
            ).fetchall()
            for (text,) in rejected:
                values = {**json.loads(text), **values}
            large = calls.at_row(self._db, file, row)
            if large:
                more, more_extra = as_written(*large)
                values, extra = {**more, **values}, {**more_extra, **extra}
            if records or rejected or large:
                people = _people(self._db, number, records)
                table = table or next(iter(tables), "")
                return Written(
                    name, sha256, importer, sheet, row, register, imported, table, values, extra, people, through
                )
        raise NetLensError(_("This row is not in the case: file {file}, row {row}.").format(file=file, row=row))

    def beside(self, source: Source) -> list[Source]:
        """The other counted rows that state a fact of this row: the same again, or a payment told by both banks."""
        file, row = int(source[0]), int(source[1])
        of = self._db.execute("SELECT import FROM file WHERE id = ?", (file,)).fetchone()
        records = json.dumps(self._records(of[0], file, row)[0] if of else [])
        firsts = "SELECT value FROM json_each(?1) UNION SELECT first FROM twin WHERE record IN (SELECT value FROM f)"
        group = self._db.execute(
            f"WITH f AS (SELECT value FROM json_each(?1)), g AS ({firsts})"
            " SELECT record FROM twin WHERE first IN (SELECT value FROM g) UNION SELECT first FROM twin"
            " WHERE first IN (SELECT value FROM g) ORDER BY 1 LIMIT ?2",
            (records, MOST),
        ).fetchall()
        found = {place for (record,) in group if (place := self._counted_place(record))}
        return sorted(found - {Source(file, row)})

    def _counted_place(self, record: int) -> Source | None:
        """Where a record stands; None where its import does not count, or it was taken in by the column."""
        pack = self._db.execute(
            "SELECT p.first, p.ints FROM pack p JOIN import i ON i.id = p.import WHERE p.what = 'record'"
            " AND p.first <= ?1 AND p.last >= ?1 AND i.state = 'counted'",
            (record,),
        ).fetchone()
        if pack is None:
            return None
        file, row = packs.unpack_ints(pack[1], len(packs.RECORD))[:2, record - pack[0]].tolist()
        return Source(file, row)

    def _records(self, number: int, file: int, row: int) -> tuple[list[int], list[str]]:
        """The records of an import that stand in one row, and their tables."""
        import numpy as np

        if number not in self._places:
            self._places[number] = self._read_places(number)
        places, ordered, tables = self._places[number]
        low, high = np.searchsorted(places, [_place(file, row), _place(file, row) + 1])
        here = (low + np.argsort(ordered[low:high])).tolist()
        if not here:
            return [], []
        words = json.dumps([int(tables[one]) for one in here])
        among = "SELECT id, text FROM word WHERE id IN (SELECT value FROM json_each(?))"
        texts: dict[int, str] = dict(self._db.execute(among, (words,)).fetchall())
        return ordered[here].tolist(), [texts.get(int(tables[one]), "") for one in here]

    def _read_places(self, number: int) -> "tuple[Ints, Ints, Ints]":
        """Of an import's records: their places in ascending order, the record and the table of each."""
        import numpy as np

        rows = self._db.execute(
            "SELECT first, last, ints FROM pack WHERE what = 'record' AND import = ? ORDER BY first", (number,)
        ).fetchall()
        parts = [packs.unpack_ints(ints, len(packs.RECORD)) for _first, _last, ints in rows]
        records = np.concatenate([np.empty(0, np.int64), *(np.arange(one, last + 1) for one, last, _ints in rows)])
        files, numbers, tables, _outcomes = np.concatenate([np.empty((4, 0), np.int64), *parts], axis=1)
        places = _place(files, numbers)
        order = np.argsort(places, kind="stable")
        return places[order], records[order], tables[order]

    def _one(self, record: int) -> tuple[dict[str, str], dict[str, str]]:
        first, data = self._db.execute(
            "SELECT first, texts FROM pack WHERE what = 'raw' AND kind = 0 AND first <= ? ORDER BY first DESC LIMIT 1",
            (record,),
        ).fetchone()
        if first not in self._raw:
            if len(self._raw) >= KEPT:
                self._raw.clear()
            self._raw[first] = packs.unpack_texts(data)
        values, extra = self._raw[first][record - first]
        return values, extra


def _place(file: Any, row: Any) -> Any:
    """File and row in one number that sorts like them."""
    return file * 2**32 + row


def _people(connection: Connection, number: int, records: list[int]) -> tuple[int, ...]:
    """The persons whom records of an import state or link, in ascending order of id."""
    import numpy as np

    if not records:
        return ()
    entities: set[int] = set()
    rows = connection.execute(
        "SELECT what, ints FROM pack WHERE what IN ('statement', 'link') AND kind > 0 AND import = ?"
        " AND first BETWEEN ? AND ? AND last >= ?",
        (number, records[0] - packs.BATCH, records[-1], records[0]),
    )
    for what, ints in rows:
        columns = packs.unpack_ints(ints, len(packs.LINK if what == "link" else packs.STATEMENT))
        here = np.isin(columns[0], records)
        for column in (3, 4) if what == "link" else (3,):
            entities.update(columns[column][here].tolist())
    # The plus keeps the index by kind out of it: that would go through all persons.
    persons = connection.execute(
        "SELECT id FROM entity WHERE +kind = 'person' AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(entities)),),
    )
    return tuple(row[0] for row in persons)
