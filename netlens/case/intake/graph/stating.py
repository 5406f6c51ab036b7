"""A graph file from its first item to its last, as records: every node, every edge, in the order of the file."""

from collections.abc import Iterable, Iterator

from netlens.case.intake.graph.edges import Repeats, edge_records, hyperedge_records
from netlens.case.intake.graph.items import Edge, Hyperedge, Node
from netlens.case.intake.graph.nodes import Known, node_records
from netlens.case.records import CaseRecord, Issue

Item = Node | Edge | Hyperedge | Issue


def records(
    items: Iterable[Item], file: str, *, each: bool = True, known: Known | None = None
) -> Iterator[CaseRecord | Issue]:
    """What the items say. `each`: equal edges are a fact each, for the format has an element for each; else they merge.

    Edges that stand before their nodes wait until the end, and are rejected if the file never names an end. `known`:
    the nodes of the list that the edges of another file belong to.
    """
    known = known or Known(file)
    repeats = Repeats() if each else None
    waiting: list[Edge | Hyperedge] = []
    for item in items:
        if isinstance(item, Edge):
            if item.a in known.kinds and item.b in known.kinds:
                yield from edge_records(item, known, repeats)
            else:
                waiting.append(item)
        elif isinstance(item, Node):
            yield from node_records(item, known)
        elif isinstance(item, Hyperedge):
            if all(node in known.kinds for node in item.nodes):
                yield from hyperedge_records(item, known)
            else:
                waiting.append(item)
        else:
            yield item
    for edge in waiting:
        if isinstance(edge, Edge):
            yield from edge_records(edge, known, repeats)
        else:
            yield from hyperedge_records(edge, known)
