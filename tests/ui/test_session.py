"""The session: open, change, take back, pick; what it tells the views, and that answers come from the case as it is."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from netlens.case.records import Decision
from netlens.errors import CaseFileError
from ui.actions.rings import decide
from ui.answers.plain.page import Page, Target
from ui.session import Selection, Session


def page(session: Session, qtbot: QtBot, question: str, *args: object) -> Page:
    job = session.ask("test", question, *args)
    with qtbot.waitSignal(job.done, timeout=30_000) as told:
        pass
    answer: Page = told.args[0]
    return answer


def test_a_wrong_passphrase_leaves_no_case_open(session: Session, sample: Path) -> None:
    with pytest.raises(CaseFileError):
        session.open(sample, "not this")
    assert session.case is None


def test_deciding_is_told_can_be_undone_and_is_seen_by_the_workers(opened: Session, qtbot: QtBot) -> None:
    assert page(opened, qtbot, "rings:ring", "R1").crumb == "Ring R1"
    with qtbot.waitSignal(opened.changed) as told:
        assert decide(opened, "R1", verdict="dismissed", reason="a family, no ring")
    assert told.args[0].kinds == {"decisions"}
    assert opened.undo.undoText() == "Dismiss a ring"
    shown = str(page(opened, qtbot, "rings:ring", "R1").blocks)
    assert "dismissed" in shown
    assert "a family, no ring" in shown
    opened.undo.undo()
    assert opened.case is not None
    assert opened.case.decisions().get("R1", Decision("R1")) == Decision("R1")
    opened.undo.redo()
    assert opened.case.decisions()["R1"].verdict == "dismissed"


def test_what_cannot_be_done_is_told_and_not_put_on_the_stack(opened: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.trouble) as told:
        assert not decide(opened, "R1", verdict="dismissed", reason="")
    assert "reason" in told.args[0].message
    assert not opened.undo.canUndo()


def test_one_selection_and_esc_goes_up_a_step_at_a_time(session: Session, qtbot: QtBot) -> None:
    seen: list[Selection] = []
    session.selected.connect(seen.append)
    session.go(Target("select", ("R2", (5, 7, 5))))
    assert session.selection == Selection("R2", (5, 7))
    assert session.back()
    assert session.selection == Selection("R2")
    assert session.back()
    assert session.selection == Selection()
    assert not session.back()
    assert len(seen) == 3
    with qtbot.waitSignal(session.asked) as asked:
        session.go(Target("rows:record", ((1, 2),)))
    assert asked.args[0].question == "rows:record"


def test_closing_the_case_forgets_what_was_undone_and_stops_its_jobs(opened: Session, qtbot: QtBot) -> None:
    decide(opened, "R1", verdict="confirmed")
    job = opened.ask("test", "rings:overview")
    answered: list[object] = []
    job.done.connect(answered.append)
    with qtbot.waitSignal(opened.opened):
        opened.close()
    assert opened.case is None
    assert not opened.undo.canUndo()
    assert opened.selection == Selection()
    qtbot.wait(50)
    assert answered == []


def test_the_sample_is_not_among_the_recent_files(opened: Session, tmp_path: Path) -> None:
    assert opened.settings.recent == ()
    opened.create(tmp_path / "own.netlens", "boat lantern seven quiet")
    assert opened.settings.recent == (str(tmp_path / "own.netlens"),)


def test_a_name_is_shown_for_a_reason_in_details_only_and_is_gone_with_the_next_click(
    opened: Session, qtbot: QtBot
) -> None:
    from ui.dialogs.reveal import DIALOG, Reveal
    from ui.panels.details import Details

    details = Details(opened)
    qtbot.addWidget(details)
    assert opened.case is not None
    persons = opened.case.table("persons")
    one = persons[persons["protected"] & (persons["name"] != "")].iloc[0]
    name, number = str(one["name"]), int(one["id"])
    opened.select("", (number,))
    qtbot.waitUntil(lambda: bool(details.trail) and details.trail[-1][1].about == (number,), timeout=30_000)
    assert name not in str(details.trail[-1][1])
    dialog = DIALOG.build(opened, None, entity=number)
    assert isinstance(dialog, Reveal)
    qtbot.addWidget(dialog)
    dialog.proceed()
    assert "Both are needed" in dialog._error.text()
    dialog.reason.setPlainText("to tell the embassy")
    dialog.authority.setText("order 17")
    with qtbot.waitSignals([opened.revealed, opened.changed], timeout=30_000):
        dialog.proceed()
    assert name in str(details.trail[-1][1])
    assert [entry.kind for entry in opened.case.history()][-1] == "unmasking"
    details.back()
    assert name not in str([page for _target, page in details.trail])
    opened.select("", (number,))
    qtbot.waitUntil(lambda: len(details.trail) == 1, timeout=30_000)
    assert name not in str(details.trail[-1][1])


def test_an_import_is_withdrawn_by_a_worker_and_that_can_be_undone(opened: Session, qtbot: QtBot) -> None:
    from ui.errands.imports import count_import

    case = opened.case
    assert case is not None
    whole = case.counted_imports()
    with qtbot.waitSignal(opened.changed, timeout=30_000) as told:
        count_import(opened, whole[-1], counts=False)
        with qtbot.waitSignal(opened.trouble):  # nothing else is written meanwhile
            assert not decide(opened, "R1", verdict="confirmed")
    assert told.args[0].kinds == {"records"}
    assert case.counted_imports() == whole[:-1]
    assert opened.undo.undoText() == "Withdraw an import"
    for step, counted in ((opened.undo.undo, whole), (opened.undo.redo, whole[:-1])):
        with qtbot.waitSignal(opened.changed, timeout=30_000):
            step()
        assert case.counted_imports() == counted


def test_an_import_that_counts_although_it_was_cancelled_is_withdrawn(opened: Session, qtbot: QtBot) -> None:
    from netlens.case.edits.imports import CountImport, WithdrawImport
    from ui.errands.imports import take_back_if_cancelled

    case = opened.case
    assert case is not None
    whole = case.counted_imports()
    case.apply(WithdrawImport(whole[-1]))
    job = opened.jobs.run("time:sleep", 60)
    take_back_if_cancelled(opened, job)
    qtbot.waitUntil(lambda: job.state == "running", timeout=30_000)
    case.apply(CountImport(whole[-1]))  # what the worker has just done
    with qtbot.waitSignal(opened.changed, timeout=30_000):
        job.cancel()
    assert case.counted_imports() == whole[:-1]
