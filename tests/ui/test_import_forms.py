"""Forms in the import dialog: which field each column feeds is shown, and a person may still map it by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import main
from ui.dialogs.import_records import DIALOG, ImportRecords
from ui.session import Session
from ui.widgets.import_preview import COLUMNS, UNDERSTOOD

LONG = 30_000
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture
def importing(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(main.load_importers())
    session.create(tmp_path / "case.netlens", "boat lantern seven quiet")
    yield session
    session.jobs.close()
    if session.case is not None:
        session.case.close()


def test_a_form_shows_what_its_columns_feed(importing: Session, qtbot: QtBot) -> None:
    made = DIALOG.build(importing, None, paths=(SAMPLES / "call_records.txt",))
    assert isinstance(made, ImportRecords)
    qtbot.addWidget(made)
    made.rings_after.setChecked(False)
    made.show()
    qtbot.waitUntil(lambda: bool(made.preview.looks), timeout=LONG)
    shown, tabs = made.preview._understood.rows.table.cells, made.preview._tabs
    fed = dict(zip(shown[0], shown[1], strict=True))
    assert (fed["Số liên lạc"], fed["Ngày"], fed["Giờ"]) == ("Called number", "Start", "Start")
    assert fed["IMSI"] == "kept as an extra attribute"
    assert tabs.isTabVisible(UNDERSTOOD)
    assert not tabs.isTabVisible(COLUMNS)
    assert "Call records of a phone company" in made.preview._said.text()
    made.preview._set_table()
    assert tabs.isTabVisible(COLUMNS)
    assert not tabs.isTabVisible(UNDERSTOOD)
