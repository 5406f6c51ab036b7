"""Finds what belongs to protected people inside any text: names (folded or not), numbers, ids; and puts codes there."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import count, groupby

from netlens.case.values import place as places
from netlens.case.values.name import fold

Word = tuple[str, int, int]  # folded, start, end

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_DIGITS = re.compile(r"\d(?:[\s.()\-]*\d){6,}")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d.*)?|\d\d?[/.]\d\d?[/.]\d{4}")
_SERIAL = re.compile(r"[^\W_]*\d[^\W_]*")
_PIECE = re.compile(r"[^\W_]+")
_APART = re.compile(r"[\s.\-]{1,2}")  # what stands inside a plate or the number of a paper: 24A-123.45, B 1234567
# Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese write no spaces: their names are found inside any run.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
PIECES = 4  # of a plate or a number written apart
SHORTEST = 7  # digits below which a number is no one's in particular
IMEI = 14  # digits that tell one handset: the fifteenth checks them, or counts its software
NATIONAL = 9  # the last digits of a phone number: the same however its country code is written
JOINED = 8  # letters from which a name written in one word ("tranthibe") is taken for that name


class Masker:
    """What to look for, each with the code to put in its place."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}  # by folded words
        self._handles: dict[tuple[str, ...], str] = {}  # likewise: accounts, addresses, whatever is no name
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

    def add_handle(self, text: str, code: str) -> None:
        """An account, an address: words and digits in this order, whatever signs stand between them."""
        words = tuple(word for word, _, _ in _words(_plain(text)))
        if words:
            self._handles.setdefault(words, code)
            self._longest = max(self._longest, len(words))

    def add_number(self, number: str, code: str) -> None:
        """A phone, id number, passport or account, as written anyhow."""
        digits = "".join(sign for sign in number if sign.isdigit())
        if len(digits) >= SHORTEST:
            for found in (digits, digits[-NATIONAL:]):
                self._add_digits(found, code)
        whole = "".join(filter(str.isalnum, number))
        for serial in (*_SERIAL.findall(number), *([whole] if any(map(str.isdigit, whole)) else ())):
            if len(serial) >= SHORTEST - 1:
                self._serials.setdefault(fold(serial), code)

    def add_handset(self, number: str, code: str) -> None:
        """An IMEI, whose last digits are told or not, and differ where they are."""
        digits = "".join(sign for sign in number if sign.isdigit())
        if len(digits) >= IMEI:
            self._add_digits(digits[:IMEI], code)
        else:
            self.add_number(number, code)

    def _add_digits(self, digits: str, code: str) -> None:
        self._numbers.setdefault(digits, code)
        self._lengths.add(len(digits))

    def text(self, text: str, *, names: bool = True) -> str:
        """The text with codes for what is protected; without `names`, those of people stand.

        A name of one word is left alone only inside the name of a province: "An Giang" stays readable while a victim
        is called "An". Anywhere else safety goes first.
        """
        text = _plain(text)
        text = self._without_words(text, self._handles)
        if not _DATE.fullmatch(text):
            text = self._without_numbers(text)
        if names:
            text = self._without_words(self._without_runs(text), self._names)
        return text

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
        return self._without_serials(text) if self._serials and any(map(str.isdigit, text)) else text

    def _without_serials(self, text: str) -> str:
        """Plates and numbers of papers, in one word or written apart."""
        pieces = list(_PIECE.finditer(text))
        made, done, n = [], 0, 0
        while n < len(pieces):
            joined, found, last = "", "", n
            for end in range(n, min(n + PIECES, len(pieces))):
                if end > n and not _APART.fullmatch(text[pieces[end - 1].end() : pieces[end].start()]):
                    break
                joined += fold(pieces[end][0])
                if code := self._serials.get(joined):
                    found, last = code, end
            if found:
                made += [text[done : pieces[n].start()], found]
                done = pieces[last].end()
            n = last + 1
        return "".join([*made, text[done:]])

    def _without_runs(self, text: str) -> str:
        if not self._runs or not _UNSPACED.search(text):
            return text
        made, place = [], 0
        while place < len(text):
            found = next((one for one in self._runs.get(text[place], ()) if text.startswith(one[0], place)), None)
            made.append(found[1] if found else text[place])
            place += len(found[0]) if found else 1
        return "".join(made)

    def _without_words(self, text: str, known: dict[tuple[str, ...], str]) -> str:
        words = list(_words(text)) if known else []
        longest = min(self._longest, len(words))
        safe = _in_provinces(text, words)
        made, done, n = [], 0, 0
        while n < len(words):
            for length in range(min(longest, len(words) - n), 0, -1):
                if length == 1 and n in safe:
                    continue
                code = known.get(tuple(word for word, _, _ in words[n : n + length]))
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
