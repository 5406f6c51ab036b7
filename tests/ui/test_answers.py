"""The worker's answers, without a window: every click leads somewhere, down to a row, and names nobody protected."""

from collections import deque
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netlens.case.protection import shown_label
from netlens.commands.demo import PASSPHRASE
from ui.answers.ground.reading import Book, _book, answer
from ui.answers.ground.words import pick
from ui.answers.pictures import drawn
from ui.answers.plain.lines import Overview
from ui.answers.plain.page import Page, Target

ENOUGH = 160  # pages walked through


@pytest.fixture
def book(sample: Path) -> Iterator[Book]:
    made = _book((str(sample), PASSPHRASE, 0))
    yield made
    made.case.close()
    from ui.answers.ground import reading

    reading._kept.clear()


def targets(value: Any) -> Iterator[Target]:
    """Every target in a page, however deep."""
    if isinstance(value, Target):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from targets(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from targets(getattr(value, one.name))


def page_of(target: Target) -> Target:
    """The question behind a selection: what Details would ask."""
    from ui.panels.details import _page_of
    from ui.session import Selection

    return _page_of(Selection(*target.args)) if target.question == "select" else target


def ask(book: Book, target: Target) -> Page:
    where = (str(book.case.path), PASSPHRASE, book.revision)
    made = answer(where, target.question, target.args)
    assert isinstance(made, Page), target
    return made


def protected_names(book: Book) -> set[str]:
    persons = book.case.table("persons")
    hidden = persons[persons["protected"] & (persons["name"].str.count(" ") >= 1)]
    known = set(persons[~persons["protected"]]["name"])
    return set(hidden["name"]) - known


def test_every_click_leads_somewhere_and_names_nobody_protected(book: Book) -> None:
    names = protected_names(book)
    assert len(names) > 50
    overview = answer((str(book.case.path), PASSPHRASE, 0), "rings:overview", ())
    rings = [Target("rings:ring", (line.id,)) for section in overview.sections for line in section.rings]
    assert rings
    left = deque(
        [Target("rings:case"), *dict.fromkeys(rings), *(Target("what_if:ring", one.args) for one in rings[:2])]
    )
    seen: dict[Target, int] = dict.fromkeys(left, 0)
    kinds, walked, deepest = set(), 0, 0
    while left and walked < ENOUGH:
        target = left.popleft() if walked % 2 else left.pop()
        made = ask(book, target)
        walked += 1
        kinds.add(target.question)
        deepest = max(deepest, seen[target])
        text = str(made)
        assert [name for name in names if name in text] == [], target
        assert made.blocks, target
        assert made.crumb, target
        for following in dict.fromkeys(page_of(one) for one in targets(made.blocks)):
            if following not in seen:
                seen[following] = seen[target] + 1
                left.append(following)
    assert {"rings:ring", "people:entity", "rows:several", "rows:record", "cases:of_ring"} <= kinds
    assert deepest >= 3


def test_a_record_says_where_it_stands(book: Book) -> None:
    made = ask(book, Target("rows:record", ((1, 2),)))
    rows = dict(row for block in made.blocks for row in getattr(block, "rows", ()))
    assert rows["File"] == ("cases.csv",)
    assert rows["Row"] == ("2",)
    assert len(str(rows["SHA-256"][0]).replace(" ", "")) == 64


def test_two_members_of_a_ring_are_linked_by_something_with_rows(book: Book) -> None:
    assert book.rings is not None
    linked = 0
    for ring in book.rings.rings[:6]:
        a, b = ring.members[0].vertex, ring.members[1].vertex
        made = ask(book, Target("ties:pair", (a, b)))
        linked += any(one.question == "rows:several" for one in targets(made.blocks))
    assert linked >= 4


def test_the_search_finds_by_parts_without_accents_and_by_last_digits(book: Book) -> None:
    where = (str(book.case.path), PASSPHRASE, 0)
    persons = book.case.table("persons")
    known = persons[~persons["protected"] & persons["name"].str.startswith("Nguyễn")].iloc[0]
    hits = answer(where, "search:find", ("nguyen",))
    assert hits
    assert all("Nguyễn" in hit.text or "nguyen" in hit.text.lower() for hit in hits[:5])
    assert any(hit.target.args[1] == (int(known["id"]),) for hit in answer(where, "search:find", (known["name"],)))
    phones = (number for number, ref in book.case.reading.refs.items() if ref.kind == "phone")
    phone = next(label for label in (shown_label(book.case, one) for one in phones) if label.startswith("+84"))
    assert answer(where, "search:find", (phone[-7:],))
    for name in sorted(protected_names(book))[:40]:
        assert not any(name in hit.text for hit in answer(where, "search:find", (name,))), name
    assert answer(where, "search:find", ("zzzzqq",)) == ()
    assert answer(where, "search:find", ("R1",))[0].icon == "ring"


def test_a_revealed_name_is_on_its_page_and_in_the_history(book: Book) -> None:
    persons = book.case.table("persons")
    one = persons[persons["protected"] & (persons["name"] != "")].iloc[0]
    before = len(book.case.history())
    made = ask(book, Target("people:reveal", (int(one["id"]), "identify her for the embassy", "order 17")))
    assert str(one["name"]) in str(made)
    entry = book.case.history()[before]
    assert entry.kind == "unmasking"
    assert str(one["name"]) not in str(entry.detail)
    assert "Protected person shown" in answer((str(book.case.path), PASSPHRASE, 0), "history:entries", ()).cells[3]


def test_the_overview_lists_tentative_apart_and_only_counts_chance(book: Book) -> None:
    overview: Overview = answer((str(book.case.path), PASSPHRASE, 0), "rings:overview", ())
    assert book.rings is not None
    by_status = {ring.id: ring.status for ring in book.rings.rings}
    for section in overview.sections:
        wanted = {"tentative": {"tentative"}, "dismissed": {"supported", "tentative"}}.get(section.kind, {"supported"})
        assert {by_status[line.id] for line in section.rings} <= wanted
    assert overview.chance == sum(status == "chance" for status in by_status.values())
    assert overview.detected
    assert not overview.stale


def test_hidden_people_leave_the_picture_with_their_ties(book: Book) -> None:
    where = (str(book.case.path), PASSPHRASE, 0)
    assert book.rings is not None
    ring = book.rings.rings[0]
    hidden = (ring.members[0].vertex, ring.members[1].vertex)
    whole = answer(where, "pictures:scene", (ring.id, (), (), (), "degree", False)).scene
    less = answer(where, "pictures:scene", (ring.id, (), (), hidden, "degree", False)).scene
    assert len(less.ids) == len(whole.ids) - 2
    assert not set(hidden) & set(less.ids.tolist())
    assert len(less.labels) == len(less.ids) == len(less.xy)
    assert less.a.max(initial=-1) < len(less.ids)
    assert len(less.a) == len(less.count) < len(whole.a)
    for name in ("along", "since", "kind", "ring", "band", "flags", "size"):
        assert len(getattr(less, name)) == len(less.ids), name
    left = np.isin(whole.ids, less.ids)
    assert np.array_equal(less.along, whole.along[left], equal_nan=True)
    assert np.array_equal(less.since, whole.since[left], equal_nan=True)


def test_a_picture_brings_only_the_rings_that_are_in_it(book: Book) -> None:
    from netlens.network import scene as scenes

    assert book.rings is not None
    ring = book.rings.rings[0]
    places = {int(one): (float(at), 0.0) for at, one in enumerate(book.evidence.vertices)}
    whole = scenes.unfold(book.case, book.evidence, book.rings, places, ring.id)
    less = drawn(whole)
    assert {shape.id for shape in less.rings} == {whole.rings[k].id for k in np.unique(whole.ring[whole.ring >= 0])}
    assert len(less.rings) < len(whole.rings)
    for before, after in zip(whole.ring.tolist(), less.ring.tolist(), strict=True):
        assert (before < 0) == (after < 0)
        assert before < 0 or whole.rings[before].id == less.rings[after].id
    assert drawn(less) is less


def test_what_is_picked_comes_into_the_picture(book: Book) -> None:
    where = (str(book.case.path), PASSPHRASE, 0)
    holdings = book.case.table("holdings")
    row = holdings[holdings["person"].isin(list(book.rings_of)) & (holdings["kind"] == "phone")].iloc[0]
    ring, ids = pick(book, int(row["thing"])).args
    picture = answer(where, "pictures:scene", (ring, ids, (), (), "degree", False))
    assert set(picture.shown) & {int(row["thing"]), int(row["person"])}
    assert set(picture.shown) <= set(picture.scene.ids.tolist())
