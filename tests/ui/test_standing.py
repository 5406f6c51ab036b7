"""Roles and key people: what the worker answers names nobody protected; what a person does in the panel."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netlens.case.case import Case
from netlens.case.protection import protected_ids
from netlens.commands.demo import PASSPHRASE
from netlens.i18n import use_language
from netlens.network.measures.catalogue import MEASURES
from netlens.network.measures.groups import BETWEEN
from ui.answers.ground.reading import Book
from ui.answers.plain.page import Page, Target
from ui.answers.plain.standing import Listed
from ui.answers.plain.table import fold
from ui.answers.standing import brokers, central, functions, how, person, without
from ui.answers.standing.ground import EVIDENCE, percent, written
from ui.session import Selection, Session
from ui.views.standing.asking import BROKERS, CENTRAL, FUNCTIONS, WITHOUT
from ui.views.standing.view import Standing


@pytest.fixture(scope="module")
def book(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One for all: nothing here changes the case."""
    path = tmp_path_factory.mktemp("book") / "sample.netlens"
    with Case.open(Path(shutil.copy(made_sample, path)), PASSPHRASE) as case:
        yield Book(case)


def mixed_ring(book: Book) -> str:
    """A ring with a protected person among its members."""
    hidden = protected_ids(book.case)
    rings = book.rings.rings if book.rings else ()
    return next(ring.id for ring in rings if any(member.vertex in hidden for member in ring.members))


def every_answer(book: Book, ring: str) -> list[Any]:
    return [
        *(central.people(book, ring, "", name) for name in MEASURES),
        *(brokers.people(book, ring, "", between) for between in BETWEEN),
        functions.table(book, ring),
        *(without.page(book, ring, evidence) for evidence in ("", "calls")),
        *(how.measure(book, name, ring, "things") for name in MEASURES),
        *(how.brokers(book, between, ring, "") for between in BETWEEN),
        how.functions(book, ring),
        how.without(book, ring, ""),
    ]


def test_nobody_protected_is_named_or_ranked(book: Book) -> None:
    from netlens.case.protection import code

    hidden = protected_ids(book.case)
    persons = book.case.table("persons")
    unprotected = set(persons[~persons["protected"]]["name"])
    names = {name for name in persons[persons["protected"]]["name"] if name.count(" ") > 0} - unprotected
    words = names | {code(book.case, one) for one in hidden}
    for ring in (mixed_ring(book), ""):
        for answer in every_answer(book, ring):
            text = repr(answer)
            assert not [word for word in words if word in text], answer
            listed = answer.table.ids if isinstance(answer, Listed) else ()
            assert not hidden & set(listed)
    some = next(iter(hidden & set(book.vertex)))
    assert "never ranked" in repr(person.page(book, some))
    assert person.link(book, some, "") == []


def test_people_stand_in_the_order_of_the_measure(book: Book) -> None:
    for name in MEASURES:
        listed = central.people(book, "R1", "", name)
        column = next(i for i, one in enumerate(listed.table.columns) if one.help.startswith(MEASURES[name].label))
        assert column == 3  # place, name, functions, then what was asked for
        order = listed.table.order[column]
        values = [float(text) for text in listed.table.cells[column]]
        assert values == sorted(values, reverse=not MEASURES[name].low_first)
        assert sorted(order.tolist()) == list(range(listed.table.rows))
        assert "exact" in listed.said
        assert "members of Ring R1" in listed.said


def test_a_large_case_is_not_kept_waiting_for_paths(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.answers.standing.ground.EXACT", 100)
    monkeypatch.setattr("netlens.network.measures.paths.EXACT", 100)
    monkeypatch.setattr("netlens.network.measures.paths.WORK", 100_000)
    monkeypatch.setitem(book.__dict__, "memo", {})
    cheap = central.people(book, "", "", "degree")
    assert not any("betweenness" in one.help for one in cheap.table.columns)
    asked = central.people(book, "", "", "betweenness")
    assert "estimated from" in asked.said
    assert "±" in [one.label for one in asked.table.columns]
    assert "standard error" in repr(how.measure(book, "betweenness", "", ""))
    assert "protected people are not ranked" in asked.more


def test_what_a_ring_lacks_is_told(book: Book) -> None:
    listed = functions.table(book, "R1")
    assert listed.tone == "warning"
    assert "Nobody is recorded yet for:" in listed.more
    gap = next(one for one in listed.table.columns if one.label.endswith("nobody"))
    assert gap.label.partition(" ·")[0] in listed.more
    cells = {text for column in listed.table.cells for text in column}
    assert "Transporter" in cells
    assert any(text.startswith("○") for text in cells)
    whole = functions.table(book, "")
    assert whole.table.targets[0].question == "select"


def test_brokers_by_chance_and_of_few_groups(book: Book) -> None:
    assert "By chance" not in [one.label for one in brokers.people(book, "", "", "ring").table.columns]
    assert "By chance" in [one.label for one in brokers.people(book, "", "", "corridor").table.columns]
    assert "of one group" in brokers.people(book, "", "", "nationality").more


def test_each_scope_and_evidence_has_an_answer(book: Book) -> None:
    for evidence in EVIDENCE:
        assert isinstance(central.people(book, "R2", evidence, "degree"), Listed)
        page = how.measure(book, "degree", "R2", evidence)
        assert isinstance(page, Page)
    assert "by calls and messages only" in central.people(book, "R2", "calls", "degree").said


def test_a_person_page_tells_functions_beside_standing(book: Book) -> None:
    first = central.people(book, "R1", "", "betweenness").table.ids[0]
    said = repr(person.page(book, first, "R1"))
    assert "place 1 of" in said
    assert "In the whole case" in said
    assert "rows:several" in said
    nobody = next(one for one in book.case.table("cases")["id"].tolist())
    assert "Not part of the graph" in repr(person.page(book, nobody))


@pytest.mark.parametrize(("lang", "figure", "share"), [("en", "0.0123", "1.2 %"), ("vi", "0,0123", "1,2 %")])
def test_figures_are_written_as_the_language_does(lang: str, figure: str, share: str) -> None:
    use_language(lang)
    assert written(0.012345) == (figure, 0.012345)
    assert written(7.0, True) == ("7", 7.0)
    assert percent(0.0123) == share


@pytest.fixture
def panel(opened: Session, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Standing:
    """The panel, answered at once, in this process."""
    from importlib import import_module

    def ask(_topic: str, question: str, *args: Any) -> Any:
        module, _colon, name = question.partition(":")
        answer = getattr(import_module(f"ui.answers.{module}"), name)(book, *args)
        at_once = SimpleNamespace(connect=lambda then: then(answer))
        return SimpleNamespace(done=at_once, failed=SimpleNamespace(connect=lambda _then: None))

    monkeypatch.setattr(opened, "ask", ask)
    made = Standing(opened)
    qtbot.addWidget(made)
    made.resize(1100, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_asked_only_while_it_is_looked_at(opened: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "ask", lambda *_args: pytest.fail("nobody looks"))
    made = Standing(opened)
    qtbot.addWidget(made)
    opened.select("R1")


def test_the_ring_that_is_picked_is_the_scope(panel: Standing, opened: Session) -> None:
    assert panel.asking.scope.currentText() == "The whole case"
    whole = panel.table.rows.table.rows
    opened.select("R1")
    assert panel.asking.scope.currentText() == "Ring R1"
    assert 0 < panel.table.rows.table.rows < whole
    panel.asking.scope.setCurrentIndex(panel.asking.scope.findData("R2"))
    panel.asking.scope.activated.emit(panel.asking.scope.currentIndex())
    assert opened.selection.ring == "R2"


def test_a_click_on_a_row_picks_the_person_in_every_view(panel: Standing, opened: Session, qtbot: QtBot) -> None:
    opened.select("R1")
    at = panel.table.visualRect(panel.table.rows.index(2, 1)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.selection == Selection("R1", (panel.table.rows.table.ids[2],))
    other = panel.table.rows.table.ids[0]
    opened.select("R1", (other,))
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [0]


def test_another_measure_other_evidence_another_tab(panel: Standing, opened: Session) -> None:
    asking = panel.asking
    asking.choice.setCurrentIndex(asking.choice.findData("pagerank"))
    assert "All sum to 1" in asking.said.text()
    asking.evidence.setCurrentIndex(asking.evidence.findData("calls"))
    assert "by calls and messages only" in asking.said.text()
    for tab, words in ((BROKERS, "Gould"), (FUNCTIONS, "each step"), (WITHOUT, "one after the other")):
        asking.tabs.button(tab).click()
        assert words in asking.said.text()
    assert "not advice to arrest" in asking.more.text()
    assert asking.choice.isHidden()
    asking.tabs.button(CENTRAL).click()
    assert not asking.choice.isHidden()


def test_each_tab_says_how_it_was_reckoned(panel: Standing, opened: Session, book: Book) -> None:
    asked: list[Target] = []
    opened.asked.connect(asked.append)
    for tab in (CENTRAL, BROKERS, FUNCTIONS, WITHOUT):
        panel.asking.tabs.button(tab).click()
        panel.asking.how.click()
    questions = [target.question for target in asked]
    assert questions == [f"standing.how:{name}" for name in ("measure", "brokers", "functions", "without")]


def test_rows_sort_and_copy(panel: Standing, qtbot: QtBot) -> None:
    panel.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    names = [panel.table.rows.index(row, 1).data() for row in range(5)]
    assert names == sorted(names, key=fold)
    panel.table.selectRow(0)
    panel.table.copy()
    assert names[0] in QApplication.clipboard().text()


def test_a_curve_is_read_and_clicked(panel: Standing, opened: Session, qtbot: QtBot) -> None:
    opened.select("R1")
    panel.asking.tabs.button(WITHOUT).click()
    curves = panel.curves
    qtbot.waitUntil(curves.isVisible)
    curves.grab()
    assert "still hang together" in curves.accessibleDescription()
    point = curves._point(3, curves._curves[0].shares[3]).toPoint()
    qtbot.mouseMove(curves, point)
    qtbot.mouseClick(curves, Qt.MouseButton.LeftButton, pos=point)
    assert opened.selection.ids == curves._curves[curves._line].ids[:3]
    curves.setFocus()
    qtbot.keyClick(curves, Qt.Key.Key_Right)
    qtbot.keyClick(curves, Qt.Key.Key_Down)
    qtbot.keyClick(curves, Qt.Key.Key_Return)
    assert len(opened.selection.ids) == 4
    curves.grab()
    qtbot.mouseMove(curves, QPoint(2, 2))


def test_a_key_player_set_is_picked_by_a_click(panel: Standing, opened: Session, book: Book) -> None:
    panel.asking.tabs.button(WITHOUT).click()
    blocks = without.page(book, "", "").page.blocks
    target = next(item.target for block in blocks for item in getattr(block, "items", ()) if item.target)
    panel.page.went.emit(target)
    assert opened.selection.ids == target.args[1]


def test_without_a_case_it_says_so(session: Session, qtbot: QtBot) -> None:
    made = Standing(session)
    qtbot.addWidget(made)
    made.show()
    assert "No case is open" in made.empty.accessibleName()
