"""Pajek networks and projects (.net, .paj): several networks, relations, partitions and vectors in one file."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.files import is_text
from netlens.case.intake.graph.happening import Happening, spells
from netlens.case.intake.graph.items import Edge, Node, add
from netlens.case.intake.graph.lines import damaged, numbered
from netlens.case.intake.graph.recognition import text_kind
from netlens.case.intake.graph.stating import Item, records
from netlens.case.intake.native import OTHER_LINE
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import not_readable, problem_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _, mark

_TOKEN = re.compile(r'"([^"]*)"|(\[[^\]]*\])|(\S+)')
_RELATION = re.compile(r":\s*(\d+)\s*(.*)")
_PREFIX = re.compile(r"\s*(\d+)\s*:\s*(.*)")
_SHAPES = frozenset(("ellipse", "circle", "box", "square", "diamond", "triangle", "cross", "empty", "house"))
_ALONE = (".clu", ".vec", ".per", ".cls")  # a partition, vector … of a network elsewhere
LONGEST = 12  # digits of a number of a vertex
_LISTS = ("partition", "vector", "permutation", "cluster")


@dataclass(slots=True)
class _Reading:
    """Where in the file we are."""

    size: int
    networks: int = 0
    section: str = ""
    vertices: int = 0
    first: int = 0  # how many of them are of the first mode; 0 in a network of one
    seen: set[int] = field(default_factory=set)
    open: bool = False  # whether vertices may still be without a line
    at: int = 0  # the line of the *Vertices they stand under
    relation: str = ""
    relations: dict[str, str] = field(default_factory=dict)
    list_name: str = ""
    place: int = 0  # in a list or matrix
    happened: Happening = field(default_factory=Happening)

    @property
    def prefix(self) -> str:
        return f"{self.networks}/" if self.networks > 1 else ""

    def is_second(self, number: int) -> bool:
        return 0 < self.first < number

    def rest(self) -> Iterator[Item]:
        """What was told as events; and vertices without a line: they stand on that which says how many there are."""
        happened, self.happened = self.happened, Happening()
        for _number, tokens, row, when in happened.nodes():
            for made in _vertex_of(tokens, row, self):
                more = {"time": when} if when else {}
                yield made._replace(attributes={**made.attributes, **more}) if isinstance(made, Node) else made
        if self.open:
            self.open = False
            for number in range(1, self.vertices + 1):
                if number not in self.seen:
                    yield Node(f"{self.prefix}{number}", self.at, second=self.is_second(number))
        yield from happened.edges(self.prefix)


def recognises(path: Path) -> bool:
    return is_text(path) and text_kind(path) == "pajek"


def items(path: Path, options: ReadOptions) -> Iterator[Item]:
    """Vertices, arcs and edges as they stand; a line is a row. Partitions and vectors say more of the same vertices."""
    if path.suffix.lower() in _ALONE:
        raise not_readable(
            path.name,
            _("it says something of the vertices of a network, but the network is in another file"),
            _("Save both from Pajek as one project (.paj), and import that."),
        )
    now = _Reading(path.stat().st_size)
    for number, line in numbered(path, options):
        text = line.strip()
        if number == 1:
            text = text.lstrip("\ufeff")
        if not text or text.startswith(("%", "/*")):
            continue
        if text.startswith("*"):
            if now.section in ("vertices", "events") and not text.lower().startswith("*events"):
                yield from now.rest()
            _section(path, text[1:], number, now)
            continue
        problem = problem_of(text)
        if problem:
            yield Issue(number, "", text[:1000], problem, "", "broken_row")
            continue
        how = _LINES.get(now.section)
        if how is None:
            yield Issue(number, "", text[:1000], reason(OTHER_LINE), "", OTHER_LINE)
        else:
            yield from how(text, number, now)
    yield from now.rest()


def _section(path: Path, text: str, number: int, now: _Reading) -> None:
    word, _space, rest = text.partition(" ")
    word, colon, tail = word.lower().partition(":")
    rest = rest.strip()
    now.place = 0
    if word == "network":
        now.section = word
    elif word == "vertices":
        counts = [int(one[:LONGEST]) for one in rest.split() if one.isdecimal()][:2]
        if now.section in _LISTS:  # a partition repeats how many vertices it is for
            return
        now.section, now.networks = word, now.networks + 1
        now.vertices, now.first = (*counts, 0, 0)[:2]
        if now.vertices > 1000 + 10 * now.size:
            raise damaged(path, number, _("it says {n} vertices, more than the file can hold").format(n=now.vertices))
        now.first = now.first if now.first < now.vertices else 0
        now.seen, now.open, now.at, now.relations = set(), True, number, {}
    elif word in _LISTS:
        now.section, now.list_name = "list", rest.strip('"') or word
        now.section = word
    else:
        now.section = word
        named = _RELATION.match(f"{colon}{tail} {rest}".strip())
        now.relation = named[2].strip().strip('"') or named[1] if named else ""
        if named:
            now.relations[named[1]] = now.relation


def _tokens(text: str) -> list[str]:
    return [one[1] if one[1] is not None else one[2] or one[3] for one in _TOKEN.finditer(text)]


def _known(token: str, now: _Reading) -> str:
    """The id of a vertex: its number, without the signs Pajek puts before it."""
    return f"{now.prefix}{token.lstrip('-') if token[:1] == '-' else token}"


def _vertex(text: str, number: int, now: _Reading) -> Iterator[Item]:
    return _vertex_of(_tokens(text), number, now)


def _vertex_of(tokens: Sequence[str], number: int, now: _Reading) -> Iterator[Item]:
    if not tokens[0].isdecimal() or len(tokens[0]) > LONGEST:
        yield Issue(number, "id", " ".join(tokens)[:1000], _("a vertex must begin with its number"), "", "broken_row")
        return
    place = int(tokens[0])
    now.seen.add(place)
    label = tokens[1] if len(tokens) > 1 else ""
    yield Node(f"{now.prefix}{place}", number, label, _drawn(tokens[2:]), second=now.is_second(place))


def _drawn(tokens: Sequence[str]) -> dict[str, str]:
    """What stands behind a label: coordinates, a shape, pairs of key and value, the times it is there."""
    found: dict[str, str] = {}
    rest = [one for one in tokens if one[:1] != "["]
    for one in tokens:
        if one[:1] == "[":
            add(found, "time", one.strip("[]"))
    for axis in "xyz":
        if rest and _is_number(rest[0]):
            found[axis] = rest.pop(0)
    if rest and (rest[0].lower() in _SHAPES or len(rest) % 2):
        found["shape"] = rest.pop(0)
    for key, value in zip(rest[::2], rest[1::2], strict=False):
        add(found, key, value)
    return found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _line(text: str, number: int, now: _Reading) -> Iterator[Item]:
    yield from now.rest()
    relation = now.relation
    if prefix := _PREFIX.fullmatch(text):
        relation, text = now.relations.get(prefix[1], prefix[1]), prefix[2]
    tokens = _tokens(text)
    if len(tokens) < 2:
        yield _short(text, number)
        return
    weight, rest = "", tokens[2:]
    if rest and _is_number(rest[0]):
        weight, rest = rest[0], rest[1:]
    attributes: dict[str, str] = {}
    when: tuple[tuple[str, str], ...] = ()
    for one in rest:
        if one[:1] == "[":
            when += spells(one.strip("[]"))
            if not spells(one.strip("[]")):
                add(attributes, "time", one.strip("[]"))
    rest = [one for one in rest if one[:1] != "["]
    for key, value in zip(rest[::2], rest[1::2], strict=False):
        add(attributes, "label" if key == "l" else key, value)
    if len(rest) % 2:
        add(attributes, "more", rest[-1])
    directed = now.section == "arcs"
    a, b = _known(tokens[0], now), _known(tokens[1], now)
    yield Edge(a, b, number, directed, weight, attributes, when, relation)


def _short(text: str, number: int) -> Issue:
    return Issue(number, "target", text[:1000], _("a line must name two vertices"), "", "broken_row")


def _list(text: str, number: int, now: _Reading) -> Iterator[Item]:
    """A vertex, then all those it is tied to."""
    yield from now.rest()
    tokens = text.split()
    if len(tokens) < 2:
        yield _short(text, number)
        return
    directed = now.section == "arcslist"
    for other in tokens[1:]:
        yield Edge(_known(tokens[0], now), _known(other, now), number, directed, relation=now.relation)


def _matrix(text: str, number: int, now: _Reading) -> Iterator[Item]:
    """One line of the matrix: the ties of the next vertex. In a two-mode network the columns are the second mode."""
    yield from now.rest()
    now.place += 1
    cells = text.split()
    wide = now.vertices - now.first
    if len(cells) != wide or not all(map(_is_number, cells)):
        why = _("this line of the matrix must hold {n} numbers").format(n=wide)
        yield Issue(number, "", text[:1000], why, "", "broken_row")
        return
    yield Node(f"{now.prefix}{now.place}", number)
    for at, cell in enumerate(cells, now.first + 1):
        if float(cell):
            way = None if now.first else True
            yield Edge(f"{now.prefix}{now.place}", f"{now.prefix}{at}", number, way, cell, relation=now.relation)


def _value(text: str, number: int, now: _Reading) -> Iterator[Item]:
    """One line of a partition, vector or permutation: what it says of the next vertex. A cluster names its vertices."""
    now.place += 1
    if not now.vertices:
        yield Issue(number, "", text[:1000], reason(OTHER_LINE), "", OTHER_LINE)
        return
    place, said = (text, "1") if now.section == "cluster" else (str(now.place), text)
    if not place.isdecimal() or len(place) > LONGEST or not 0 < int(place) <= now.vertices:
        yield Issue(number, "id", text[:1000], reason("unknown_node"), "", "unknown_node")
        return
    yield Node(f"{now.prefix}{place}", number, "", {now.list_name: said}, second=now.is_second(int(place)))


def _event(text: str, number: int, now: _Reading) -> Iterator[Item]:
    """What happened: held until all is told, for it says when something ended."""
    if not now.happened.take(_tokens(text), number):
        yield Issue(number, "", text[:1000], reason(OTHER_LINE), "", OTHER_LINE)


_LINES: dict[str, Callable[[str, int, _Reading], Iterator[Item]]] = {
    "vertices": _vertex,
    "arcs": _line,
    "edges": _line,
    "arcslist": _list,
    "edgeslist": _list,
    "matrix": _matrix,
    "events": _event,
    **dict.fromkeys(_LISTS, _value),
}


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(items(path, options), path.name)


IMPORTER = Importer(
    name="pajek",
    label=mark("Graphs: Pajek (.net, .paj)"),
    suffixes=(".net", ".paj", ".pajek", ".txt"),
    recognises=recognises,
    read=read,
    sample="network.net",
)
