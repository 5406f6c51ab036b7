"""Columns are mapped by drag and by keyboard, each step over the first rows; kept, shared, taken back, known again."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTreeWidgetItem
from pytestqt.qtbot import QtBot

import main
from netlens.case.mapping import Mapping, SheetMap, draft
from ui.dialogs.import_records import DIALOG, ImportRecords
from ui.errands.mappings import known_mappings
from ui.session import Session
from ui.widgets.columns import menus
from ui.widgets.columns.editor import ColumnEditor
from ui.widgets.columns.gives import PLACE
from ui.widgets.columns.heads import MIME

LONG = 30_000
HEADERS = ("TT", "Tên", "Máy", "Vụ", "Người bị hại")
ROWS = ((2, ("1", "Nguyễn Văn An", "0912345678", "V1", "Trần Thị Bé")),)
FLAT = "Họ tên;Năm sinh;Số vụ án;Địa chỉ;Zalo\nNguyễn Văn An;1980;V1;Lào Cai;0912345678\nLê Dũng;1979;V1;Sơn La;\n"


@pytest.fixture
def editor(qtbot: QtBot) -> ColumnEditor:
    made = ColumnEditor()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show_sheet(HEADERS, ROWS, draft.add(draft.add(SheetMap(()), "case"), "person"))
    made.show()
    return made


@pytest.fixture
def importing(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(main.load_importers())
    session.create(tmp_path / "case.netlens", "boat lantern seven quiet")
    yield session
    session.jobs.close()
    if session.case is not None:
        session.case.close()


def opened(session: Session, qtbot: QtBot, *paths: Path) -> ImportRecords:
    made = DIALOG.build(session, None, paths=paths)
    assert isinstance(made, ImportRecords)
    qtbot.addWidget(made)
    made.rings_after.setChecked(False)
    made.show()
    qtbot.waitUntil(lambda: bool(made.preview.looks) and made.pages.currentWidget() is made.preview, timeout=LONG)
    return made


def readable(made: ImportRecords, count: int) -> bool:
    return made.preview.readable() == count


def field(editor: ColumnEditor, number: int, name: str) -> QTreeWidgetItem:
    top = editor.gives.topLevelItem(number)
    assert top is not None
    found = (top.child(n) for n in range(top.childCount()))
    return next(one for one in found if one is not None and tuple(one.data(0, PLACE)) == (number, name))


def feeds(editor: ColumnEditor, row: int) -> str:
    """What is said of a column on the left."""
    item = editor.heads.topLevelItem(row)
    return item.text(1) if item is not None else ""


def drag(editor: ColumnEditor, column: str, number: int, name: str) -> None:
    """The heading is let go over a field."""
    data = QMimeData()
    data.setData(MIME, column.encode())
    at = QPointF(editor.gives.visualItemRect(field(editor, number, name)).center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    editor.gives.dragEnterEvent(entered)
    assert entered.isAccepted()
    editor.gives.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))


def choose(menu: QMenu, *words: str) -> None:
    for word in words[:-1]:
        action = next(one for one in menu.actions() if one.text().startswith(word))
        inner = action.menu()
        assert isinstance(inner, QMenu)
        menu = inner
    next(one for one in menu.actions() if one.text().startswith(words[-1])).trigger()


def pick(editor: ColumnEditor, *words: str) -> None:
    """Choose from the menu that is open."""
    assert editor.offered is not None
    choose(editor.offered, *words)


def test_a_heading_is_dragged_onto_a_field_and_the_step_taken_back(editor: ColumnEditor, qtbot: QtBot) -> None:
    editor.all.setChecked(True)
    drag(editor, "Tên", 1, "full_name")
    drag(editor, "Máy", 1, "phones")
    assert editor.sheet.records[1].fields == {"full_name": ("Tên",), "phones": ("Máy",)}
    assert "Full name" in feeds(editor, 1)
    QTest.keyClick(editor.gives, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.sheet.records[1].fields == {"full_name": ("Tên",)}
    QTest.keyClick(editor.gives, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert "phones" in editor.sheet.records[1].fields


def test_every_step_can_be_taken_by_keyboard(
    editor: ColumnEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_where: None)  # the screen of the tests cannot give it the keyboard
    monkeypatch.setattr(QMenu, "setActiveAction", lambda *_which: None)
    editor.heads.setFocus()
    QTest.keyClick(editor.heads, Qt.Key.Key_Down)
    assert editor.heads.column() == "Tên"
    QTest.keyClick(editor.heads, Qt.Key.Key_Return)
    pick(editor, "Person", "Full name")
    assert editor.sheet.records[1].fields == {"full_name": ("Tên",)}
    editor.gives.setFocus()
    editor.gives.setCurrentItem(field(editor, 0, "case_id"))  # required, so it is shown though nothing feeds it
    QTest.keyClick(editor.gives, Qt.Key.Key_Return)
    pick(editor, "Vụ")
    assert editor.sheet.records[0].fields == {"case_id": ("Vụ",)}
    QTest.keyClick(editor.gives, Qt.Key.Key_Delete)
    assert editor.sheet.records[0].fields == {}
    editor.heads.setFocus()
    QTest.keyClick(editor.heads, Qt.Key.Key_Delete)
    assert editor.sheet.records[1].fields == {}


def test_what_else_a_row_gives_is_added_and_constants_are_chosen(editor: ColumnEditor) -> None:
    choose(menus.adding(editor), "A person's part in the case")
    choose(menus.feeding(editor, 2, "role"), "Always the same", "Suspect")
    choose(menus.adding(editor), "A person")
    choose(menus.joining(editor, "Người bị hại"), "Person · Person 2", "Full name")
    choose(menus.adding(editor), "A tie between two people")
    assert [record.table for record in editor.sheet.records] == ["cases", "persons", "involvements", "persons", "links"]
    assert editor.sheet.records[2].constants == {"role": "suspect"}
    assert editor.sheet.records[4].refers == {"a": "person", "b": "person2"}
    choose(menus.joining(editor, "TT"), "Its dates", "month first")
    assert editor.sheet.dates == {"TT": "mdy"}
    choose(menus.about(editor, 3), "A row does not give this")
    assert "b" not in editor.sheet.records[3].refers


def test_words_of_the_file_mean_codes_and_rows_are_chosen_by_what_they_hold(editor: ColumnEditor) -> None:
    choose(menus.adding(editor), "A person's part in the case")
    choose(menus.joining(editor, "Người bị hại"), "Part in the case", "Role")
    choose(menus.feeding(editor, 2, "role"), "“Trần Thị Bé” means", "Victim")
    assert editor.sheet.records[2].translate == {"role": {"Trần Thị Bé": "victim"}}
    choose(menus.about(editor, 2), "Only from rows where", "Vụ", "V1")
    assert editor.sheet.records[2].where == {"Vụ": ("V1",)}
    choose(menus.about(editor, 2), "Only from rows where", "Vụ", "V1")
    assert editor.sheet.records[2].where == {}


def test_unknown_columns_and_missing_fields_are_seen(editor: ColumnEditor) -> None:
    assert "kept as an extra attribute" in feeds(editor, 0)
    assert "required" in field(editor, 0, "case_id").text(1)
    assert "5 columns kept" in editor._kept.text()


def test_a_flat_sheet_is_suggested_tried_and_taken(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "so theo doi.csv"
    path.write_text(FLAT, encoding="utf-8")
    made = opened(importing, qtbot, path)
    page = made.preview.mapping
    assert page.isVisible()
    assert page.take_it.isVisible()
    made.primary.click()  # nobody has said yes to the suggestion: the dialog says what to press
    assert "Read it so" in made._error.text()
    assert made.pages.currentWidget() is made.preview
    qtbot.waitUntil(lambda: made.preview.editor.tried.table.rows.rowCount() > 0, timeout=LONG)
    editor = made.preview.editor
    editor.step(draft.say(draft.add(editor.sheet, "part"), len(editor.sheet.records), "role", "suspect"))
    qtbot.waitUntil(lambda: made.preview.readable() == 1, timeout=LONG)
    assert not page.take_it.isVisible()
    made.primary.click()
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.ledger, timeout=LONG)
    assert importing.case is not None
    assert sorted(importing.case.table("persons")["name"]) == ["Lê Dũng", "Nguyễn Văn An"]
    assert list(importing.case.table("involvements")["role"]) == ["suspect", "suspect"]
    (tmp_path / "next").mkdir()
    later = tmp_path / "next" / "thang sau.csv"
    later.write_text(FLAT.replace("Lê Dũng", "Vàng Mỷ"), encoding="utf-8")
    again = opened(importing, qtbot, later)  # next month's file: nothing is asked any more
    assert again.preview.looks[0].mapping is not None
    assert again.preview.looks[0].mapping.name == "so theo doi"
    assert again.primary.isEnabled()


def test_a_mapping_is_shared_as_a_file_and_nonsense_is_refused(
    importing: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "so.csv"
    path.write_text(FLAT, encoding="utf-8")
    made = opened(importing, qtbot, path)
    page = made.preview.mapping
    page.name.setText("Công an tỉnh")
    page.share(tmp_path / "shared.toml")
    shared = Mapping.load(tmp_path / "shared.toml")
    assert shared.name == "Công an tỉnh"
    assert shared.made_for(FLAT.partition("\n")[0].split(";"))
    assert "Nguyễn" not in (tmp_path / "shared.toml").read_text(encoding="utf-8")
    before = made.preview.editor.sheet
    nonsense = tmp_path / "nonsense.toml"
    for text in ("not toml at all [", 'name = "x"\n', "[[sheet]]\n[[sheet.record]]\ntable = 'persons'\nwhat = 1\n"):
        nonsense.write_text(text, encoding="utf-8")
        page.take(nonsense)
        assert "nonsense.toml" in page._said.text()
        assert made.preview.editor.sheet == before
    page.take(tmp_path / "none.toml")
    assert "not there" in page._said.text()
    other = Mapping("other", (draft.put(draft.add(SheetMap(()), "case"), 0, "case_id", "Mã khác"),))
    other.save(tmp_path / "other.toml")
    page.take(tmp_path / "other.toml")
    assert "Mã khác" in page._said.text()
    page.keep()
    assert [one.stem for one in known_mappings()] == ["Công-an-tỉnh"]


def test_files_of_a_batch_have_each_their_own_mapping(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    paths = (tmp_path / "a.csv", tmp_path / "b.csv")
    for path, who in zip(paths, ("An", "Bé"), strict=True):
        path.write_text(f"Mã;Số vụ án;Họ tên\nP{who};V1;{who}\n", encoding="utf-8")
    made = opened(importing, qtbot, *paths)
    editor = made.preview.editor
    for row, role in ((0, "suspect"), (0, "victim")):
        names = [one.path.name for one in made.preview.looks if one.problem]
        if names:
            at = next(n for n, one in enumerate(made.preview.looks) if one.path.name == sorted(names)[row])
            made.preview._list.setCurrentRow(at)
        sheet = draft.put(draft.add(SheetMap(()), "case"), 0, "case_id", "Số vụ án")
        sheet = draft.put(draft.put(draft.add(sheet, "person"), 1, "person_id", "Mã"), 1, "full_name", "Họ tên")
        part = draft.add(sheet, "part")
        editor.step(draft.say(part, 2, "role", role))
        qtbot.waitUntil(partial(readable, made, 1 if role == "suspect" else 2), timeout=LONG)
    made.primary.click()
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.ledger, timeout=LONG)
    assert importing.case is not None
    stated = importing.case.table("involvements")
    said = {importing.case.record_id(one): role for one, role in zip(stated["person"], stated["role"], strict=True)}
    assert sorted(said.values()) == ["suspect", "victim"]
