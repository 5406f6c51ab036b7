"""The quality panel: problems ranked, a fix at a press, undone by Ctrl+Z or from the list; the rows tell of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import main
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.progress import finish
from ui.answers import history, rows
from ui.answers.ground.reading import Book
from ui.answers.plain.page import Facts, Page, Target
from ui.answers.quality import listed, page
from ui.panels.quality import Quality
from ui.session import Session

KEY = "ba bốn năm"
PERSONS = (
    "person_id,full_name,province,phones\nP1,Lê Một,Hà Gingg,O912345678\nP2,Lê Hai,Hà Gingg,\n"
    "P3,Nguyễn Thị Kín,Hà Nội,O987654321\n"
)
INVOLVED = "case_id,person_id,role,stage\nC1,P1,offender,xyzzy\nC1,P2,suspect,\nC1,P3,victim,\nC7,P2,offender,\n"


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "messy.netlens"
    Case.create(path, KEY).close()
    for name, text in (("persons", PERSONS), ("cases", "case_id\nC1\n"), ("involvements", INVOLVED)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    files = [tmp_path / f"{name}.csv" for name in ("persons", "cases", "involvements")]
    ledger = finish(import_files(path, KEY, files, main.load_importers()))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
    return path


def _facts(shown: Page) -> list[tuple[str, str]]:
    return [
        (name, "".join(word if isinstance(word, str) else word.text for word in words))
        for block in shown.blocks
        if isinstance(block, Facts)
        for name, words in block.rows
    ]


def test_a_page_shows_what_would_stand_and_hides_what_is_protected(messy: Path) -> None:
    with Case.open(messy, KEY) as case:
        book = Book(case)
        assert "phone_letters" in listed.listing(book).names
        facts = _facts(page.problem(book, "phone_letters"))
        assert ("O912345678", "→ +84912345678") in facts
        assert ("[hidden]", "→ [hidden]") in facts
        assert "987654321" not in repr(page.problem(book, "phone_letters"))


def test_a_row_tells_both_values_and_the_history_what_was_done(messy: Path) -> None:
    name, back = listed.mend(messy, KEY, "phone_letters")
    assert name == "Put digits for the letters"
    with Case.open(messy, KEY) as case:
        book = Book(case)
        file = int(case.table("files").query("table == 'persons'").id.iloc[0])
        shown = rows.record(book, (file, 2))
        assert any(value.startswith("O912345678 → +84912345678") for _name, value in _facts(shown))
        assert ("Phones", "O912345678") in _facts(shown)
        hidden = repr(rows.record(book, (file, 4)))
        assert "[hidden] → [hidden]" in hidden
        assert "987654321" not in hidden
        assert "Values corrected" in repr(history.entries(book).cells)
        made = listed.corrections(book)
        assert (made.numbers, made.count) == ((1,), (True,))
        assert page.correction(book, 1).crumb == "Put digits for the letters"
        case.apply(back)
        assert listed.corrections(Book(case)).count == (False,)


def test_a_press_mends_and_undoing_brings_the_problem_back(session: Session, messy: Path, qtbot: QtBot) -> None:
    session.open(messy, KEY)
    panel = Quality(session)
    qtbot.addWidget(panel)
    panel.resize(1100, 400)
    asked: list[Target] = []
    session.asked.connect(asked.append)
    panel.show()
    qtbot.waitUntil(lambda: panel.found is not None, timeout=20_000)
    assert panel.found is not None
    word = panel.found.names.index("word.involvements.stage.xyzzy")
    panel.table.selectRow(word)
    assert asked[-1] == Target("quality.page:problem", ("word.involvements.stage.xyzzy",))
    assert panel.choice.isVisible()
    assert not panel.fix.isEnabled()  # nobody can guess it: a person chooses
    panel.choice.setCurrentIndex(panel.choice.findData("charged"))
    assert panel.fix.isEnabled()
    panel.table.selectRow(panel.found.names.index("word.persons.province.hagingg"))
    assert not panel.choice.isVisible()
    QTest.keyClick(panel.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    gone = "word.persons.province.hagingg"
    qtbot.waitUntil(lambda: panel.found is not None and gone not in panel.found.names, timeout=20_000)
    assert session.case is not None
    assert session.case.table("persons").province.tolist()[:2] == ["Hà Giang"] * 2
    assert "Translate a word" in session.undo.undoText()
    session.undo.undo()
    qtbot.waitUntil(lambda: panel.found is not None and gone in panel.found.names, timeout=20_000)
    panel.shown.setCurrentIndex(1)
    qtbot.waitUntil(lambda: panel.made is not None, timeout=20_000)
    panel.table.selectRow(0)
    assert panel.again.isEnabled()
    panel.again.click()
    qtbot.waitUntil(lambda: panel.made is not None and panel.made.count == (True,), timeout=20_000)
