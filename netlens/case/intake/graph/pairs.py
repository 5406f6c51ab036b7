"""Gephi's two files: a list of nodes, and a list of edges between them. Imported together, they number alike."""

from collections.abc import Sequence
from pathlib import Path

from netlens.case.intake.graph.lists import layout_of
from netlens.case.intake.graph.recognition import head_of
from netlens.case.schema import word_key

NODES = "nodes"  # the extra option that names the list of nodes: `nodes:FILE`
_WORDS = ("nodes", "node", "vertices", "edges", "edge", "edgelist", "links", "ties", "arcs", "nut", "canh", "dinh")


def partner(path: Path, others: Sequence[Path]) -> Path | None:
    """The list of nodes among `others` that the edges of `path` belong to: named like it, or the only one there is."""
    if _what(path) != "edges":
        return None
    nodes = [other for other in others if other != path and _what(other) == "nodes"]
    alike = [other for other in nodes if _bare(other) == _bare(path)]
    if len(alike) == 1:
        return alike[0]
    edges = [other for other in (*others, path) if _what(other) == "edges"]
    return nodes[0] if len(nodes) == 1 and len(set(edges)) == 1 else None


def _what(path: Path) -> str:
    layout = layout_of(head_of(path)[:200], path.suffix.lower(), path.stem)
    return layout.what if layout else ""


def _bare(path: Path) -> str:
    name = word_key(path.stem)
    for word in _WORDS:
        name = name.replace(word, "")
    return name
