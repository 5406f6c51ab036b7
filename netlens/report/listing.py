"""A detection as plain data, for `netlens rings --json` and whoever else reads it: masked, ordered, rounded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.case.protection import code, protected_ids, shown_label, shown_name, shown_text
from netlens.case.records import Member, Ring, Rings
from netlens.case.values.grade import scheme
from netlens.network.curation import disputes

if TYPE_CHECKING:
    from netlens.case.case import Case

DIGITS = 6  # decimals of every figure


def rings_json(case: "Case", rings: Rings, identify: bool = False) -> dict[str, Any]:
    """The JSON of the CLI contract. The same case, settings and versions give the same bytes once it is dumped.

    `identify` adds names and `victim_records` of protected people: the caller has entered the authority in the audit.
    """
    settings = {name: value for name, value in rings.settings.items() if name not in ("numbered",)}
    filters = settings.get("filters") or {}
    if filters.get("without"):  # typed by a person: it may be a protected one's number
        settings["filters"] = {**filters, "without": [shown_text(case, one) for one in filters["without"]]}
    return {
        "settings": _plain(settings),
        "rings": [_ring(case, ring, identify) for ring in rings.rings],
        "unassigned": _records(case, rings.unassigned),
        "hubs": sorted(shown_id(case, hub) for hub in rings.hubs),
        "note": rings.note,
    }


def _ring(case: "Case", ring: Ring, identify: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": ring.id,
        "label": ring.label if identify else shown_text(case, ring.label),
        "status": ring.status,
        "decision": ring.decision,
        "size": len(ring.members),
        "stability": ring.stability,
        "p_value": ring.p_value,
        "q_value": ring.q_value,
        "density": ring.density,
        "redundancy": ring.redundancy,
        "corridors": [
            {"code": s.code, "share": s.share, "cases": s.cases, "routes": s.routes, "victims": s.victims}
            for s in ring.corridors
        ],
        "offences": _offences(ring),
        "cases": _records(case, ring.cases),
        "routes": _records(case, ring.routes),
        "victims": len(ring.victims),
        "weakest_grade": ring.weakest_grade if scheme(ring.weakest_grade) else "",
        "first": ring.first,
        "last": ring.last,
        "evidence": dict(sorted(ring.evidence.items())),
        "members": [_member(case, member, identify) for member in _ordered(case, ring)],
        "disputes": [
            {"kind": one.kind, "members": sorted(shown_id(case, person) for person in one.people)}
            for one in disputes(ring)
        ],
    }
    if identify:
        keys = ((case.reading.record_id(case.ref(one)), _name(case, one, True)) for one in ring.victims)
        said["victim_records"] = [{"record": record, "name": name} for record, name in sorted(keys)]
    return said


def _offences(ring: Ring) -> dict[str, int]:
    """Cases by offence; what no list knows is free text, which may name anyone: it counts as other."""
    found: dict[str, int] = {}
    for offence, count in ring.offences.items():
        known = offence if schema.entry("offence", offence) else "other"
        found[known] = found.get(known, 0) + count
    return dict(sorted(found.items()))


def _ordered(case: "Case", ring: Ring) -> list[Member]:
    """Members by their weight in the ring, then by record id: the order does not depend on how files were imported."""
    return sorted(ring.members, key=lambda member: (-member.degree, case.record_id(member.vertex)))


def _member(case: "Case", member: Member, identify: bool) -> dict[str, Any]:
    record = _record(case, member.vertex)
    return {
        "id": record,
        "records": [record],
        "name": _name(case, member.vertex, identify),
        "protected": member.vertex in protected_ids(case),
        "band": member.band,
        "recorded": member.recorded,
        "functions": [code for code in member.functions if schema.entry("functions", code)],
        "stage": member.stage,
        "by_hand": member.by_hand,
        "degree": member.degree,
        "betweenness": member.betweenness,
        "constraint": member.constraint,
        "evidence": dict(sorted(member.evidence.items())),
    }


def _name(case: "Case", entity: int, identify: bool) -> str:
    if identify and entity in protected_ids(case):
        persons = case.table("persons")
        names = persons.name[persons.id == entity].tolist()
        return str(names[0]) if names and names[0] else case.record_id(entity)
    return shown_name(case, entity)


def shown_id(case: "Case", entity: int) -> str:
    """The record id; the code of a protected person; `phone:V-0042` for what only protected people hold."""
    if case.ref(entity).kind == "person":
        return code(case, entity) or case.record_id(entity)
    return _record(case, entity)


def _record(case: "Case", entity: int) -> str:
    """The record id of an entity, with a code for the number itself where only protected people hold it."""
    kind, record = case.ref(entity).kind, case.record_id(entity)
    if kind in ("person", "case", "route"):
        return record
    _, held, codes = shown_label(case, entity, "en").partition(" of V-")
    return f"{kind}:V-{codes}" if held else shown_text(case, record)


def _records(case: "Case", entities: Iterable[int]) -> list[str]:
    return sorted(_record(case, entity) for entity in entities)


def _plain(value: Any) -> Any:
    """Numbers rounded, mappings and sequences plain: what json.dumps writes the same way everywhere."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return round(value, DIGITS) + 0.0 if isinstance(value, float) else value
