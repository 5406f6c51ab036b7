"""The first reading of a chart: what each entity is and goes by, and whether links come after their ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import NamedTuple

from netlens.case.intake.charts import words
from netlens.case.intake.charts.anx.catalogue import DEFINITIONS, Catalogue
from netlens.case.intake.charts.anx.item import Item, attributes_of, date_of, is_true, kind_of, outline
from netlens.case.intake.charts.things import Node, key_of
from netlens.case.intake.charts.values import value_of
from netlens.case.intake.own import here, own, plain
from netlens.case.intake.xml import Element, elements, root_of
from netlens.case.schema import word_key

_ITEM = "ChartItem"
# How things are drawn, and where another database keeps them.
_DRAWN = frozenset(
    {
        "CIStyle",
        "FrameStyle",
        "IconPicture",
        "PropertyBagCollection",
        "DatabaseKeyCollection",
        "CornerCollection",
        "Font",
    }
)
_MANY = 1_000  # ends met before their entities, beyond which no more are remembered


class _Entry(NamedTuple):
    row: int
    kind: str
    type: str
    identity: str
    label: str
    entity_id: str
    id: str
    value: str
    date: str


@dataclass(slots=True)
class Index:
    """`nodes` by row; `of_entity`, `of_item`: EntityId and ChartItem@Id → row; `first`: (row, label) of what several
    items show, by key. `texts`: ids of what is no thing at all. `placed`: people whom a link shows as victim, witness
    or informant of a case. `orderly`: no link stands before its ends.
    """

    catalogue: Catalogue
    nodes: dict[int, Node] = field(default_factory=dict)
    of_entity: dict[str, int] = field(default_factory=dict)
    of_item: dict[str, int] = field(default_factory=dict)
    first: dict[str, tuple[int, str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    orderly: bool = True

    def end(self, reference: tuple[str, bool]) -> Node | None:
        """The thing at one end of a link; None for what the chart does not hold."""
        row = self.row(reference)
        return None if row is None else self.nodes.get(row)

    def row(self, reference: tuple[str, bool]) -> int | None:
        id_, by_item = reference
        if not id_:
            return None
        first, second = (self.of_item, self.of_entity) if by_item else (self.of_entity, self.of_item)
        return first.get(id_, second.get(id_))


def items(path: Path) -> Iterator[tuple[int, Element]]:
    """Every chart item with its number, in the order of the file."""
    return zip(count(1), elements(path, frozenset({_ITEM}), without=_DRAWN), strict=False)


def index(path: Path) -> Index:
    """Read a chart for the first time. NetLensError as `elements`."""
    _name, chart = root_of(path)
    rigorous = is_true(chart.get("Rigorous", "true"))
    catalogue = Catalogue()
    found, late = _read(path, catalogue, defining=True)
    if late:  # definitions came after items that need them
        found, _late = _read(path, catalogue, defining=False)
    made, entries, roles = found
    _keys(made, entries, rigorous)
    _cases(made, roles)
    return made


_Role = tuple[tuple[tuple[str, bool], ...], str]  # the ends of a link, the role its words name
_Found = tuple[Index, list[_Entry], list[_Role]]


def _read(path: Path, catalogue: Catalogue, *, defining: bool) -> tuple[_Found, bool]:
    made = Index(catalogue)
    entries: list[_Entry] = []
    roles: list[_Role] = []
    early: set[tuple[str, bool]] = set()
    row, late = 0, False
    names = frozenset({_ITEM, *DEFINITIONS}) if defining else frozenset({_ITEM})
    for element in elements(path, names, without=_DRAWN):
        if element.name != _ITEM:
            late = late or bool(row and element.children)
            catalogue.take(element)
            continue
        row += 1
        item = outline(element, catalogue)
        if item.shape == "link":
            if len(early) < _MANY:
                early.update(end for end in item.ends if made.row(end) is None)
            if words.role_of(item.type) or words.role_of(item.label):
                roles.append((item.ends, words.role_of(item.type) or words.role_of(item.label)))
        elif item.shape == "entity":
            entries.append(_entry(row, element, item, catalogue))
            for ids, id_ in ((made.of_entity, item.entity_id), (made.of_item, item.id)):
                if id_:
                    ids.setdefault(id_, row)
        elif item.shape == "text":
            made.texts.update(id_ for id_ in (item.entity_id, item.id) if id_)
    made.orderly = len(early) < _MANY and not any(made.row(end) is not None for end in early)
    return (made, entries, roles), late


def kind(item: Item, dated: bool) -> tuple[str, bool]:
    """The kind of thing an entity is, and whether its type says so: an unknown one is an event when it has a time."""
    known = kind_of(item)
    if known:
        return known, True
    return ("event" if item.representation == "Event" or dated else "organisation"), False


def _entry(row: int, element: Element, item: Item, catalogue: Catalogue) -> _Entry:
    item.date, item.attributes = date_of(element), attributes_of(element, catalogue)
    which, _sure = kind(item, bool(item.date))
    identity = item.identity or (item.label if item.label_is_identity else "")
    value = _value(which, item)
    date = item.date if which in ("event", "case") else ""
    return _Entry(row, which, item.type, identity, item.label, item.entity_id, item.id, value, date)


def _value(which: str, item: Item) -> str:
    """The number or plate of a phone, account, vehicle, document; the name of a place."""

    def stated(use: str) -> list[str]:
        return [text for name, text in item.attributes if words.attribute_is(use, name)]

    names = (item.label, item.identity) if which == "place" else (item.identity, item.label)
    service, banks = next(iter(stated("service")), item.type), stated("bank")
    found = value_of(which, stated(which) if which != "place" else (), names, service)
    if which == "account" and banks and found.startswith("bank:") and found[5:6].isdigit():
        return f"bank:{banks[0]} {found[5:]}"
    return found


def _keys(made: Index, entries: list[_Entry], rigorous: bool) -> None:
    """What each entity goes by: its identity, with what tells it from its namesakes; its number in the chart else.

    In a chart that is not rigorous, entities of one type and identity are one; so is what has one EntityId everywhere.
    """
    given: dict[tuple[str, ...], str] = {}
    taken: set[str] = set()
    labels: dict[str, tuple[int, str]] = {}
    for entry in sorted(entries, key=lambda one: one.kind != "person"):  # people go by their plain identity
        same: tuple[str, ...] = ("row", str(entry.row))
        if entry.identity and not rigorous:
            same = ("identity", entry.kind, entry.type, entry.identity)
        elif entry.entity_id and entry.identity:
            same = ("entity", entry.entity_id, entry.identity)
        key = given.get(same)
        if key is None:
            key = next(one for one in _ids(entry) if plain(one) not in taken)
            given[same] = key
            taken.add(plain(key))
            labels[key] = (entry.row, entry.label)
        else:
            made.first[key] = labels[key]
        made.nodes[entry.row] = Node(entry.kind, key, entry.value, entry.date)


def _ids(entry: _Entry) -> Iterator[str]:
    """What an entity may go by, the best first. A person's name is no id: it would stand where a code should."""
    if entry.identity and not (entry.kind == "person" and _is_name(entry)):
        yield own(key_of(entry.identity))
        if entry.type:
            yield own(key_of(f"{entry.identity} ({entry.type})"))
    for id_ in (entry.entity_id, entry.id):
        if id_ and id_ not in (entry.identity, entry.label):
            yield here(key_of(id_))
    yield from (here(f"item {entry.row}" + "." * n) for n in count())


def _is_name(entry: _Entry) -> bool:
    """Whether an identity is what the person is called."""
    words_ = entry.identity.split()
    if any(sign.isdigit() for sign in entry.identity):
        return False
    return len(words_) > 1 or word_key(entry.identity) == word_key(entry.label.partition("\n")[0])


def _cases(made: Index, roles: list[_Role]) -> None:
    """An event to which somebody is tied as its suspect or victim is a case. Whom a case protects needs no other."""
    for ends, role in roles:
        found = {made.nodes[row].kind: row for end in ends if (row := made.row(end)) is not None}
        if found.keys() == {"person", "event"}:
            event = made.nodes[found["event"]]
            rows = [found["event"]] if event.key not in made.first else list(made.nodes)
            for row in rows:  # all items that show it
                if made.nodes[row].key == event.key:
                    made.nodes[row] = made.nodes[row]._replace(kind="case")
        elif found.keys() != {"person", "case"}:
            continue
        if words.protected_role(role):
            made.placed.add(made.nodes[found["person"]].key)
