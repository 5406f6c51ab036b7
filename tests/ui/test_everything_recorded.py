"""A small case without rings is drawn as its records tie it; a larger one when asked, and the rings come back."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from importers import tables
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.network.scene import KINDS, PROTECTED
from netlens.progress import finish
from tests.ui.test_answers import targets
from ui.answers import pictures, rows, ties
from ui.answers.ground.reading import Book, _book
from ui.frame.graph_tab import GraphTab
from ui.session import Session

KEY = "a passphrase of words"
FILES = {
    "persons.csv": "person_id,full_name,phones\nP1,Nguyễn Thị Hoa Mai,0912345678\nP2,Lò Văn Một,0987654321\nP3,Lý A,\n",
    "cases.csv": "case_id\nC1\n",
    "involvements.csv": "case_id,person_id,role\nC1,P1,victim\nC1,P2,offender\n",
    "links.csv": "a,b,kind,since\nP2,P3,paid,2024-03-05\nP3,P2,met,2024-03-09\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ledger = finish(import_files(path, KEY, [tmp_path / name for name in FILES], [tables.IMPORTER]))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
    return path


def test_all_of_a_small_case_is_there_with_its_ties_and_nobody_protected_by_name(small: Path) -> None:
    with Case.open(small, KEY) as case:
        book = Book(case)
        picture = pictures.scene(book, "", (), (), (), "degree", False)
        scene = picture.scene
        assert picture.recorded
        assert sorted(KINDS[kind] for kind in scene.kind) == ["case", "person", "person", "person", "phone", "phone"]
        assert len(scene.a) == 5  # two in the case, two with a phone, and one bundle of two facts
        assert sorted(scene.count.tolist()) == [1, 1, 1, 1, 2]
        assert "Mai" not in " ".join(scene.labels)
        assert (scene.flags & PROTECTED).astype(bool).sum() == 1
        assert scene.direction is not None
        assert sorted(abs(way) for way in scene.direction.tolist()) == [0, 0, 0, 0, 1]
        days = pictures.scene(book, "", (), (), (), "degree", False, ("2024-03-09", "2024-03-09")).scene
        assert days.count.tolist() == [1]
        two = tuple(int(scene.ids[end]) for end in (scene.a[scene.count == 2][0], scene.b[scene.count == 2][0]))
        behind = [one for one in targets(ties.pair(book, *two)) if one.question == "rows:several"]
        assert "links.csv, row 2" in str(rows.several(book, *behind[0].args))  # from the link to its row: two clicks


def test_rings_are_drawn_where_there_are_some_and_everything_when_asked(sample: Path) -> None:
    from netlens.commands.demo import PASSPHRASE

    book = _book((str(sample), PASSPHRASE, 0))
    try:
        assert not pictures.scene(book, "", (), (), (), "degree", False).recorded
        asked = pictures.scene(book, "", (), (), (), "degree", True)
        assert asked.recorded == (len(book.case.table("entities")) <= 2000)
        ring = book.rings.rings[0].id if book.rings else ""
        assert not pictures.scene(book, ring, (), (), (), "degree", True).recorded
    finally:
        book.case.close()


def test_the_button_says_what_is_drawn(qtbot: QtBot, session: Session, small: Path) -> None:
    tab = GraphTab(session)
    qtbot.addWidget(tab)
    session.open(small, KEY)
    qtbot.waitUntil(lambda: len(tab.view.board.scene.ids) == 6, timeout=20_000)
    assert tab._everything.isChecked()
