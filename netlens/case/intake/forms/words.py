"""What the headings and cells of a form mean: the words of resources/forms/*.toml, where an agency may add its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from netlens.case.schema import word_key
from netlens.case.values.name import fold
from netlens.resource import toml

FLAT = ("call_records", "bank_transfers", "border_crossings")  # the forms that are one table with a header row
_NOTE = re.compile(r"\s*[(\[（【].*?[)\]）】]\s*|[*:：]+\s*$")
_PARTS = re.compile(r"\s*(?:\n|/|\||[(（)）\[\]]| [-–—] )\s*")
_SIGNS = re.compile(r"[\W_]+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Form:
    """`columns`: heading (as `word_key`) → column. `needs`: of each set one column must be there; `own`:
    one of these too, for no other table has them, or one of `hints`, where the heading `claims` it; `words`: lists
    of words by their name."""

    name: str
    columns: Mapping[str, str]
    needs: tuple[frozenset[str], ...]
    own: frozenset[str]
    hints: frozenset[str]
    least: int
    table: str
    feeds: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]] = field(repr=False)

    def column(self, heading: str) -> str:
        """The column a heading means, "" when none: by the whole of it, without its note, by either language."""
        return _column(self.name, heading)

    def says(self, words: str, text: str) -> bool:
        """Whether one of a list's words stands in a text, as a word of its own."""
        return bool(text) and _says(self.name, words, text)


@lru_cache(maxsize=8)
def form(name: str) -> Form:
    data: dict[str, Any] = toml(f"forms/{name}.toml")
    columns: dict[str, str] = {}
    for column, words in data["columns"].items():
        for word in (column, *words):
            columns.setdefault(word_key(word), column)
    return Form(
        name=name,
        columns=columns,
        needs=tuple(frozenset(one) for one in data["needs"]),
        own=frozenset(data["own"]),
        hints=frozenset(data.get("hints", ())),
        least=data["least"],
        table=data["table"],
        feeds=data["feeds"],
        words={key: tuple(words) for key, words in data.get("words", {}).items()},
    )


@lru_cache(maxsize=8192)
def _column(name: str, heading: str) -> str:
    if not heading or len(heading) > 120:
        return ""
    columns = form(name).columns
    found = columns.get(word_key(heading)) or columns.get(word_key(_NOTE.sub("", heading)))
    if found:
        return found
    for part in _PARTS.split(heading):
        if len(part) > 1 and (found := columns.get(word_key(part))):
            return found
    return ""


@lru_cache(maxsize=65536)
def _says(name: str, words: str, text: str) -> bool:
    return _pattern(name, words).search(_plain(text)) is not None


def _plain(text: str) -> str:
    """Folded words with single blanks between them, whatever signs parted them."""
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


@lru_cache(maxsize=64)
def _pattern(name: str, words: str) -> re.Pattern[str]:
    """Any of the words, whole; those of languages that write no spaces anywhere."""
    plain = sorted(map(_plain, form(name).words.get(words, ())), key=len, reverse=True)
    each = (re.escape(word) if _CJK.search(word) else rf"(?<!\S){re.escape(word)}(?!\S)" for word in plain)
    return re.compile("|".join(each) or r"(?!)")
