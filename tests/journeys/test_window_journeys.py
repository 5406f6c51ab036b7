"""A person's ways through the window, by clicks and keys: from the first start to files that are handed on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

import main
from netlens.case.case import Case
from netlens.resource import folder
from tests.journeys.window_hands import LONG, Hands
from ui.app import Desk
from ui.dialogs.export_rings import ExportRings
from ui.dialogs.import_records import ImportRecords
from ui.dialogs.new_case import NewCase
from ui.dialogs.open_case import OpenCase

WORDS = "boat lantern seven quiet mango river"


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk = Desk(app, main.load_importers())
    desk.session.jobs.prepare()
    qtbot.waitExposed(desk.window)
    yield Hands(desk, qtbot)
    desk.close()
    app.setStyleSheet("")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "mekong.netlens"
    Case.create(path, WORDS).close()
    return path


def opened(hands: Hands, path: Path) -> None:
    hands.action("open").trigger()
    dialog = hands.desk.window.findChild(OpenCase)
    assert isinstance(dialog, OpenCase)
    dialog.where.setText(str(path))
    hands.type_in(dialog.passphrase, WORDS)
    hands.press(dialog.primary)
    hands.until(lambda: hands.desk.session.case is not None)


def test_from_the_first_start_to_a_file_that_is_handed_on(hands: Hands, tmp_path: Path) -> None:
    window, session = hands.desk.window, hands.desk.session
    hands.press(window.start.cards[2])  # look at the sample case
    hands.until(lambda: session.case is not None, timeout=2 * LONG)
    hands.until(lambda: hands.rings.model.rowCount() > 0)
    assert "sample" in window.windowTitle().lower()
    assert window.workspace.banner.isVisible()

    tree, shown = hands.rings.tree, hands.rings.model
    hands.pick(tree, shown.index(0, 0, shown.index(0, 0)))
    hands.until(lambda: session.selection.ring != "" and hands.page().crumb.startswith("Ring"))
    hands.until(lambda: window.workspace.graph.view.board.scene.labels != ())

    hands.action("show_why").trigger()
    hands.until(lambda: hands.page().crumb == "Why?")
    sentence = next(block for block in hands.page().blocks if getattr(block, "bullet", False))
    hands.follow(str(sentence.words[0]).strip()[:20])
    hands.until(lambda: hands.page().crumb.endswith(("row", "rows")) or ".csv" in hands.page().crumb)
    if ".csv" not in hands.page().crumb:
        hands.press_item()
        hands.until(lambda: ".csv" in hands.page().crumb)
    labels = [label for block in hands.page().blocks for label, _words in getattr(block, "rows", ())]
    assert {"File", "Row", "SHA-256"} <= set(labels)
    steps = len(hands.details.trail)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    hands.until(lambda: len(hands.details.trail) == steps - 1)

    hands.action("export").trigger()
    dialog = window.findChild(ExportRings)
    assert isinstance(dialog, ExportRings)
    hands.until(lambda: dialog.rings.count() > 0)
    assert dialog.rings.ticked() == (session.selection.ring,)
    dialog.where.setText(str(tmp_path / "out"))
    dialog.format.setCurrentIndex(dialog.format.findData("json"))
    hands.type_in(dialog.recipient, "Joint working group")
    hands.type_in(dialog.purpose, "meeting in March")
    hands.press(dialog.primary)  # without a handling code: refused, in the dialog
    assert not (tmp_path / "out").exists()
    dialog.handling.setCurrentIndex(0)
    hands.press(dialog.primary)
    hands.until(dialog._done.isVisible)
    assert list((tmp_path / "out").glob("ring-*.json")) != []
    assert (tmp_path / "out" / "manifest.json").exists()
    assert any(entry.kind == "extract" for entry in session.case.history())  # type: ignore[union-attr]


def test_a_new_case_from_a_folder_of_records(hands: Hands, tmp_path: Path) -> None:
    window, session = hands.desk.window, hands.desk.session
    hands.press(window.start.cards[1])  # import records: makes a case first
    new = window.findChild(NewCase)
    assert isinstance(new, NewCase)
    new.where.setText(str(tmp_path / "case.netlens"))
    hands.type_in(new.first, WORDS)
    hands.type_in(new.second, "something else")
    hands.press(new.primary)
    assert session.case is None  # the two differ: said in the dialog
    new.second.clear()
    hands.type_in(new.second, WORDS)
    hands.press(new.primary)
    hands.until(lambda: window.findChild(ImportRecords) is not None)
    dialog = window.findChild(ImportRecords)
    assert isinstance(dialog, ImportRecords)
    dialog.take((folder("sample") / "LC",))
    hands.until(lambda: len(dialog.preview.looks) > 0)
    assert {look.table for look in dialog.preview.looks} >= {"persons", "cases", "involvements"}
    hands.press(dialog.primary)
    hands.until(lambda: dialog.pages.currentWidget() is dialog.ledger)
    read, used, merged, rejected = (sum(int(cell.replace(",", "")) for cell in column) for column in files(dialog))
    assert read == used + merged + rejected > 0
    assert rejected > 0
    dialog.save_rejected(tmp_path / "rejected.csv")
    assert len((tmp_path / "rejected.csv").read_text(encoding="utf-8-sig").splitlines()) == rejected + 1
    hands.press(dialog.primary)
    assert session.undo.undoText() == "Import records"
    hands.until(lambda: session.undo.undoText() == "Keep the rings found")  # the window knows of what its worker kept
    counted = session.case.counts()[0]["person"]  # type: ignore[union-attr]
    assert counted > 0
    hands.action("undo").trigger()  # the rings
    hands.action("undo").trigger()  # the import: a worker takes it back
    assert not hands.action("undo").isEnabled()
    hands.until(lambda: session.case.counts()[0].get("person", 0) == 0)  # type: ignore[union-attr]
    hands.until(hands.action("redo").isEnabled)
    hands.action("redo").trigger()
    hands.until(lambda: session.case.counts()[0].get("person", 0) == counted)  # type: ignore[union-attr]


def files(dialog: ImportRecords) -> list[list[str]]:
    table = dialog.ledger._files.rows.table
    return [list(column) for column in table.cells[1:5]]


def test_cancel_in_the_middle_of_an_import_leaves_the_case_as_it_was(hands: Hands, case: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls.csv"
    lines = [
        f"+8491{n % 5000:07d},+8498{n % 7000:07d},2024-01-{n % 28 + 1:02d}T10:{n % 60:02d}:00" for n in range(60_000)
    ]
    calls.write_text("caller,callee,start\n" + "\n".join(lines) + "\n", encoding="utf-8")
    opened(hands, case)
    session = hands.desk.session
    before = session.case.history()  # type: ignore[union-attr]
    dialog = hands.desk.window.dialog("import_records", paths=(calls,))
    assert isinstance(dialog, ImportRecords)
    hands.until(lambda: len(dialog.preview.looks) > 0)
    hands.press(dialog.primary)
    hands.until(lambda: dialog._running._bar.value() > 0)
    hands.press(dialog.cancel)
    hands.until(lambda: dialog.pages.currentWidget() is dialog.preview, timeout=5_000)
    assert session.case.history() == before  # type: ignore[union-attr]
    assert session.case.counts() == ({}, {})  # type: ignore[union-attr]
    assert not session.undo.canUndo()


def test_a_wrong_passphrase_is_said_in_the_dialog_and_can_be_mended(hands: Hands, case: Path) -> None:
    hands.action("open").trigger()
    dialog = hands.desk.window.findChild(OpenCase)
    assert isinstance(dialog, OpenCase)
    dialog.where.setText(str(case))
    hands.type_in(dialog.passphrase, "not this one")
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert not dialog.primary.isEnabled()  # the key takes a moment; nothing is asked twice
    hands.until(lambda: "passphrase" in dialog._error.text())
    assert hands.desk.session.case is None
    hands.until(dialog.primary.isEnabled)
    assert not [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]
    dialog.passphrase.clear()
    hands.type_in(dialog.passphrase, WORDS)
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    hands.until(lambda: hands.desk.session.case is not None)


def test_the_language_changes_at_once_and_the_case_stays_open(hands: Hands, case: Path) -> None:
    from dataclasses import replace

    opened(hands, case)
    session = hands.desk.session
    session.prefer(replace(session.settings, language="vi"))
    hands.until(hands.desk.window.isVisible)
    from netlens.i18n import translator

    title = hands.desk.window.menuBar().actions()[0].text()
    assert title == translator("vi")("&Case")
    assert session.case is not None
    session.prefer(replace(session.settings, language="en"))
