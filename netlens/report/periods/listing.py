"""Rings over time as plain data, for `netlens timeline --json` and whoever else reads it: masked, ordered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from netlens.case.protection import shown_file, shown_name, shown_text
from netlens.case.records import Ring, Source
from netlens.network.periods.anew import Look
from netlens.network.periods.life import Life
from netlens.network.periods.spans import Span
from netlens.network.periods.story import story
from netlens.network.periods.threads import Thread, of_ring
from netlens.network.periods.times import Times
from netlens.report.listing import shown_id
from netlens.report.periods.story import story_text

if TYPE_CHECKING:
    from netlens.case.case import Case


def timeline_json(
    case: "Case", times: Times, by: str, lang: str, looks: Sequence[Look] = (), threads: Sequence[Thread] = ()
) -> dict[str, Any]:
    """The periods; each ring followed through them, with its story; and what each period shows by itself (`search`).

    The same case, settings and versions give the same data.
    """
    said: dict[str, Any] = {
        "by": by,
        "first": times.first,
        "last": times.last,
        "periods": [{"code": one.code, "since": one.since, "until": one.until} for one in times.periods],
        "rings": [_ring(case, times, number, lang, looks, threads) for number in range(len(times.rings))],
    }
    return {**said, "search": _search(case, times, looks, threads)} if looks else said


def cited(case: "Case", rows: Sequence[Source]) -> list[dict[str, Any]]:
    """Where rows stand, sorted: register, file (masked), sheet, SHA-256, row."""
    files, imports = case.table("files"), case.table("imports")
    register = dict(zip(imports.id.tolist(), imports.register, strict=True))
    columns = (files.id.tolist(), files.name, files.sheet, files.sha256, files.import_id.tolist())
    place = {
        number: {"register": register.get(batch, ""), "file": shown_file(case, name), "sheet": sheet, "sha256": sha256}
        for number, name, sheet, sha256, batch in zip(*columns, strict=True)
    }
    found = [{**place[one.file], "row": one.row} for one in rows]
    return sorted(found, key=lambda row: (row["register"], row["file"], row["sheet"], row["row"]))


def _ring(
    case: "Case", times: Times, number: int, lang: str, looks: Sequence[Look], threads: Sequence[Thread]
) -> dict[str, Any]:
    ring, life = times.rings[number], times.lives[number]
    return {
        "id": ring.id,
        "label": shown_text(case, ring.label),
        "status": ring.status,
        "decision": ring.decision,
        "first": life.first,
        "last": life.last,
        "undated": life.undated,
        "coarse": life.coarse,
        "outside": life.outside,
        "periods": [_period(case, life, span, at) for at, span in enumerate(times.periods)],
        "members": sorted(
            (
                {
                    "id": shown_id(case, one.vertex),
                    "name": shown_name(case, one.vertex),
                    "first": one.first,
                    "last": one.last,
                    "rows": list(one.rows),
                    "undated": one.undated,
                }
                for one in life.members
            ),
            key=lambda member: str(member["id"]),
        ),
        "story": [
            {"text": text, "rows": cited(case, rows)}
            for text, rows in story_text(case, story(times, number, looks, threads), lang)
        ],
    }


def _period(case: "Case", life: Life, span: Span, at: int) -> dict[str, Any]:
    return {
        "code": span.code,
        "mark": life.marks[at],
        "facts": dict(sorted(life.facts[at].items())),
        "active": sorted(shown_id(case, one) for one in life.active[at]),
        "known": len(life.known[at]),
    }


def _search(case: "Case", times: Times, looks: Sequence[Look], threads: Sequence[Thread]) -> dict[str, Any]:
    """Rings found by the evidence of single periods; `ring` is the kept one that a thread shows."""
    shows = {thread.id: of_ring(thread, times.rings) for thread in threads}
    return {
        "periods": [
            {
                "code": one.span.code,
                "people": one.people,
                "undated": one.undated,
                "note": one.note,
                "rings": [
                    {
                        "thread": thread.id,
                        "ring": shows[thread.id],
                        "status": step.status,
                        "members": sorted(shown_id(case, member) for member in step.members),
                    }
                    for thread in threads
                    for step in thread.steps
                    if step.period == at
                ],
            }
            for at, one in enumerate(looks)
        ],
        "threads": [_thread(case, times.rings, times.periods, thread, shows[thread.id]) for thread in threads],
    }


def _thread(case: "Case", rings: Sequence[Ring], periods: Sequence[Span], thread: Thread, ring: str) -> dict[str, Any]:
    return {
        "id": thread.id,
        "ring": ring,
        "into": thread.into,
        "events": [
            {
                "period": periods[event.period].code,
                "what": event.what,
                "others": list(event.others),
                "joined": sorted(shown_id(case, one) for one in event.joined),
                "left": sorted(shown_id(case, one) for one in event.left),
            }
            for event in thread.events
        ],
    }
