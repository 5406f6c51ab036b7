"""Comparing with an earlier detection: told ring by ring, marked in the picture, named after nobody protected."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.edits.rings import DecideRing, ForgetRings, KeepRings
from netlens.case.records import Decision
from netlens.case.store.protected import never_members
from netlens.commands.demo import PASSPHRASE
from netlens.network.rings import find_rings
from netlens.network.scene import CAME, LEFT
from netlens.progress import finish
from ui.answers.comparing.marks import marks
from ui.answers.comparing.page import comparison
from ui.answers.ground.reading import Book, _book, answer
from ui.answers.plain.page import Items, Link, Page, Section, Sentence, Target
from ui.errands.comparing import compare_with
from ui.main_window import MainWindow
from ui.panels.compare import Compare
from ui.session import Session

LONG = 60_000


@pytest.fixture(scope="module")
def twice(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a second detection, by another method, and one member put in by hand before it."""
    path = tmp_path_factory.mktemp("twice") / "sample.netlens"
    path.write_bytes(made_sample.read_bytes())
    with Case.open(path, PASSPHRASE) as case:
        found = case.detection()
        assert found is not None
        case.apply(DecideRing(Decision(found.rings[0].id, "confirmed", added=(found.unassigned[0],))))
        case.apply(WithdrawImport(2))
        case.apply(CountImport(2))
    rings = finish(find_rings(path, PASSPHRASE, method="leiden", max_size=14))
    with Case.open(path, PASSPHRASE) as case:
        case.apply(KeepRings(rings))
    return path


@pytest.fixture
def path(twice: Path, tmp_path: Path) -> Path:
    made = tmp_path / "sample.netlens"
    made.write_bytes(twice.read_bytes())
    return made


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    from ui.answers.ground import reading

    made = _book((str(path), PASSPHRASE, 0))
    yield made
    made.case.close()
    reading._kept.clear()


def ask(book: Book, question: str, *args: Any) -> Any:
    return answer((str(book.case.path), PASSPHRASE, book.revision), question, args)


def texts(page: Page) -> list[str]:
    return [item.text for block in page.blocks if isinstance(block, Items) for item in block.items]


def test_the_page_tells_every_ring_and_every_move(book: Book) -> None:
    found = comparison(book, 1)
    assert found is not None
    page: Page = ask(book, "comparing.page:changes", 1)
    told = [one for one in found.passages if one.became != "same" or one.surer]
    assert told
    sections = [block.text for block in page.blocks if isinstance(block, Section)]
    assert sections[0] == "Why"
    assert len(sections) - 1 == len({one.became for one in told})
    assert "Looked for by Leiden, before by Standard search." in str(page)
    one = max(told, key=lambda passage: len(passage.lost) if passage.after else 0)
    whole: Page = ask(book, "comparing.page:changes", 1, one.ring.id)
    lost = [text for text in texts(whole) if text.startswith("− ")]
    assert len(lost) >= len(one.lost)
    by_hand = [
        item for block in page.blocks if isinstance(block, Items) for item in block.items if "by hand" in item.under
    ]
    assert by_hand
    more = [block.more for block in page.blocks if isinstance(block, Items) and block.more is not None]
    assert all(isinstance(link, Link) and link.target.question == "compare" for link in more)


def test_every_click_of_the_page_leads_somewhere_and_names_nobody_protected(book: Book) -> None:
    page: Page = ask(book, "comparing.page:changes", 1)
    persons = book.case.table("persons")
    hidden = persons[persons["protected"] & (persons["name"].str.count(" ") >= 1)]
    secrets = set(hidden["name"]) - set(persons[~persons["protected"]]["name"])
    text = str(page) + str(ask(book, "comparing.page:choices")) + str(ask(book, "rings:case"))
    assert len(secrets) > 50
    assert [name for name in secrets if name in text] == []
    from ui.panels.details import _page_of
    from ui.session import Selection

    for block in page.blocks:
        for item in block.items if isinstance(block, Items) else ():
            assert item.target is not None
            asked = _page_of(Selection(*item.target.args))
            assert ask(book, asked.question, *asked.args).blocks
        for word in block.words if isinstance(block, Sentence) else ():
            if isinstance(word, Link):
                assert ask(book, word.target.question, *word.target.args).blocks


def test_the_first_screen_tells_what_changed_since_the_last_import(book: Book) -> None:
    page: Page = ask(book, "rings:case")
    sections = [block.text for block in page.blocks if isinstance(block, Section)]
    assert any(text.startswith("Since the import of") for text in sections)
    assert "Compare" not in sections
    told = {line.id: line.news for part in ask(book, "rings:overview").sections for line in part.rings}
    assert any(told.values())
    assert told == {line.id: line.news for part in ask(book, "rings:overview", 1).sections for line in part.rings}
    plain = {line.news for part in ask(book, "rings:overview", 2).sections for line in part.rings}
    assert plain == {""}  # the latest beside itself


def test_a_detection_that_is_gone_is_no_trouble(book: Book) -> None:
    assert "no longer kept" in str(ask(book, "comparing.page:changes", 9))
    assert marks(book, 9) is None
    assert marks(book, 2) is None  # the latest against itself
    plain = ask(book, "pictures:scene", "", (), (), (), "degree", False, None, 9).scene
    assert not (plain.flags & (CAME | LEFT)).any()


def test_the_picture_marks_who_came_and_who_left(book: Book) -> None:
    found = comparison(book, 1)
    assert found is not None
    assert book.rings is not None
    one = next(p for p in found.passages if p.after and p.before and p.lost)
    ring = one.after[0].id
    scene = ask(book, "pictures:scene", ring, (), (), (), "degree", False, None, 1).scene
    left = {move.vertex for move in one.lost}
    there = set(scene.ids.tolist())
    assert left <= there  # also who would not be in the picture otherwise
    marked = set(scene.ids[(scene.flags & LEFT) > 0].tolist())
    assert {entity for entity in marked if entity >= 0} >= left
    came = {move.vertex for passage in found.passages for move in passage.gained if passage.before}
    assert set(scene.ids[(scene.flags & CAME) > 0].tolist()) & there <= came | {i for i in there if i < 0}
    whole = ask(book, "pictures:scene", "", (), (), (), "degree", False, None, 1).scene
    folded = {whole.rings[int(whole.ring[node])].id: int(whole.flags[node]) for node in np.flatnonzero(whole.ids < 0)}
    for passage in found.passages:
        for now in passage.after:
            if now.id in folded:
                assert bool(folded[now.id] & LEFT) == bool(passage.lost)
    said = {shape.id: shape.corridor for shape in whole.rings}
    assert f"−{len(one.lost)}" in said[ring]
    assert not set(never_members(book.case.reading)) & marked


def test_the_panel_marks_while_it_is_looked_at(session: Session, path: Path, qtbot: QtBot) -> None:
    session.open(path, PASSPHRASE)
    window = MainWindow(session)
    window.show()
    qtbot.waitExposed(window)
    window.actions_by_name["compare"].trigger()
    panel = window.findChild(Compare)
    assert panel is not None
    qtbot.waitUntil(lambda: session.comparing == 1, timeout=LONG)
    qtbot.waitUntil(lambda: panel._stack.currentWidget() is panel.view, timeout=LONG)
    assert panel.earlier.count() == 1
    assert "Standard search" in panel.then.text()
    assert "Leiden" in panel.now.text()
    graph = window.workspace.graph
    qtbot.waitUntil(lambda: bool((graph.view.board.scene.flags & (CAME | LEFT)).any()), timeout=LONG)
    assert graph._beside.isVisible()
    graph._beside.click()  # the marks go, the list stays
    assert session.comparing == -1
    qtbot.waitUntil(lambda: not (graph.view.board.scene.flags & (CAME | LEFT)).any(), timeout=LONG)
    panel.earlier.activated.emit(0)
    assert session.comparing == 1
    assert session.apply(ForgetRings(2))  # the detection compared with is now the only one
    qtbot.waitUntil(lambda: panel._stack.currentWidget() is panel.empty, timeout=LONG)
    assert session.comparing == -1
    session.undo.undo()
    qtbot.waitUntil(lambda: session.comparing == 1, timeout=LONG)
    window._docks["compare"].close()
    assert session.comparing == -1
    delete(window)


def test_to_compare_is_told_once(session: Session, path: Path, qtbot: QtBot) -> None:
    session.open(path, PASSPHRASE)
    told: list[int] = []
    session.compared.connect(told.append)
    compare_with(session, 1)
    compare_with(session, 1)
    compare_with(session, -1)
    assert told == [1, -1]
    compare_with(session, 1)
    session.close()
    assert session.comparing == -1
    assert Target("compare", (1, "R1")).question == "compare"
