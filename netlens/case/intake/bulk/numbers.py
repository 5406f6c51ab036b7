"""The different phone numbers of a file, cleaned by their form: a million numbers are written in some hundred ways.

What is no more than digits, a plus and the usual signs between them has a form: its digits but the last seven. Whether
such a form is a Vietnamese number does not hang on those seven; so one number of each form is cleaned by
`values.phone.clean`, two more prove it, and the others follow. Everything else is cleaned one by one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TAIL = 7
_DRESS = b" .-()"
_SHORTEST = 9
Clean = Callable[[str], tuple[str, str]]  # as written → value, problem


@dataclass(frozen=True, slots=True)
class Numbers:
    """`keys`: the different cleaned numbers, in order. `which`: the place among them of each text as written, -1 for
    none. `problems`: text → code of those that were flagged.
    """

    keys: list[str]
    which: NDArray[np.int32]
    problems: dict[int, str]


def cleaned(texts: Sequence[str], clean: Clean) -> Numbers:
    """All texts of a lexicon, cleaned."""
    values: list[str] = [""] * len(texts)
    problems: dict[int, str] = {}
    forms: dict[str, list[tuple[int, str]]] = {}
    for place, text in enumerate(texts):
        bare = text if text.isdigit() else text.encode("utf-8", "replace").translate(None, _DRESS).decode()
        digits = bare[1:] if bare[:1] == "+" else bare
        plain = len(digits) >= _SHORTEST and digits.isascii() and digits.isdigit() and text[-1:] in _DIGITS
        if plain and not text.endswith(".0") and text[:1] in _FIRST:
            forms.setdefault(f"{len(bare)}{bare[:-TAIL]}", []).append((place, bare))
        else:
            values[place], problem = clean(text.strip())
            if problem:
                problems[place] = problem
    for members in forms.values():
        known = _form(members, clean)
        if known is None:
            for place, _bare in members:
                values[place], problem = clean(texts[place].strip())
                if problem:
                    problems[place] = problem
        else:
            for place, bare in members:
                values[place] = known + bare[-TAIL:]
    keys = sorted(set(values) - {""})
    at = {key: place for place, key in enumerate(keys)}
    at[""] = -1
    return Numbers(keys, np.fromiter(map(at.__getitem__, values), dtype=np.int32, count=len(values)), problems)


_DIGITS = frozenset("0123456789")
_FIRST = frozenset("0123456789+")


def _form(members: list[tuple[int, str]], clean: Clean) -> str | None:
    """What stands before the last seven digits of all numbers of a form; None where that cannot be said."""
    found = set()
    for _place, bare in (members[0], members[len(members) // 2], members[-1]):
        value, problem = clean(bare)
        if problem or not value.startswith("+84") or value[-TAIL:] != bare[-TAIL:]:
            return None
        found.add(value[:-TAIL])
    return found.pop() if len(found) == 1 else None
