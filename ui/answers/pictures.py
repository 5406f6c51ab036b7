"""The picture of what is picked, as a Scene: all rings folded, or one unfolded among its neighbours."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from netlens.case.records import Rings
from ui.answers.ground.reading import Book

if TYPE_CHECKING:
    from netlens.network.evidence import Evidence
    from netlens.network.scene import Scene


@dataclass(frozen=True, slots=True)
class Picture:
    """`shown`: what is picked, or who stands for it in the picture (the holder of a phone that ties nobody).

    `recorded`: it shows everything recorded, not rings.
    """

    scene: "Scene"
    shown: tuple[int, ...]
    recorded: bool = False


NOTHING = Rings({}, (), (), ())
OF_TIES = ("weight", "count", "direction", "grade")  # the columns of a Scene that go by tie; the others go by node
HOLDERS = 5  # people brought in to show a number or thing that no picture has by itself
LITTLE = 400  # entities of a case that is drawn whole where it has no ring to show
_placed: dict[str, dict[int, tuple[float, float]]] = {}  # by case file: what was placed does not move


def scene(
    book: Book,
    ring: str,
    picked: tuple[int, ...],
    expanded: tuple[int, ...],
    hidden: tuple[int, ...],
    measure: str,
    recorded: bool,
    stretch: tuple[str, str] | None = None,
    against: int = -1,
) -> Picture:
    """The picture of a ring (or, "", of all rings), with what is picked in it wherever that can be.

    `recorded`: everything the records speak of, and how they tie it; so it is, too, where a small case has no ring to
    show. `hidden` are left out, with their ties. `stretch`: only ties of the
    evidence of these days (ISO, both included); everyone stays where they stand. `against`: the number of an earlier
    detection, beside which who came and who left is marked.
    """
    from netlens.network import scene as scenes
    from ui.answers.comparing.marks import bring, marked, marks
    from ui.views.graph.board import EMPTY

    rings = book.rings or NOTHING
    known = ring if book.ring(ring) else ""
    if not known and as_recorded(book, recorded, rings):
        return _recorded(book, picked, hidden, measure, stretch)
    if not len(book.case.table("persons")) or (book.rings is None and not (picked or expanded)):
        return Picture(EMPTY, ())
    if stretch:
        rings = _harmed_within(book, rings, stretch)
    places = positions(book)
    told = marks(book, against) if against >= 0 else None
    also = bring(told, known) if told is not None else ()
    bringing = {one: () if one in also else _bringing(book, known, one) for one in picked}
    wide = (*expanded, *(other for some in bringing.values() for other in some))
    args = (book.case, within(book, stretch) if stretch else book.evidence, rings, places)
    if known:
        made = scenes.unfold(*args, known, measure=measure, expanded=wide, also=also)
    else:
        made = scenes.overview(*args, measure=measure, expanded=wide, also=also)
    made = made if told is None else marked(made, told)
    made = drawn(without(made, hidden) if hidden else made)
    there = set(made.ids.tolist())
    shown = [one if one in there else other for one in picked for other in (bringing[one] or (one,))]
    return Picture(made, tuple(dict.fromkeys(one for one in shown if one in there)))


def as_recorded(book: Book, asked: bool, rings: Rings) -> bool:
    """Whether everything recorded is drawn: when asked for, or when it is little and there is no ring to draw."""
    from netlens.network.layout import shown
    from netlens.network.recorded import MOST

    entities = len(book.case.table("entities"))
    return 0 < entities <= (MOST if asked else LITTLE) and (asked or not shown(rings))


def _recorded(
    book: Book, picked: tuple[int, ...], hidden: tuple[int, ...], measure: str, stretch: tuple[str, str] | None
) -> Picture:
    from netlens.network import layout, recorded
    from netlens.network import scene as scenes

    facts = book.facts
    said = (facts.a, facts.b, facts.since, facts.grade, facts.one_way)
    graph = book.memo.get("recorded")
    if graph is None:
        graph = recorded.as_recorded(book.case, *said)
        book.memo["recorded"] = graph
        book.memo["recorded places"] = layout.place(graph, NOTHING, book.case.positions())
    shown = graph
    if stretch:
        days = np.array([bool(day) and stretch[0] <= day[: len(stretch[0])] <= stretch[1] for day in facts.since])
        shown = recorded.as_recorded(book.case, *(column[days] for column in said))
    places = {**book.memo["recorded places"], **book.case.positions()}
    made = scenes.build(book.case, shown, book.rings or NOTHING, places, measure=measure)
    made = without(made, hidden) if hidden else made
    there = set(made.ids.tolist())
    return Picture(made, tuple(one for one in picked if one in there), recorded=True)


def within(book: Book, stretch: tuple[str, str]) -> "Evidence":
    """The evidence of a stretch of time, weighed and reduced as the kept detection was; the last one asked is kept."""
    from netlens.network.evidence import gather

    if book.memo.get("within", ("",))[0] != stretch:
        made_by = book.rings.settings if book.rings else {}
        without_ = (made_by.get("filters") or {}).get("without", ())
        since, until = stretch
        book.memo["within"] = (
            stretch, gather(book.case, weights=made_by.get("weights"), since=since, until=until, without=without_),
        )  # fmt: skip
    found: Evidence = book.memo["within"][1]
    return found


def _harmed_within(book: Book, rings: Rings, stretch: tuple[str, str]) -> Rings:
    """The rings with only those protected people whose part in a case falls into the days."""
    from netlens.network.facts.period import period
    from netlens.network.facts.period import within as touching

    said = book.case.table("involvements")
    opened = book.case.table("cases").set_index("id").opened
    dated = said.since.where((said.since != "") | (said.until != ""), said.case.map(opened).fillna(""))
    there = set(touching(said.assign(since=dated), period(*stretch))[0].person.tolist())
    left = tuple(replace(one, victims=tuple(who for who in one.victims if who in there)) for one in rings.rings)
    return replace(rings, rings=left)


def shifted(book: Book, ring: str, dx: float, dy: float) -> dict[int, tuple[float, float]]:
    """Where the people of a ring stand when it is moved as a whole."""
    found, places = book.ring(ring), positions(book)
    everyone = [member.vertex for member in found.members] + list(found.victims) if found else []
    return {one: (places[one][0] + dx, places[one][1] + dy) for one in everyone if one in places}


def positions(book: Book) -> dict[int, tuple[float, float]]:
    """Where everyone stands: laid out once, then only those who are new; what the analyst moved stays there."""
    from netlens.network import layout

    known: dict[int, tuple[float, float]] | None = book.memo.get("positions")
    if known is None:
        path = str(book.case.path)
        laid = layout.place(book.evidence, book.rings or NOTHING, _placed.get(path, {}))
        if book.rings is not None:  # where all stand while no ring is known gives the rings no place
            _placed[path] = laid
        known = book.memo["positions"] = {**laid, **book.case.positions()}
    return known


def without(made: "Scene", hidden: tuple[int, ...]) -> "Scene":
    """The scene without some entities and all that hangs on them."""
    keep = ~np.isin(made.ids, np.array(hidden, dtype=np.int64))
    if keep.all():
        return made
    number = np.cumsum(keep) - 1
    ties = keep[made.a] & keep[made.b]
    rings = tuple(replace(one, members=number[one.members[keep[one.members]]]) for one in made.rings)
    labels = tuple(label for label, kept in zip(made.labels, keep.tolist(), strict=True) if kept)
    a, b = (number[end[ties]].astype(np.int32) for end in (made.a, made.b))
    arrays: dict[str, Any] = {one.name: getattr(made, one.name) for one in fields(made) if one.name not in ("a", "b")}
    columns: Any = {
        name: value[ties if name in OF_TIES else keep]
        for name, value in arrays.items()
        if isinstance(value, np.ndarray)
    }
    return replace(made, **columns, labels=labels, a=a, b=b, rings=rings)


def drawn(made: "Scene") -> "Scene":
    """The scene with the rings that are in it only: of thousands, a picture shows one and its neighbours."""
    used = np.unique(made.ring[made.ring >= 0])
    if len(used) == len(made.rings):
        return made
    number = np.full(len(made.rings) + 1, -1, dtype=np.int32)  # the last place is that of none (-1)
    number[used] = np.arange(len(used))
    return replace(made, ring=number[made.ring], rings=tuple(made.rings[one] for one in used.tolist()))


def _bringing(book: Book, ring: str, picked: int) -> tuple[int, ...]:
    """Whom to expand so that what is picked is in the picture: itself, or those who hold or stand in it."""
    found = book.ring(ring)
    inside = {member.vertex for member in found.members} | set(found.victims) if found else set()
    if picked in inside:
        return ()
    if picked in book.vertex:
        return (picked,)
    others = dict.fromkeys(book.facts.other(book.facts.touching(picked), picked).tolist())
    near = sorted((one for one in others if one in book.vertex), key=lambda one: one not in inside)
    return tuple(near[:HOLDERS])
