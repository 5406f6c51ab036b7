"""Pajek's time events: a network told as what happened to it, from one point in time to the next.

After Batagelj and Mrvar's description of the format: TI t and TE t begin and end a point in time; A, H, S and D add,
hide, show and delete a vertex (V), an arc (A) or an edge (E). All else changes how something looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from netlens.case.intake.graph.items import Edge
from netlens.case.intake.graph.words import is_time

_DOES = {"A": True, "S": True, "H": False, "D": False}
_PARALLEL = 100  # arcs between the same two that one event ends at most: files that end millions of them are no records
Span = tuple[str, str]
Spans = list[Span]


@dataclass(slots=True)
class _Thing:
    """A vertex, arc or edge as it was added: the line, what it says, and when it was there (an open end: "")."""

    row: int
    tokens: Sequence[str]
    spans: Spans


@dataclass(slots=True)
class Happening:
    """What has been told so far. `now`: the point in time, "" before the first."""

    now: str = ""
    vertices: dict[str, _Thing] = field(default_factory=dict)
    lines: dict[tuple[str, str, str], list[_Thing]] = field(default_factory=dict)  # parallel ones behind each other

    def take(self, tokens: Sequence[str], row: int) -> bool:
        """Take in one line; False for what is no event that says who is there or tied."""
        word = tokens[0].upper()
        if word in ("TI", "TE") and len(tokens) > 1:
            self.now = tokens[1]
            return True
        if len(word) == 2 and word[0] in _DOES and word[1] == "V" and len(tokens) > 1:
            self._vertex(word[0], tokens[1:], row)
            return True
        lines = len(word) == 2 and word[0] in _DOES and word[1] in "AE" and len(tokens) > 2
        return lines and self._line(word, tokens[1:], row)

    def _vertex(self, does: str, tokens: Sequence[str], row: int) -> None:
        known = self.vertices.get(tokens[0])
        if known is None:
            known = self.vertices[tokens[0]] = _Thing(row, tokens, [])
        _turn(known.spans, self.now, there=_DOES[does])

    def _line(self, word: str, tokens: Sequence[str], row: int) -> bool:
        which = (word[1], tokens[0], tokens[1])
        met = self.lines.setdefault(which, [])
        if word[0] == "A":
            met.append(_Thing(row, tokens, [(self.now, "")]))
            return True
        for one in met[-_PARALLEL:]:
            _turn(one.spans, self.now, there=_DOES[word[0]])
        return bool(met)

    def nodes(self) -> Iterator[tuple[str, Sequence[str], int, str]]:
        """(number, tokens, line, when it was there) of every vertex."""
        for number, one in self.vertices.items():
            yield number, one.tokens, one.row, ",".join(f"{first}-{last}".strip("-") for first, last in one.spans)

    def edges(self, prefix: str) -> Iterator[Edge]:
        """Every arc and edge, in the order of the file."""
        told = sorted(((one, which) for which, met in self.lines.items() for one in met), key=lambda pair: pair[0].row)
        for one, (kind, a, b) in told:
            weight = one.tokens[2] if len(one.tokens) > 2 else ""
            dated = all(is_time(text) for text in chain(*one.spans) if text)
            spans = tuple(span for span in one.spans if span != ("", ""))
            more: Mapping[str, str] = {}
            if spans and not dated:
                more = {"time": ",".join(f"{first}-{last or '*'}" for first, last in spans)}
            yield Edge(prefix + a, prefix + b, one.row, kind == "A", weight, more, spans if dated else ())


def _turn(spans: Spans, now: str, *, there: bool) -> None:
    open_ = bool(spans) and not spans[-1][1]
    if there and not open_:
        spans.append((now, ""))
    elif not there and open_:
        spans[-1] = (spans[-1][0], now)


def spells(text: str) -> tuple[Span, ...]:
    """`1999-2001,2004-*,2007` as spells of years; () for points in time that are no years."""
    found = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        last = last if dash else first
        last = "" if last == "*" else last
        if not (len(first) == 4 and is_time(first)) or (last and not (len(last) == 4 and is_time(last))):
            return ()
        found.append((first, last))
    return tuple(found)
