"""Finds what belongs to protected people inside any text: names (folded or not), numbers, ids; and puts codes there."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from netlens.case.values.name import fold

_TOKEN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d(?:[\s.()\-]*\d){6,}")
_DATE = re.compile(r"\d{4}-\d\d|\d\d?[/.]\d\d?[/.]\d{4}")
_SERIAL = re.compile(r"[^\W_]*\d[^\W_]*")
_SPLIT = re.compile(r"(\s*;\s*)")
SHORTEST = 7  # digits below which a number is no one's in particular
NATIONAL = 9  # the last digits of a phone number: the same however its country code is written


@dataclass(frozen=True, slots=True)
class Masker:
    """What to look for, each with the code to put in its place."""

    names: dict[tuple[str, ...], str] = field(default_factory=dict)  # by folded words
    numbers: dict[str, str] = field(default_factory=dict)  # by digits
    serials: dict[str, str] = field(default_factory=dict)  # by folded letters and digits

    def add_name(self, name: str, code: str) -> None:
        words = tuple(word for word, _, _ in _words(unicodedata.normalize("NFC", name)))
        if words:
            self.names.setdefault(words, code)

    def add_number(self, number: str, code: str) -> None:
        """A phone, id number, passport or account, as written anyhow."""
        digits = "".join(sign for sign in number if sign.isdigit())
        if len(digits) >= SHORTEST:
            self.numbers.setdefault(digits, code)
            self.numbers.setdefault(digits[-NATIONAL:], code)
        for match in _SERIAL.finditer(number):
            if len(match[0]) >= SHORTEST - 1:
                self.serials.setdefault(fold(match[0]), code)

    def text(self, text: str, *, whole: bool = False) -> str:
        """The text with codes for what is protected. `whole`: a name of one word counts only as an entire item.

        That keeps a province "An Giang" readable while a victim is called "An"; anywhere else safety goes first.
        """
        text = unicodedata.normalize("NFC", text)
        if not _DATE.match(text):
            text = self._without_numbers(text)
        return "".join(part if n % 2 else self._without_names(part, whole) for n, part in enumerate(_SPLIT.split(text)))

    def _without_numbers(self, text: str) -> str:
        if not self.numbers and not self.serials:
            return text
        lengths = {len(number) for number in self.numbers}

        def digits(match: re.Match[str]) -> str:
            run = "".join(sign for sign in match[0] if sign.isdigit())
            for length in lengths:
                for start in range(len(run) - length + 1):
                    code = self.numbers.get(run[start : start + length])
                    if code:
                        return code
            return match[0]

        text = _DIGITS.sub(digits, text)
        return _SERIAL.sub(lambda match: self.serials.get(fold(match[0]), match[0]), text)

    def _without_names(self, text: str, whole: bool) -> str:
        words = list(_words(text))
        longest = min(max(map(len, self.names), default=0), len(words))
        made, done, n = [], 0, 0
        while n < len(words):
            for length in range(min(longest, len(words) - n), 0, -1):
                if length == 1 and whole and len(words) > 1:
                    continue
                code = self.names.get(tuple(word for word, _, _ in words[n : n + length]))
                if code:
                    made += [text[done : words[n][1]], code]
                    done = words[n + length - 1][2]
                    n += length - 1
                    break
            n += 1
        return "".join([*made, text[done:]])


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded words of a text, with where each starts and ends in it."""
    for match in _TOKEN.finditer(text):
        yield fold(match[0]), match.start(), match.end()


def masker(
    names: Mapping[int, Iterable[str]], numbers: Mapping[int, Iterable[str]], codes: Mapping[int, str]
) -> Masker:
    """A Masker for people given by id with all their names and numbers; the lowest code wins what two share."""
    made = Masker()
    for person in sorted(codes, key=lambda one: codes[one]):
        for name in names.get(person, ()):
            made.add_name(name, codes[person])
        for number in numbers.get(person, ()):
            made.add_number(number, codes[person])
    return made
