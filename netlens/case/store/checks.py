"""Whether a case file is whole: every page, every pack, every row accounted for.

Each check gives its problems in words. They are asked in this order: one may trust what those before it found whole.
"""

import json
from typing import Any

from netlens.case.store import packs as packing
from netlens.case.store.bulk import checks as bulk_checks
from netlens.case.store.connection import Connection, checkpoint
from netlens.errors import CaseFileError
from netlens.i18n import _, ngettext

_STORED = (
    "SELECT import, what || 's', sum(n) FROM pack GROUP BY import, what",
    "SELECT b.import, w.column1, sum(c.n) FROM chunk c JOIN bulk b ON b.file = c.file"
    " CROSS JOIN (VALUES ('records'), ('links'), ('raws')) w GROUP BY b.import, w.column1",
    "SELECT f.import, 'rejected', count(*) FROM rejected t JOIN file f ON f.id = t.file GROUP BY f.import",
    "SELECT f.import, 'flags', count(*) FROM flag t JOIN file f ON f.id = t.file GROUP BY f.import",
)


def pages(connection: Connection) -> list[str]:
    """Every page against its HMAC, then the structure of the database."""
    checkpoint(connection)
    altered = len(connection.execute("PRAGMA cipher_integrity_check"))
    if altered:
        problem = ngettext(
            "The case file is damaged: {n} of its pages was altered.",
            "The case file is damaged: {n} of its pages were altered.",
            altered,
        )
        return [problem.format(n=altered)]
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
    if found != ["ok"] or connection.execute("PRAGMA foreign_key_check"):
        return [_("The case file is damaged: its tables do not fit together.")]
    return []


def ledgers(connection: Connection) -> list[str]:
    """Rows read = used + merged + rejected for every file, and as many rows stored as were staged."""
    problems = []
    stored: dict[int, dict[str, int]] = {}
    for counted in _STORED:
        for number, name, n in connection.execute(counted):
            here = stored.setdefault(number, {})
            here[name] = here.get(name, 0) + n
    for number, ledger, tally in connection.execute("SELECT id, ledger, tally FROM import ORDER BY id"):
        try:
            unequal = [entry["name"] for entry in json.loads(ledger).get("files", ()) if not adds_up(entry)]
            expected = json.loads(tally)
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(_("Import {n}: its ledger cannot be read.").format(n=number))
            continue
        problem = _("Import {n}: the ledger of {file} does not add up.")
        problems += [problem.format(n=number, file=name) for name in unequal]
        here = stored.get(number, {})
        if any(here.get(name, 0) != n for name, n in {**expected, "raws": expected.get("records", 0)}.items()):
            problems.append(_("Import {n}: rows are missing, or there are too many.").format(n=number))
    return problems


def adds_up(entry: dict[str, Any]) -> bool:
    """Whether a file's ledger accounts for every row."""
    accounted: int = entry["rows_used"] + entry["rows_merged"] + entry["rows_rejected"]
    return bool(entry["rows_read"] == accounted)


def packs(connection: Connection) -> list[str]:
    """Every pack can be read, holds as many rows as it says, and names only entities that are there."""
    import numpy as np

    entities = np.array([row[0] for row in connection.execute("SELECT id FROM entity ORDER BY id")], dtype=np.int64)
    for what, width, columns in (
        ("record", len(packing.RECORD), ()),
        ("statement", len(packing.STATEMENT), (3,)),
        ("link", len(packing.LINK), (3, 4)),
    ):
        for number, n, ints, numbers, texts in _rows(connection, what):
            try:
                found = packing.unpack_ints(ints, width)
                fits = found.shape[1] == n and _texts_fit(what, n, numbers, texts)
            except (CaseFileError, ValueError):
                return [_("Import {n}: a part of it cannot be read.").format(n=number)]
            if not fits or any(not np.isin(found[column], entities).all() for column in columns):
                return [_("Import {n}: its parts do not fit together.").format(n=number)]
    for problem in bulk_checks.problems(connection, entities):
        return [problem]
    for number, n, _ints, _numbers, texts in _rows(connection, "raw"):
        try:
            fits = len(packing.unpack_texts(texts)) == n
        except (CaseFileError, ValueError):
            fits = False
        if not fits:
            return [_("Import {n}: a part of it cannot be read.").format(n=number)]
    return []


def _texts_fit(what: str, n: int, numbers: bytes, texts: bytes) -> bool:
    if what == "record":
        return len(packing.unpack_prints(numbers)) == n
    if what == "statement":
        return all(len(column) == n for column in packing.unpack_texts(texts).values())
    since, until, fields = packing.unpack_texts(texts)
    lengths = {len(column) for column in (*fields.values(), since or [], until or []) if column}
    return lengths <= {n} and len(packing.unpack_numbers(numbers)) == n


def _rows(connection: Connection, what: str) -> list[tuple[Any, ...]]:
    sql = "SELECT import, n, ints, numbers, texts FROM pack WHERE what = ? ORDER BY id"
    return connection.execute(sql, (what,))


def sizes(connection: Connection) -> tuple[int, int]:
    """How many imports and how many records the file holds, counted or not."""
    imports = connection.execute("SELECT count(*) FROM import").fetchone()[0]
    records = connection.execute(
        "SELECT coalesce(sum(n), 0) FROM (SELECT n FROM pack WHERE what = 'record' UNION ALL SELECT n FROM chunk)"
    ).fetchone()[0]
    return imports, records
