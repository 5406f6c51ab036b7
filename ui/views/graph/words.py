"""The picture in words: tooltips, and what a screen reader says. Names are masked already; markup is escaped."""

from html import escape

import numpy as np

from netlens.i18n import _, ngettext
from netlens.network.scene import BANDS, BY_HAND, CAME, DUAL, FLAGGED, HUB, KINDS, LEFT, PROTECTED, RingShape, Scene
from ui.views.graph.board import Board
from ui.views.graph.legend import KIND_WORDS

BAND_SHORT = {
    "firm": lambda ring: _("firm member of {ring}").format(ring=ring),
    "likely": lambda ring: _("likely member of {ring}").format(ring=ring),
    "possible": lambda ring: _("possible member of {ring}").format(ring=ring),
    "loose": lambda ring: _("loosely tied to {ring}").format(ring=ring),
}


def node_words(board: Board, node: int) -> tuple[str, list[str]]:
    """The name of a node, and what else is shown of it."""
    scene = board.scene
    ring = scene.rings[scene.ring[node]] if scene.ring[node] >= 0 else None
    if KINDS[scene.kind[node]] == "ring" and ring is not None:
        title, lines = ring_words(ring, scene.first)
        return title, lines + [text for bit, text in _changed() if int(scene.flags[node]) & bit]
    lines = [_(KIND_WORDS[KINDS[scene.kind[node]]])]
    band = BANDS[scene.band[node]]
    if ring is not None:
        if band:
            lines.append(BAND_SHORT[band](ring.label))
        else:
            lines.append(_("attached to {ring}, not a member").format(ring=ring.label))
    flags = int(scene.flags[node])
    for bit, text in (
        (DUAL, _("recorded as offender or suspect, and protected")),
        (FLAGGED, _("acquitted, or the case dropped")),
        (BY_HAND, _("added by hand")),
        (HUB, _("shared by so many that it ties nobody")),
        *_changed(),
    ):
        if flags & bit:
            lines.append(text)
    if flags & PROTECTED and not flags & DUAL:
        lines.append(_("protected person"))
    ties = len(board.ties(node))
    lines.append(ngettext("{n} tie in this picture", "{n} ties in this picture", ties).format(n=ties))
    return scene.labels[node], lines


def _changed() -> tuple[tuple[int, str], ...]:
    return (
        (CAME, _("came to the ring since the detection compared with")),
        (LEFT, _("left the ring since then")),
    )


def ring_words(ring: RingShape, first: bool = False) -> tuple[str, list[str]]:
    """`first`: it is not tested yet."""
    known = {"supported": _("supported ring"), "tentative": _("tentative ring")}
    status = _("not tested yet") if first else known.get(ring.status, _("like chance"))
    lines = [_("{status}, confirmed").format(status=status) if ring.confirmed else status]
    if ring.corridor:
        lines.append(ring.corridor)
    lines.append(ngettext("{n} person", "{n} people", ring.people).format(n=ring.people))
    if ring.victims:
        lines.append(
            ngettext("{n} protected person attached", "{n} protected people attached", ring.victims).format(
                n=ring.victims
            )
        )
    return ring.label, lines


def tooltip(title: str, lines: list[str]) -> str:
    """As rich text for a tooltip; whatever came from records is escaped."""
    return "<b>" + escape(title) + "</b><br>" + "<br>".join(escape(line) for line in lines)


def summary(scene: Scene) -> str:
    """One sentence on the whole picture, for screen readers."""
    folded = int((scene.kind == KINDS.index("ring")).sum())
    people = int((scene.kind == KINDS.index("person")).sum())
    whole = sum(shape.whole for shape in scene.rings)
    parts = [
        ngettext("{n} person", "{n} people", people).format(n=people),
        ngettext("{n} ring", "{n} rings", folded + whole).format(n=folded + whole),
        ngettext("{n} tie", "{n} ties", len(scene.a)).format(n=len(scene.a)),
    ]
    return ", ".join(parts) + ". " + _("Arrow keys walk along ties.")


def tie_words(board: Board, tie: int) -> tuple[str, list[str]]:
    scene = board.scene
    names = [node_words(board, int(end))[0] for end in (scene.a[tie], scene.b[tie])]
    facts = int(scene.count[tie])
    lines = [ngettext("{n} fact ties them", "{n} facts tie them", facts).format(n=facts)]
    return " – ".join(names), lines


def note(scene: Scene, limited: bool) -> str:
    """What the picture leaves out, so that nobody takes it for all."""
    parts = [_("First look: nothing is tested yet")] if scene.first else []
    if scene.left_out:
        parts.append(
            ngettext("{n} more person not shown", "{n} more people not shown", scene.left_out).format(
                n=f"{scene.left_out:,}"
            )
        )
    if limited:
        parts.append(_("strongest ties only; nearer shows more"))
    return " · ".join(parts)


def position_words(board: Board, node: int) -> str:
    """What a screen reader says of the node that has the keyboard."""
    title, lines = node_words(board, node)
    near = [node_words(board, int(other))[0] for other in np.unique(board.neighbours(node))[:8]]
    tail = _("Tied to {names}.").format(names=", ".join(near)) if near else ""
    return ". ".join([title, ", ".join(lines), tail])
