"""A flat sheet of a police unit, typed for a TCVN3 font, with dates that can be read both ways: from drop to ledger."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QRadioButton
from pytestqt.qtbot import QtBot

import main
from netlens.case.case import Case
from netlens.case.values.legacy import typed
from tests.journeys.window_hands import LONG, Hands
from ui.app import Desk
from ui.dialogs.import_records import ImportRecords
from ui.errands.mappings import known_mappings

WORDS = "boat lantern seven quiet mango river"
HEAD = "TT;Họ và tên bị can;Năm sinh;Nơi ĐKHKTT;Số vụ án;Tội danh;Ngày bắt;Số ĐT;Họ tên bị hại;Năm sinh;Quen qua"
ROWS = (
    "1;Nguyễn Văn Sơn;1980;Xã Bản Lầu;12/PC02;150;03/04/2024;0912345678;Trần Thị Bé;2005;Zalo",
    "2;Lê Hoàng Dũng;1979;Phường Kim Tân;12/PC02;150;05/04/2024;;Lý Thị Ca;2006;Facebook",
    "3;Vàng Thị Mỷ;1985;Xã Tả Phìn;15/PC02;150;07/08/2024;0987654321;Giàng Thị Dở;2007;Zalo",
)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ready_workers: None) -> Iterator[Hands]:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(QMenu, "popup", lambda *_where: None)  # the screen of the tests cannot give it the keyboard
    monkeypatch.setattr(QMenu, "setActiveAction", lambda *_which: None)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk = Desk(app, main.load_importers())
    desk.session.jobs.prepare()
    qtbot.waitExposed(desk.window)
    yield Hands(desk, qtbot)
    desk.close()
    app.setStyleSheet("")


def dropped(hands: Hands, path: Path) -> ImportRecords:
    dialog = hands.desk.window.dialog("import_records", paths=(path,))
    assert isinstance(dialog, ImportRecords)
    dialog.rings_after.setChecked(False)
    hands.until(lambda: bool(dialog.preview.looks) and dialog.pages.currentWidget() is dialog.preview)
    return dialog


def tried(dialog: ImportRecords) -> str:
    """What the first rows give, as the page shows it."""
    cells = dialog.preview.editor.tried.table.rows.table.cells
    return "\n".join(cells[-1]) if cells else ""


def answered(hands: Hands, dialog: ImportRecords, button: QRadioButton) -> None:
    """Press an answer, and wait until the file was looked at again."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    hands.until(lambda: dialog.pages.currentWidget() is dialog.empty)
    hands.until(lambda: dialog.pages.currentWidget() is dialog.preview)


def test_a_flat_sheet_in_tcvn3_with_dates_that_read_both_ways(hands: Hands, tmp_path: Path) -> None:
    Case.create(tmp_path / "a.netlens", WORDS).close()
    hands.desk.session.open(tmp_path / "a.netlens", WORDS)
    sheet = tmp_path / "DS doi tuong thang 4.csv"
    sheet.write_text("\n".join(typed(line, "tcvn3") for line in (HEAD, *ROWS)) + "\n", encoding="utf-8")
    dialog = dropped(hands, sheet)
    preview = dialog.preview

    # What only a person can say comes first, and nothing is imported before.
    assert preview.questions.isVisible()
    hands.press(dialog.primary)
    assert "day or month" in dialog._error.text()
    order = preview.questions.orders.button(0)
    assert isinstance(order, QRadioButton)
    answered(hands, dialog, order)
    hands.press(dialog.primary)
    assert "old font" in dialog._error.text()
    answered(hands, dialog, preview.questions.text.ways["tcvn3"])
    assert preview.unanswered() == ""

    # The columns are understood; one more is mapped by keyboard, and the first rows show it.
    preview._tabs.setCurrentIndex(2)
    editor = preview.editor
    assert [record.table for record in editor.sheet.records] == [
        "cases",
        "persons",
        "involvements",
        "persons",
        "involvements",
    ]
    editor.heads.setFocus()
    QTest.keyClick(editor.heads, Qt.Key.Key_Home)
    while editor.heads.column() != "TT":
        QTest.keyClick(editor.heads, Qt.Key.Key_Up)
    QTest.keyClick(editor.heads, Qt.Key.Key_Return)
    assert editor.offered is not None
    person = next(one for one in editor.offered.actions() if one.text() == "Case").menu()
    assert isinstance(person, QMenu)
    next(one for one in person.actions() if one.text() == "Source reference").trigger()
    hands.until(lambda: "Source reference: 1" in tried(dialog))
    assert "Nguyễn Văn Sơn" in tried(dialog)
    preview.mapping.name.setText("Công an tỉnh, danh sách đối tượng")
    preview.mapping.name.textEdited.emit(preview.mapping.name.text())
    hands.until(lambda: preview.unanswered() == "" and preview.looks[0].mapping is not None)

    hands.press(dialog.primary)
    hands.until(lambda: dialog.pages.currentWidget() is dialog.ledger, timeout=LONG)
    assert "3 read = 3 used + 0 merged + 0 rejected" in dialog.ledger._sum.text()
    assert "danh sách đối tượng" in dialog.ledger._files.rows.table.cells[5][0]
    case = hands.desk.session.case
    assert case is not None
    people = case.table("persons")
    assert sorted(people["name"]) == [
        "Giàng Thị Dở",
        "Lê Hoàng Dũng",
        "Lý Thị Ca",
        "Nguyễn Văn Sơn",
        "Trần Thị Bé",
        "Vàng Thị Mỷ",
    ]
    assert sorted(people.loc[people["protected"], "name"]) == ["Giàng Thị Dở", "Lý Thị Ca", "Trần Thị Bé"]
    parts = case.table("involvements")
    assert sorted(filter(None, parts["stage_date"])) == ["2024-04-03", "2024-04-05", "2024-08-07"]
    assert len(known_mappings()) == 1

    # Next month's file of the same unit asks about its letters, and nothing about its columns.
    later = tmp_path / "DS doi tuong thang 5.csv"
    later.write_text("\n".join(typed(line, "tcvn3") for line in (HEAD, ROWS[0])) + "\n", encoding="utf-8")
    hands.press(dialog.primary)
    again = dropped(hands, later)
    mapping = again.preview.looks[0].mapping
    assert mapping is not None
    assert mapping.name == "Công an tỉnh, danh sách đối tượng"
    assert again.preview.looks[0].dates == "dmy"  # kept with the mapping
    again.reject()
