"""Two detections side by side as plain data, for `netlens compare --json`: masked, ordered."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netlens.case.protection import shown_file, shown_text
from netlens.network.comparing.comparison import Comparison, Kept
from netlens.network.comparing.fresh import Fresh
from netlens.network.comparing.passages import Move, Passage
from netlens.report.comparing.words import passage_words, settings_words
from netlens.report.listing import shown_id

if TYPE_CHECKING:
    from netlens.case.case import Case


def compare_json(case: "Case", comparison: Comparison, new: Mapping[str, Fresh], lang: str) -> dict[str, Any]:
    """Both detections, what differs, what came between, and what became of every ring. `new`: fresh evidence by ring.

    The same case, detections and versions give the same bytes once it is dumped.
    """
    between = comparison.between
    return {
        "before": _kept(comparison.before, lang),
        "after": _kept(comparison.after, lang),
        "differences": [
            {
                "what": one.what,
                "kind": one.kind,
                "before": _masked(case, one.before),
                "after": _masked(case, one.after),
            }
            for one in comparison.differences
        ],
        "imports": list(between.imports),
        "withdrawn": list(between.withdrawn),
        "decisions": between.decisions,
        "rings": [_passage(case, one, new, lang) for one in comparison.passages],
    }


def import_names(case: "Case") -> dict[int, str]:
    """What each import is called, masked: its label, else its first file."""
    imports, files = case.table("imports"), case.table("files")
    named = dict(zip(files.import_id.tolist()[::-1], files.name.tolist()[::-1], strict=True))
    return {
        number: shown_text(case, label) if label else shown_file(case, named.get(number, str(number)))
        for number, label in zip(imports.id.tolist(), imports.label.tolist(), strict=True)
    }


def _masked(case: "Case", value: Any) -> Any:
    """A setting as it is, but for what a person typed: what was left out may be a protected person's number."""
    if isinstance(value, list | tuple):
        return [_masked(case, one) for one in value]
    return shown_text(case, value) if isinstance(value, str) else value


def _kept(kept: Kept, lang: str) -> dict[str, Any]:
    return {
        "detection": kept.number,
        "time": kept.time,
        "method": kept.settings.get("method", ""),
        "words": settings_words(kept.settings, lang),
        "supported": kept.supported,
        "tentative": kept.tentative,
    }


def _passage(case: "Case", one: Passage, new: Mapping[str, Fresh], lang: str) -> dict[str, Any]:
    facts: dict[str, int] = {}
    for ring in one.after:
        for kind, count in (new[ring.id].facts if ring.id in new else {}).items():
            facts[kind] = facts.get(kind, 0) + count
    return {
        "became": one.became,
        "before": [_ring(ring.id, ring.status, len(ring.members)) for ring in one.before],
        "after": [_ring(ring.id, ring.status, len(ring.members)) for ring in one.after],
        "like_chance": one.shadow.id if one.shadow is not None else None,
        "gained": _moves(case, one.gained),
        "lost": _moves(case, one.lost),
        "new_evidence": dict(sorted(facts.items())),
        "text": shown_text(case, passage_words(one, lang)),
    }


def _ring(name: str, status: str, size: int) -> dict[str, Any]:
    return {"id": name, "status": status, "size": size}


def _moves(case: "Case", moves: tuple[Move, ...]) -> list[dict[str, Any]]:
    found = [
        {"id": shown_id(case, one.vertex), "ring": one.ring or None, "known": one.known, "by_hand": one.by_hand}
        for one in moves
    ]
    return sorted(found, key=lambda move: str(move["id"]))
