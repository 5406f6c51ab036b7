"""A person, company, number, place, event or trip → records; and the ties its own properties state."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from netlens.case.intake.charts import ties
from netlens.case.intake.charts.ftm import entity as model
from netlens.case.intake.charts.ftm.entity import Entity
from netlens.case.intake.charts.ftm.index import Index
from netlens.case.intake.charts.things import Flag, Node, Thing, records
from netlens.case.intake.reasons import reason
from netlens.case.records import CaseRecord, Issue

_USED = frozenset({"name", "startDate", "endDate", "date"})


@dataclass(slots=True)
class Told:
    """What a file has said so far of ids it speaks of more than once: names and birth dates."""

    names: dict[str, str] = field(default_factory=dict)
    births: dict[str, str] = field(default_factory=dict)


def thing(entity: Entity, found: Index, told: Told, file: str) -> Iterator[CaseRecord | Issue]:
    """The records of one thing: itself, then what its properties tie it to. A trip is a route with its stops."""
    node = found.nodes[entity.id]
    ends, absent = _ends(entity, found)
    used = {*_USED, *ends} - {name for name, _id in absent}  # those stay as attributes
    flags = [(name, id_, "absent_entity") for name, id_ in absent]
    kind, code = model.thing_kind(entity)
    if code and kind == node.kind:
        flags.append(("schema", entity.schema, code))
    if node.kind == "route" and not entity.first("startLocation", "endLocation"):
        yield Issue(entity.row, "startLocation", "", reason("no_stop"), code="no_stop")
        return
    if node.kind == "route":
        yield from _route(entity, node, found, flags)
        return
    values: dict[str, str] = {"source_ref": entity.first("sourceUrl")}
    label = model.name_of(entity)
    if node.kind == "person":
        values |= _person(entity, used)
        label = _one(entity, label, values, found, told, flags)
    elif node.kind == "case":
        values |= {"opened": entity.first("fileDate", "date", "startDate"), "agency": entity.first("court")}
        values["summary"] = " ".join(entity.all("summary", "notes"))
        used |= {"fileDate", "court", "summary", "notes"}
    extra = _extra(entity, used, node.kind, label)
    yield from records(Thing(node, entity.row, label, values, extra, tuple(flags)), file)
    for name, others in ends.items():
        for other in others:
            yield from _tied(entity, node, name, other)


def _ends(entity: Entity, found: Index) -> tuple[dict[str, list[Node]], list[tuple[str, str]]]:
    """What an entity's properties refer to in the file, and (property, id) of what they refer to that is not there."""
    ends: dict[str, list[Node]] = {}
    absent: list[tuple[str, str]] = []
    for name in entity.properties:
        if name not in model.references():
            continue
        here = {id_: found.nodes[id_] for id_ in entity.all(name) if id_ in found.nodes}
        absent += [(name, id_) for id_ in entity.all(name) if id_ not in here]
        if here:
            ends[name] = list(here.values())
    return ends, absent


def _person(entity: Entity, used: set[str]) -> dict[str, str]:
    """Its native columns; what a column cannot hold stays as an attribute."""
    values: dict[str, str] = {}
    for column, names in model.person_columns().items():
        texts = entity.all(*names)
        if column in ("sex", "birth_date", "ethnicity", "address"):
            if len(texts) == 1:
                values[column] = texts[0]
                used.update(names)
            elif texts:  # several, of which none is said to be the right one
                values[column] = texts[0]
        elif texts:
            values[column] = "; ".join(texts) if column != "note" else "\n".join(texts)
            used.update(names)
    if others := entity.all("name")[1:]:
        values["aliases"] = "; ".join(dict.fromkeys((*others, *filter(None, [values.get("aliases", "")]))))
    if emails := entity.all("email"):
        values["accounts"] = "; ".join(f"email:{text}" for text in emails)
        used.add("email")
    if not entity.first("name"):
        used |= {"firstName", "middleName", "lastName"}
    return values


def _one(entity: Entity, label: str, values: dict[str, str], found: Index, told: Told, flags: list[Flag]) -> str:
    """Of a person the file speaks of in several lines, a further name is an alias; the first birth date stands."""
    if entity.id not in found.repeated:
        return label
    first = told.names.setdefault(entity.id, label)
    if label and first and label != first:
        values["aliases"] = "; ".join(filter(None, (values.get("aliases", ""), label)))
        label = ""
    elif label and not first:
        told.names[entity.id] = label
    born = values.get("birth_date", "")
    if born and told.births.setdefault(entity.id, born) != born:
        del values["birth_date"]
        flags.append(("birth_date", born, "differs"))
    return label


def _extra(entity: Entity, used: set[str], kind: str, label: str) -> dict[str, str]:
    extra = entity.extra(used)
    names = entity.all("name")
    if kind != "person" and len(names) > 1:
        extra["name"] = "; ".join(names)
    if label and extra.get("caption") == label:
        extra.pop("caption", None)
    for name in ("startDate", "endDate", "date"):
        if name in entity.properties and kind != "case":
            extra[name] = "; ".join(entity.properties[name])
    return {"schema": entity.schema, **extra}


def _tied(entity: Entity, node: Node, name: str, other: Node) -> Iterator[CaseRecord]:
    """What one property ties a thing to: who has it, where someone lives, who was there; anything else by its name."""
    since, until = min(entity.all("startDate", "date"), default=""), max(entity.all("endDate"), default="")
    basis = model.holders().get(name)
    if name == "addressEntity":
        said = ties.Said(entity.row, word=name, kind="address")
    elif basis:
        said = ties.Said(entity.row, word=name, kind="holds", basis=basis, since=since, until=until)
    else:
        said = ties.Said(entity.row, word=name, kind="other", since=since if node.kind == "event" else "")
    yield from ties.records(other if basis else node, node if basis else other, said)


def _route(entity: Entity, node: Node, found: Index, flags: list[Flag]) -> Iterator[CaseRecord]:
    """A trip: two stops with those who travelled; its vehicle, and companies on it, by stated links."""
    travellers = [found.nodes[id_] for id_ in entity.all("involved", "organizer") if id_ in found.nodes]
    for name in ("involved", "organizer", "vehicle", "startLocation", "endLocation"):
        flags += [
            (name, id_, "absent_entity")
            for id_ in entity.all(name)
            if id_ not in found.nodes and (name, id_, "absent_entity") not in flags
        ]
    people = ";".join(dict.fromkeys(one.party for one in travellers if one.kind == "person"))
    start = min(entity.all("startDate", "date"), default="")
    dates = (start, max(entity.all("endDate"), default=start))
    used = {*_USED, "involved", "organizer", "vehicle", "startLocation", "endLocation"} - {flag[0] for flag in flags}
    extra = {**_extra(entity, used, "route", ""), **({"name": text} if (text := model.name_of(entity)) else {})}
    stop = 0
    for name, date in zip(("startLocation", "endLocation"), dates, strict=True):
        for id_ in entity.all(name):
            stop += 1
            place = found.nodes.get(id_)
            where = (place.value if place else "") or id_
            values = {"route_id": node.party, "stop": str(stop), "place": where, "date": date, "persons": people}
            filled = {column: text for column, text in values.items() if text}
            yield CaseRecord("routes", entity.row, filled, extra if stop == 1 else {}, flags=tuple(flags))
            flags = []
    others = [one for one in travellers if one.kind != "person"]
    others += [found.nodes[id_] for id_ in entity.all("vehicle") if id_ in found.nodes]
    for other in others:
        yield from ties.records(node, other, ties.Said(entity.row, word="vehicle", kind="other", since=start))
