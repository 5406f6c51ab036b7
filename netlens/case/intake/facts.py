"""What one cleaned record states: entities and links, in parts that each count once however often they are stated.

A row of `persons` is the person's own statement and one part for each thing held, with the same fingerprint as the
row of `identifiers` that says the same.
"""

from collections.abc import Callable, Mapping
from typing import Any

from netlens.case import schema
from netlens.case.intake.clean import Cleaned
from netlens.case.intake.forms.payments.both_sides import key_of, told_in
from netlens.case.intake.own import is_marked
from netlens.case.intake.parts import Part, Parties, Terms, detail_of, terms_of, told
from netlens.case.intake.standing import is_moment
from netlens.case.records import Entity, Ref
from netlens.case.store.known import TOLD
from netlens.case.values import place as places
from netlens.case.values.name import fold

_PARTIES = {"links": ("a", "b"), "payments": ("payer", "payee")}
_THINGS = (("phones", "phone"), ("accounts", "account"), ("id_number", "document"), ("passport", "document"))


def defines(cleaned: Cleaned, parties: Parties) -> Ref | None:
    """The keyed entity a record makes known: others may refer to it, also by the file's own id from now on."""
    table, values = cleaned.record.table, cleaned.values
    if table in ("persons", "cases", "routes", "reports"):
        kind = table[:-1]
        key = values[f"{kind}_id"]
        ref = parties.keyed(kind, key)
    elif table == "entities":
        key = values["entity_id"]
        ref = _thing(values, parties)
    else:
        return None
    if is_marked(key):
        parties.call(key, ref)
    return ref


def _thing(values: Mapping[str, Any], parties: Parties) -> Ref:
    """What an entity of a chart or graph is: a number, a plate, a place by itself; what only has a name, by its id."""
    kind, value = values["kind"], values.get("value", "")
    if not value or kind not in ("phone", "account", "vehicle", "document", "place"):
        return parties.keyed(kind, values["entity_id"])
    return (
        place_ref(value, values.get("province", ""), values.get("country", ""))
        if kind == "place"
        else Ref(kind, "", value)
    )


def needs(cleaned: Cleaned, parties: Parties) -> list[tuple[str, str, Ref]]:
    """(field, value, ref) of every case and person a record refers to."""
    table, values = cleaned.record.table, cleaned.values
    if table in ("calls", "entities"):
        return []
    found = []
    if "case_id" in values and table != "cases":
        found.append(("case_id", values["case_id"], parties.keyed("case", values["case_id"])))
    if "person_id" in values and table != "persons":
        found.append(("person_id", values["person_id"], parties.person(values["person_id"])))
    for column in _PARTIES.get(table, ()):
        ref = parties.find(values[column])
        if ref.kind == "person":
            found.append((column, values[column], ref))
    if table == "identifiers" and is_marked(values["value"]):
        found.append(("value", values["value"], parties.find(values["value"])))
    if table == "routes":
        found += [("persons", key, parties.person(key)) for key in values.get("persons", ())]
    return found


def parts_of(cleaned: Cleaned, parties: Parties) -> list[Part]:
    """The parts of one record. Its references are known."""
    return _MAKERS[cleaned.record.table](cleaned.values, parties)


def _said(values: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """A keyed entity's statement: everything the row says of it, single values of a list as plain text."""
    detail = detail_of(values, *without)
    for name in ("id_number", "passport", "nationality", "offence"):
        said = detail.get(name)
        if isinstance(said, list):
            detail[name] = said[0] if len(said) == 1 else said
    terms = terms_of(values)
    if terms.grade:
        detail["grade"] = terms.grade
    if terms.handling:
        detail["handling"] = terms.handling
    return detail


def _persons(values: dict[str, Any], parties: Parties) -> list[Part]:
    ref = parties.person(values["person_id"])
    detail = _said(values, "person_id")
    parts = [Part(("persons", *ref), (Entity(ref, values.get("full_name", ""), detail),), (), detail)]
    terms = terms_of(values)
    for column, kind in _THINGS:
        parts += [held(terms, ref, Ref(kind, "", value), kind) for value in values.get(column, ())]
    if is_address(address := values.get("address", "")):
        place = place_ref(address, values.get("province", ""))
        parts.append(held(terms, ref, place, "address", label=address))
    return parts


def is_address(text: str) -> bool:
    """Whether an address says more than a province: a province is nobody's house."""
    return bool(text) and (len(text) > 40 or bool(places.clean_province(text)[1]))


def held(
    terms: Terms,
    person: Ref,
    thing: Ref,
    kind: str,
    since: str = "",
    until: str = "",
    basis: str = "",
    label: str = "",
) -> Part:
    """That a person holds or uses a thing, within its dates."""
    link = terms.link(person, thing, "holds", {"kind": kind, "basis": basis} if basis else {"kind": kind}, since, until)
    entities = (Entity(thing, label),) if label else ()
    return Part(("holds", *person, *thing, since, until), entities, (link,))


def place_ref(name: str, province: str = "", country: str = "") -> Ref:
    """A place goes by its name without accents, and by the province or country that tells it from its namesakes."""
    key, more = fold(name), fold(province or ("" if country == "VN" else country))
    return Ref("place", "", key if not more or more in key else f"{key}, {more}")


def _cases(values: dict[str, Any], parties: Parties) -> list[Part]:
    ref = parties.keyed("case", values["case_id"])
    detail = _said(values, "case_id")
    return [Part(("cases", *ref), (Entity(ref, values.get("title", ""), detail),), (), detail)]


def _identifiers(values: dict[str, Any], parties: Parties) -> list[Part]:
    person, kind, value = parties.person(values["person_id"]), values["kind"], values["value"]
    label = value if kind == "address" else ""
    if is_marked(value):  # what a chart shows by a name alone
        thing, label = parties.find(value), ""
    else:
        thing = place_ref(value) if kind == "address" else Ref(kind, "", value)
    dates = values.get("since", ""), values.get("until", "")
    return [held(terms_of(values), person, thing, kind, *dates, basis=values.get("basis", ""), label=label)]


def _involvements(values: dict[str, Any], parties: Parties) -> list[Part]:
    person, case = parties.person(values["person_id"]), parties.keyed("case", values["case_id"])
    detail = detail_of(values, "person_id", "case_id", "since", "until", "source_ref")
    for column in ("exploitation", "recruited_via"):
        if column in detail:
            detail[column] = ";".join(detail[column])
    dates = values.get("since", ""), values.get("until", "")
    link = terms_of(values).link(person, case, "involvement", detail, *dates)
    return [Part(("involvement", *person, *case, values["role"]), (), (link,), told(link))]


def _routes(values: dict[str, Any], parties: Parties) -> list[Part]:
    route = parties.keyed("route", values["route_id"])
    stop, day = values["stop"], values.get("date", "")
    place = place_ref(values["place"], values.get("province", ""), values.get("country", ""))
    detail = detail_of(values, "route_id", "case_id", "persons", "source_ref")
    terms = terms_of(values)
    link = terms.link(route, place, "stop", detail, day)
    entities = (Entity(route), Entity(place, values["place"]))
    parts = [Part(("stop", *route, str(stop), *place), entities, (link,), told(link))]
    if "case_id" in values:
        case = parties.keyed("case", values["case_id"])
        parts.append(Part(("of_case", *route, *case), (), (terms.link(route, case, "of_case", {}),)))
    for key in values.get("persons", ()):
        person = parties.person(key)
        link = terms.link(person, route, "travels", {"stop": stop, "date": day} if day else {"stop": stop}, day)
        parts.append(Part(("travels", *route, str(stop), key), (), (link,)))
    return parts


def _links(values: dict[str, Any], parties: Parties) -> list[Part]:
    a, b = parties.find(values["a"]), parties.find(values["b"])
    kind = values["kind"]
    directed = bool(values.get("directed", schema.entry("link_kind", kind).get("directed", False)))
    since, until = values.get("since", ""), values.get("until", "")
    detail = detail_of(values, "a", "b", "kind", "directed", "since", "until", "source_ref")
    link = terms_of(values).link(a, b, kind, detail, since, until, directed)
    pair = (*a, *b) if directed or a <= b else (*b, *a)
    again = values.get("source_ref", "")  # of equal edges of a graph, each a fact of its own: the mark of the second …
    more = (again,) if is_marked(again) else ()
    return [Part(("links", *pair, kind, str(directed), since, until, repr(sorted(detail.items())), *more), (), (link,))]


def _calls(values: dict[str, Any], parties: Parties) -> list[Part]:
    a, b = Ref("phone", "", values["caller"]), Ref("phone", "", values["callee"])
    detail: dict[str, Any] = {name: values[name] for name in ("seconds", "kind", "cell") if name in values}
    link = terms_of(values).link(a, b, "called", detail, values["start"])
    # A time told by the day or the minute alone is no mark of one call: then its length and cell tell too.
    more = (
        () if is_moment(values["start"]) else tuple(str(detail.get(name, "")) for name in ("seconds", "kind", "cell"))
    )
    return [Part(("calls", a.key, b.key, values["start"], *more), (), (link,))]


def _payments(values: dict[str, Any], parties: Parties) -> list[Part]:
    a, b = parties.find(values["payer"]), parties.find(values["payee"])
    detail: dict[str, Any] = {name: values[name] for name in ("amount", "currency", "reference") if name in values}
    mark = told_in(values.get("source_ref", ""))
    if mark:
        detail[TOLD] = mark
    link = terms_of(values).link(a, b, "paid", detail, values["when"])
    said = (str(values["amount"]), values.get("currency", ""), values["when"], values.get("reference", ""))
    return [Part(key_of(a, b, *said, mark), (), (link,))]


def _crossings(values: dict[str, Any], parties: Parties) -> list[Part]:
    gate = place_ref(values["gate"])
    entities = [Entity(gate, values["gate"])]
    parts: list[Part] = []
    terms = terms_of(values)
    document = Ref("document", "", values["document"]) if "document" in values else None
    if "person_id" in values:
        who = parties.person(values["person_id"])
        if document:
            parts.append(held(terms, who, document, "document"))
    else:
        who = document or Ref("document", "", "")
    if "vehicle" in values:
        entities.append(Entity(Ref("vehicle", "", values["vehicle"])))
    detail = detail_of(values, "person_id", "document", "when", "source_ref")
    link = terms.link(who, gate, "crossed", detail, values["when"])
    said = (*who, *gate, values.get("direction", ""), values["when"], values.get("vehicle", ""))
    return [Part(("crossings", *said), tuple(entities), (link,)), *parts]


def _reports(values: dict[str, Any], parties: Parties) -> list[Part]:
    ref = parties.keyed("report", values["report_id"])
    detail = _said(values, "report_id")
    parts = [Part(("reports", *ref), (Entity(ref, "", detail),), (), detail)]
    if "case_id" in values:
        case = parties.keyed("case", values["case_id"])
        parts.append(Part(("of_case", *ref, *case), (), (terms_of(values).link(ref, case, "of_case", {}),)))
    return parts


def _entities(values: dict[str, Any], parties: Parties) -> list[Part]:
    ref = _thing(values, parties)
    label = values.get("label", "") or (
        values.get("value", "") if ref.kind in ("place", "organisation", "event") else ""
    )
    return [Part(("entities", *ref, label), (Entity(ref, label),), ())]


_MAKERS: Mapping[str, Callable[[dict[str, Any], Parties], list[Part]]] = {
    "persons": _persons,
    "cases": _cases,
    "identifiers": _identifiers,
    "involvements": _involvements,
    "routes": _routes,
    "links": _links,
    "calls": _calls,
    "payments": _payments,
    "crossings": _crossings,
    "reports": _reports,
    "entities": _entities,
}
