"""What is no number ties nobody: two who "do not remember" their phone have nothing in common."""

from pathlib import Path

from importers import tables
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.network.evidence import gather
from netlens.network.facts.nobodys import nobodys
from netlens.progress import finish

KEY = "a passphrase of words"
HEAD = "person_id,full_name,phones,passport,id_number\n"


def _case(folder: Path, rows: str, links: str = "") -> Case:
    path = folder / "case.netlens"
    Case.create(path, KEY).close()
    files = {"persons.csv": HEAD + rows, "links.csv": links}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    named = [folder / name for name, text in files.items() if text]
    ledger = finish(import_files(path, KEY, named, [tables.IMPORTER]))
    assert not any(file.rows_rejected for file in ledger.files)
    case = Case.open(path, KEY)
    case.apply(CountImport(ledger.import_id))
    return case


def test_words_in_place_of_a_number_tie_nobody(tmp_path: Path) -> None:
    rows = "P1,Lò A,không nhớ,đang làm lại,\nP2,Lò B,không nhớ,đang làm lại,\nP3,Lò C,198,,\nP4,Lò D,198,,\n"
    with _case(tmp_path, rows) as case:
        assert len(nobodys(case)) >= 2
        assert not len(gather(case).a)


def test_numbers_that_could_not_be_understood_still_tie(tmp_path: Path) -> None:
    rows = "P1,Lò A,(555) 010-0123,,\nP2,Lò B,(555) 010-0123,,\nP3,Lò C,,C1234567,\nP4,Lò D,,C1234567,\n"
    with _case(tmp_path, rows) as case:
        assert not len(nobodys(case))
        assert len(gather(case).a) == 2
