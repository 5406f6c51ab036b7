"""The first reading: which id is what, and whether entities come after what refers to them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from netlens.case.intake.charts.ftm.entity import (
    Entity,
    edge,
    entity_of,
    is_tie,
    number_of,
    references,
    thing_kind,
    with_nested,
)
from netlens.case.intake.charts.ftm.lines import STATED, values, whole
from netlens.case.intake.charts.things import Node, key_of
from netlens.case.intake.own import own
from netlens.case.records import Issue

_CONTACTS = {
    "Call": ("caller", "receiver"),
    "Message": ("sender", "recipients", "senderAccount", "recipientAccount"),
    "Similar": ("candidate", "match"),
    "Payment": ("payer", "beneficiary", "payerAccount", "beneficiaryAccount"),
    "Trip": ("startLocation", "endLocation", "vehicle", "involved", "organizer"),
}
_MANY = 1_000  # ids met before what they name, beyond which no more are remembered


@dataclass(slots=True)
class Index:
    """`nodes` by id and by referent (an id something went by before); `repeated`: ids of which the file speaks more
    than once. `orderly`: nothing stands before what it names.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    orderly: bool = True
    parts: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)  # see whole_tie
    stated: bool = False  # the file holds statements, of which only all together say what an entity is
    turns: bytearray = field(default_factory=bytearray)  # by row: 0 refers to nothing, 1 does, 2 ties; 3 is unreadable


def entities(path: Path, wanted: Callable[[int], bool] | None = None) -> Iterator[Entity | Issue]:
    """Every entity of a file, also those inside others, in their row; what is none, or cannot be read, as an Issue.

    `wanted` as in `values`.
    """
    for row, value in whole(values(path, wanted)):
        if isinstance(value, Issue):
            yield value
            continue
        found = entity_of(row, value)
        if found is None:
            yield Issue(row, "id", str(value.get("id", ""))[:200], "", code="no_entity")
            continue
        for one in with_nested(value):
            inside = found if one is value else entity_of(row, one)
            if inside:
                yield inside


def refers(entity: Entity) -> tuple[str, ...]:
    """The properties of an entity that refer to others and tie them to it or through it."""
    if entity.schema in _CONTACTS:
        return _CONTACTS[entity.schema]
    ties = edge(entity.schema)
    return ties.ends if ties else tuple(name for name in entity.properties if name in references())


def _in_part(entity: Entity, parts: dict[str, dict[str, tuple[str, ...]]]) -> None:
    """Remember what ties and names one end alone: Aleph writes an entity in as many lines as it learned of it from."""
    how = edge(entity.schema)
    if how and (entity.id in parts or not all(entity.properties.get(end) for end in how.ends)):
        known = parts.setdefault(entity.id, {})
        for name, texts in entity.properties.items():
            known[name] = tuple(dict.fromkeys((*known.get(name, ()), *texts)))


def whole_tie(entity: Entity, found: Index) -> Entity:
    """A tie with what all its lines say of it, where one names one end and another the other."""
    return replace(entity, properties=found.parts[entity.id]) if entity.id in found.parts else entity


def _turn(entity: Entity) -> int:
    return 2 if is_tie(entity.schema) else 1 if any(entity.properties.get(name) for name in refers(entity)) else 0


def index(path: Path) -> Index:
    """Read a file for the first time. NetLensError as `values`."""
    made = Index()
    referents: dict[str, str] = {}
    early: set[str] = set()
    for entity in entities(path):
        made.turns.extend(b"\x03" * (entity.row + 1 - len(made.turns)))
        if isinstance(entity, Issue):
            continue
        made.stated = made.stated or STATED in entity.value
        before_ = made.turns[entity.row]  # of another entity in the same row
        made.turns[entity.row] = max(_turn(entity), before_ if before_ < 3 else 0)
        _in_part(entity, made.parts)
        if not is_tie(entity.schema):
            kind, _flag = thing_kind(entity)
            date = min(entity.all("startDate", "date"), default="") if kind in ("event", "case") else ""
            if entity.id in made.nodes:
                made.repeated.add(entity.id)
                if kind == "person" and made.nodes[entity.id].kind == "organisation":  # who may be either is a person
                    made.nodes[entity.id] = made.nodes[entity.id]._replace(kind=kind)
            else:
                made.nodes[entity.id] = Node(kind, own(key_of(entity.id)), number_of(entity, kind), date)
            for one in entity.beside("referents"):
                referents.setdefault(one, entity.id)
        if len(early) < _MANY:
            named = (id_ for name in refers(entity) for id_ in entity.properties.get(name, ()))
            early.update(id_ for id_ in named if id_ not in made.nodes)
    for before, now in referents.items():
        made.nodes.setdefault(before, made.nodes[now])
    made.orderly = len(early) < _MANY and not any(id_ in made.nodes for id_ in early)
    return made
