"""Finds what belongs to protected people inside any text: names (folded or not), numbers, ids; and puts codes there."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
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


class Masker:
    """What to look for, each with the code to put in its place."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}  # by folded words
        self._runs: dict[str, list[tuple[str, str]]] = {}  # (name, code) by the first letter
        self._numbers: dict[str, str] = {}  # by digits
        self._serials: dict[str, str] = {}  # by folded letters and digits
        self._longest = 0  # words of a name
        self._lengths: set[int] = set()  # digits of a number

    def add_name(self, name: str, code: str) -> None:
        name = _plain(name).strip()
        words = tuple(word for word, _, _ in _words(name))
        if words:
            self._names.setdefault(words, code)
            self._longest = max(self._longest, len(words))
            joined = "".join(words)
            if len(words) > 1 and len(joined) >= JOINED:
                self._names.setdefault((joined,), code)
        if _UNSPACED.match(name):
            known = self._runs.setdefault(name[0], [])
            known.append((name, code))
            known.sort(key=lambda one: -len(one[0]))

    def add_number(self, number: str, code: str) -> None:
        """A phone, id number, passport or account, as written anyhow."""
        digits = "".join(sign for sign in number if sign.isdigit())
        if len(digits) >= SHORTEST:
            for found in (digits, digits[-NATIONAL:]):
                self._numbers.setdefault(found, code)
                self._lengths.add(len(found))
        for match in _SERIAL.finditer(number):
            if len(match[0]) >= SHORTEST - 1:
                self._serials.setdefault(fold(match[0]), code)

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
        def digits(match: re.Match[str]) -> str:
            run = "".join(sign for sign in match[0] if sign.isdigit())
            for length in self._lengths:
                for start in range(len(run) - length + 1):
                    code = self._numbers.get(run[start : start + length])
                    if code:
                        return code
            return match[0]

        if self._lengths:
            text = _DIGITS.sub(digits, text)
        return _SERIAL.sub(lambda match: self._serials.get(fold(match[0]), match[0]), text) if self._serials else text

    def _without_runs(self, text: str) -> str:
        if not self._runs or not _UNSPACED.search(text):
            return text
        made, place = [], 0
        while place < len(text):
            found = next((one for one in self._runs.get(text[place], ()) if text.startswith(one[0], place)), None)
            made.append(found[1] if found else text[place])
            place += len(found[0]) if found else 1
        return "".join(made)

    def _without_names(self, text: str) -> str:
        words = list(_words(text))
        longest = min(self._longest, len(words))
        safe = _in_provinces(text, words)
        made, done, n = [], 0, 0
        while n < len(words):
            for length in range(min(longest, len(words) - n), 0, -1):
                if length == 1 and n in safe:
                    continue
                code = self._names.get(tuple(word for word, _, _ in words[n : n + length]))
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
