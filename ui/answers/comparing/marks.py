"""Who came to a ring and who left it, marked in the picture: by sign and outline, not by colour alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from netlens.network.comparing.passages import Passage
from netlens.network.scene import CAME, LEFT
from netlens.report.comparing import words
from ui.answers.comparing.page import comparison

if TYPE_CHECKING:
    from netlens.network.scene import RingShape, Scene
    from ui.answers.ground.reading import Book

MOST = 300  # people who left rings that are brought into the picture of all rings


@dataclass(frozen=True, slots=True)
class Marks:
    """`came`, `left`: entity ids; `rings`: by id of a ring of today the bits of its folded node and a word for it."""

    came: frozenset[int]
    left: frozenset[int]
    rings: Mapping[str, tuple[int, str]]
    of_ring: Mapping[str, tuple[int, ...]]  # who left the story of a ring of today
    of_gone: tuple[int, ...]  # the people of rings that are gone and who are in none today


def marks(book: "Book", number: int) -> Marks | None:
    """What to mark against the detection of that number; None when there is nothing to compare with."""
    key = f"marks {number}"
    if key not in book.memo:
        found = comparison(book, number)
        book.memo[key] = None if found is None else _marks(found.passages)
    made: Marks | None = book.memo[key]
    return made


def bring(told: Marks, ring: str) -> Collection[int]:
    """Whom to draw besides: those who left the ring that is looked at, or (ring "") the people of rings now gone."""
    return told.of_ring.get(ring, ()) if ring else told.of_gone[:MOST]


def marked(scene: "Scene", told: Marks) -> "Scene":
    """The scene with its marks: on people, and on rings that are folded; under a ring's name how many came and left."""
    flags = scene.flags.copy()
    flags[np.isin(scene.ids, np.fromiter(told.came, dtype=np.int64))] |= CAME
    flags[np.isin(scene.ids, np.fromiter(told.left, dtype=np.int64))] |= LEFT
    for node in np.flatnonzero(scene.ids < 0).tolist():
        flags[node] |= told.rings.get(scene.rings[int(scene.ring[node])].id, (0, ""))[0]
    rings = tuple(replace(shape, corridor=_said(shape, told)) for shape in scene.rings)
    return replace(scene, flags=flags, rings=rings)


def _said(shape: "RingShape", told: Marks) -> str:
    """What stands under the name of a ring: its corridor, and how many came and left."""
    word = told.rings.get(shape.id, (0, ""))[1] if len(shape.members) else ""
    return " · ".join(text for text in (shape.corridor, word) if text)


def _marks(passages: Collection[Passage]) -> Marks:
    from netlens.i18n import language

    came: set[int] = set()
    left: set[int] = set()
    gone: dict[int, None] = {}
    rings, of_ring = {}, {}
    for one in passages:
        gained, lost = {move.vertex for move in one.gained}, [move.vertex for move in one.lost]
        if one.before:  # of a new ring nobody is marked: the ring itself is
            came |= gained
        left |= set(lost) if one.after else set()
        bits = CAME * bool(one.gained) | LEFT * bool(one.lost)
        word = words.counts(one) if one.before else ""
        if one.became in ("new", "split", "merged", "regrouped"):
            word = ", ".join(text for text in (words.became_word(one.became, language()), word) if text)
        for ring in one.after:
            rings[ring.id] = (bits or CAME * (one.became in ("new", "split")), word)
            of_ring[ring.id] = tuple(lost)
        if not one.after:
            gone |= dict.fromkeys(move.vertex for move in one.lost if not move.ring)
            left |= gone.keys()
    return Marks(frozenset(came), frozenset(left - came), rings, of_ring, tuple(gone))
