"""GEXF, the format of Gephi, with its spells, nested nodes and colours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.graph.items import Edge, Node, add
from netlens.case.intake.graph.stating import Item, records
from netlens.case.intake.graph.words import is_moment
from netlens.case.intake.xml import Element, elements, root_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_WHOLE = frozenset({"attributes", "node", "edge"})
_GRAPH = frozenset({"graph"})
_OWN = frozenset(("id", "label", "source", "target", "type", "weight"))
_TIMES = frozenset(("start", "end", "startopen", "endopen", "timestamp", "timestamps", "intervals"))
_LISTED = re.compile(r"[\[(\]]([^\[\]()]*)[\])\[]")  # `<[2020-01-01, 2020-02-01]; …>`: Gephi's lists of times
_DRAWN = {
    "color": ("r", "g", "b", "a", "hex"),
    "position": ("x", "y", "z"),
    "size": ("value",),
    "thickness": ("value",),
}
_DRAWN["shape"] = ("value",)


@dataclass(slots=True)
class _Titles:
    """What the `attributes` elements say, by class: the title of each attribute, and its value where none is given."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    defaults: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, declared: Element) -> None:
        what = declared.get("class")
        for one in declared.all("attribute"):
            title = one.get("title") or one.get("id")
            self.names[what, one.get("id")] = title
            default = one.first("default")
            if default is not None and default.text:
                self.defaults.setdefault(what, {})[title] = default.text

    def of(self, item: Element) -> dict[str, str]:
        found: dict[str, str] = {}
        for values in item.all("attvalues"):
            for value in values.all("attvalue"):
                key = value.get("for") or value.get("id")
                text = value.get("value")
                if text and (during := _interval(value)):
                    text = f"{text} [{during}]"
                add(found, self.names.get((item.name, key), key), text)
        for name, text in self.defaults.get(item.name, {}).items():
            found.setdefault(name, text)
        for child in item.children:
            if child.name in _DRAWN:
                said = ",".join(child.get(part) for part in _DRAWN[child.name] if child.get(part))
                add(found, f"viz:{child.name}", said)
        for name, text in item.attributes.items():
            if name not in _OWN and name not in _TIMES and text:
                found.setdefault(name, text)
        return found


def _interval(item: Element) -> str:
    start, end = _start(item), _end(item)
    return f"{start},{end}" if start or end else ""


def _start(item: Element) -> str:
    return item.get("start") or item.get("startopen") or item.get("timestamp")


def _end(item: Element) -> str:
    return item.get("end") or item.get("endopen")


def recognises(path: Path) -> bool:
    return root_of(path)[0] == "gexf"


def items(path: Path) -> Iterator[Item]:
    """Nodes and edges as they stand, nested ones behind the node they are in."""
    titles = _Titles()
    directed: bool | None = None
    row = 0
    for element in elements(path, _WHOLE, _GRAPH):
        if element.name == "graph":
            directed = element.get("defaultedgetype", "undirected") == "directed"
        elif element.name == "attributes":
            titles.take(element)
        else:
            for item in _of(element, titles, directed):
                row += 1
                yield item._replace(row=row)


def _of(element: Element, titles: _Titles, directed: bool | None) -> Iterator[Node | Edge]:
    attributes = titles.of(element)
    if element.name == "edge":
        yield _edge(element, attributes, directed)
        return
    for n, (start, end) in enumerate(_spells(element)):
        add(attributes, "start" if not n else f"start {n + 1}", start)
        add(attributes, "end" if not n else f"end {n + 1}", end)
    yield Node(element.get("id"), 0, element.get("label"), attributes)
    for group in (*element.all("nodes"), *element.all("edges")):
        for child in group.children:
            for item in _of(child, titles, directed) if child.name in ("node", "edge") else ():
                if isinstance(item, Node) and item.id == child.get("id"):
                    yield item._replace(attributes={"pid": element.get("id"), **item.attributes})
                else:
                    yield item


def _edge(element: Element, attributes: dict[str, str], directed: bool | None) -> Edge:
    if element.get("id"):
        attributes.setdefault("id", element.get("id"))
    if element.get("label"):
        attributes.setdefault("label", element.get("label"))
    kind = element.get("type")
    dated = []
    for start, end in _spells(element):
        if all(is_moment(text) for text in (start, end) if text):
            dated.append((start, end))
        else:
            add(attributes, "start", start)
            add(attributes, "end", end)
    way = {"directed": True, "undirected": False, "mutual": False}.get(kind, directed)
    spells = tuple(dict.fromkeys(dated))
    return Edge(element.get("source"), element.get("target"), 0, way, element.get("weight"), attributes, spells)


def _spells(element: Element) -> list[tuple[str, str]]:
    """The times at which it is there; the ends of time are none."""
    found = [element] if _interval(element) else []
    found += [spell for group in (*element.all("spells"), *element.all("slices")) for spell in group.children]
    pairs = [(_start(one), _end(one)) for one in found]
    for one in _LISTED.findall(element.get("intervals")):
        start, _comma, end = one.partition(",")
        pairs.append((start, end))
    pairs += [(one, "") for some in _LISTED.findall(element.get("timestamps")) for one in some.split(",")]
    known = [(_no_end(start.strip()), _no_end(end.strip())) for start, end in pairs]
    return [(start, end) for start, end in known if start or end]


def _no_end(text: str) -> str:
    return "" if text in ("-Infinity", "Infinity", "-inf", "inf") else text


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(items(path), path.name)


IMPORTER = Importer(
    name="gexf",
    label=mark("Graphs: GEXF (Gephi)"),
    suffixes=(".gexf", ".xml"),
    recognises=recognises,
    read=read,
    sample="network.gexf",
)
