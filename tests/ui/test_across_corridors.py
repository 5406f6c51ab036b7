"""Corridors in the window: lists down to rows, people who join corridors, rejected routes shown wherever met."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from netlens.case.case import Case
from netlens.case.protection import protected_ids
from netlens.commands.demo import PASSPHRASE
from netlens.network.corridors import against_the_clock
from ui.answers import cases, people
from ui.answers.beyond import corridors
from ui.answers.ground.reading import Book
from ui.answers.plain.page import Items, Page, Sentence, Target
from ui.panels.corridors import Corridors
from ui.session import Session


@pytest.fixture(scope="module")
def book(made_sample: Path) -> Iterator[Book]:
    with Case.open(made_sample, PASSPHRASE) as case:
        yield Book(case)


def said(page: Page) -> str:
    words = [part for block in page.blocks if isinstance(block, Sentence) for part in block.words]
    return " ".join(part if isinstance(part, str) else part.text for part in words)


def test_each_corridor_opens_into_what_runs_along_it(book: Book) -> None:
    found = corridors.table(book)
    assert found.rows
    for row, target in enumerate(found.targets):
        page = corridors.corridor(book, *target.args)
        listed = [len(block.items) for block in page.blocks if isinstance(block, Items)]
        assert listed
        bars = next(block.bars for block in page.blocks if hasattr(block, "bars"))
        for bar in bars:
            shown = corridors.year(book, *bar.target.args)
            assert sum(len(block.items) for block in shown.blocks if isinstance(block, Items)) == int(bar.text)
        assert int(found.cells[1][row].replace(",", "")) >= 0
    assert corridors.corridor(book, "XX").blocks


def test_who_joins_corridors_is_shown_with_rows(book: Book) -> None:
    found = corridors.people(book)
    protected = protected_ids(book.case)
    for row, one in enumerate(found.ids):
        if one in protected:
            assert found.cells[0][row].startswith("V-")
        page = corridors.joiner(book, one)
        lines = [item for block in page.blocks if isinstance(block, Items) for item in block.items if item.rows]
        assert lines
        for item in lines:
            assert item.rows is not None
            assert len(item.rows.args[0]) == int(item.right.split()[0].replace(",", ""))
    assert corridors.joiner(book, found.ids[0]).about == (found.ids[0],)


def test_a_route_against_the_clock_is_shown_as_one_wherever_it_is_met(book: Book) -> None:
    clock = against_the_clock(book.case)
    assert clock
    found = corridors.rejected(book)
    for route in clock:
        assert route in found.ids
        target = found.targets[found.ids.index(route)]
        assert target.question == "rows:several"
        assert len(target.args[0]) == 2
        assert "dated before" in said(people.entity(book, route))
        (of_case,) = [item for item in _items(cases.of_kind(book, "route")) if item.target.args[1] == (route,)]
        assert of_case.under == "against the clock: on no corridor"
    other = next(one for one in found.ids) if set(found.ids) - clock else None
    assert other is None or "On no corridor" in said(people.entity(book, other))
    good = next(ref for ref in corridors._along(book)[0].routes)
    assert "Corridor" in said(people.entity(book, good))


def _items(page: Page) -> list[object]:
    return [item for block in page.blocks if isinstance(block, Items) for item in block.items]


def test_the_panel_lists_picks_and_opens(opened: Session, qtbot: QtBot) -> None:
    panel = Corridors(opened)
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    asked: list[Target] = []
    opened.asked.connect(asked.append)
    panel.show()
    for number in range(3):
        panel.buttons.button(number).click()
        qtbot.waitUntil(lambda n=number: panel.tables[n].rows.rowCount() > 0, timeout=20_000)
    panel.buttons.button(1).click()
    qtbot.waitUntil(panel.tables[1].isVisible, timeout=20_000)
    panel.tables[1].selectRow(0)
    assert opened.selection.ids == (panel.tables[1].rows.entity(0),)
    panel.tables[1].setCurrentIndex(panel.tables[1].rows.index(1, 0))
    panel.tables[1]._activated(None)
    assert asked[-1].question == "beyond.corridors:joiner"
