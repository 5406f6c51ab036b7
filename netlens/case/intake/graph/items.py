"""What lies in a graph file, whatever its format: nodes and edges, with their attributes as the file has them."""

from collections.abc import Mapping
from typing import NamedTuple

NOTHING: Mapping[str, str] = {}


class Node(NamedTuple):
    """`row` is the place in the file the ledger counts by. `label` is what the format itself calls the label.

    `kind` is a word for what it is, where the structure of the file says so and no attribute does; `second`: it belongs
    to the second mode of a two-mode network.
    """

    id: str
    row: int
    label: str = ""
    attributes: Mapping[str, str] = NOTHING
    kind: str = ""
    second: bool = False


class Edge(NamedTuple):
    """`weight` is the format's own; `spells` the times (start, end) during which it holds; `times`: how often the file
    repeats it, where repeating means no more than that.
    """

    a: str
    b: str
    row: int
    directed: bool | None = None
    weight: str = ""
    attributes: Mapping[str, str] = NOTHING
    spells: tuple[tuple[str, str], ...] = ()
    relation: str = ""
    times: int = 1


class Hyperedge(NamedTuple):
    """What ties several nodes at once: an event they all took part in."""

    id: str
    row: int
    nodes: tuple[str, ...]
    attributes: Mapping[str, str] = NOTHING


def add(attributes: dict[str, str], name: str, text: str) -> None:
    """Set an attribute; of one that stands several times, all values are kept."""
    if not text:
        return
    name = name or "?"
    attributes[name] = f"{attributes[name]};{text}" if name in attributes else text
