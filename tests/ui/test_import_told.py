"""What the import dialog says of what it leaves out, of whose ids a file has, and of how far it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import main
from netlens.case.intake.letters.columns import Typed
from netlens.case.intake.preview import Look
from netlens.case.mapping import Mapping, RecordMap, SheetMap, draft
from netlens.i18n import use_language
from netlens.progress import Ahead, Progress, Reading, Way
from ui.answers.plain.table import TableData
from ui.dialogs.import_records import DIALOG, ImportRecords
from ui.dialogs.import_records.running import Running, _time_left
from ui.session import Session
from ui.widgets.columns.names import spoken
from ui.widgets.import_preview import ImportPreview
from ui.widgets.intake import looks
from ui.widgets.ledger_view import FLAGGED, LEFT_OUT

LONG = 30_000
FLAT = "TT;Cột lạ;Họ và tên bị can;Năm sinh;Họ tên bị hại\n1;x;Nguyễn Văn An;1980;Lê Thị Bé\n2;y;Lê Dũng;1979;Lý Ca\n"


@pytest.fixture
def importing(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(main.load_importers())
    session.create(tmp_path / "case.netlens", "boat lantern seven quiet")
    yield session
    session.jobs.close()
    if session.case is not None:
        session.case.close()


def shown(session: Session, qtbot: QtBot, *paths: Path) -> ImportRecords:
    made = DIALOG.build(session, None, paths=paths)
    assert isinstance(made, ImportRecords)
    qtbot.addWidget(made)
    made.rings_after.setChecked(False)
    made.show()
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.preview, timeout=LONG)
    return made


def cells(table: TableData) -> list[tuple[str, ...]]:
    return list(zip(*table.cells, strict=True))


def test_what_is_left_out_is_told_before_and_stands_in_the_ledger(
    importing: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    good, web, flat = tmp_path / "persons.csv", tmp_path / "web.csv", tmp_path / "so theo doi.csv"
    good.write_text("person_id,full_name\nP1,An 3\n,Bình\n", encoding="utf-8")
    web.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    flat.write_text(FLAT, encoding="utf-8")
    made = shown(importing, qtbot, good, web, flat)
    assert made.preview.looks[0].path == flat, "what waits for a word comes first"
    assert "2 files" in made.left_out.text()
    made.preview._list.setCurrentRow(2)  # looking at another
    QTest.mouseClick(made.primary, Qt.MouseButton.LeftButton)
    assert "so theo doi.csv" in made._error.text()
    assert made.preview._list.currentRow() == 0
    QTest.mouseClick(made.primary, Qt.MouseButton.LeftButton)  # once more: without it
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.ledger, timeout=LONG)
    out = {row[0]: row[1] for row in cells(made.ledger._out.rows.table)}
    assert set(out) == {"web.csv", "so theo doi.csv"}
    assert "HTML" in out["web.csv"]
    assert "nobody said" in out["so theo doi.csv"]
    assert made.ledger._tabs.isTabVisible(LEFT_OUT)
    assert made.ledger._tabs.isTabVisible(FLAGGED)
    assert cells(made.ledger._rejected.rows.table)[0][3] == "Person ID", "a field is called as a person calls it"
    assert cells(made.ledger._files.rows.table)[0][-1] == "register main"
    assert importing.case is not None
    assert importing.case.table("imports").label.tolist() == ["persons.csv"], "named by what it read"


def test_a_sheet_of_notes_is_no_error(tmp_path: Path) -> None:
    table = Look(tmp_path / "a.xlsx", "Persons", "excel", table="persons")
    notes = Look(tmp_path / "a.xlsx", "about", "excel", problem="no table", rows=((1, ("Filled by hand",)),))
    wide = Look(tmp_path / "a.xlsx", "data", "excel", problem="no table", rows=((1, ("x", "y", "z")),))
    both = (table, notes, wide)
    assert looks.is_note(notes, both)
    assert not looks.is_note(wide, both)
    assert not looks.is_note(notes, (notes,)), "by itself it is the file that cannot be read"
    assert sorted(both, key=lambda one: looks.severity(one, both)) == [wide, table, notes]


def test_fields_are_called_as_the_person_calls_them() -> None:
    assert spoken("person_id", "involvements") == "Person ID"
    assert spoken("full_name") == "Full name"
    assert spoken("Cột lạ") == "Cột lạ"
    use_language("vi")
    try:
        assert spoken("full_name", "persons") == "Họ và tên"
    finally:
        use_language("en")


def test_how_far_it_is_goes_by_the_bytes_of_the_files() -> None:
    way = Way([Ahead("a.csv", 1000, 10), Ahead("b.xlsx", 3000, 0), Ahead("c.csv", 0, 0)])
    first = list(way.told(0, iter(range(1, 11)), 0))
    assert first[-1].done == 1000
    second = list(way.told(1, iter(range(1, 6)), 10))
    assert (second[0].done, second[-1].done, second[-1].total) == (1000, 4000, 4000)
    assert second[-1].reading == Reading(2, 3, 15, ("c.csv",))
    assert "b.xlsx" in second[-1].text
    assert "2" in second[-1].text
    assert list(Way([Ahead("empty.csv", 0, 0)]).told(0, iter(()), 0))[-1].done == 0


def test_the_page_names_the_file_the_rows_and_what_is_to_come(qtbot: QtBot) -> None:
    page = Running()
    qtbot.addWidget(page)
    page.begin()
    files = ("b.csv", "c.csv", "d.csv", "e.csv", "f.csv", "g.csv")
    page.further(Progress("Reading a.csv", 10, 100, reading=Reading(1, 7, 12_300, files)))
    assert "12,300 rows read" in page.far.text()
    assert "file 1 of 7" in page.far.text()
    assert "b.csv" in page.left.text()
    assert "and 2 more" in page.left.text()
    page.further(Progress("Writing to the case file", 100, 100))
    assert page.left.text() == ""


@pytest.mark.parametrize(
    ("spent", "share", "said"),
    [(1.0, 0.5, ""), (10.0, 0.01, ""), (10.0, 0.5, "about 10 seconds left"), (60.0, 0.25, "about 3 minutes left")],
)
def test_the_time_left_is_said_once_it_can_be(spent: float, share: float, said: str) -> None:
    assert _time_left(spent, share) == said


def test_a_mapping_that_is_changed_keeps_what_it_knew_of_dates_and_fonts(qtbot: QtBot, tmp_path: Path) -> None:
    path, heads = tmp_path / "a.csv", ("Mã số", "Tên gọi", "Ngày")
    record = RecordMap("persons", {"person_id": heads[:1], "full_name": heads[1:2], "birth_date": heads[2:]})
    known = Mapping("sổ", (SheetMap((record,), {}, {}, heads),), "dmy", text="tcvn3")
    column = Typed("full_name", "tcvn3", 1, (), "tcvn3")
    look = Look(path, "", "tables", mapping=known, headers=heads, header_row=1, dates="dmy", typed=(column,))
    preview = ImportPreview()
    qtbot.addWidget(preview)
    preview.show_looks((look,))
    assert preview.mapping.mapping().dates == "dmy"
    preview.editor.step(draft.take_out(preview.editor.sheet, "Ngày"))
    made = preview.by_file()[path]
    assert (made.dates, made.text) == ("dmy", "tcvn3")
