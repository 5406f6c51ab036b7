"""What the finders look at: the notes an import took, its files, what stands corrected already; read once a report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.case.quality.problem import Fix, Place, Problem, Severity, Word
from netlens.case.quality.scan import Scan, scan
from netlens.case.schema import TABLES, Column
from netlens.case.store import packs
from netlens.case.store.counting import COUNTED, COUNTED_FILES

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case

MOST = 1_000_000  # rows of a bulk table: a phone company's dump of more is looked at as it is imported, not again
_BULK = {"calls": "called", "payments": "paid", "crossings": "crossed"}
SHOWN = 200  # places kept of a problem: enough to look at, and to open


class Note(NamedTuple):
    """A value that an import kept and flagged."""

    file: int
    row: int
    field: str
    value: str
    code: str

    @property
    def place(self) -> Place:
        return Place(*self[:4])


@dataclass(frozen=True, slots=True)
class File:
    """A file (or one sheet of it) of a counted import, and the native tables its rows became."""

    id: int
    import_id: int
    name: str
    tables: tuple[str, ...]
    imported: str  # the day
    importer: str = ""


class Ground:
    """The case as the finders see it."""

    def __init__(self, case: "Case") -> None:
        self.case = case
        self.touched: set[tuple[int, int]] = set()  # (file, row) of every row with a problem

    def table(self, name: str) -> "DataFrame":
        """A table of the case; of calls, payments and crossings without a row when there are too many to look at."""
        return self.case.table(name).iloc[:0] if name in self.large else self.case.table(name)

    @cached_property
    def large(self) -> frozenset[str]:
        """The bulk tables that are too large to be looked at row by row."""
        _entities, links = self.case.counts()
        return frozenset(name for name, kind in _BULK.items() if links.get(kind, 0) > MOST)

    @cached_property
    def files(self) -> dict[int, File]:
        """The counted files by number."""
        import numpy as np

        words = {number: text for text, number in self.case.reading.words.items()}
        tables: dict[int, set[str]] = defaultdict(set)
        for (ints,) in self.case.connection.execute(
            f"SELECT ints FROM pack WHERE what = 'record' AND import IN {COUNTED} ORDER BY first"
        ):
            columns = packs.unpack_ints(ints, len(packs.RECORD))
            for file, word in np.unique(columns[[0, 2]], axis=1).T.tolist():
                tables[file].add(words.get(word, ""))
        rows = self.case.connection.execute(
            f"SELECT id, import, name, tbl, importer FROM file WHERE id IN {COUNTED_FILES} ORDER BY id"
        )
        days = self.case.reading.imported
        return {
            number: File(
                number, import_id, name, tuple(sorted((tables[number] | {table}) - {""})), days[number][:10], importer
            )
            for number, import_id, name, table, importer in rows.fetchall()
        }

    @cached_property
    def scan(self) -> Scan:
        """What one pass over the rows as written tells."""
        words = {number: text for text, number in self.case.reading.words.items()}
        imports = sorted({file.import_id for file in self.files.values()})
        return scan(self.case.connection, imports, words)

    @cached_property
    def notes(self) -> dict[str, list[Note]]:
        """The flagged values by code, as the import noted them."""
        found: dict[str, list[Note]] = defaultdict(list)
        for row in self.case.connection.execute(
            f"SELECT file, row, field, value, code FROM flag WHERE file IN {COUNTED_FILES} ORDER BY id"
        ):
            note = Note._make(row)
            found[note.code].append(note)
        return found

    def open(self, code: str) -> Iterator[Note]:
        """The notes of a code whose value nothing stands for yet."""
        return (note for note in self.notes.get(code, ()) if not self.mended(note, note.value))

    def mended(self, note: Note, value: str) -> bool:
        """Whether a correction stands for this value of the note's import and column."""
        if not self._mended:
            return False
        return " ".join(value.split()) in self._mended.get((self.files[note.file].import_id, note.field), ())

    def columns(self, file: int, name: str) -> list[tuple[str, Column]]:
        """The native tables of a file's rows that have this column, and the column."""
        of = ((table, TABLES[table]) for table in self.files[file].tables if table in TABLES)
        return [(table, column) for table, known in of for column in known.columns if column.name == name]

    def problem(
        self,
        name: str,
        severity: Severity,
        places: Iterable[Sequence[Any]],
        sentence: str,
        *,
        advice: str = "",
        fix: Fix | None = None,
        word: Word | None = None,
    ) -> Problem | None:
        """A problem over these places (of rows, at least); None without any. {n} in `sentence` is how many rows."""
        kept: list[Place] = []
        rows: set[tuple[int, int]] = set()
        for place in places:
            where = (int(place[0]), int(place[1]))
            if where not in rows:
                rows.add(where)
                if len(kept) < SHOWN:
                    kept.append(Place(*where, *place[2:4]))
        if not rows:
            return None
        if severity != "note":
            self.touched |= rows
        words = sentence.format(n=f"{len(rows):,}")
        return Problem(name, severity, len(rows), words, tuple(kept), advice, fix, word)

    @cached_property
    def _mended(self) -> dict[tuple[int, str], set[str]]:
        """The values that a correction stands for, by import and column."""
        found: dict[tuple[int, str], set[str]] = defaultdict(set)
        for import_id, laid in self.case.reading.corrections.items():
            for (_table, name), values in laid.values.items():
                found[import_id, name] |= values.keys()
        return found
