"""A file named after a victim: no view of imports or of the history names her."""

from pathlib import Path

from importers import tables
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.progress import finish
from ui.answers import history, imports
from ui.answers.ground.reading import Book

KEY = "a passphrase of words"
PERSONS = "person_id,full_name\nP1,Nguyễn Thị Hoa Mai\nP2,Lò Văn Một\n"
INVOLVED = "case_id,person_id,role\nC1,P1,victim\nC1,P2,offender\nC2,P2,offender\n"


def test_imports_and_history_name_nobody_protected(tmp_path: Path) -> None:
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    named = {"Nguyễn Thị Hoa Mai persons.csv": PERSONS, "vu an.csv": "case_id\nC1\n", "nguyenthihoamai.csv": INVOLVED}
    for name, text in named.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [tmp_path / name for name in named]
    label = ", ".join(named)
    ledger = finish(import_files(path, KEY, files, [tables.IMPORTER], label=label))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
        book = Book(case)
        said = f"{imports.table(book)} {imports.one(book, 1)} {imports.rejected(book, 1)} {history.entries(book)}"
        assert "vu an.csv" in said
        for name in ("Hoa Mai", "hoamai", "Hoa mai"):
            assert name not in said
