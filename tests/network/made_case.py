"""A case file made row by row, for tests: the same kinds of entity and link that an import makes of native tables."""

import hashlib
from pathlib import Path
from typing import Any

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.records import Entity, Link, Ref
from netlens.case.store.staging import Staging

KEY = "one two three four"
KEYED = ("person", "case", "route")


class Records:
    """Rows to come; `case(path)` writes and opens them. A party is a person's key, `+84…` or `bank:…`."""

    def __init__(self, register: str = "main") -> None:
        self.register = register
        self.rows: list[tuple[str, list[Entity], list[Link]]] = []

    def ref(self, kind: str, key: str) -> Ref:
        return Ref(kind, self.register if kind in KEYED else "", key)

    def party(self, text: str) -> Ref:
        if text.startswith("+"):
            return self.ref("phone", text)
        return self.ref("account", text) if ":" in text else self.ref("person", text)

    def person(self, key: str, name: str = "", **detail: Any) -> None:
        entity = Entity(self.ref("person", key), name, {"full_name": name, **detail})
        self.rows.append(("persons", [entity], []))

    def involve(self, file: str, person: str, role: str = "suspect", grade: str = "", **detail: Any) -> None:
        since = detail.pop("since", "")
        said = {"role": role, "functions": [], **detail}
        link = Link(self.ref("person", person), self.ref("case", file), "involvement", True, since, "", grade, "", said)
        entities = [Entity(self.ref("case", file), file, {}), Entity(self.ref("person", person), "", {})]
        self.rows.append(("involvements", entities, [link]))

    def together(self, file: str, *persons: str, opened: str = "", offence: str = "") -> None:
        """A case of which these are suspects."""
        entity = Entity(self.ref("case", file), file, {"opened": opened, "offence": offence})
        self.rows.append(("cases", [entity], []))
        for person in persons:
            self.involve(file, person)

    def hold(self, person: str, kind: str, value: str, since: str = "", until: str = "", basis: str = "") -> None:
        thing = self.ref("place" if kind == "address" else kind, value)
        detail = {"kind": kind, "basis": basis}
        link = Link(self.ref("person", person), thing, "holds", False, since, until, detail=detail)
        self.rows.append(("identifiers", [Entity(self.ref("person", person), "", {}), Entity(thing, value)], [link]))

    def call(self, a: str, b: str, start: str = "2023-05-01T10:00:00", grade: str = "") -> None:
        one, other = self.party(a), self.party(b)
        link = Link(one, other, "called", True, start, "", grade, detail={"seconds": 60, "kind": "", "cell": ""})
        self.rows.append(("calls", [Entity(one, a), Entity(other, b)], [link]))

    def pay(self, a: str, b: str, when: str = "2023-05-02", amount: float = 100.0) -> None:
        one, other = self.party(a), self.party(b)
        link = Link(one, other, "paid", True, when, "", detail={"amount": amount, "currency": "VND", "reference": ""})
        self.rows.append(("payments", [Entity(one, a), Entity(other, b)], [link]))

    def link(self, a: str, b: str, kind: str = "associate", grade: str = "") -> None:
        one, other = self.party(a), self.party(b)
        self.rows.append(("links", [Entity(one), Entity(other)], [Link(one, other, kind, False, "", "", grade)]))

    def route(self, key: str, file: str, stops: list[tuple[str, str]], *persons: str) -> None:
        route = self.ref("route", key)
        for number, (place, date) in enumerate(stops, 1):
            where = self.ref("place", place)
            detail = {"stop": number, "place": place, "date": date}
            links = [Link(route, where, "stop", True, date, "", detail=detail)]
            if file:
                links.append(Link(route, self.ref("case", file), "of_case", True))
            links += [
                Link(self.ref("person", who), route, "travels", True, date, "", detail={"stop": number})
                for who in persons
            ]
            entities = [Entity(route, key), Entity(where, place)]
            self.rows.append(("routes", entities, links))

    def cross(self, person: str, gate: str, when: str, vehicle: str = "", companions: tuple[str, ...] = ()) -> None:
        where = self.ref("place", gate)
        detail = {"gate": gate, "direction": "out", "vehicle": vehicle, "companions": list(companions)}
        link = Link(self.ref("person", person), where, "crossed", True, when, "", detail=detail)
        entities = [Entity(where, gate)] + ([Entity(self.ref("vehicle", vehicle), vehicle)] if vehicle else [])
        self.rows.append(("crossings", entities, [link]))

    def case(self, path: Path, *more: "Records", backwards: bool = False) -> Case:
        """Write and open the case file; `backwards` writes rows and tables in the opposite order."""
        Case.create(path, KEY).close()
        for records in (self, *more):
            records._stage(path, backwards)
        return Case.open(path, KEY)

    def _stage(self, path: Path, backwards: bool) -> None:
        staging = Staging(path, KEY, self.register, "made")
        rows = sorted(enumerate(self.rows), key=lambda item: item[1][0], reverse=backwards)
        rows = rows[::-1] if backwards else rows
        known = [(number, table, entities, links) for number, (table, entities, links) in rows]
        mentioned = {link_end for _, _, _, links in known for link in links for link_end in (link.a, link.b)}
        named = {entity.ref for _, _, entities, _ in known for entity in entities}
        files: dict[str, int] = {}
        for table in dict.fromkeys(table for _, table, _, _ in known):
            digest = hashlib.sha256(f"{self.register}{table}".encode()).hexdigest()
            files[table] = staging.file(f"{table}.csv", digest, "tables", "", table, 1)
        unnamed = [Entity(ref) for ref in sorted(mentioned - named)]
        for number, table, entities, links in known:
            mark = hashlib.sha256(f"{self.register}{number}".encode()).digest()[:16]
            staging.add(files[table], number + 2, table, {}, {}, mark, "used", entities + unnamed, links)
            unnamed = []
        staging.finish({})
        with Case.open(path, KEY) as case:
            case.apply(CountImport(staging.import_id))
