"""The routes of a ring, stop by stop. Where someone was recruited is given by province only: it may be their home."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.case.protection import shown_label, shown_text
from netlens.case.records import Ring, Source
from netlens.case.values import country
from netlens.i18n import translator
from netlens.network import corridors
from netlens.report.ring.rows import rows, source
from netlens.report.ring.sources import Sources

if TYPE_CHECKING:
    from netlens.case.case import Case


def cited(case: "Case", ring: Ring) -> list[Source]:
    return [source(row) for row in rows(case.table("stops"), "route", ring.routes)]


def routes(case: "Case", ring: Ring, sources: Sources, lang: str) -> tuple[Mapping[str, Any], ...]:
    """One entry a route with its stops in order; a chain against the clock is said to be one."""
    judged = {int(row["route"]): row for row in rows(corridors.route_corridors(case), "route", ring.routes)}
    stops: dict[int, dict[tuple[int, int], list[dict[str, Any]]]] = {}
    for row in rows(case.table("stops"), "route", ring.routes):
        same_place = stops.setdefault(row["route"], {}).setdefault((row["stop"], row["place"]), [])
        same_place.append(row)
    listed = []
    for route in ring.routes:
        verdict = judged.get(route, {})
        found = stops.get(route, {})
        of_case = next((row["case"] for same in found.values() for row in same if row["case"] >= 0), -1)
        corridor = verdict.get("corridor") or ""
        listed.append(
            {
                "record": shown_text(case, case.record_id(route)),
                "case": shown_text(case, case.record_id(of_case)) if of_case >= 0 else "",
                "corridor": corridors.label(corridor, lang) if corridor else "",
                "note": shown_text(case, verdict.get("rejected") or ""),
                "stops": tuple(_stop(case, found[key], sources, lang) for key in sorted(found)),
            }
        )
    return tuple(sorted(listed, key=lambda one: str(one["record"])))


def _stop(case: "Case", same: list[dict[str, Any]], sources: Sources, lang: str) -> Mapping[str, Any]:
    """One stop, out of all the rows that state it."""
    row = same[0]
    return {
        "stop": int(row["stop"]),
        "place": _place(case, row, lang),
        "kind": schema.label("route_kind", row["kind"], lang) if row["kind"] else "",
        "mode": schema.label("mode", row["mode"], lang) if row["mode"] else "",
        "gate": "" if row["kind"] == "recruitment" else shown_text(case, row["gate"]),
        "date": row["date"],
        "sources": sources.numbers(source(one) for one in same),
    }


def _place(case: "Case", row: Mapping[str, Any], lang: str) -> str:
    _ = translator(lang)
    wide = [row["province"], country.label(row["country"], lang) if row["country"] not in ("", "VN") else ""]
    if row["kind"] == "recruitment":
        return ", ".join(part for part in wide if part) or _("[place withheld]")
    name = shown_label(case, row["place"], lang) if row["place"] >= 0 else shown_text(case, row["place_name"])
    parts = [name, *(part for part in wide if part and part not in name)]
    return ", ".join(part for part in parts if part)
