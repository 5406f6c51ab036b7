"""The list of things to tick: what is ticked, by hand and at once."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from ui.widgets.tick_list import TickList


def test_things_are_ticked_one_by_one_and_all_at_once(qtbot: QtBot) -> None:
    made = TickList("Rings")
    qtbot.addWidget(made)
    model = made.model()
    assert isinstance(model, QAbstractItemModel)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.tick_all(True)
    assert made.ticked() == ()
    made.offer((("R1", "Ring R1", "supported", True), ("R2", "Ring R2", "tentative", False)))
    assert (made.count(), made.ticked()) == (2, ("R1",))
    assert model.index(1, 0).data() == "Ring R2   tentative"
    with qtbot.waitSignal(made.changed):
        model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert made.ticked() == ("R1", "R2")
    assert not model.setData(model.index(0, 0), "other", Qt.ItemDataRole.EditRole)
    with qtbot.waitSignal(made.changed):
        made.tick_all(False)
    assert made.ticked() == ()
    del tester


def test_a_click_on_the_box_ticks(qtbot: QtBot) -> None:
    made = TickList("Rings")
    qtbot.addWidget(made)
    made.offer((("R1", "Ring R1", "", False),))
    made.show()
    qtbot.waitExposed(made)
    made.setCurrentIndex(made.model().index(0, 0))
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert made.ticked() == ("R1",)
