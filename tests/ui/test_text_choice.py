"""Text for old fonts in the import dialog: asked about, shown both ways, read as the person says, shown beside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import main
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.case.records import Source
from netlens.progress import finish
from ui.answers.ground.reading import Book
from ui.answers.rows import record
from ui.dialogs.import_records import DIALOG, ImportRecords
from ui.session import Session

LONG = 30_000
TCVN3 = "person_id,full_name,province\nP1,NguyÔn V¨n S¬n,Lµo Cai\nP2,TrÇn ThÞ H\xadêng,Hµ Giang\n"


@pytest.fixture
def importing(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(main.load_importers())
    session.create(tmp_path / "case.netlens", "boat lantern seven quiet")
    yield session
    session.jobs.close()
    if session.case is not None:
        session.case.close()


@pytest.fixture
def asked(importing: Session, qtbot: QtBot, tmp_path: Path) -> ImportRecords:
    path = tmp_path / "persons.csv"
    path.write_bytes(TCVN3.encode("latin-1"))
    made = DIALOG.build(importing, None, paths=(path,))
    assert isinstance(made, ImportRecords)
    qtbot.addWidget(made)
    made.rings_after.setChecked(False)
    made.show()
    qtbot.waitUntil(lambda: bool(made.preview.looks), timeout=LONG)
    return made


def test_the_font_is_asked_and_the_choice_is_read(asked: ImportRecords, importing: Session, qtbot: QtBot) -> None:
    text = asked.preview._text
    assert text.isVisibleTo(asked)
    assert not any(button.isChecked() for button in text.ways.values()), "nothing is decided for the person"
    cells = text.examples.rows.table.cells
    assert cells[1][0] == "NguyÔn V¨n S¬n"
    assert cells[2][0] == "Nguyễn Văn Sơn"
    asked.primary.click()
    assert "old font" in asked._error.text()
    QTest.keyClick(text.ways["tcvn3"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not asked.preview.unanswered(), timeout=LONG)
    assert text.ways["tcvn3"].isChecked()
    asked.primary.click()
    qtbot.waitUntil(lambda: asked.pages.currentWidget() is asked.ledger, timeout=LONG)
    assert importing.case is not None
    assert sorted(importing.case.table("persons")["name"]) == ["Nguyễn Văn Sơn", "Trần Thị Hường"]
    file = int(importing.case.table("files")["id"].iloc[0])
    assert importing.case.as_written(Source(file, 2)).values["full_name"] == "NguyÔn V¨n S¬n"


def test_another_encoding_can_be_named(asked: ImportRecords, qtbot: QtBot) -> None:
    text = asked.preview._text
    text.encoding.setCurrentText("GB18030")
    text.encoding.activated.emit(text.encoding.currentIndex())
    qtbot.waitUntil(lambda: asked.preview.looks[0].encoding == "gb18030", timeout=LONG)
    assert asked.preview.said == {"encoding:persons.csv": "gb18030"}


def test_the_reading_stands_beside_what_was_written_unless_that_is_hidden(importing: Session, tmp_path: Path) -> None:
    roles = "case_id,person_id,role\nC1,P1,suspect\nC1,P2,victim\n"
    for name, text in (("persons", TCVN3), ("cases", "case_id,title\nC1,One\n"), ("involvements", roles)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    paths = [tmp_path / f"{name}.csv" for name in ("persons", "cases", "involvements")]
    case = importing.case
    assert case is not None
    job = import_files(case.path, case.key, paths, main.load_importers(), extra={"text": "tcvn3"})
    case.apply(CountImport(finish(job).import_id))
    files = case.table("files")
    file = int(files[files["name"] == "persons.csv"]["id"].iloc[0])
    suspect, victim = (repr(record(Book(case), (file, row)).blocks) for row in (2, 3))
    assert "NguyÔn V¨n S¬n" in suspect
    assert "Nguyễn Văn Sơn" in suspect
    assert "TrÇn" not in victim
    assert "Trần" not in victim
