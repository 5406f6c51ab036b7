"""Each different text of a column gets a number: a hash table in arrays, that takes a block of cells at a time.

A cell is its bytes, eight at a time in a word, zeros behind; it is known by 96 bits of a mixture of its words, with
multipliers drawn anew for each import, so that no file can be made to confuse two texts.
"""

import secrets
from bisect import bisect_right
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from netlens.case.intake.bulk.lines import Words

Codes = NDArray[np.int32]
U64 = NDArray[np.uint64]
_LEAST = 1 << 12
_CODE = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


class Lexicon:
    """The different texts of one or several columns of a file, in the order in which they came."""

    def __init__(self) -> None:
        self.n = 0
        self._odd = [np.uint64(secrets.randbits(63) << 1 | 1) for _ in range(4)]
        self._table = np.zeros((_LEAST, 2), dtype=np.uint64)
        self._made: list[tuple[int, U64]] = []  # (first code, words: one row a text) of what came together
        self._texts: list[str] = []

    def codes(self, words: "Words", mixed: tuple[U64, U64] | None = None) -> Codes:
        """The number of each cell of a block; cells not met before get the next ones. `mixed`: of these words."""
        key, mark = mixed or self.mixed(words)
        found = self._find(key, mark)
        missing = np.flatnonzero(found < 0)
        if len(missing):
            found[missing] = self._add(key[missing], mark[missing], words, missing)
        return found

    def texts(self) -> list[str]:
        """All texts in Unicode NFC, by number. Each must be UTF-8."""
        if len(self._texts) < self.n:
            for first, words in self._made:
                if first >= len(self._texts):
                    whole = np.ascontiguousarray(words).view(f"S{words.shape[1] * 8}").ravel()
                    self._texts += [_text(one) for one in whole.tolist()]
        return self._texts

    def text(self, code: int) -> str:
        """One text, in Unicode NFC."""
        first, words = self._made[bisect_right(self._made, code, key=lambda made: made[0]) - 1]
        return _text(words[code - first].tobytes().rstrip(b"\0"))

    @property
    def width(self) -> int:
        """The bytes that hold every text."""
        return 8 * max((words.shape[1] for _first, words in self._made), default=1)

    def matrix(self) -> NDArray[np.uint8]:
        """All texts as rows of bytes, zeros behind."""
        whole = np.zeros((self.n, self.width // 8), dtype=np.uint64)
        for first, words in self._made:
            whole[first : first + len(words), : words.shape[1]] = words
        return whole.view(np.uint8)

    def mixed(self, words: "Words") -> tuple[U64, U64]:
        """What cells are known by. Hangs on nothing but the cells, so that it can be made ahead."""
        one, two, three, four = self._odd
        first = words.of[0]
        key = first * one
        key ^= key >> _HALF
        mark = (first + four) * three
        for word, rows in zip(words.of[1:], words.rows, strict=True):
            more = word * two
            more ^= more >> _HALF
            if rows is None:
                key = (key + more) * one
                key ^= key >> np.uint64(29)
                mark = (mark ^ word) * four
                mark ^= mark >> np.uint64(31)
            else:
                mixed = (key[rows] + more) * one
                key[rows] = mixed ^ (mixed >> np.uint64(29))
                said = (mark[rows] ^ word) * four
                mark[rows] = said ^ (said >> np.uint64(31))
        return key, mark >> _HALF

    def _find(self, key: U64, mark: U64) -> Codes:
        """The number of each text that is known, else -1."""
        table, shift, size = self._table, self._shift(), len(self._table)
        slot = (key >> shift).view(np.int64)
        met = _taken(table, slot)
        said = met[:, 1]
        found: Codes = said.astype(np.uint32).view(np.int32)  # the lower half
        found -= 1
        hit = (met[:, 0] == key) & (said >> _HALF == mark)  # an empty place may seem one: its number is -1
        if hit.all():
            return found
        left = np.flatnonzero(~hit)
        found[left] = -1
        left = left[said[left] != 0]
        while len(left):
            slot[left] = (slot[left] + 1) % size
            met = _taken(table, slot[left])
            said = met[:, 1]
            hit = (met[:, 0] == key[left]) & (said >> _HALF == mark[left]) & (said != 0)
            found[left[hit]] = ((said[hit] & _CODE).astype(np.int64) - 1).astype(np.int32)
            left = left[~hit & (said != 0)]
        return found

    def _add(self, key: U64, mark: U64, words: "Words", missing: NDArray[np.intp]) -> Codes:
        """Enter texts that are not known, which may repeat each other; gives the number of each."""
        _unique, first, which = np.unique(key, return_index=True, return_inverse=True)
        order = np.argsort(first, kind="stable")
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        firsts = first[order]
        numbers = self.n + np.arange(len(firsts), dtype=np.int64)
        self._made.append((self.n, words.matrix(missing[firsts])))
        self.n += len(firsts)
        while self.n * 2 > len(self._table):
            self._grow()
        self._put(key[firsts], (mark[firsts] << _HALF) | (numbers + 1).astype(np.uint64))
        return rank[which] + np.int32(self.n - len(firsts))

    def _put(self, key: U64, said: U64) -> None:
        """Enter texts that are not known and differ from each other."""
        table, size = self._table, len(self._table)
        slot = (key >> self._shift()).view(np.int64)
        left = np.arange(len(key))
        while len(left):
            at = slot[left]
            free = table[at, 1] == 0
            mine, at = left[free], at[free]
            table[at, 1] = said[mine]  # of those that want one place, one remains
            kept = table[at, 1] == said[mine]
            table[at[kept], 0] = key[mine[kept]]
            free[free] = kept
            left = left[~free]
            slot[left] = (slot[left] + 1) % size

    def _grow(self) -> None:
        old = self._table
        self._table = np.zeros((len(old) * 4, 2), dtype=np.uint64)
        full = old[old[:, 1] != 0]
        self._put(full[:, 0].copy(), full[:, 1].copy())

    def _shift(self) -> np.uint64:
        return np.uint64(64 - (len(self._table).bit_length() - 1))


def _taken(table: U64, slot: NDArray[np.intp]) -> Any:
    """The entries at `slot`, sixteen bytes each, taken as one."""
    pairs = table.view(np.complex128).ravel().take(slot)
    return pairs.view(np.uint64).reshape(-1, 2)


def _text(data: bytes) -> str:
    text = data.decode("utf-8")
    return text if text.isascii() else normalize("NFC", text)
