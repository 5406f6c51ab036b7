"""The words of headings: the phrases that mean a field, those of roles, of other people, and short forms.

From the native tables (names, labels, aliases) and `resources/headings.toml`, read once.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from netlens.case import schema
from netlens.case.values.name import fold
from netlens.resource import toml

NOTHING = ("", "")  # the target of what feeds no field
NAME = ("persons", "full_name")
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_NO_PHRASES = frozenset({"parts", "who", "light", "people", "others", "generic", "counts", "short", "about"})

Target = tuple[str, str]  # native table, column


class Word(NamedTuple):
    """A word of a heading: as it is compared, and its accents (`đ` is one); "" where it bears none."""

    plain: str
    accents: str


class Phrase(NamedTuple):
    """`part` orders the parts of a name (1 family, 2 middle, 3 given; 0: the whole). `accents`: of each word."""

    words: tuple[str, ...]
    target: Target
    part: int = 0
    accents: frozenset[tuple[str, ...]] = frozenset()


def taken_apart(text: str) -> tuple[Word, ...]:
    """`prs_FirstName` → prs, first, name; `Số CMND/CCCD` → so, cmnd, cccd; `Máy 1` → may, 1."""
    composed = unicodedata.normalize("NFC", text)
    letters = [unicodedata.normalize("NFD", letter) for letter in composed]
    plain = "".join(_PLAIN.get(one[0], one[0]) for one in letters)
    found = []
    for match in _WORD.finditer(plain):
        marks = "".join(one[1:] + ("đ" if one[0] in "đĐ" else "") for one in letters[match.start() : match.end()])
        found += [Word(word, "".join(sorted(marks))) for word in fold(match[0]).split()]
    return tuple(found)


_PLAIN = {"đ": "d", "Đ": "D"}


def words(text: str) -> tuple[str, ...]:
    """The words of a heading as they are compared."""
    return tuple(word.plain for word in taken_apart(text))


def agree(written: tuple[str, ...], known: frozenset[tuple[str, ...]]) -> bool:
    """Whether words bear the accents of a phrase: those written without any may be any, `hộ` is never `họ`."""
    return any(all(a in ("", b) for a, b in zip(written, one, strict=True)) for one in known)


@lru_cache(maxsize=1)
def light() -> frozenset[str]:
    """Words that say little of what a column holds."""
    return frozenset(toml("headings.toml")["light"]["words"])


@lru_cache(maxsize=1)
def generic() -> frozenset[str]:
    """Words that need another to say what they are of: name, date, code."""
    return frozenset(word for text in toml("headings.toml")["generic"]["words"] for word in words(text))


def runs(group: str) -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """The phrases of a group that mean no field (`people`, `others`, `counts`), each with its accents."""
    return _runs()[group]


@lru_cache(maxsize=1)
def _runs() -> dict[str, dict[tuple[str, ...], frozenset[tuple[str, ...]]]]:
    return {name: _spelt(toml("headings.toml")[name]["words"]) for name in ("people", "others", "counts")}


def _spelt(texts: list[str]) -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    found: dict[tuple[str, ...], frozenset[tuple[str, ...]]] = {}
    for text in texts:
        run = taken_apart(text)
        key = tuple(word.plain for word in run)
        found[key] = found.get(key, frozenset()) | {tuple(word.accents for word in run)}
    return found


@lru_cache(maxsize=1)
def short_forms() -> dict[Word, tuple[tuple[Word, ...], ...]]:
    """What an abbreviation may stand for, the likelier first: `đt` is điện thoại or đối tượng, `dt` dân tộc too."""
    given = toml("headings.toml")["short"]
    return {taken_apart(key)[0]: tuple(taken_apart(text) for text in texts) for key, texts in given.items()}


@lru_cache(maxsize=1)
def subjects() -> dict[tuple[str, ...], str]:
    """What the words of a title say that its sheet is about."""
    return {words(text): subject for subject, texts in toml("headings.toml")["about"].items() for text in texts}


@lru_cache(maxsize=1)
def phrases() -> dict[tuple[str, ...], tuple[Phrase, ...]]:
    """Words of a phrase → what it may mean, native names first."""
    found: dict[tuple[str, ...], dict[tuple[Target, int], Phrase]] = {}

    def add(text: str, target: Target, part: int = 0) -> None:
        run = taken_apart(text)
        if run:
            key = tuple(word.plain for word in run)
            same = found.setdefault(key, {})
            known = same.get((target, part), Phrase(key, target, part))
            accents = known.accents | {tuple(word.accents for word in run)}
            same[target, part] = known._replace(accents=accents)

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
        if group in _NO_PHRASES:
            continue
        for name, texts in fields.items():
            for text in texts:
                add(text, _target(group, name))
    return {run: tuple(meant.values()) for run, meant in found.items()}


def _target(group: str, name: str) -> Target:
    if group == "nothing":
        return NOTHING
    if group == "vehicle":
        return ("identifiers", "vehicle")
    return ("*" if group == "every" else group, name)


@lru_cache(maxsize=1)
def joined() -> dict[str, tuple[Phrase, ...]]:
    """The same, for headings written in one: `hovaten`, `NGAYSINH`."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for run, meant in phrases().items():
        key = "".join(run)
        found[key] = (*found.get(key, ()), *meant)
    return found


@lru_cache(maxsize=1)
def by_size() -> dict[int, list[tuple[tuple[str, ...], tuple[Phrase, ...]]]]:
    """The phrases of as many words each."""
    found: dict[int, list[tuple[tuple[str, ...], tuple[Phrase, ...]]]] = {}
    for run, meant in phrases().items():
        found.setdefault(len(run), []).append((run, meant))
    return found


@lru_cache(maxsize=1)
def roles() -> dict[tuple[str, ...], str]:
    """Words → the role they name."""
    found: dict[tuple[str, ...], str] = {}
    for code in schema.codes("role"):
        entry = schema.entry("role", code)
        for text in (entry["en"], entry["vi"], *entry.get("aliases", ())):
            found.setdefault(words(str(text)), code)
    for code, texts in toml("headings.toml")["who"].items():
        for text in texts:
            found.setdefault(words(text), code)
    for vague in (("khac",), ("other",), ("source",), ("subject",), ("to", "cao"), ("officer",)):
        found.pop(vague, None)
    found["offender",] = "offender"
    return found
