"""The cases, offences and corridors of a ring. Titles and summaries of cases are free text: they stay in the case."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.case.protection import shown_text
from netlens.case.records import CorridorShare, Ring, Source
from netlens.i18n import counter
from netlens.network import corridors
from netlens.report.ring.members import VICTIM
from netlens.report.ring.rows import rows, source
from netlens.report.ring.sources import Sources

if TYPE_CHECKING:
    from netlens.case.case import Case

ACTING = ("offender", "suspect")


def cited(case: "Case", ring: Ring) -> list[Source]:
    return [source(row) for row in rows(case.table("cases"), "id", ring.cases)]


def cases(case: "Case", ring: Ring, sources: Sources, lang: str) -> tuple[Mapping[str, Any], ...]:
    """One entry a case, oldest first: what is charged, by whom, where; how many members and victims stand in it."""
    members = {member.vertex for member in ring.members}
    acting: dict[int, set[int]] = {}
    suffered: dict[int, set[int]] = {}
    for row in rows(case.table("involvements"), "case", ring.cases):
        if row["role"] in VICTIM:
            suffered.setdefault(row["case"], set()).add(row["person"])
        elif row["role"] in ACTING and row["person"] in members:
            acting.setdefault(row["case"], set()).add(row["person"])
    along = corridors.case_corridors(case)
    listed = [
        {
            "record": shown_text(case, row["record_id"]),
            "offence": schema.label("offence", row["offence"], lang) if row["offence"] else "",
            "status": schema.label("case_status", row["status"], lang) if row["status"] else "",
            "opened": row["opened"],
            "agency": shown_text(case, row["agency"]),
            "province": shown_text(case, row["province"]),
            "members": len(acting.get(row["id"], ())),
            "victims": len(suffered.get(row["id"], ())),
            "corridors": ", ".join(corridors.label(code, lang) for code in along.get(row["id"], ())),
            "sources": sources.numbers([source(row)]),
        }
        for row in rows(case.table("cases"), "id", ring.cases)
    ]
    return tuple(sorted(listed, key=lambda one: (one["opened"] or "9999", one["record"])))


def offences(ring: Ring, lang: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {"code": code, "label": schema.label("offence", code, lang), "cases": count}
        for code, count in sorted(ring.offences.items(), key=lambda item: (-item[1], item[0]))
    )


def shares(ring: Ring, lang: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {
            "code": one.code,
            "label": corridors.label(one.code, lang),
            "share": one.share,
            "words": _share(one, lang),
            "cases": one.cases,
            "routes": one.routes,
            "victims": one.victims,
        }
        for one in ring.corridors
    )


def _share(one: CorridorShare, lang: str) -> str:
    """`3 of 4 cases`; of the routes where no case says which corridor."""
    n_ = counter(lang)
    if one.cases and one.share:
        total = round(one.cases / one.share)
        return n_("{n} of {total} case", "{n} of {total} cases", total).format(n=one.cases, total=total)
    return n_("{n} route", "{n} routes", one.routes).format(n=one.routes)
