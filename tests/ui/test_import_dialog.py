"""The import dialog: what it asks, what it shows first, what it keeps for next month."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import main
from netlens.case.case import Case
from ui.dialogs.import_records import DIALOG, ImportRecords
from ui.errands.mappings import known_mappings
from ui.session import Session

LONG = 30_000


@pytest.fixture
def importing(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(main.load_importers())
    session.create(tmp_path / "case.netlens", "boat lantern seven quiet")
    yield session
    session.jobs.close()
    if session.case is not None:
        session.case.close()


def case_of(session: Session) -> Case:
    assert session.case is not None
    return session.case


def written(folder: Path, **files: str) -> tuple[Path, ...]:
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def dialog(session: Session, qtbot: QtBot, *paths: Path) -> ImportRecords:
    made = DIALOG.build(session, None, paths=paths)
    assert isinstance(made, ImportRecords)
    qtbot.addWidget(made)
    made.rings_after.setChecked(False)
    made.show()
    qtbot.waitUntil(lambda: made.pages.currentWidget() in (made.preview, made.empty) and looked(made), timeout=LONG)
    return made


def looked(made: ImportRecords) -> bool:
    return bool(made.preview.looks) or not made.paths


def finished(made: ImportRecords, qtbot: QtBot) -> None:
    made.primary.click()
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.ledger, timeout=LONG)


def test_day_or_month_is_asked_before_anything_is_imported(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (persons,) = written(
        tmp_path, persons="person_id,full_name,birth_date\nP1,Trần An,03/04/1990\nP2,Lê Bình,05/06/1991\n"
    )
    made = dialog(importing, qtbot, persons)
    assert made.preview.unanswered()
    made.primary.click()
    assert "day or month" in made._error.text()
    assert case_of(importing).counts() == ({}, {})
    made.preview._orders.button(1).click()  # month first
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.preview and not made.preview.unanswered(), timeout=LONG)
    finished(made, qtbot)
    assert sorted(case_of(importing).table("persons")["birth_date"]) == ["1990-03-04", "1991-05-06"]


def test_problems_come_first_and_each_says_its_row(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    paths = written(
        tmp_path,
        cases="case_id,title\nC1,One\n",
        persons="person_id,full_name\nP1,Trần An\n,Lê Bình\n",
        notes="nothing,known\nhere,at all\n",
    )
    made = dialog(importing, qtbot, *paths)
    assert [look.path.stem for look in made.preview.looks] == ["notes", "persons", "cases"]
    assert made.preview.looks[0].problem
    assert [issue.row for issue in made.preview.looks[1].issues] == [3]
    made.preview._list.setCurrentRow(1)
    assert made.preview._problems.rows.table.cells[0][0] == "3"
    assert made.preview._problems.rows.table.cells[3][0]


def test_a_contradiction_is_a_question_with_two_ways_out(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (first,) = written(tmp_path, persons="person_id,full_name,birth_date\nP1,Trần Văn An,1990-03-04\n")
    finished(dialog(importing, qtbot, first), qtbot)
    (tmp_path / "later").mkdir()
    (second,) = written(tmp_path / "later", persons="person_id,full_name,birth_date\nP1,Hoàng Thị Mai,1985-01-30\n")
    made = dialog(importing, qtbot, second)
    made.primary.click()
    qtbot.waitUntil(lambda: bool(made.findChildren(QMessageBox)), timeout=LONG)
    box = made.findChildren(QMessageBox)[0]
    assert "--" not in box.text() + box.informativeText()  # no words of the command line
    assert list(case_of(importing).table("persons")["name"]) == ["Trần Văn An"]
    box.buttons()[1].click()  # cancel, and name another register instead
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.preview)
    made.register.setText("LC")
    finished(made, qtbot)
    assert case_of(importing).registers() == ("main", "LC")
    assert sorted(case_of(importing).table("persons")["name"]) == ["Hoàng Thị Mai", "Trần Văn An"]


def test_taking_the_new_values_keeps_the_old_ones_with_their_source(
    importing: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    (first,) = written(tmp_path, persons="person_id,full_name,birth_date\nP1,Trần Văn An,1990-03-04\n")
    finished(dialog(importing, qtbot, first), qtbot)
    (tmp_path / "later").mkdir()
    (second,) = written(tmp_path / "later", persons="person_id,full_name,birth_date\nP1,Hoàng Thị Mai,1985-01-30\n")
    made = dialog(importing, qtbot, second)
    made.primary.click()
    qtbot.waitUntil(lambda: bool(made.findChildren(QMessageBox)), timeout=LONG)
    made.findChildren(QMessageBox)[0].buttons()[0].click()
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.ledger, timeout=LONG)
    persons = case_of(importing).table("persons")
    assert list(persons["name"]) == ["Hoàng Thị Mai"]
    assert case_of(importing).conflicts(int(persons["id"].iloc[0]))


def test_a_column_set_by_hand_is_read_so_and_remembered(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (flat,) = written(tmp_path, persons="person_id,full_name,moniker\nP1,Trần Văn An,Ba\n")
    made = dialog(importing, qtbot, flat)
    made.preview._columns._choices[2][1].setCurrentIndex(made.preview._columns._choices[2][1].findData("aliases"))
    finished(made, qtbot)
    assert list(case_of(importing).table("persons")["aliases"]) == [["Ba"]]
    assert [path.stem for path in known_mappings()] == ["persons"]
    assert "Trần" not in known_mappings()[0].read_text(encoding="utf-8")


def test_what_cannot_be_looked_at_is_said_and_others_can_be_chosen(
    importing: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    made = dialog(importing, qtbot, tmp_path / "not there.csv")
    assert made.pages.currentWidget() is made.empty
    assert "not there" in made.empty.accessibleName()
    assert not made.primary.isEnabled()
    made.take(written(tmp_path, cases="case_id,title\nC1,One\n"))
    qtbot.waitUntil(made.primary.isEnabled, timeout=LONG)


def test_a_file_nothing_of_which_can_be_read_does_not_stop_the_others(
    importing: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = written(tmp_path, cases="case_id,title\nC1,One\n", notes="nothing,known\nhere,at all\n")
    made = dialog(importing, qtbot, *paths)
    assert "1" in made.primary.text()
    assert "--" not in made.preview._said.text()
    finished(made, qtbot)
    assert list(case_of(importing).table("cases")["title"]) == ["One"]
