"""A new case on a machine nobody has used yet: it proposes a place that is there, and grows with what fails."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.dialogs.new_case import DIALOG, NewCase
from ui.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> NewCase:
    made = DIALOG.build(session, None)
    assert isinstance(made, NewCase)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_place_it_proposes_is_there(dialog: NewCase) -> None:
    assert Path(dialog.where.text()).parent.is_dir()


def test_it_grows_with_what_it_has_to_say(dialog: NewCase) -> None:
    high, field = dialog.height(), dialog.first.height()
    dialog.fail("The case file cannot be made.", "Choose a folder that exists. " * 8)
    assert dialog.height() > high
    assert dialog.first.height() == field, "no field is squeezed"
