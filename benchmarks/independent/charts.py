"""Charts counted with xml.etree and json alone: items, things and ties by kind, beside what an import makes of them.

The words below are those of the public data sets; they are written out here so that no list of NetLens decides.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_KINDS = {
    "Person": "person",
    "Phone": "phone",
    "Company": "organisation",
    "Vehicle": "vehicle",
    "Bank Account": "account",
    "Place": "place",
}
_LINKS = {"Call": "called", "Calls": "called", "Transfers Money": "paid", "Owns": "holds", "Employs": "other"}
_SCHEMATA = {"Person": "person", "Company": "organisation", "Organization": "organisation", "Address": "place"}


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the file; what they should become, by kind."""

    rows: int
    entities: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)


def anx(path: Path) -> Counts:
    """An i2 chart by its XML tree."""
    root = ElementTree.parse(path).getroot()
    items = list(root.iter("ChartItem"))
    rigorous = root.get("Rigorous", "true") == "true"
    kind_of: dict[str, str] = {}  # item id or entity id → kind
    things: set[tuple[str, str]] = set()
    links: Counter[str] = Counter()
    for number, item in enumerate(items):
        entity = item.find("End/Entity")
        if entity is None:
            continue
        style = next(one for one in entity.iter() if one.tag.endswith("Style"))
        kind = _KINDS[style.get("Type", "")]
        for id_ in (item.get("Id"), entity.get("EntityId")):
            if id_:
                kind_of[id_] = kind
        numbered = kind == "phone"  # one number is one phone, whatever the chart says
        things.add((kind, entity.get("Identity", "") if numbered or not rigorous else str(number)))
        for one in item.iter("Attribute"):
            if kind == "person" and one.get("AttributeClass") in ("Phone Number", "Address"):
                things.add(("phone" if one.get("AttributeClass") == "Phone Number" else "place", one.get("Value", "")))
                links["holds"] += 1
    for item in items:
        link = item.find("Link")
        if link is None:
            continue
        ends = [kind_of.get(link.get(f"End{n}Reference") or link.get(f"End{n}Id") or "") for n in (1, 2)]
        type_ = next((one.get("Type", "") for one in link.iter("LinkStyle")), "")
        if None not in ends:
            owned = type_ == "Owns" and "person" not in ends  # what a firm owns no person holds
            links["other" if owned else _LINKS.get(type_, "other")] += 1
    return Counts(len(items), Counter(kind for kind, _key in things), links)


def ftm(path: Path) -> Counts:
    """FollowTheMoney entities by their lines."""
    entities: list[dict[str, Any]] = [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    schema = {one["id"]: one["schema"] for one in entities}
    places = {"; ".join(one["properties"]["full"]) for one in entities if one["schema"] == "Address"}
    things = Counter(_SCHEMATA[name] for name in schema.values() if name in _SCHEMATA and name != "Address")
    things["place"] = len(places)
    links: Counter[str] = Counter()
    for one in entities:
        said = one["properties"]
        if one["schema"] == "Payment":
            links["paid"] += len([a for a in said["payer"] if a in schema]) * len(
                [b for b in said["beneficiary"] if b in schema]
            )
        for address in said.get("addressEntity", ()):
            if address in schema:
                links["holds" if one["schema"] == "Person" else "other"] += 1
    return Counts(len(entities), things, links)


def compared(data: Path) -> Iterator[tuple[str, str, int, int]]:
    """(file, what, ours, counted independently) of every chart under `data`/anx and `data`/ftm, each imported alone."""
    from tempfile import TemporaryDirectory

    from benchmarks.imported import PASSPHRASE, import_register
    from netlens.case.case import Case

    for path in sorted([*data.glob("anx/*.anx"), *data.glob("ftm/*.ijson")]):
        counts = anx(path) if path.suffix == ".anx" else ftm(path)
        with TemporaryDirectory() as folder:
            case = Path(folder) / "case.netlens"
            Case.create(case, PASSPHRASE).close()
            (file,) = import_register(case, path.parent, path.name).files
            with Case.open(case, PASSPHRASE) as opened:
                entities, links = opened.counts()
        yield path.name, "rows", file.rows_read + file.other_lines, counts.rows
        yield path.name, "rejected", file.rows_rejected, 0
        for kind in sorted({*entities, *counts.entities}):
            yield path.name, kind, entities.get(kind, 0), counts.entities[kind]
        for kind in sorted({*links, *counts.links}):
            yield path.name, f"{kind} (link)", links.get(kind, 0), counts.links[kind]


if __name__ == "__main__":
    import sys

    for name, what, ours, theirs in compared(Path(sys.argv[1])):
        print(f"{name:28} {what:20} {ours:6} {theirs:6} {'' if ours == theirs else 'differs'}")
