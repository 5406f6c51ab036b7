"""Suggested ties in the window: reasons with rows, nobody protected, kept or rejected, drawn only when asked for."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from netlens.case.case import Case
from netlens.case.edits.suggestions import DecideSuggestion
from netlens.case.protection import protected_ids
from netlens.commands.demo import PASSPHRASE
from ui.answers.beyond import suggestions
from ui.answers.ground.reading import Book
from ui.answers.pictures import scene
from ui.answers.plain.page import Chips, Items, Target
from ui.panels.suggestions import FEW, Suggestions
from ui.session import Session
from ui.theme import LIGHT
from ui.views.graph.board import Board
from ui.views.graph.camera import Camera
from ui.views.graph.hypotheses import paint_hypotheses


@pytest.fixture
def book(sample: Path) -> Iterator[Book]:
    with Case.open(sample, PASSPHRASE) as case:
        yield Book(case)


def test_every_suggestion_has_a_reason_with_rows_and_nobody_is_protected(book: Book) -> None:
    found = suggestions.listed(book)
    assert found.pairs
    protected = protected_ids(book.case)
    assert not {end for pair in found.pairs for end in pair} & protected
    tied = {(int(book.evidence.vertices[a]), int(book.evidence.vertices[b]))
            for a, b in zip(book.evidence.a, book.evidence.b, strict=True)}  # fmt: skip
    assert not {(a, b) for a, b in found.pairs if (a, b) in tied or (b, a) in tied}
    for pair in found.pairs[:20]:
        page = suggestions.pair(book, *pair)
        assert any(isinstance(block, Chips) and block.chips[0].text == "hypothesis" for block in page.blocks)
        items = next(block for block in page.blocks if isinstance(block, Items)).items
        assert len(items) >= 2
        for item in items:
            assert item.rows is not None
            assert len(item.rows.args[0]) == int(item.right.split()[0])
            if item.icon == "protected":
                assert item.text.startswith("V-")


def test_what_was_said_is_kept_and_rejected_ones_are_gone(book: Book) -> None:
    first, second, *_rest = suggestions.listed(book).pairs
    book.case.apply(DecideSuggestion(*first, "rejected"))
    back = book.case.apply(DecideSuggestion(*second, "noted"))
    again = Book(book.case, book)
    assert first not in suggestions.listed(again).pairs
    assert suggestions.listed(again, "", "rejected").pairs == (first,)
    noted = suggestions.listed(again, "", "noted")
    assert (noted.pairs, noted.verdicts) == ((second,), ("noted",))
    book.case.apply(back)
    assert suggestions.listed(Book(book.case, book), "", "noted").pairs == ()


def test_of_a_ring_only_pairs_with_a_member_are_listed(book: Book) -> None:
    ring = book.ring("R2")
    assert ring is not None
    members = {member.vertex for member in ring.members}
    found = suggestions.listed(book, "R2")
    assert found.pairs
    assert all(set(pair) & members for pair in found.pairs)


def test_of_protected_people_nothing_is_told_even_when_asked(book: Book) -> None:
    protected = next(one for one in book.evidence.vertices.tolist() if one in protected_ids(book.case))
    other = next(one for one in book.evidence.vertices.tolist() if one not in protected_ids(book.case))
    page = suggestions.pair(book, protected, other)
    assert not [block for block in page.blocks if isinstance(block, Items)]


def test_drawn_ties_are_dashed_and_only_between_people_who_stand_alone(book: Book, qtbot: QtBot) -> None:
    pair = suggestions.listed(book).pairs[0]
    ring = book.rings_of[pair[0]][0]
    board = Board(scene(book, ring, pair, (), (), "degree", False).scene, "rings")
    camera = Camera().resized(900, 700).fitted(board.bounds())

    def painted(pairs: tuple[tuple[int, int], ...]) -> np.ndarray:
        image = QImage(900, 700, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        paint_hypotheses(painter, board, camera, pairs, LIGHT, 100)
        painter.end()
        return np.frombuffer(image.constBits(), dtype=np.uint32).reshape(700, 900).copy()

    blank = painted(())
    assert (painted(((10**9, pair[0]),)) == blank).all()  # the other end is not in the picture
    drawn = painted((pair,)) != blank
    (ax, ay), (bx, by) = camera.screen(board.xy[[board.index[pair[0]], board.index[pair[1]]]]).tolist()
    steps = np.linspace(0, 1, 400)
    along = drawn[np.round(ay + (by - ay) * steps).astype(int), np.round(ax + (bx - ax) * steps).astype(int)]
    assert 0.3 < along.mean() < 0.98  # a line, and a broken one


def test_the_panel_notes_rejects_and_draws_only_when_asked(opened: Session, qtbot: QtBot) -> None:
    panel = Suggestions(opened)
    qtbot.addWidget(panel)
    panel.resize(1100, 400)
    drawn: list[tuple[tuple[int, int], ...]] = []
    asked: list[Target] = []
    opened.supposed.connect(drawn.append)
    opened.asked.connect(asked.append)
    panel.show()
    qtbot.waitUntil(lambda: panel.found is not None, timeout=20_000)
    assert panel.found is not None
    assert drawn[-1] == ()
    panel.draw.click()
    assert len(drawn[-1]) == FEW
    panel.table.selectRow(0)
    first = panel.found.pairs[0]
    assert drawn[-1] == (first,)
    assert opened.selection.ids == first
    assert asked[-1] == Target("beyond.suggestions:pair", first)
    panel.reject.click()
    qtbot.waitUntil(lambda: panel.found is not None and first not in panel.found.pairs, timeout=20_000)
    assert opened.case is not None
    assert opened.case.suggestions() == {first: "rejected"}
    opened.undo.undo()
    qtbot.waitUntil(lambda: panel.found is not None and first in panel.found.pairs, timeout=20_000)
    panel.table.selectRow(0)
    panel.note.click()
    qtbot.waitUntil(lambda: panel.found is not None and panel.found.verdicts[0] == "noted", timeout=20_000)
    panel.hide()
    assert drawn[-1] == ()
