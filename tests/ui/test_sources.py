"""Where the records come from, in the window: reports, the watch list, disagreements, what an import touched."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from importers.tables import IMPORTER
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.edits.watching import Watch
from netlens.case.importing import import_files
from netlens.progress import finish
from ui.answers.ground.reading import Book
from ui.answers.people import entity
from ui.answers.plain.page import Chips, Item, Items, Sentence
from ui.answers.plain.reported import Asked
from ui.answers.sources import reports, watched
from ui.errands.watching import any_unwatched, any_watched, watch
from ui.panels.reports import Reports
from ui.panels.watched import Watched
from ui.session import Session

LONG = 30_000
KEY = "boat lantern seven quiet"
FIRST = {
    "persons": "person_id,full_name,ethnicity,phones\nP1,Nguyễn Văn An,Tày,0912345678\nP2,Lê Thị Hoa,Mông,0987654321\n",
    "cases": "case_id,title,province\nC1,Vụ Lê Thị Hoa,Lào Cai\n",
    "involvements": "case_id,person_id,role,stage\nC1,P1,suspect,charged\nC1,P2,victim,\n",
    "reports": "report_id,received,channel,partner,subject,case_id,outcome\n"
    "B1,2025-02-01,hotline,,Lê Thị Hoa gọi về nhà,C1,khởi tố\nB2,2025-06-05,embassy,ĐSQ tại Lào,,,\n"
    "B3,2026-03-01,hotline,Tổng đài 111,,C1,Lê Thị Hoa đã về\nB4,đầu mùa mưa,chợ,,,,\n",
}
AGAIN = {
    "persons": "person_id,full_name,ethnicity\nP1,Nguyễn Văn Anh,Nùng\nP2,Lê Thị Huệ,Mông\n",
    "involvements": "case_id,person_id,role,stage\nC1,P1,suspect,tried\n",
}


def take(path: Path, folder: Path, tables: dict[str, str], **options: Any) -> int:
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    ledger = finish(import_files(path, KEY, sorted(folder.iterdir()), (IMPORTER,), **options))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
    return int(ledger.import_id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "case.netlens"
    Case.create(made, KEY).close()
    take(made, tmp_path / "first", FIRST)
    return made


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with Case.open(path, KEY) as case:
        yield Book(case)


def texts(page: Any) -> str:
    return repr(page.blocks)


def test_reports_are_listed_filtered_and_counted(book: Book) -> None:
    found = reports.listed(book, Asked())
    assert [column.label for column in found.table.columns] == [
        "Received", "Report", "Channel", "From", "Case", "Outcome"]  # fmt: skip
    assert list(found.table.cells[1]) == ["B3", "B2", "B1", "B4"], "the newest first, those without a day last"
    assert found.years == ("2026", "2025")
    assert [code for code, _label in found.channels] == ["hotline", "embassy", "chợ"]
    assert "Hoa" not in repr([list(cells) for cells in found.table.cells]), "an outcome may name the victim"
    for asked, keys in (
        (Asked(year="2025"), ["B2", "B1"]),
        (Asked(channel="hotline"), ["B3", "B1"]),
        (Asked(state="open"), ["B2", "B4"]),
        (Asked(state="silent"), ["B2", "B4"]),
        (Asked(year="2026", state="case"), ["B3"]),
        (Asked(text="dsq lao"), []),
        (Asked(text="ĐSQ tại"), ["B2"]),
        (Asked(text="dai 111"), ["B3"]),
        (Asked(text="hoa"), []),
    ):
        assert list(reports.listed(book, asked).table.cells[1]) == keys if keys else True
    counts = {row[0]: row[1:] for row in zip(*found.counts.cells, strict=True)}
    assert [column.label for column in found.counts.columns] == [
        "Channel", "2026", "2025", "undated", "All", "With a case"]  # fmt: skip
    assert counts["Hotline"] == ("1", "1", "0", "2", "2")
    assert counts["All"] == ("1", "2", "1", "4", "2")


def test_the_page_of_a_report_says_what_may_be_said(book: Book) -> None:
    number = book.case.by_record_id("reports:B1")
    assert number is not None
    said = texts(entity(book, number))
    assert "Hotline" in said
    assert "[hidden]" in said
    assert "Hoa" not in said


def test_the_watch_list_masks_and_leads_to_each(book: Book) -> None:
    two, phone = (book.case.by_record_id(record) for record in ("persons:P2", "phone:+84912345678"))
    assert two is not None
    assert phone is not None
    book.case.apply(Watch({two: "", phone: ""}))
    book = Book(book.case)
    table = watched.listed(book)
    assert set(table.cells[0]) == {"V-0001", "+84912345678"}
    assert set(table.ids) == {two, phone}
    page = entity(book, two)
    assert any(
        "watched since" in chip.text for block in page.blocks if isinstance(block, Chips) for chip in block.chips
    )
    assert watched.actions(book, two) == ("unwatch",)


def test_two_sources_disagree_on_the_page_of_a_person_and_masked_of_a_victim(path: Path, tmp_path: Path) -> None:
    take(path, tmp_path / "again", AGAIN, update=True)
    with Case.open(path, KEY) as case:
        book = Book(case)
        one, two = (case.by_record_id(f"persons:P{n}") for n in (1, 2))
        assert one is not None
        assert two is not None
        page = entity(book, one)
        items = [item for block in page.blocks if isinstance(block, Items) for item in block.items]
        said = {(item.text, item.right) for item in items if isinstance(item, Item)}
        assert {("Nguyễn Văn An", ""), ("Nguyễn Văn Anh", "stands"), ("Tày", ""), ("Nùng", "stands")} <= said
        assert {("Charged", ""), ("Tried", "stands")} <= {(text.capitalize(), right) for text, right in said}
        heads = [block.words[0] for block in page.blocks if isinstance(block, Sentence) and block.tone == "warning"]
        assert any("2 sources disagree" in str(head) for head in heads)
        victim = texts(entity(book, two))
        assert "2 sources disagree" in victim
        assert "Hoa" not in victim
        assert "Huệ" not in victim


def test_watching_by_key_and_taking_it_back(session: Session, path: Path, qtbot: QtBot) -> None:
    session.open(path, KEY)
    assert session.case is not None
    one, case = (session.case.by_record_id(record) or -1 for record in ("persons:P1", "cases:C1"))
    session.select("", (one, case))
    assert any_unwatched(session)
    assert not any_watched(session)
    assert watch(session, session.selection.ids, on=True)
    assert set(session.case.watched()) == {one}, "a case is not watched"
    assert not watch(session, session.selection.ids, on=True)
    session.undo.undo()
    assert session.case.watched() == {}
    session.undo.redo()
    assert any_watched(session)
    panel = Watched(session)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.list.table.rows.table.rows == 1, timeout=LONG)
    panel.list.table.selectRow(0)
    panel.remove.click()
    assert session.case.watched() == {}


def test_the_reports_panel_filters_as_it_is_asked(session: Session, path: Path, qtbot: QtBot) -> None:
    panel = Reports(session)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    session.open(path, KEY)
    qtbot.waitUntil(lambda: panel.table.rows.table.rows == 4, timeout=LONG)
    panel.channel.setCurrentIndex(panel.channel.findData("hotline"))
    panel.channel.activated.emit(panel.channel.currentIndex())
    qtbot.waitUntil(lambda: panel.table.rows.table.rows == 2, timeout=LONG)
    assert "of 4" in panel._title.text()
    panel.text.setText("không có")
    qtbot.waitUntil(lambda: panel._stack.currentWidget() is panel.empty, timeout=LONG)
    panel._views.button(1).click()
    assert panel._stack.currentWidget() is panel.counts
    panel._views.button(0).click()
    panel.text.clear()
    qtbot.waitUntil(lambda: panel._stack.currentWidget() is panel.table, timeout=LONG)
    panel.table.selectRow(0)
    assert len(session.selection.ids) == 1
