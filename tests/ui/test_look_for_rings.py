"""How to look for rings: Enter is the standard search; methods, weights and presets do what they say."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from netlens.case.edits.presets import SavePreset
from netlens.case.records import Preset
from netlens.network.plain.asked import ENGINE, METHODS
from ui.dialogs.look_for_rings.sheet import LookForRings
from ui.main_window import MainWindow
from ui.panels.compare import Compare
from ui.session import Session

LONG = 60_000


@pytest.fixture
def window(opened: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(opened)
    made.show()
    qtbot.waitExposed(made)
    yield made
    delete(made)


@pytest.fixture
def sheet(window: MainWindow, qtbot: QtBot) -> LookForRings:
    return shown(window, qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> LookForRings:
    window.actions_by_name["look_for_rings"].trigger()
    made = [one for one in window.findChildren(LookForRings) if isValid(one)][-1]
    qtbot.waitExposed(made)
    settle(qtbot, window.session)
    return made


def settle(qtbot: QtBot, session: Session) -> None:
    jobs = session.jobs
    qtbot.waitUntil(lambda: not any(jobs._queues.values()), timeout=LONG)
    qtbot.waitUntil(lambda: not any(w and w.job for w in jobs._lanes.values()), timeout=LONG)


def settings(session: Session) -> dict[str, object]:
    assert session.case is not None
    return session.case.detections()[-1][2]


def count(session: Session) -> int:
    assert session.case is not None
    return len(session.case.detections())


def choose(sheet: LookForRings, method: str) -> None:
    sheet.method.method.setCurrentIndex(sheet.method.method.findData(method))


def press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_enter_is_the_standard_search_and_what_changed_is_shown(
    sheet: LookForRings, window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(session) == 2, timeout=LONG)
    assert settings(session)["method"] == ENGINE
    assert session.case is not None
    assert session.case.weights() == {}
    qtbot.waitUntil(lambda: session.comparing == 1, timeout=LONG)
    panel = window.findChild(Compare)
    assert panel is not None
    assert panel.isVisible()
    session.undo.undo()
    assert count(session) == 1


def test_weights_are_kept_or_used_at_once(sheet: LookForRings, window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session.case is not None
    assert sheet.primary.text() == "Find rings"
    assert not sheet.only.isVisible()
    sheet.weighing.age.setValue(4)
    press(sheet.only)  # without searching
    qtbot.waitUntil(lambda: not isValid(sheet))
    assert session.case.weights() == {"half_life_years": 4.0}
    assert count(session) == 1
    again = shown(window, qtbot)
    assert again.weighing.age.value() == 4
    press(again.weighing.defaults)
    assert again.weighing.weights() == {}
    again.weighing.fields["call"].setValue(2.0)
    assert again.primary.text() == "Use and find rings"
    press(again.primary)
    qtbot.waitUntil(lambda: count(session) == 2, timeout=LONG)
    assert session.case.weights() == {"call": 2.0}
    weights = settings(session)["weights"]
    assert isinstance(weights, dict)
    assert weights["call"] == 2.0
    qtbot.waitUntil(lambda: session.undo.undoText() == "Keep the rings found", timeout=LONG)
    session.undo.undo()  # the rings, then the weights
    session.undo.undo()
    assert session.case.weights() == {"half_life_years": 4.0}


def test_a_preset_is_saved_loaded_and_deleted(sheet: LookForRings, window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session.case is not None
    choose(sheet, "leiden")
    sheet.method.resolution.setValue(2.0)
    sheet.method.max_size.setValue(15)
    sheet.since.setText("2018")
    sheet.weighing.fields["call"].setValue(1.5)
    sheet.name.setText("Mộc Bài")
    press(sheet.save)
    settle(qtbot, session)
    wanted = Preset("Mộc Bài", "leiden", "modularity", 2.0, None, 15, "2018", "", (), {"call": 1.5})
    assert session.case.presets() == {"Mộc Bài": wanted}
    assert isValid(sheet)
    QDialog.reject(sheet)
    qtbot.waitUntil(lambda: not isValid(sheet))

    again = shown(window, qtbot)
    assert again.chosen().method == ENGINE
    row = again.presets.findText("Mộc Bài")
    again.presets.setCurrentIndex(row)
    again.presets.activated.emit(row)
    assert again.chosen() == Preset(**{**_fields(wanted), "name": ""})
    press(again.primary)
    qtbot.waitUntil(lambda: count(session) == 2, timeout=LONG)
    said = settings(session)
    assert (said["method"], said["resolutions"], said["max_size"]) == ("leiden", [2.0], 15)
    assert session.case.weights() == {}  # those of the preset are its own
    settle(qtbot, session)

    last = shown(window, qtbot)
    assert any("As the last time: Leiden" in last.presets.itemText(row) for row in range(last.presets.count()))
    row = last.presets.findText("Mộc Bài")
    last.presets.setCurrentIndex(row)
    last.presets.activated.emit(row)
    press(last.delete)
    settle(qtbot, session)
    assert session.case.presets() == {}
    assert last.presets.findText("Mộc Bài") == -1
    QDialog.reject(last)
    session.undo.undo()
    assert session.case.presets() == {"Mộc Bài": wanted}

    persons = session.case.table("persons")
    hidden = persons[persons["protected"] & (persons["name"].str.count(" ") >= 1)].iloc[0]
    assert session.apply(SavePreset(Preset(str(hidden["name"]), "louvain")))
    made = shown(window, qtbot)
    names = [made.presets.itemText(row) for row in range(made.presets.count())]
    assert str(hidden["name"]) not in names
    assert str(hidden["code"]) in names
    QDialog.reject(made)


def test_a_method_shows_what_it_knows_and_nonsense_is_said_in_the_sheet(
    sheet: LookForRings, window: MainWindow, qtbot: QtBot
) -> None:
    for name, method in METHODS.items():
        choose(sheet, name)
        shown_fields = {field for field, widgets in sheet.method.rows.items() if widgets[1].isVisible()}
        assert shown_fields == set(method.defaults)
        assert sheet.method.help.text()
        chosen = sheet.chosen()
        assert chosen.method == name
        assert chosen.max_size in (0, None)
    for field, text, said in (
        (sheet.since, "last year", "is no date"),
        (sheet.without, "persons:NOBODY", "holds nothing called"),
    ):
        field.setText(text)
        press(sheet.primary)
        qtbot.waitUntil(lambda said=said: said in sheet._error.text(), timeout=LONG)
        field.clear()
    assert sheet.isVisible()
    assert count(window.session) == 1
    QDialog.reject(sheet)


def _fields(preset: Preset) -> dict[str, object]:
    return {name: getattr(preset, name) for name in Preset.__slots__}
