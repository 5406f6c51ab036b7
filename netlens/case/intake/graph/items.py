"""What lies in a graph file, whatever its format: nodes and edges, with their attributes as the file has them."""

from collections.abc import Mapping
from typing import NamedTuple

NOTHING: Mapping[str, str] = {}
_LONG = 20_000  # characters after which the further values of an attribute go into another


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
    """Set an attribute; of one that stands several times, all values are kept: behind each other, and what is too much
    for one under its name with a number.
    """
    if not text:
        return
    name = key = name or "?"
    n = 1
    while len(attributes.get(key, "")) > _LONG:
        n += 1
        key = f"{name} ({n})"
    attributes[key] = f"{attributes[key]};{text}" if key in attributes else text
