"""What one cleaned record states: entities and links, in parts that each count once however often they are stated.

A row of `persons` is the person's own statement and one part for each thing held, with the same fingerprint as the
row of `identifiers` that says the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, NamedTuple

from netlens.case import schema
from netlens.case.intake.clean import Cleaned, party_of
from netlens.case.intake.standing import is_moment
from netlens.case.records import Entity, Link, Ref
from netlens.case.store.packs import PRINT
from netlens.case.values import place as places
from netlens.case.values.name import fold

GRADES = ("grade_source", "grade_info", "handling")  # of the tie when a row states one, of the statement else
_PARTIES = {"links": ("a", "b"), "payments": ("payer", "payee")}
_THINGS = (("phones", "phone"), ("accounts", "account"), ("id_number", "document"), ("passport", "document"))


class Part(NamedTuple):
    """One statement that counts once. `key` is what it is the same by.

    `says` is what more it tells where a later row with the same key may tell otherwise: of an entity (`links` empty) or
    of a tie. None where the key is all.
    """

    key: tuple[str, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    says: Mapping[str, Any] | None = None


class Parties:
    """Whose key a text is: known persons of the register first, then what its form tells."""

    def __init__(self, register: str, known: Callable[[Ref], bool]) -> None:
        self.register = register
        self.known = known
        self._found: dict[str, Ref] = {}

    def person(self, key: str) -> Ref:
        return Ref("person", self.register, key)

    def find(self, text: str) -> Ref:
        """The ref of a party; a person who is not known (yet) when nothing else fits."""
        ref = self._found.get(text)
        if ref is None:
            ref = self.person(text)
            if not self.known(ref):
                kind, value, _problem = party_of(text)
                if kind == "person":
                    return ref
                ref = Ref(kind, "", value)
            self._found[text] = ref
        return ref


def fingerprint(key: tuple[str, ...], says: Mapping[str, Any] | None = None) -> bytes:
    """The bytes by which two statements are the same."""
    text = "\x1f".join(key)
    if says is not None:
        text += "\x1e" + repr(sorted(says.items()))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=PRINT).digest()


def grade_of(values: Mapping[str, Any]) -> str:
    source, info = values.get("grade_source", ""), values.get("grade_info", "")
    return f"{source}/{info}" if info else source


def defines(cleaned: Cleaned, register: str) -> Ref | None:
    """The keyed entity a record makes known: others may refer to it."""
    table = cleaned.record.table
    if table in ("persons", "cases", "routes", "reports"):
        kind = table[:-1]
        return Ref(kind, register, cleaned.values[f"{kind}_id"])
    return None


def needs(cleaned: Cleaned, parties: Parties) -> list[tuple[str, str, Ref]]:
    """(field, value, ref) of every case and person a record refers to."""
    table, values, register = cleaned.record.table, cleaned.values, parties.register
    if table == "calls":
        return []
    found = []
    if "case_id" in values and table != "cases":
        found.append(("case_id", values["case_id"], Ref("case", register, values["case_id"])))
    if "person_id" in values and table != "persons":
        found.append(("person_id", values["person_id"], parties.person(values["person_id"])))
    for column in _PARTIES.get(table, ()):
        ref = parties.find(values[column])
        if ref.kind == "person":
            found.append((column, values[column], ref))
    if table == "routes":
        found += [("persons", key, parties.person(key)) for key in values.get("persons", ())]
    return found


def parts_of(cleaned: Cleaned, parties: Parties) -> list[Part]:
    """The parts of one record. Its references are known."""
    return _MAKERS[cleaned.record.table](cleaned.values, parties)


def _detail(values: Mapping[str, Any], *without: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in without and name not in GRADES}


def _link(
    values: Mapping[str, Any],
    a: Ref,
    b: Ref,
    kind: str,
    detail: Mapping[str, Any],
    since: str = "",
    until: str = "",
    *,
    directed: bool = True,
) -> Link:
    said = dict(detail)
    if "source_ref" in values:
        said["source_ref"] = values["source_ref"]
    return Link(a, b, kind, directed, since, until, grade_of(values), values.get("handling", ""), said)


def told(link: Link) -> dict[str, Any]:
    """All a tie tells beside who, where and as what: what a later row of the same key may fill in or change."""
    said = {**link.detail, "since": link.since, "until": link.until, "grade": link.grade, "handling": link.handling}
    return {
        name: value for name, value in said.items() if value not in ("", []) and name not in ("role", "stop", "place")
    }


def retold(link: Link, said: Mapping[str, Any]) -> Link:
    """The same tie, telling `said`."""
    fields = ("since", "until", "grade", "handling")
    detail = {**link.detail, **{name: value for name, value in said.items() if name not in fields}}
    return replace(link, detail=detail, **{name: said.get(name, "") for name in fields})


def _said(values: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """A keyed entity's statement: everything the row says of it, single values of a list as plain text."""
    detail = _detail(values, *without)
    for name in ("id_number", "passport", "nationality", "offence"):
        said = detail.get(name)
        if isinstance(said, list):
            detail[name] = said[0] if len(said) == 1 else said
    if grade := grade_of(values):
        detail["grade"] = grade
    if values.get("handling"):
        detail["handling"] = values["handling"]
    return detail


def _persons(values: dict[str, Any], parties: Parties) -> list[Part]:
    ref = parties.person(values["person_id"])
    detail = _said(values, "person_id")
    entity = Entity(ref, values.get("full_name", ""), detail)
    parts = [Part(("persons", *ref), (entity,), (), detail)]
    for column, kind in _THINGS:
        parts += [held(values, ref, kind, item) for item in values.get(column, ())]
    if is_address(values.get("address", "")):
        parts.append(held(values, ref, "address", values["address"]))
    return parts


def is_address(text: str) -> bool:
    """Whether an address says more than a province: a province is nobody's house."""
    return bool(text) and bool(places.clean_province(text)[1])


def held(values: Mapping[str, Any], person: Ref, kind: str, value: str) -> Part:
    """That a person holds or uses a thing, within its dates."""
    since, until = values.get("since", ""), values.get("until", "")
    entities: tuple[Entity, ...] = ()
    if kind == "address":
        thing = place_ref(value, values.get("province", ""))
        entities = (Entity(thing, value),)
    else:
        thing = Ref(kind, "", value)
    detail = {"kind": kind}
    if "basis" in values:
        detail["basis"] = values["basis"]
    link = _link(values, person, thing, "holds", detail, since, until)
    return Part(("holds", *person, *thing, since, until), entities, (link,))


def place_ref(name: str, province: str = "", country: str = "") -> Ref:
    """A place goes by its name without accents, and by the province or country that tells it from its namesakes."""
    key, more = fold(name), fold(province or ("" if country == "VN" else country))
    return Ref("place", "", key if not more or more in key else f"{key}, {more}")


def _cases(values: dict[str, Any], parties: Parties) -> list[Part]:
    ref = Ref("case", parties.register, values["case_id"])
    detail = _said(values, "case_id")
    return [Part(("cases", *ref), (Entity(ref, values.get("title", ""), detail),), (), detail)]


def _identifiers(values: dict[str, Any], parties: Parties) -> list[Part]:
    return [held(values, parties.person(values["person_id"]), values["kind"], values["value"])]


def _involvements(values: dict[str, Any], parties: Parties) -> list[Part]:
    person, case = parties.person(values["person_id"]), Ref("case", parties.register, values["case_id"])
    detail = _detail(values, "person_id", "case_id", "since", "until", "source_ref")
    for column in ("exploitation", "recruited_via"):
        if column in detail:
            detail[column] = ";".join(detail[column])
    link = _link(values, person, case, "involvement", detail, values.get("since", ""), values.get("until", ""))
    return [Part(("involvement", *person, *case, values["role"]), (), (link,), told(link))]


def _routes(values: dict[str, Any], parties: Parties) -> list[Part]:
    route = Ref("route", parties.register, values["route_id"])
    stop, day = values["stop"], values.get("date", "")
    place = place_ref(values["place"], values.get("province", ""), values.get("country", ""))
    detail = _detail(values, "route_id", "case_id", "persons", "source_ref")
    link = _link(values, route, place, "stop", detail, day)
    entities = (Entity(route), Entity(place, values["place"]))
    parts = [Part(("stop", *route, str(stop), *place), entities, (link,), told(link))]
    if "case_id" in values:
        case = Ref("case", parties.register, values["case_id"])
        parts.append(Part(("of_case", *route, *case), (), (_link(values, route, case, "of_case", {}),)))
    for key in values.get("persons", ()):
        person = parties.person(key)
        link = _link(values, person, route, "travels", {"stop": stop, "date": day} if day else {"stop": stop}, day)
        parts.append(Part(("travels", *route, str(stop), key), (), (link,)))
    return parts


def _links(values: dict[str, Any], parties: Parties) -> list[Part]:
    a, b = parties.find(values["a"]), parties.find(values["b"])
    kind = values["kind"]
    directed = bool(values.get("directed", schema.entry("link_kind", kind).get("directed", False)))
    since, until = values.get("since", ""), values.get("until", "")
    detail = _detail(values, "a", "b", "kind", "directed", "since", "until", "source_ref")
    link = _link(values, a, b, kind, detail, since, until, directed=directed)
    pair = (*a, *b) if directed or a <= b else (*b, *a)
    return [Part(("links", *pair, kind, str(directed), since, until, repr(sorted(detail.items()))), (), (link,))]


def _calls(values: dict[str, Any], parties: Parties) -> list[Part]:
    a, b = Ref("phone", "", values["caller"]), Ref("phone", "", values["callee"])
    detail: dict[str, Any] = {name: values[name] for name in ("seconds", "kind", "cell") if name in values}
    link = _link(values, a, b, "called", detail, values["start"])
    # A time told by the day or the minute alone is no mark of one call: then its length and cell tell too.
    more = (
        () if is_moment(values["start"]) else tuple(str(detail.get(name, "")) for name in ("seconds", "kind", "cell"))
    )
    return [Part(("calls", a.key, b.key, values["start"], *more), (), (link,))]


def _payments(values: dict[str, Any], parties: Parties) -> list[Part]:
    a, b = parties.find(values["payer"]), parties.find(values["payee"])
    detail: dict[str, Any] = {name: values[name] for name in ("amount", "currency", "reference") if name in values}
    link = _link(values, a, b, "paid", detail, values["when"])
    told = (str(values["amount"]), values.get("currency", ""), values["when"], values.get("reference", ""))
    return [Part(("payments", *a, *b, *told), (), (link,))]


def _crossings(values: dict[str, Any], parties: Parties) -> list[Part]:
    gate = place_ref(values["gate"])
    entities = [Entity(gate, values["gate"])]
    parts: list[Part] = []
    document = Ref("document", "", values["document"]) if "document" in values else None
    if "person_id" in values:
        who = parties.person(values["person_id"])
        if document:
            parts.append(held({name: values[name] for name in GRADES if name in values}, who, "document", document.key))
    else:
        who = document or Ref("document", "", "")
    if "vehicle" in values:
        entities.append(Entity(Ref("vehicle", "", values["vehicle"])))
    detail = _detail(values, "person_id", "document", "when", "source_ref")
    link = _link(values, who, gate, "crossed", detail, values["when"])
    told = (*who, *gate, values.get("direction", ""), values["when"], values.get("vehicle", ""))
    return [Part(("crossings", *told), tuple(entities), (link,)), *parts]


def _reports(values: dict[str, Any], parties: Parties) -> list[Part]:
    ref = Ref("report", parties.register, values["report_id"])
    detail = _said(values, "report_id")
    parts = [Part(("reports", *ref), (Entity(ref, "", detail),), (), detail)]
    if "case_id" in values:
        case = Ref("case", parties.register, values["case_id"])
        parts.append(Part(("of_case", *ref, *case), (), (_link(values, ref, case, "of_case", {}),)))
    return parts


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
}
