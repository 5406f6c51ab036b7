"""Rings at first look: shown early and marked so, gone when cancelled, replaced by the tested ones."""

import pytest
from pytestqt.qtbot import QtBot

from netlens.case.edits.rings import ForgetRings, KeepRings
from netlens.case.records import Rings
from netlens.network.evidence import gather
from netlens.network.rings import detect
from ui.answers.ground.first import first_look
from ui.answers.plain.lines import FirstLook, Overview, RingLine, Section
from ui.errands.detection import _unmade, find_rings, finding
from ui.frame.graph_tab import GraphTab
from ui.models.rings import CHUNK, LINE
from ui.panels.rings import RingsPanel
from ui.session import Session

LONG = 20_000


@pytest.fixture
def unsearched(opened: Session) -> Session:
    """The sample, of which no rings are kept."""
    assert opened.case is not None
    for number, _time, _settings in opened.case.detections():
        opened.case.apply(ForgetRings(number))
    return opened


@pytest.fixture
def glimpse(opened: Session) -> FirstLook:
    assert opened.case is not None
    evidence = gather(opened.case)
    step = next(step for step in detect(opened.case, evidence) if step.partial is not None)
    return first_look(opened.case, evidence, step.partial)


def labels(panel: RingsPanel) -> list[str]:
    model = panel.model
    sections = [model.index(row, 0) for row in range(model.rowCount())]
    return [model.index(row, 0, one).data() for one in sections for row in range(model.rowCount(one))]


def kept(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed, timeout=LONG):
        find_rings(session)


def test_a_first_look_is_marked_and_names_no_ring(glimpse: FirstLook) -> None:
    lines = [line for section in glimpse.sections for line in section.rings]
    assert glimpse.groups > 5
    assert {line.id for line in lines} == {""}
    assert {line.status for line in lines} == {"untested"}
    assert all("not tested yet" in line.sentence for line in lines)
    assert len({line.label for line in lines}) == glimpse.groups
    scene = glimpse.scene
    assert scene.first
    assert {shape.status for shape in scene.rings} == {"chance"}
    assert {shape.id for shape in scene.rings} == {""}
    assert (scene.kind == scene.kind[scene.ids < 0][0]).sum() == glimpse.groups


def test_the_list_shows_a_first_look_until_there_are_tested_rings(
    session: Session, glimpse: FirstLook, qtbot: QtBot
) -> None:
    panel = RingsPanel(session)
    qtbot.addWidget(panel)
    before, after = Overview(records=9), Overview((Section("none", "No corridor", (line("R1"),)),), 0, 9, 9, True)
    session.surveyed.emit(before)
    session.glimpsed.emit(glimpse)
    assert "nothing is tested yet" in panel.note.text()
    assert panel.note.isVisibleTo(panel)
    assert all(label.startswith("Group") for label in labels(panel))
    assert not panel.model.find("").isValid()
    first = panel.model.index(0, 0, panel.model.index(0, 0))
    panel.tree.setCurrentIndex(first)
    assert session.selection.ring == ""
    session.surveyed.emit(before)  # someone asked again meanwhile
    assert labels(panel)[0].startswith("Group")
    session.surveyed.emit(after)
    assert labels(panel) == ["Ring R1"]
    assert not panel.note.isVisibleTo(panel)
    session.glimpsed.emit(glimpse)  # older rings stay
    assert labels(panel) == ["Ring R1"]
    assert first.data(LINE) is None or first.data(LINE).id != ""


def test_a_first_look_vanishes_when_the_search_is_cancelled(session: Session, glimpse: FirstLook, qtbot: QtBot) -> None:
    panel = RingsPanel(session)
    qtbot.addWidget(panel)
    session.surveyed.emit(Overview(records=9))
    session.glimpsed.emit(glimpse)
    session.glimpsed.emit(None)
    assert labels(panel) == []
    assert not panel.note.isVisibleTo(panel)


def test_a_cancelled_search_leaves_the_case_as_it_was(unsearched: Session, qtbot: QtBot) -> None:
    session, case = unsearched, unsearched.case
    assert case is not None
    graph = GraphTab(session)
    qtbot.addWidget(graph)
    qtbot.waitUntil(lambda: graph._shown_empty, timeout=LONG)
    entries, revision = len(case.history()), case.revision
    seen: list[FirstLook | None] = []
    session.glimpsed.connect(seen.append)
    find_rings(session)
    assert finding(session)
    qtbot.waitUntil(lambda: bool(seen) and graph.view.board.scene.first, timeout=LONG)
    assert graph._stack.currentWidget() is graph.view
    (job,) = session.jobs.running()
    with qtbot.waitSignal(job.ended, timeout=5_000):
        job.cancel()
    assert seen[-1] is None
    assert not finding(session)
    qtbot.waitUntil(lambda: graph._stack.currentWidget() is graph.empty, timeout=LONG)
    assert (len(case.history()), case.revision, case.detections()) == (entries, revision, [])
    assert not session.undo.canUndo()


def test_tested_rings_take_the_place_of_the_first_look_and_can_be_undone(unsearched: Session, qtbot: QtBot) -> None:
    session, case = unsearched, unsearched.case
    assert case is not None
    graph = GraphTab(session)
    qtbot.addWidget(graph)
    kept(session, qtbot)
    qtbot.waitUntil(lambda: len(graph.view.board) > 0 and not graph.view.board.scene.first, timeout=LONG)
    assert graph.view.board.scene.rings[0].id
    found = case.detection()
    assert found is not None
    session.undo.undo()
    assert case.detection() is None
    session.undo.redo()
    assert case.detection() == found


def test_while_older_rings_are_shown_there_is_no_first_look_and_the_list_says_so(opened: Session, qtbot: QtBot) -> None:
    panel = RingsPanel(opened)
    qtbot.addWidget(panel)
    opened.surveyed.emit(Overview((Section("none", "No corridor", (line("R1"),)),), 0, 9, 9, True))
    seen: list[object] = []
    opened.glimpsed.connect(seen.append)
    with qtbot.waitSignal(opened.changed, timeout=LONG):
        find_rings(opened)
        assert "those found before" in panel.note.text()
        assert panel.note.isVisibleTo(panel)
    assert seen == []
    assert labels(panel) == ["Ring R1"]
    qtbot.waitUntil(lambda: not panel.note.isVisibleTo(panel), timeout=LONG)


def test_rings_kept_in_the_moment_of_cancelling_are_set_aside(unsearched: Session, qtbot: QtBot) -> None:
    case = unsearched.case
    assert case is not None
    before = max((number for number, *_ in case.detections()), default=0)
    _unmade(unsearched, case, before)
    assert case.detections() == []
    case.apply(KeepRings(Rings({"numbered": 0}, (), (), ())))
    with qtbot.waitSignal(unsearched.changed):
        _unmade(unsearched, case, before)
    assert case.detections() == []
    assert not unsearched.undo.canUndo()


def line(name: str) -> RingLine:
    return RingLine(name, f"Ring {name}", "supported", "open", 5, 2, (), f"Ring {name}, supported")


def test_a_long_list_is_laid_out_no_further_than_it_is_seen(session: Session, qtbot: QtBot) -> None:
    many = tuple(line(f"R{number}") for number in range(1000))
    panel = RingsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    session.surveyed.emit(Overview((Section("none", "One", many), Section("none", "Two", many)), 0, 9, 9, True))
    qtbot.wait(50)
    one = panel.model.index(0, 0)
    assert CHUNK <= panel.model.rowCount(one) <= 3 * CHUNK
    bar = panel.tree.verticalScrollBar()
    for _turn in range(3):
        before = panel.model.rowCount(one)
        panel.tree.scrollTo(panel.model.index(before - 1, 0, one))
        assert panel.model.rowCount(one) > before
    assert bar.value() > 0
    session.select("R999")
    assert panel.tree.currentIndex().row() == 999
