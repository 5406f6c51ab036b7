"""What the words of a chart mean: the type of an entity, the type of a link, the name of an attribute.

All words stand in resources/charts/words.toml and in the code lists; an agency may add its own to either.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from netlens.case import schema
from netlens.case.schema import word_key
from netlens.resource import toml

_WORD = re.compile(r"\w+")
_NOISE = re.compile(r"[\W_]+")
_MOST = 6  # words of a type that are looked at


class Tie(NamedTuple):
    """What a link says: `kind` a code of link_kind, `holds`, `address`, `vague`, `employment`, or "" (not known).

    `basis` of `holds`; `turned`: the second end does it to the first.
    """

    kind: str
    basis: str = ""
    turned: bool = False


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, object]]:
    return toml("charts/words.toml")


@lru_cache(maxsize=32)
def _keys(table: str) -> dict[str, str]:
    """Word, with and without its accents → code, of one table of word lists; of two that have a word, the first."""
    found: dict[str, str] = {}
    node: Mapping[str, object] = _tables()
    for part in table.split("."):
        inner = node[part]
        assert isinstance(inner, dict)
        node = inner
    for code, words in node.items():
        if isinstance(words, list):
            for word in (code, *words):
                found.setdefault(_accented(str(word)), code)
    for word, code in list(found.items()):
        found.setdefault(word_key(word), code)
    found.pop("", None)
    return found


@lru_cache(maxsize=4096)
def entity_kind(type_: str) -> str:
    """The kind of thing a type of entity names: a code of entity_kind, or "" for a type of no known word."""
    words = _keys("entity")
    for part in _parts(type_):
        found = words.get(part) or schema.code("entity_kind", part)
        if found:
            return found if found not in ("route", "report") else "event"
    return ""


@lru_cache(maxsize=4096)
def protected_role(type_: str) -> str:
    """The role (victim, possible_victim, witness, reporter) a type or status names, or ""."""
    words = _keys("protected")
    return next((words[part] for part in _parts(type_) if part in words), "")


@lru_cache(maxsize=4096)
def tie(type_: str) -> Tie:
    """What a type of link says."""
    turned = word_key(type_) in _keys("turned")
    for part in _parts(type_):
        kind = _keys("link").get(part)
        if kind:
            return Tie(kind, "", turned)
        basis = _keys("link.holds").get(part)
        if basis is not None:
            return Tie("holds", basis, turned)
        kind = schema.code("link_kind", part)
        if kind:
            return Tie("vague" if kind == "other" else kind, "", turned)
    return Tie("")


@lru_cache(maxsize=4096)
def label_tie(label: str) -> Tie:
    """What a label of its own says, numbers apart: `3 calls`. Only as a whole: labels are free text."""
    plain = " ".join(word for word in label.split() if not any(sign.isdigit() for sign in word))
    found = tie(plain) if len(plain) < 40 else Tie("")
    key = word_key(plain)
    table = _keys("link") | _keys("link.holds")
    return found if key in table or schema.code("link_kind", plain) else Tie("")


@lru_cache(maxsize=4096)
def role_of(text: str) -> str:
    """The role in a case that a word names, by the code list; "" for none, and for what says no more than related."""
    found = schema.code("role", text)
    return found if found and found != "other" else ""


@lru_cache(maxsize=4096)
def function_of(text: str) -> str:
    """What a person did in the offence, by the code list; "" for none."""
    found = schema.code("functions", text)
    return found if found and found != "Other" else ""


@lru_cache(maxsize=4096)
def attribute_is(use: str, name: str) -> bool:
    """Whether an attribute of that name is for that use: `phone` … `place` (its value), `amount`, `count`, `until` …"""
    words = _tables()["attribute"].get(use, [])
    assert isinstance(words, list)
    return word_key(name) in {word_key(str(word)) for word in words}


@lru_cache(maxsize=4096)
def column_of(table: str, name: str) -> str:
    """The column of a native table that an attribute feeds, keys and parties apart; "" for none."""
    column = schema.field(table, name) or ""
    if column and (schema.TABLES[table].column(column).kind.startswith("key:") or column in ("full_name", "title")):
        return ""
    return column


@lru_cache(maxsize=1024)
def grade(dimension: str, text: str) -> str:
    """The code of a grade as a chart writes it: `B - Usually reliable`, `Usually reliable`, `2`; else the text itself.

    `dimension` is "source" or "info".
    """
    text = " ".join(text.split())
    found = _keys(f"grade.{dimension}").get(word_key(text))
    if found:
        return found
    code = re.match(r"([A-Za-z]|\d)(?:\s*[-–:.)(]|\s*$)", text)
    return code[1].upper() if code else text


@lru_cache(maxsize=1024)
def strength(name: str) -> str:
    """The grade of the information that the strength of a link is; "" for a confirmed one, and for other words."""
    return _keys("strength").get(_accented(name), _keys("strength").get(word_key(name), "")).capitalize()


@lru_cache(maxsize=1024)
def handling(text: str) -> str:
    """The handling code a third grade names, or ""."""
    return schema.code("handling", text) or schema.code("handling", re.split(r"\s+[-–]|[:(]\s", text)[0].strip()) or ""


def _parts(text: str) -> Iterator[str]:
    """The whole text, then its parts of fewer and fewer words, the last of a length first: as keys to compare by.

    Of a part, accents count: `Bán hàng` is no `bản`. Text that was typed without any is compared without.
    """
    if not word_key(text):
        return
    yield _accented(text)
    yield word_key(text)
    words = [key for word in _WORD.findall(text)[:_MOST] if (key := _accented(word))]
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length, -1, -1):
            yield "".join(words[start : start + length])


def _accented(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFC", text).casefold())
