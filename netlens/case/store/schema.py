"""What stands in a case file, by number: the tables of version 1, and the steps from each version to the next.

A record is one row as an agency wrote it. It, what it says of entities (statements) and of ties (links) stand in packs,
which are written once. An import counts or not by its state alone: to count or withdraw one touches a single row.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netlens.case.store.connection import Connection

APPLICATION_ID = 0x4E4C656E  # "NLen": tells a case file from any other SQLCipher file
VERSION = 6

_V1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, register TEXT NOT NULL, label TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staged', 'counted', 'withdrawn')), ledger TEXT NOT NULL, tally TEXT NOT NULL);
-- due: who needs a code once this import counts beside the imports of `beside`: worked out by the importing process.
CREATE TABLE due (import INTEGER PRIMARY KEY REFERENCES import, beside TEXT NOT NULL, people TEXT NOT NULL);
CREATE TABLE file (
    id INTEGER PRIMARY KEY AUTOINCREMENT, import INTEGER NOT NULL REFERENCES import, name TEXT NOT NULL,
    sha256 TEXT NOT NULL, importer TEXT NOT NULL, sheet TEXT NOT NULL, tbl TEXT NOT NULL, size INTEGER NOT NULL);
-- Some thousand records, statements or links of an import, or some hundred raw rows, column by column (see packs.py).
-- kind (of the entities or links) and tbl (of the links) are words; first and last are records.
CREATE TABLE pack (
    id INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES import,
    what TEXT NOT NULL CHECK (what IN ('record', 'statement', 'link', 'raw')),
    kind INTEGER NOT NULL, tbl INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, n INTEGER NOT NULL,
    ints BLOB NOT NULL, numbers BLOB NOT NULL, texts BLOB NOT NULL);
CREATE INDEX pack_what ON pack (what, kind, first);
CREATE INDEX pack_import ON pack (import, what, first, last);
-- A record that repeats another: `first` is the first one of the same fingerprint, whatever became of its import.
-- updates: it is the newer word, and counts in place of those before it.
CREATE TABLE twin (
    record INTEGER PRIMARY KEY, first INTEGER NOT NULL, import INTEGER NOT NULL REFERENCES import,
    updates INTEGER NOT NULL);
CREATE INDEX twin_first ON twin (first);
CREATE TABLE rejected (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, row INTEGER NOT NULL, sheet TEXT NOT NULL,
    field TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, code TEXT NOT NULL, written TEXT NOT NULL);
CREATE TABLE flag (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, row INTEGER NOT NULL, sheet TEXT NOT NULL,
    field TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, code TEXT NOT NULL);
CREATE INDEX rejected_place ON rejected (file, row);
CREATE TABLE entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, register TEXT NOT NULL, key TEXT NOT NULL,
    UNIQUE (kind, register, key));
-- mention: the first place in an import that names an entity.
CREATE TABLE mention (
    import INTEGER NOT NULL REFERENCES import, entity INTEGER NOT NULL REFERENCES entity, label TEXT NOT NULL,
    file INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (import, entity)) WITHOUT ROWID;
CREATE TABLE code (entity INTEGER PRIMARY KEY REFERENCES entity, number INTEGER NOT NULL UNIQUE);
CREATE TABLE detection (
    id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, kept INTEGER NOT NULL, settings TEXT NOT NULL,
    rings BLOB NOT NULL);
CREATE TABLE decision (
    ring TEXT PRIMARY KEY, verdict TEXT NOT NULL, reason TEXT NOT NULL, name TEXT NOT NULL, added TEXT NOT NULL,
    removed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE position (entity INTEGER PRIMARY KEY REFERENCES entity, x REAL NOT NULL, y REAL NOT NULL);
CREATE TABLE weight (kind TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
    hash TEXT NOT NULL);
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
"""

_V2 = """
CREATE TABLE preset (name TEXT PRIMARY KEY, what TEXT NOT NULL) WITHOUT ROWID;
"""

# What the analyst said of a suggested tie; a < b. A suggestion itself is reckoned anew each time, and never stored.
_V3 = """
CREATE TABLE suggestion (
    a INTEGER NOT NULL REFERENCES entity, b INTEGER NOT NULL REFERENCES entity,
    verdict TEXT NOT NULL CHECK (verdict IN ('noted', 'rejected')), PRIMARY KEY (a, b)) WITHOUT ROWID;
"""

# What stands for values that were written wrong (see netlens/case/corrections/): laid over the packs as they are read.
# A correction counts or not by its state alone, like an import. was, now: JSON; several of `now` share one's place.
_V4 = """
CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, problem TEXT NOT NULL, rows INTEGER NOT NULL,
    counts INTEGER NOT NULL CHECK (counts IN (0, 1)));
CREATE TABLE substitution (
    correction INTEGER NOT NULL REFERENCES correction, import INTEGER NOT NULL REFERENCES import, tbl TEXT NOT NULL,
    field TEXT NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL, PRIMARY KEY (correction, import, tbl, field, was))
    WITHOUT ROWID;
CREATE TABLE stand_in (
    correction INTEGER NOT NULL REFERENCES correction, import INTEGER NOT NULL REFERENCES import,
    entity INTEGER NOT NULL REFERENCES entity, now TEXT NOT NULL, PRIMARY KEY (correction, import, entity))
    WITHOUT ROWID;
"""

# origin: of a file that came inside another case: whose keys it holds, and when it was first imported.
# watched: whom or what the analyst wants to hear of after each import.
_V5 = """
CREATE TABLE origin (
    file INTEGER PRIMARY KEY REFERENCES file, register TEXT NOT NULL, imported TEXT NOT NULL, through TEXT NOT NULL);
CREATE TABLE watched (entity INTEGER PRIMARY KEY REFERENCES entity, since TEXT NOT NULL) WITHOUT ROWID;
"""

# Large tables of calls by the column (see store/bulk/). about: JSON, what the columns feed, and beside which imports
# the rows of a group do not count. low, high: of a chunk the rows as a person counts them, of edges the entities.
# repeats: how many rows of a chunk do not always count; these stand in no twin.
_V6 = """
CREATE TABLE bulk (
    file INTEGER PRIMARY KEY REFERENCES file, import INTEGER NOT NULL REFERENCES import, first INTEGER NOT NULL,
    last INTEGER NOT NULL, about TEXT NOT NULL);
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES bulk, first INTEGER NOT NULL, n INTEGER NOT NULL,
    low INTEGER NOT NULL, high INTEGER NOT NULL, repeats INTEGER NOT NULL);
CREATE INDEX chunk_place ON chunk (file, low);
CREATE TABLE chunk_column (
    chunk INTEGER NOT NULL REFERENCES chunk, name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (chunk, name));
CREATE TABLE lexicon (
    file INTEGER NOT NULL REFERENCES bulk, name TEXT NOT NULL, first INTEGER NOT NULL, n INTEGER NOT NULL,
    texts BLOB NOT NULL, cleaned BLOB NOT NULL, PRIMARY KEY (file, name, first));
CREATE TABLE edge (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES bulk, part INTEGER NOT NULL, low INTEGER NOT NULL,
    high INTEGER NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX edge_place ON edge (file, low);
"""

STEPS = (_V1, _V2, _V3, _V4, _V5, _V6)  # STEPS[n] leads from version n to n + 1; a step that was released never changes

# The fields of a link's detail that are read by the hundred thousand, and the column of a pack each is kept in.
HOT = {
    "called": {"seconds": "number", "kind": "sort", "cell": "cell"},
    "paid": {"amount": "number", "currency": "sort"},
    "involvement": {"role": "sort"},
    "holds": {"kind": "sort"},
}


def upgrade(connection: "Connection") -> None:
    """Bring a case file (or an empty one) to VERSION, each step in one transaction."""
    start = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, step in enumerate(STEPS[start:], start + 1):
        connection.executescript(f"BEGIN IMMEDIATE;{step}\nPRAGMA user_version = {number};COMMIT;")
