"""Finds what belongs to protected people inside any text: names (folded or not), numbers, ids; and puts codes there."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, groupby

from netlens.case.values import place as places
from netlens.case.values.name import fold

Word = tuple[str, int, int]  # folded, start, end

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_DIGITS = re.compile(r"\d(?:[\s.()\-]*\d){6,}")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d.*)?|\d\d?[/.]\d\d?[/.]\d{4}")
_SERIAL = re.compile(r"[^\W_]*\d[^\W_]*")
# Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese write no spaces: their names are found inside any run.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
SHORTEST = 7  # digits below which a number is no one's in particular
NATIONAL = 9  # the last digits of a phone number: the same however its country code is written
JOINED = 8  # letters from which a name written in one word ("tranthibe") is taken for that name


@dataclass(frozen=True, slots=True)
class Masker:
    """What to look for, each with the code to put in its place."""

    names: dict[tuple[str, ...], str] = field(default_factory=dict)  # by folded words
    runs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # (name, code) by the first letter
    numbers: dict[str, str] = field(default_factory=dict)  # by digits
    serials: dict[str, str] = field(default_factory=dict)  # by folded letters and digits

    def add_name(self, name: str, code: str) -> None:
        name = _plain(name).strip()
        words = tuple(word for word, _, _ in _words(name))
        if words:
            self.names.setdefault(words, code)
            joined = "".join(words)
            if len(words) > 1 and len(joined) >= JOINED:
                self.names.setdefault((joined,), code)
        if _UNSPACED.match(name):
            known = self.runs.setdefault(name[0], [])
            known.append((name, code))
            known.sort(key=lambda one: -len(one[0]))

    def add_number(self, number: str, code: str) -> None:
        """A phone, id number, passport or account, as written anyhow."""
        digits = "".join(sign for sign in number if sign.isdigit())
        if len(digits) >= SHORTEST:
            self.numbers.setdefault(digits, code)
            self.numbers.setdefault(digits[-NATIONAL:], code)
        for match in _SERIAL.finditer(number):
            if len(match[0]) >= SHORTEST - 1:
                self.serials.setdefault(fold(match[0]), code)

    def text(self, text: str) -> str:
        """The text with codes for what is protected.

        A name of one word is left alone only inside the name of a province: "An Giang" stays readable while a victim
        is called "An". Anywhere else safety goes first.
        """
        text = _plain(text)
        if not _DATE.fullmatch(text):
            text = self._without_numbers(text)
        text = self._without_runs(text)
        return self._without_names(text)

    def _without_numbers(self, text: str) -> str:
        lengths = {len(number) for number in self.numbers}

        def digits(match: re.Match[str]) -> str:
            run = "".join(sign for sign in match[0] if sign.isdigit())
            for length in lengths:
                for start in range(len(run) - length + 1):
                    code = self.numbers.get(run[start : start + length])
                    if code:
                        return code
            return match[0]

        if lengths:
            text = _DIGITS.sub(digits, text)
        return _SERIAL.sub(lambda match: self.serials.get(fold(match[0]), match[0]), text) if self.serials else text

    def _without_runs(self, text: str) -> str:
        if not self.runs or not _UNSPACED.search(text):
            return text
        made, place = [], 0
        while place < len(text):
            found = next((one for one in self.runs.get(text[place], ()) if text.startswith(one[0], place)), None)
            made.append(found[1] if found else text[place])
            place += len(found[0]) if found else 1
        return "".join(made)

    def _without_names(self, text: str) -> str:
        words = list(_words(text))
        longest = min(max(map(len, self.names), default=0), len(words))
        safe = _in_provinces(text, words)
        made, done, n = [], 0, 0
        while n < len(words):
            for length in range(min(longest, len(words) - n), 0, -1):
                if length == 1 and n in safe:
                    continue
                code = self.names.get(tuple(word for word, _, _ in words[n : n + length]))
                if code:
                    made += [text[done : words[n][1]], code]
                    done = words[n + length - 1][2]
                    n += length - 1
                    break
            n += 1
        return "".join([*made, text[done:]])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def _words(text: str) -> Iterator[Word]:
    """The folded words of a text, with where each starts and ends in it."""
    for match in _TOKEN.finditer(text):
        if match[0].isalpha() or match[0].isdecimal():
            yield fold(match[0]), match.start(), match.end()
            continue
        for _, signs in groupby(zip(match[0], count(match.start()), strict=False), lambda one: one[0].isalpha()):
            run = list(signs)
            yield fold("".join(sign for sign, _ in run)), run[0][1], run[-1][1] + 1


def _in_provinces(text: str, words: list[Word]) -> set[int]:
    """The places of the words that are part of a province's name of two words, written with one space."""
    pairs = provinces()
    found = set()
    for n in range(len(words) - 1):
        (one, _, end), (other, start, _) = words[n : n + 2]
        if (one, other) in pairs and text[end:start] == " ":
            found |= {n, n + 1}
    return found


@lru_cache(maxsize=1)
def provinces() -> frozenset[tuple[str, ...]]:
    """The folded names of the provinces, old and new, that are two words."""
    names = (*places.names("legacy"), *places.names("current"))
    return frozenset(found for name in names if len(found := tuple(word for word, _, _ in _words(name))) == 2)


def masker(
    names: Mapping[int, Iterable[str]], numbers: Mapping[int, Iterable[str]], codes: Mapping[int, str]
) -> Masker:
    """A Masker for people given by id with all their names and numbers; the lowest code wins what two share."""
    made = Masker()
    for person in sorted(codes, key=lambda one: codes[one]):
        for name in sorted(names.get(person, ())):
            made.add_name(name, codes[person])
        for number in sorted(numbers.get(person, ())):
            made.add_number(number, codes[person])
    return made
