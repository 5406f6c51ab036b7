"""Headings as words: which phrases of the vocabulary stand in one, whose column it is, and which number it bears.

The vocabulary is that of the native tables (names, labels, aliases) and of `resources/headings.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from netlens.case import schema
from netlens.case.values.heading import JOINED
from netlens.case.values.name import fold
from netlens.resource import toml

NOTHING = ("", "")  # the target of what feeds no field
NAME = ("persons", "full_name")
_MARKS = re.compile("[\u0300-\u036f]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_SIGNS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_PARTS = re.compile(r"\s*[/|\n]\s*")
_LONG = 5  # letters from which a word may be misspelt by one

Target = tuple[str, str]  # native table, column


class Phrase(NamedTuple):
    """`part` orders the parts of a name (1 family, 2 middle, 3 given; 0: the whole)."""

    words: tuple[str, ...]
    target: Target
    part: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of a heading. `weight`: how much of it the phrase explains, in words; `share` of all of them."""

    target: Target
    weight: float
    share: float
    part: int = 0

    @property
    def exact(self) -> bool:
        return self.share >= 1.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `who`: the role it names ("victim" …, "" when none); `number`: `1` of `Nạn nhân 1`."""

    text: str
    who: str
    number: str
    matches: tuple[Match, ...]  # the longest phrases first


def words(text: str) -> tuple[str, ...]:
    """`prs_FirstName` → prs, first, name; `Số CMND/CCCD` → so, cmnd, cccd; `Máy 1` → may, 1."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")
    return tuple(fold(" ".join(_SIGNS.split(_CAMEL.sub(" ", plain)))).split())


@lru_cache(maxsize=4096)
def read(header: str) -> Heading:
    """All readings of a heading worth considering."""
    plain = " ".join(_BRACKETS.sub(" ", header).split()) or header
    who, number, rest = _taken_apart(words(plain))
    found = list(_matches(rest, who, exact=bool(rest)))
    if len(pieces := [piece for piece in _PARTS.split(plain) if piece]) > 1:
        for piece in pieces:  # two languages, or two names of one thing: each may be the one we know
            piece_who, _number, piece_rest = _taken_apart(words(piece))
            who = who or piece_who
            found += _matches(piece_rest, piece_who, exact=True)
    if joined := _vocabulary_joined().get(schema.word_key(plain)):
        found += [Match(phrase.target, len(phrase.words), 1.0, phrase.part) for phrase in joined]
    best: dict[tuple[Target, int], Match] = {}
    for match in found:
        known = best.get((match.target, match.part))
        if known is None or (match.weight, match.share) > (known.weight, known.share):
            best[match.target, match.part] = match
    ordered = sorted(best.values(), key=lambda match: (-round(match.weight, 3), -match.share))
    return Heading(header, who, number, tuple(ordered))


def telling(cells: Sequence[str]) -> int:
    """How many cells of a row are headings we know in full, also those that feed nothing: a quick look."""
    known, joined, roles = _vocabulary(), _vocabulary_joined(), _roles()
    found = 0
    for cell in cells:
        for part in reversed(cell.split(JOINED)):  # below a group heading the heading counts, or what it is a part of
            if 0 < len(part) < 80 and (run := words(_BRACKETS.sub(" ", part))):
                rest = _taken_apart(run)[2] if run not in known else run
                if rest in known or run in roles or "".join(run) in joined:
                    found += 1
                    break
    return found


def role_in(title: str) -> str:
    """The role a title names (`Danh sách nạn nhân tháng 4`), "" when none."""
    return _role_in(words(title))[0]


def _taken_apart(tokens: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    """(role named, number borne, the words that remain)."""
    number = tokens[-1] if len(tokens) > 1 and tokens[-1].isdigit() and len(tokens[-1]) < 3 else ""
    if number and _vocabulary().get(tokens):
        number = ""
    rest = tokens[:-1] if number else tokens
    if _vocabulary().get(rest):  # `Đối tượng 1`, `Người tố giác`: a phrase of its own right
        return _role_in(rest)[0], number, rest
    role, span = _role_in(rest)
    if role:
        rest = rest[: span[0]] + rest[span[1] :]
    return role, number, rest


def _role_in(tokens: tuple[str, ...]) -> tuple[str, tuple[int, int]]:
    """The role the longest run of words names, and where it stands."""
    roles = _roles()
    for size in range(min(len(tokens), 6), 0, -1):
        for at in range(len(tokens) - size + 1):
            if role := roles.get(tokens[at : at + size]):
                return role, (at, at + size)
    return "", (0, 0)


def _matches(tokens: tuple[str, ...], who: str, *, exact: bool) -> Iterator[Match]:
    if not tokens:
        if who:  # the heading is the role alone: `Nạn nhân`, `Bị can` hold a name
            yield Match(NAME, 0.9, 1.0)
        return
    total = sum(map(_weight, tokens)) or 1.0
    known = _vocabulary()
    for size in range(min(len(tokens), 8), 0, -1):
        for at in range(len(tokens) - size + 1):
            run = tokens[at : at + size]
            for phrase in known.get(run, ()) or _misspelt(run):
                weight = sum(map(_weight, run))
                if weight / total >= 0.5 or (size > 1 and weight >= 1.9):
                    # What begins a heading is its head in Vietnamese, what ends it in English; inside, it is a detail.
                    edge = 0.0 if at == 0 or at + size == len(tokens) else 0.05
                    share = 1.0 if size == len(tokens) and exact else min(weight / total, 0.99)
                    yield Match(phrase.target, weight - edge, share, phrase.part)


def _weight(word: str) -> float:
    return 0.3 if word in _light() else 1.0


def _misspelt(run: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Phrases of as many words, one of which is written with one letter more, less or other."""
    if not any(len(word) >= _LONG for word in run):
        return ()
    found = [
        phrases
        for near, phrases in _by_size().get(len(run), ())
        if sum(a != b for a, b in zip(run, near, strict=True)) == 1
        and all(a == b or (len(a) >= _LONG and _one_off(a, b)) for a, b in zip(run, near, strict=True))
    ]
    return found[0] if found else ()


def _one_off(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return swapped or a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(toml("headings.toml")["light"]["words"])


@lru_cache(maxsize=1)
def _vocabulary() -> dict[tuple[str, ...], tuple[Phrase, ...]]:
    """Words of a phrase → what it may mean, native names first."""
    found: dict[tuple[str, ...], dict[tuple[Target, int], Phrase]] = {}

    def add(text: str, target: Target, part: int = 0) -> None:
        run = words(text)
        if run:
            found.setdefault(run, {}).setdefault((target, part), Phrase(run, target, part))

    extra = toml("headings.toml")
    for table in schema.TABLES.values():
        if table.name == "identifiers":  # kind and value are for the native table; a flat sheet names what it holds
            continue
        for column in table.columns:
            for text in (column.name, *column.labels.values(), *column.aliases):
                add(text, ("*" if column.name in extra["every"] else table.name, column.name))
    for part, name in enumerate(("family", "middle", "given"), 1):
        for text in extra["parts"][name]:
            add(text, NAME, part)
    for group, fields in extra.items():
        if group in ("parts", "who", "light"):
            continue
        for name, texts in fields.items():
            for text in texts:
                for target in _targets(group, name):
                    add(text, target)
    return {run: tuple(phrases.values()) for run, phrases in found.items()}


def _targets(group: str, name: str) -> list[Target]:
    if group == "nothing":
        return [NOTHING]
    if group == "vehicle":
        return [("identifiers", "vehicle")]
    if group == "every":
        return [("*", name)]
    return [(group, name)]


@lru_cache(maxsize=1)
def _vocabulary_joined() -> dict[str, tuple[Phrase, ...]]:
    """The same, for headings written in one: `hovaten`, `NGAYSINH`."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for run, phrases in _vocabulary().items():
        key = "".join(run)
        found[key] = (*found.get(key, ()), *phrases)
    return found


@lru_cache(maxsize=1)
def _by_size() -> dict[int, list[tuple[tuple[str, ...], tuple[Phrase, ...]]]]:
    found: dict[int, list[tuple[tuple[str, ...], tuple[Phrase, ...]]]] = {}
    for run, phrases in _vocabulary().items():
        if any(len(word) >= _LONG for word in run):
            found.setdefault(len(run), []).append((run, phrases))
    return found


@lru_cache(maxsize=1)
def _roles() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for code in schema.codes("role"):
        entry = schema.entry("role", code)
        for text in (entry["en"], entry["vi"], *entry.get("aliases", ())):
            found.setdefault(words(str(text)), code)
    for code, texts in toml("headings.toml")["who"].items():
        for text in texts:
            found.setdefault(words(text), code)
    for vague in (("khac",), ("other",), ("source",), ("subject",), ("to", "cao"), ("offender",)):
        found.pop(vague, None)
    found[("offender",)] = "offender"
    return found
