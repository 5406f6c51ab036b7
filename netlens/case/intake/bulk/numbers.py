"""The different phone numbers of a file, cleaned by their form: a million numbers are written in some hundred ways.

What is no more than digits, a plus and the usual signs between them has a form: its digits but the last seven. Whether
such a form is a Vietnamese number does not hang on those seven; so one number of each form is cleaned by
`values.phone.clean`, two more prove it, and the others follow. Everything else is cleaned one by one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.intake.bulk.lexicon import Lexicon
from netlens.case.intake.bulk.lines import Words

Ints = NDArray[np.int64]

TAIL = 7
_DRESS = b" .-"  # not brackets: (08) is an area code
_SHORTEST = 9
_WIDEST = 24  # bytes; what is longer is no number of a form
_POWERS = 10 ** np.arange(TAIL - 1, -1, -1)
_ROWS = 1 << 15
_IS_NONE, _IS_OTHER, _IS_DIGIT, _IS_DRESS = range(4)
_KINDS = np.full(256, _IS_OTHER, dtype=np.uint8)
_KINDS[0] = _IS_NONE
_KINDS[48:58] = _IS_DIGIT
_KINDS[list(_DRESS)] = _IS_DRESS
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [(1 << 64) - 1], dtype=np.uint64)
Clean = Callable[[str], tuple[str, str]]  # as written → value, problem


@dataclass(frozen=True, slots=True)
class Numbers:
    """`keys`: the different cleaned numbers. `which`: the place among them of each text as written, -1 for none.
    `problems`: text → code of those that were flagged.
    """

    keys: list[str]
    which: NDArray[np.int32]
    problems: dict[int, str]


def cleaned(lexicon: Lexicon, clean: Clean) -> Numbers:
    """All texts of a lexicon, cleaned."""
    which = np.full(lexicon.n, -1, dtype=np.int32)
    values: dict[int, str] = {}
    problems: dict[int, str] = {}
    alone, known = _by_form(lexicon, clean)
    for place in alone.tolist():
        value, problem = clean(lexicon.text(place))
        if problem:
            problems[place] = problem
        if value:
            values[place] = value
    keys: list[str] = []
    if known:
        whole = np.concatenate([number * 10**TAIL + tails for number, (_before, _places, tails) in enumerate(known)])
        different, inverse = _unique(whole)
        keys = _spelt(different, [before for before, _places, _tails in known])
        which[np.concatenate([places for _before, places, _tails in known])] = inverse
    if values:
        at = {key: place for place, key in enumerate(keys)}
        for place, value in values.items():
            which[place] = at.setdefault(value, len(at))
        keys = list(at)
    return Numbers(keys, which, problems)


def _unique(values: Ints) -> tuple[Ints, Ints]:
    """The different values in order, and the place of each among them; for values below 2**63 / their number."""
    bits = len(values).bit_length()
    order = (values << bits) | np.arange(len(values))
    order.sort()  # of plain numbers: three times as fast as to sort places by them
    value = order >> bits
    new = np.ones(len(value), dtype=np.bool_)
    new[1:] = value[1:] != value[:-1]
    inverse = np.empty(len(values), dtype=np.int64)
    inverse[order & ((1 << bits) - 1)] = np.cumsum(new) - 1
    return value[new], inverse


def _spelt(numbers: Ints, before: list[str]) -> list[str]:
    """Numbers in ascending order as they are written: what stands before, by the place in a list, and seven digits."""
    keys: list[str] = []
    begins = np.searchsorted(numbers, np.arange(len(before) + 1) * 10**TAIL)
    for text, low, high in zip(before, begins[:-1].tolist(), begins[1:].tolist(), strict=True):
        width = len(text) + TAIL
        signs = np.empty((high - low, width), dtype=np.uint32)
        signs[:, : len(text)] = [ord(sign) for sign in text]
        signs[:, len(text) :] = numbers[low:high, None] // _POWERS % 10 + 48
        keys += signs.view(f"U{width}").ravel().tolist()
    return keys


def _by_form(lexicon: Lexicon, clean: Clean) -> tuple[NDArray[Any], list[tuple[str, NDArray[Any], NDArray[Any]]]]:
    """The places of the texts that must be cleaned one by one; and for each beginning of a cleaned number the places
    and last digits of those that become it. A beginning stands there once.
    """
    matrix = lexicon.matrix()
    parts = [_parted(matrix[begin : begin + _ROWS], begin) for begin in range(0, len(matrix), _ROWS)]
    if not parts:
        return np.empty(0, np.int64), []
    places, begins, numbers, odd = (np.concatenate(one) for one in zip(*parts, strict=True))
    different = Lexicon()
    which = different.codes(Words([begins], []))
    order = np.argsort(which.astype(np.uint16) if different.n <= 1 << 16 else which, kind="stable")
    size = np.bincount(which, minlength=different.n)
    found: dict[str, list[NDArray[Any]]] = {}
    alone = [odd]
    for end, many in zip(np.cumsum(size).tolist(), size.tolist(), strict=True):
        members = order[end - many : end]
        samples = (members[0], members[many // 2], members[-1])
        bare = [different.text(int(which[one])) + f"{numbers[one]:07d}" for one in samples]
        before = _form(bare, clean)
        if before is None:
            alone.append(places[members])
        else:
            found.setdefault(before, []).append(members)
    known = [(before, np.concatenate(members)) for before, members in sorted(found.items())]
    return np.concatenate(alone), [(before, places[rows], numbers[rows]) for before, rows in known]


def _parted(matrix: NDArray[np.uint8], first: int) -> tuple[Ints, NDArray[np.uint64], Ints, Ints]:
    """Some texts, rows of bytes: the places of those of a form, with what stands before their last seven digits, as a
    word, and these digits; the places of all others. `first` is the place of the first.
    """
    texts = np.zeros((len(matrix), _WIDEST), dtype=np.uint8)
    texts[:, : matrix.shape[1]] = matrix[:, :_WIDEST]
    fits = np.ones(len(texts), dtype=np.bool_) if matrix.shape[1] <= _WIDEST else matrix[:, _WIDEST] == 0
    kinds = _KINDS[texts]
    dressed = np.flatnonzero((kinds == _IS_DRESS).view(np.uint64).any(axis=1))
    if len(dressed):
        fits[dressed] &= _undressed(texts, dressed)
        kinds[dressed] = _KINDS[texts[dressed]]
    # A row is three words: its bytes counted by adding them up.
    length = _sum((kinds != _IS_NONE).view(np.uint64))
    digits = _sum((kinds == _IS_DIGIT).view(np.uint64))
    fits &= (digits + (texts[:, 0] == ord("+")) == length) & (digits >= _SHORTEST) & (length <= TAIL + 8)
    here = np.flatnonzero(fits)
    texts, length = texts[here], length[here]
    digit = texts.ravel()[(np.arange(len(here)) * _WIDEST + length - TAIL)[:, None] + np.arange(TAIL)]
    numbers = (digit - 48).astype(np.int32) @ _POWERS.astype(np.int32)
    begins = texts.view("<u8")[:, 0] & _MASKS[length - TAIL]
    return here + first, begins, numbers.astype(np.int64), np.flatnonzero(~fits) + first


def _sum(words: NDArray[np.uint64]) -> Ints:
    """How many bytes of each row are one; all others are zero."""
    whole = words.sum(axis=1) * np.uint64(0x0101010101010101)
    found: Ints = (whole >> np.uint64(56)).astype(np.int64)
    return found


def _undressed(texts: NDArray[np.uint8], rows: Ints) -> NDArray[np.bool_]:
    """Take the signs out of some texts; gives which of these may be numbers of a form."""
    old = texts[rows]
    last = (old != 0).sum(axis=1) - 1
    each = np.arange(len(rows))
    fits: NDArray[np.bool_] = _KINDS[old[each, last]] == _IS_DIGIT
    fits &= (old[each, last] != ord("0")) | (old[each, last - 1] != ord("."))
    fits &= (_KINDS[old[:, 0]] == _IS_DIGIT) | (old[:, 0] == ord("+"))
    fits &= ~(
        (old[:, 0] == ord("0")) & (old[:, 1] == ord("8")) & (_KINDS[old[:, 2]] == _IS_DRESS)
    )  # an area of 2017 and before
    kept = (_KINDS[old] != _IS_DRESS) & (old != 0)
    new = np.zeros_like(old)
    new[np.arange(_WIDEST) < kept.sum(axis=1)[:, None]] = old[kept]
    texts[rows] = new
    return fits


def _form(samples: list[str], clean: Clean) -> str | None:
    """What stands before the last seven digits of all numbers of a form; None where that cannot be said."""
    found = set()
    for text in samples:
        value, problem = clean(text)
        if problem or not value.startswith("+84") or value[-TAIL:] != text[-TAIL:]:
            return None
        found.add(value[:-TAIL])
    return found.pop() if len(found) == 1 else None
