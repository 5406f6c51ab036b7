"""The import dialog: what it asks, what it shows first, what it keeps for next month."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import main
from netlens.case.case import Case
from netlens.case.mapping import draft
from ui.dialogs.import_records import DIALOG, ImportRecords
from ui.errands.mappings import known_mappings
from ui.session import Session
from ui.widgets.intake.digest_view import DigestView

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
    qtbot.waitUntil(lambda: made.beforehand.asked, timeout=LONG)
    page = made.beforehand.changes
    said = page._why.text() + page._sum.text() + page._ways.text()
    assert "--" not in said  # no words of the command line
    assert "1 person changes; 1 contradicts what stands by name or date of birth." in said
    assert [cells[0] for cells in page.table.rows.table.cells][1:4] == ["Full name", "Trần Văn An", "Hoàng Thị Mai"]
    assert list(case_of(importing).table("persons")["name"]) == ["Trần Văn An"]
    made.cancel.click()  # back, and name another register instead
    assert made.pages.currentWidget() is made.preview
    made.register.setText("LC")
    finished(made, qtbot)
    assert case_of(importing).registers() == ("main", "LC")
    assert sorted(case_of(importing).table("persons")["name"]) == ["Hoàng Thị Mai", "Trần Văn An"]


def test_what_it_would_change_can_be_asked_first_and_taken(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (first,) = written(tmp_path, persons="person_id,full_name,ethnicity\nP1,Trần Văn An,Tày\n")
    finished(dialog(importing, qtbot, first), qtbot)
    (tmp_path / "later").mkdir()
    (second,) = written(tmp_path / "later", persons="person_id,full_name,ethnicity\nP1,Trần Văn Ân,Nùng\n")
    made = dialog(importing, qtbot, second)
    assert made.beforehand.tell_changes.isVisible()
    made.beforehand.tell_changes.click()
    qtbot.waitUntil(lambda: made.beforehand.asked, timeout=LONG)
    assert case_of(importing).revision == 1
    finished(made, qtbot)
    assert list(case_of(importing).table("persons")["name"]) == ["Trần Văn Ân"]


def test_another_case_is_compared_before_it_comes_in(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files
    from netlens.progress import finish

    (mine,) = written(tmp_path, persons="person_id,full_name,ethnicity\nP1,Trần Văn An,Tày\n")
    finished(dialog(importing, qtbot, mine), qtbot)
    other, word = tmp_path / "other.netlens", "six plain words"
    (tmp_path / "theirs").mkdir()
    (theirs,) = written(tmp_path / "theirs", persons="person_id,full_name\nP1,Hoàng Thị Mai\nP2,Vàng A Sử\n")
    with Case.create(other, word) as case:
        case.apply(CountImport(finish(import_files(other, word, [theirs], importing.importers)).import_id))
    made = DIALOG.build(importing, None, paths=(other,))
    assert isinstance(made, ImportRecords)
    qtbot.addWidget(made)
    made.rings_after.setChecked(False)
    made.show()
    page = made.beforehand.other
    qtbot.waitUntil(lambda: "another case" in page.empty._text.text(), timeout=LONG)
    assert not made.primary.isEnabled()
    page.passphrase.setText(word)
    page.button.click()
    qtbot.waitUntil(lambda: page.found is not None, timeout=LONG)
    assert "only there 1" in repr(page.found)
    assert not made.primary.isEnabled(), "one P1 is not the other"
    made.register.setText("HN")
    made.register.editingFinished.emit()
    qtbot.waitUntil(lambda: page.found is not None and made.primary.isEnabled(), timeout=LONG)
    finished(made, qtbot)
    assert sorted(case_of(importing).table("persons")["record_id"]) == [
        "persons:HN/P1",
        "persons:HN/P2",
        "persons:main/P1",
    ]


def test_taking_the_new_values_keeps_the_old_ones_with_their_source(
    importing: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    (first,) = written(tmp_path, persons="person_id,full_name,birth_date\nP1,Trần Văn An,1990-03-04\n")
    finished(dialog(importing, qtbot, first), qtbot)
    (tmp_path / "later").mkdir()
    (second,) = written(tmp_path / "later", persons="person_id,full_name,birth_date\nP1,Hoàng Thị Mai,1985-01-30\n")
    made = dialog(importing, qtbot, second)
    made.primary.click()
    qtbot.waitUntil(lambda: made.beforehand.asked, timeout=LONG)
    finished(made, qtbot)
    persons = case_of(importing).table("persons")
    assert list(persons["name"]) == ["Hoàng Thị Mai"]
    assert case_of(importing).conflicts(int(persons["id"].iloc[0]))


def test_a_column_set_by_hand_is_read_so_and_remembered(importing: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (flat,) = written(tmp_path, persons="person_id,full_name,moniker\nP1,Trần Văn An,Ba\n")
    made = dialog(importing, qtbot, flat)
    editor = made.preview.editor
    editor.step(draft.put(editor.sheet, 0, "aliases", "moniker"))
    qtbot.waitUntil(lambda: not made.preview.unanswered(), timeout=LONG)
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


def test_a_file_that_is_no_table_is_shown_beside_the_others_and_left_out(
    importing: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = written(tmp_path, persons="person_id,full_name\nP1,An\n", calls="<!DOCTYPE html><html></html>")
    made = dialog(importing, qtbot, *paths)
    assert [one.path.name for one in made.preview.looks if one.problem] == ["calls.csv"]
    assert made.primary.text() == "Import 1 file"
    finished(made, qtbot)
    assert case_of(importing).counts()[0]["person"] == 1
    digest = made.ledger.findChild(DigestView)
    assert digest is not None
    qtbot.waitUntil(digest.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: digest.view.verticalScrollBar().maximum() == 0)  # what it touched is seen whole
