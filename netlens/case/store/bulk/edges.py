"""Who called whom, how often, how long, from when to when: by number, so that the ties of one are found at once.

An edge stands with both its ends. Its rows are those of one file that count alike (see chunks.GROUPS): what counts now
is the sum over the files and groups that do.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from netlens.case.store.bulk import columns
from netlens.case.store.connection import Connection, damaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

PART = 1 << 14  # edges packed together: a look-up unpacks one or two of these
NAMES = ("number", "other", "out", "into", "seconds", "first", "days")


class Edges(NamedTuple):
    """Columns of equal length. `out`: calls from `number` to `other`; `into`: those back; `seconds` of all of them;
    `first`, `last`: days as ordinals, 0 where no call has a day.
    """

    number: "Ints"
    other: "Ints"
    out: "Ints"
    into: "Ints"
    seconds: "Ints"
    first: "Ints"
    last: "Ints"


def both_ways(a: "Ints", b: "Ints", calls: "Ints", seconds: "Ints", first: "Ints", last: "Ints") -> Edges:
    """The edges of all numbers from directed ties a → b, one for each pair, ordered by number and other."""
    import numpy as np

    back = a != b
    whole = np.concatenate([(a << 32) | b, (b[back] << 32) | a[back]])
    order = _order(whole)
    whole = whole[order]
    begins = np.flatnonzero(np.append(np.ones(min(len(whole), 1), np.bool_), whole[1:] != whole[:-1]))
    if not len(begins):
        return Edges(*(np.empty(0, np.int64) for _name in NAMES))

    there = order < len(a)
    tie = np.concatenate([np.arange(len(a)), np.flatnonzero(back)])[order]
    calls = calls[tie]
    both, out = np.add.reduceat(calls, begins), np.add.reduceat(calls * there, begins)
    into = both - out
    long = np.add.reduceat(seconds[tie], begins)
    first = np.minimum.reduceat(np.where(first == 0, 1 << 40, first)[tie], begins)
    last = np.maximum.reduceat(last[tie], begins)
    number, other = whole[begins] >> 32, whole[begins] & 0xFFFFFFFF
    return Edges(number, other, out, into, long, np.where(last == 0, 0, first), last)


def _order(pairs: "Ints") -> "Ints":
    """The places of pairs of numbers (the first << 32, the other) in ascending order, those of equal ones as well."""
    import numpy as np

    if not len(pairs):
        return pairs
    key, other = pairs >> 32, pairs & 0xFFFFFFFF
    least = min(int(key.min()), int(other.min()))
    width = max(int(key.max()), int(other.max())) - least + 1
    bits = len(pairs).bit_length()
    if (width * width).bit_length() + bits > 63:
        return np.argsort(pairs, kind="stable")
    key -= least  # all in place: new memory costs more than what is done with it
    key *= width
    key += other
    key -= least
    key <<= bits
    key |= np.arange(len(pairs))
    key.sort()  # of plain numbers: three times as fast as to sort places by them
    key &= (1 << bits) - 1
    return key


class Packed(NamedTuple):
    """Some edges as they are stored: the least and the greatest number among them, how many, and all of them."""

    low: int
    high: int
    n: int
    data: bytes


def packed(edges: Edges) -> Iterator[Packed]:
    """Edges as they are stored, some thousands at a time."""
    for begin in range(0, len(edges.number), PART):
        here = [one[begin : begin + PART] for one in edges]
        here[6] = here[6] - here[5]
        data = b"".join(_sized(columns.packed(one, steps=not place)) for place, one in enumerate(here))
        yield Packed(int(here[0][0]), int(here[0][-1]), len(here[0]), data)


def write(connection: Connection, file: int, made: Iterable[tuple[int, Packed]]) -> Iterator[int]:
    """Store the edges of a file's rows, each with its group; yields now and then."""
    for done, (part, edges) in enumerate(made):
        connection.execute(
            "INSERT INTO edge (file, part, low, high, n, data) VALUES (?, ?, ?, ?, ?, ?)", (file, part, *edges)
        )
        if not done % 64:
            yield done


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "little") + data


def unpacked(data: bytes) -> Edges:
    """The edges of one stored part."""
    parts = []
    at = 0
    for _name in NAMES:
        size = int.from_bytes(data[at : at + 4], "little")
        parts.append(columns.unpacked(data[at + 4 : at + 4 + size]))
        at += 4 + size
    if len({len(part) for part in parts}) != 1:
        raise damaged()
    parts[6] = parts[6] + parts[5]
    return Edges(*parts)


def of_number(connection: Connection, number: int, counting: Sequence[tuple[int, int]]) -> Edges:
    """The edges of one number in files and groups that count, one for each other number, by that number."""
    where = "file = ? AND part = ? AND low <= ? AND high >= ?"
    parts = (
        unpacked(data)
        for file, part in counting
        for (data,) in connection.execute(f"SELECT data FROM edge WHERE {where}", (file, part, number, number))
    )
    return _summed(parts, number)


def all_of(connection: Connection, counting: Sequence[tuple[int, int]]) -> Edges:
    """The edges of all numbers in files and groups that count."""
    return _summed(
        unpacked(data)
        for file, part in counting
        for (data,) in connection.execute("SELECT data FROM edge WHERE file = ? AND part = ?", (file, part))
    )


def _summed(parts: Iterator[Edges], number: int | None = None) -> Edges:
    kept = [Edges(*(one[part.number == number] for one in part)) if number is not None else part for part in parts]
    return summed(kept)


def summed(parts: Sequence[Edges]) -> Edges:
    """Edges of several files or groups as one for each pair."""
    import numpy as np

    if not parts:
        return Edges(*(np.empty(0, np.int64) for _name in NAMES))
    whole = Edges(*(np.concatenate(one) for one in zip(*parts, strict=True)))
    order = np.argsort((whole.number << 32) | whole.other, kind="stable")
    begins = np.flatnonzero(
        (np.diff(whole.number[order], prepend=-1) != 0) | (np.diff(whole.other[order], prepend=-1) != 0)
    )
    if not len(begins):
        return whole
    out, into, seconds = (np.add.reduceat(one[order], begins) for one in (whole.out, whole.into, whole.seconds))
    first = np.minimum.reduceat(np.where(whole.first == 0, 1 << 40, whole.first)[order], begins)
    last = np.maximum.reduceat(whole.last[order], begins)
    at = order[begins]
    return Edges(whole.number[at], whole.other[at], out, into, seconds, np.where(last == 0, 0, first), last)
