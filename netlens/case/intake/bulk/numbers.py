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

TAIL = 7
_DRESS = b" .-"  # not brackets: (08) is an area code
_AREA = (b"08 ", b"08.", b"08-")  # of 2017 and before, when it stands apart
_SHORTEST = 9
_WIDEST = 24  # bytes; what is longer is no number of a form
_POWERS = 10 ** np.arange(TAIL - 1, -1, -1)
_IS_DRESS, _IS_DIGIT = np.zeros(256, dtype=np.bool_), np.zeros(256, dtype=np.bool_)
_IS_DRESS[list(_DRESS)] = True
_IS_DIGIT[48:58] = True
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
        different, inverse = np.unique(whole, return_inverse=True)
        before = [one for one, _places, _tails in known]
        keys = [f"{before[code // 10**TAIL]}{code % 10**TAIL:07d}" for code in different.tolist()]
        which[np.concatenate([places for _before, places, _tails in known])] = inverse
    if values:
        at = {key: place for place, key in enumerate(keys)}
        for place, value in values.items():
            which[place] = at.setdefault(value, len(at))
        keys = list(at)
    return Numbers(keys, which, problems)


def _by_form(lexicon: Lexicon, clean: Clean) -> tuple[NDArray[Any], list[tuple[str, NDArray[Any], NDArray[Any]]]]:
    """The places of the texts that must be cleaned one by one; and for each beginning of a cleaned number the places
    and last digits of those that become it. A beginning stands there once.
    """
    matrix = lexicon.matrix()[:, :_WIDEST]
    fits = np.ones(len(matrix), dtype=np.bool_) if lexicon.width <= _WIDEST else lexicon.matrix()[:, _WIDEST] == 0
    bare = np.zeros((len(matrix), _WIDEST), dtype=np.uint8)
    bare[:, : matrix.shape[1]] = matrix
    dressed = np.flatnonzero(_IS_DRESS[matrix].any(axis=1))
    if len(dressed):
        texts = bare[dressed].view(f"S{_WIDEST}").ravel().tolist()
        fits[dressed] &= np.array(
            [not text.endswith(b".0") and text[-1:].isdigit() and text[:3] not in _AREA for text in texts],
            dtype=np.bool_,
        )
        fits[dressed] &= _IS_DIGIT[bare[dressed, 0]] | (bare[dressed, 0] == ord("+"))
        plain = [text.translate(None, _DRESS) for text in texts]
        bare[dressed] = np.array(plain, dtype=f"S{_WIDEST}").view(np.uint8).reshape(len(texts), _WIDEST)
    length = (bare != 0).sum(axis=1)
    plus = bare[:, 0] == ord("+")
    digits = _IS_DIGIT[bare].sum(axis=1)
    fits &= (digits + plus == length) & (digits >= _SHORTEST) & (length <= TAIL + 8)
    places = np.flatnonzero(fits)
    bare, length = bare[places], length[places]
    tails = np.take_along_axis(bare, length[:, None] - TAIL + np.arange(TAIL), axis=1)
    numbers = (tails.astype(np.int64) - 48) @ _POWERS
    masks = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [(1 << 64) - 1], dtype=np.uint64)
    begins = np.ascontiguousarray(bare[:, :8]).view("<u8").ravel() & masks[length - TAIL]
    _forms, _first, which, size = np.unique(begins, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(which, kind="stable")
    ends = np.cumsum(size)
    found: dict[str, list[NDArray[Any]]] = {}
    alone = [np.flatnonzero(~fits)]
    for end, many in zip(ends.tolist(), size.tolist(), strict=True):
        members = order[end - many : end]
        samples = (members[0], members[many // 2], members[-1])
        before = _form([bytes(bare[one, : length[one]]).decode() for one in samples], clean)
        if before is None:
            alone.append(places[members])
        else:
            found.setdefault(before, []).append(members)
    known = [(before, np.concatenate(parts)) for before, parts in sorted(found.items())]
    return np.concatenate(alone), [(before, places[rows], numbers[rows]) for before, rows in known]


def _form(samples: list[str], clean: Clean) -> str | None:
    """What stands before the last seven digits of all numbers of a form; None where that cannot be said."""
    found = set()
    for text in samples:
        value, problem = clean(text)
        if problem or not value.startswith("+84") or value[-TAIL:] != text[-TAIL:]:
            return None
        found.add(value[:-TAIL])
    return found.pop() if len(found) == 1 else None
