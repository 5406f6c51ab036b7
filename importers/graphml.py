"""GraphML, as Gephi, yEd, Maltego, Neo4j, Cytoscape, NodeXL, igraph and networkx write it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.graph.drawn import drawn
from netlens.case.intake.graph.items import Edge, Hyperedge, Node, add
from netlens.case.intake.graph.stating import Item, records
from netlens.case.intake.xml import Element, elements, root_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_WHOLE = frozenset({"key", "node", "edge", "hyperedge"})
_GRAPH = frozenset({"graph"})


@dataclass(slots=True)
class _Keys:
    """What the `key` elements say: the name of each attribute, and its value where an item has none."""

    names: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, dict[str, str]] = field(default_factory=dict)  # by what the key is for

    def take(self, key: Element) -> None:
        name = key.get("attr.name") or key.get("yfiles.type") or key.get("id")
        self.names[key.get("id")] = name
        default = key.first("default")
        if default is not None and default.text:
            for what in ("node", "edge", "hyperedge") if key.get("for", "all") == "all" else (key.get("for"),):
                self.defaults.setdefault(what, {})[name] = default.text

    def of(self, item: Element) -> tuple[dict[str, str], str]:
        """The attributes of a node or edge: its data, the defaults it does not override, and what is drawn. And the
        word for the kind of thing it is, where the program that wrote it has one.
        """
        found: dict[str, str] = {}
        kind = "group" if item.get("yfiles.foldertype") else ""
        for data in item.all("data"):
            name = self.names.get(data.get("key"), data.get("key"))
            if data.children:
                kind = drawn(data, item.name, found) or kind
            else:
                add(found, name, data.text)
        for said in item.all("desc"):
            add(found, "desc", said.text)
        for name, text in self.defaults.get(item.name, {}).items():
            found.setdefault(name, text)
        return found, kind


def recognises(path: Path) -> bool:
    return root_of(path)[0] == "graphml"


def items(path: Path) -> Iterator[Item]:
    """Nodes and edges as they stand. Of several graphs in one file, each numbers its nodes for itself."""
    keys = _Keys()
    graphs = row = 0
    prefix, directed = "", False
    for element in elements(path, _WHOLE, _GRAPH):
        if element.name == "key":
            keys.take(element)
        elif element.name == "graph":
            graphs += 1
            directed = element.get("edgedefault") == "directed"
            prefix = f"{element.get('id') or graphs}/" if graphs > 1 else ""
        else:
            for item in _of(element, keys, prefix, directed=directed):
                row += 1
                yield item._replace(row=row)


def _of(element: Element, keys: _Keys, prefix: str, *, directed: bool) -> Iterator[Node | Edge | Hyperedge]:
    """One node, with all that is nested in it; or one edge."""
    attributes, kind = keys.of(element)
    if element.name == "edge":
        yield _edge(element, attributes, prefix, directed=directed)
        return
    if element.name == "hyperedge":
        ends = tuple(prefix + end.get("node") for end in element.all("endpoint"))
        yield Hyperedge(prefix + (element.get("id") or f"hyperedge {element.line}"), 0, ends, attributes)
        return
    yield Node(prefix + element.get("id"), 0, "", attributes, kind)
    for graph in element.all("graph"):
        inner = graph.get("edgedefault") == "directed"
        for child in graph.children:
            if child.name in _WHOLE:
                for item in _of(child, keys, prefix, directed=inner):
                    if child.name == "node" and isinstance(item, Node) and item.id == prefix + child.get("id"):
                        yield item._replace(attributes={**item.attributes, "parent": element.get("id")})
                    else:
                        yield item


def _edge(element: Element, attributes: dict[str, str], prefix: str, *, directed: bool) -> Edge:
    said: Mapping[str, str] = element.attributes
    for name in ("id", "sourceport", "targetport"):
        if name in said:
            attributes.setdefault(name, said[name])
    if "directed" in said:
        directed = said["directed"] == "true"
    a, b = prefix + said.get("source", ""), prefix + said.get("target", "")
    if directed and any(data.children for data in element.children):
        for arrows in element.anywhere("Arrows"):  # yEd tells the direction by how the line is drawn
            back, on = (arrows.get(end, "none") != "none" for end in ("source", "target"))
            directed = back != on
            if back and not on:
                a, b = b, a
    return Edge(a, b, 0, directed, "", attributes)


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(items(path), path.name)


IMPORTER = Importer(
    name="graphml",
    label=mark("Graphs: GraphML (Gephi, yEd, igraph, networkx)"),
    suffixes=(".graphml", ".xml"),
    recognises=recognises,
    read=read,
    sample="network.graphml",
)
