"""The timeline: its answers over the sample, its widget by hand and keys, its panel in a session."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from netlens.case.case import Case
from netlens.case.protection import protected_ids
from netlens.commands.demo import PASSPHRASE
from netlens.network.periods.anew import Group, Look
from netlens.network.periods.spans import Span
from netlens.progress import Job, Progress, finish
from ui.answers.beyond import over_time, stories, stretch
from ui.answers.ground.reading import Book
from ui.answers.plain.page import Facts, Items, Link, Page, Sentence, Target
from ui.answers.plain.time import Bin, Lane, Lanes, Sign
from ui.dress import look
from ui.panels.timeline import Timeline
from ui.session import Session
from ui.theme import THEMES
from ui.views.timeline.chart import TimelineChart
from ui.views.timeline.grid import HISTOGRAM
from ui.views.timeline.orders import in_order

FAMILIES = tuple((name, name.title()) for name in ("cases", "routes", "calls", "payments", "shared", "stated"))


@pytest.fixture(scope="module")
def book(made_sample: Path) -> Iterator[Book]:
    with Case.open(made_sample, PASSPHRASE) as case:
        yield Book(case)


def lanes(rings: int = 6, months: int = 24, ring: str = "") -> Lanes:
    """Lanes with a fact in every column whose number plus the lane's can be divided by five."""
    at = np.arange(months)[None, :] + np.arange(rings)[:, None]
    counts = np.zeros((rings, months, 6), dtype=np.uint32)
    counts[:, :, 2] = at % 5 == 0
    bins = tuple(
        Bin(
            f"{2020 + n // 12}-{n % 12 + 1:02}-01",
            f"{2020 + n // 12}-{n % 12 + 1:02}-28",
            str(n % 12 + 1),
            f"month {n}",
        )
        for n in range(months)
    )
    signs = (Sign(0, "born", "2020: first evidence"), Sign(12, "gone", "2021: no later evidence"))
    made = tuple(
        Lane(f"R{n + 1}", n if ring else -1, f"Ring {n + 1}", "", n, "supported", n, 0, months - 1, signs, f"lane {n}")
        for n in range(rings)
    )
    return Lanes("rings", ring, "year", bins, FAMILIES, made, counts)


@pytest.fixture
def chart(qtbot: QtBot) -> TimelineChart:
    made = TimelineChart()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_lanes(lanes())
    made.show()
    return made


def links(page: Page) -> list[Link]:
    words = [part for block in page.blocks if isinstance(block, Sentence) for part in block.words]
    words += [part for block in page.blocks if isinstance(block, Facts) for _name, row in block.rows for part in row]
    return [part for part in words if isinstance(part, Link)]


# Answers


def test_the_lanes_are_the_rings_of_the_list(book: Book) -> None:
    found = over_time.lanes(book, "year")
    assert book.rings is not None
    assert [lane.ring for lane in found.lanes] == [ring.id for ring in book.rings.rings if ring.status != "chance"]
    assert found.counts.shape == (len(found.lanes), len(found.bins), 6)
    for lane in found.lanes:
        there = np.flatnonzero(found.counts[lane.row].sum(axis=1))
        assert (lane.first, lane.last) == (there[0], there[-1])
        assert lane.signs[0].what == "born"
        assert lane.signs[0].column == lane.first
    assert found.notes[0][1].question == "beyond.stretch:apart"


def test_a_count_leads_to_as_many_rows_as_it_says(book: Book) -> None:
    found = over_time.lanes(book, "year")
    lane = found.lanes[0]
    column = int(found.counts[0, :, 2].argmax())
    bin_ = found.bins[column]
    page = stretch.facts(book, lane.ring, -1, bin_.since, bin_.until, "calls")
    calls = [link for link in links(page) if link.target.question == "rows:several"]
    assert str(found.counts[0, column, 2]) in {link.text for link in calls}
    rows = stretch.rows(book, lane.ring, bin_.since, bin_.until, "calls")
    assert {len(link.target.args[0]) for link in calls} == {rows}
    for words, target in found.notes:
        shown = stretch.apart(book, *target.args)
        assert len(links(shown)[0].target.args[0]) == int(words.split()[0].replace(",", ""))


def test_the_members_of_a_ring_have_lanes_of_their_own(book: Book) -> None:
    ring = over_time.lanes(book, "year").lanes[1].ring
    found = over_time.lanes(book, "year", ring)
    assert found.ring == ring
    of_ring = book.ring(ring)
    assert of_ring is not None
    assert {lane.entity for lane in found.lanes} == {member.vertex for member in of_ring.members}
    for lane in found.lanes:
        if lane.first >= 0:
            bins = found.bins
            page = stretch.facts(book, ring, lane.entity, bins[0].since, bins[-1].until)
            assert links(page)
    protected = protected_ids(book.case)
    assert all(lane.label.startswith("V-") for lane in found.lanes if lane.entity in protected)


def test_a_story_leads_down_to_its_rows(book: Book) -> None:
    page = stories.ring(book, "R1", "half")
    told = [link for link in links(page) if link.target.question == "rows:several"]
    assert told
    for link in told:
        assert len(link.target.args[0]) == int(link.text.split()[0].replace(",", ""))
    assert stories.ring(book, "R999").blocks
    items = next(block for block in page.blocks if isinstance(block, Items)).items
    ring = book.ring("R1")
    assert ring is not None
    assert len(items) == len(ring.members)


def test_what_a_search_of_single_periods_finds_is_remembered(
    book: Book, made_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if every period but the first showed the same three rings; one of them is in no kept one."""
    kept = {ring.id: ring for ring in (book.rings.rings if book.rings else ())}
    one, two = (tuple(member.vertex for member in kept[name].members) for name in ("R1", "R2"))
    strangers = tuple(-number for number in range(1, 6))

    def looked(case: Case, periods: Sequence[Span], *, seed: int = 1) -> Job[tuple[Look, ...]]:
        yield Progress("")
        groups = tuple(Group(members, "supported") for members in (one, two, strangers))
        return tuple(Look(span, groups if n else (), 30, 0, "") for n, span in enumerate(periods))

    monkeypatch.setattr("netlens.network.periods.anew.look", looked)
    found = finish(over_time.search(made_sample, PASSPHRASE, "year"))
    columns = over_time.lanes(book, "year")
    assert found.rings == 3 * (len({bin_.since[:4] for bin_ in columns.bins}) - 1)
    shown = over_time.lanes(book, "year", "", found)
    alone = [lane for lane in shown.lanes if not lane.ring]
    assert len(alone) == 1
    assert alone[0].signs[0].searched
    assert len(over_time.lanes(book, "half").lanes) == len(columns.lanes)  # it told of years
    told = " ".join(part for block in stories.ring(book, "R1").blocks if isinstance(block, Sentence)
                    for part in block.words if isinstance(part, str))  # fmt: skip
    assert "alone a ring of" in told
    book.memo.pop("searched")


# The widget


def test_a_drag_over_time_chooses_a_stretch(chart: TimelineChart, qtbot: QtBot) -> None:
    grid, view = chart.grid(), chart.viewport()
    told: list[object] = []
    chart.brushed.connect(lambda: told.append(chart.stretch()))
    start, end = (QPoint(round(grid.left(column + 0.5)), 30) for column in (3, 8))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, start + QPoint(10, 0))
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert chart.brush == (3, 8)
    assert told[-1] == ("2020-04-01", "2020-09-28")
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.brush is None


def test_a_click_picks_a_lane_or_opens_a_cell(chart: TimelineChart, qtbot: QtBot) -> None:
    grid, view = chart.grid(), chart.viewport()
    picked: list[Lane] = []
    asked: list[Target] = []
    chart.picked.connect(picked.append)
    chart.asked.connect(asked.append)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(40, round(grid.top(2)) + 8))
    assert [lane.ring for lane in picked] == ["R3"]
    cell = QPoint(round(grid.left(4.5)), round(grid.top(1)) + 8)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell)
    assert asked[-1] == Target("beyond.stretch:facts", ("R2", -1, "2020-05-01", "2020-05-28", ""))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(grid.left(4.5)), 40))
    assert asked[-1].args[0] == ""


def test_the_keyboard_reaches_everything(chart: TimelineChart, qtbot: QtBot) -> None:
    asked: list[Target] = []
    picked: list[Lane] = []
    chart.asked.connect(asked.append)
    chart.picked.connect(picked.append)
    chart.setFocus()
    assert chart.focus == (HISTOGRAM, 0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(chart, key)
    assert chart.focus == (1, 1)
    assert "Ring 2, month 1" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert chart.focus == (1, 4)  # the next with evidence
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert asked[-1].args[:2] == ("R2", -1)
    qtbot.keyClick(chart, Qt.Key.Key_Space)
    assert picked[-1].ring == "R2"
    for _step in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chart.brush == (4, 7)
    qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert chart.brush == (4, 6)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.focus == (1, 23)
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.grid().wide > chart.viewport().width() - chart.grid().names


def test_families_count_only_when_they_are_shown(chart: TimelineChart) -> None:
    chart.show_families([0, 1])
    assert chart.only() == "cases,routes"
    asked: list[Target] = []
    chart.asked.connect(asked.append)
    chart.open_cell(0, 0)
    assert asked[-1].args[-1] == "cases,routes"


def test_lanes_are_copied_for_a_spreadsheet_and_opened_by_a_double_click(chart: TimelineChart, qtbot: QtBot) -> None:
    opened: list[Lane] = []
    chart.opened.connect(opened.append)
    grid = chart.grid()
    qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, round(grid.top(1)) + 8))
    assert [lane.ring for lane in opened] == ["R2"]
    lines = chart.written().split("\n")
    assert len(lines) == 7
    assert lines[1].split("\t")[:3] == ["Ring 1", "1", "0"]
    assert {len(line.split("\t")) for line in lines} == {25}


def test_lanes_come_in_the_order_asked_for() -> None:
    shown = lanes()
    mixed = replace(shown, lanes=tuple(replace(lane, first=(7 * n) % 6) for n, lane in enumerate(shown.lanes)))
    assert [lane.first for lane in in_order(mixed, "first").lanes] == sorted(lane.first for lane in mixed.lanes)
    assert in_order(mixed, "list") is mixed
    assert {lane.ring for lane in in_order(mixed, "most").lanes} == {lane.ring for lane in mixed.lanes}


def test_zooming_keeps_what_is_under_the_hand(chart: TimelineChart) -> None:
    chart.show_lanes(lanes(3, 200))
    before = chart.grid()
    x = before.names + 300.0
    there = before.column_at(x)
    for _step in range(8):
        chart.zoom(1.25, x)
    assert abs(chart.grid().column_at(x) - there) <= 1
    assert chart.grid().column > before.column


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_thousand_rings_over_a_hundred_months_paint_at_once(chart: TimelineChart, name: str) -> None:
    was, size = look.theme(), look.scale()
    look.use(THEMES[name], 100)
    try:
        chart.show_lanes(lanes(1000, 100))
        picture = QPixmap(chart.viewport().size())
        chart.viewport().render(picture)
        began = time.process_time()
        for _frame in range(5):
            chart.verticalScrollBar().setValue(chart.verticalScrollBar().value() + 500)
            chart.viewport().render(picture)
        assert (time.process_time() - began) / 5 < 0.1
    finally:
        look.use(was, size)


# The panel


def test_the_panel_follows_the_session(opened: Session, qtbot: QtBot) -> None:
    panel = Timeline(opened)
    qtbot.addWidget(panel)
    panel.resize(1000, 420)
    asked: list[Target] = []
    opened.asked.connect(asked.append)
    panel.show()
    qtbot.waitUntil(lambda: bool(panel.chart.lanes.bins), timeout=20_000)
    assert not panel.story.isEnabled()
    opened.select("R2")
    assert panel.story.isEnabled()
    panel.story.click()
    assert asked[-1].question == "beyond.stories:ring"
    panel.members.click()
    qtbot.waitUntil(lambda: panel.chart.lanes.ring == "R2", timeout=20_000)
    member = panel.chart.lanes.lanes[0]
    panel.chart.picked.emit(member)
    assert opened.selection.ids == (member.entity,)
    drawn: list[object] = []
    opened.timed.connect(drawn.append)
    panel.chart.choose((2, 40))
    assert panel.stretch.isVisible()
    panel.stretch.drawn.click()
    assert drawn[-1] == panel.chart.stretch()
    qtbot.waitUntil(lambda: "row" in panel.stretch.words.text(), timeout=20_000)
    panel.chart.choose(None)
    assert drawn[-1] is None
    assert not panel.stretch.isVisible()
    opened.select()
    qtbot.waitUntil(lambda: panel.chart.lanes.ring == "", timeout=20_000)
    buttons = [one for one in panel.findChildren(QPushButton) if one.isVisible()]
    named = [one for one in buttons if not one.accessibleName() and not one.text()]
    assert not named
