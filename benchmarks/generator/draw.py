"""Seeded draws, built on random() alone: the one sequence Python promises to keep from version to version."""

import random
from bisect import bisect_right
from collections.abc import Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import log
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Values with their cumulated weights, made once and drawn from often."""

    values: tuple[T, ...]
    cumulated: tuple[float, ...]


def weighted(weights: Mapping[T, float]) -> Weighted[T]:
    return Weighted(tuple(weights), tuple(accumulate(weights.values())))


class Draw:
    """One stream of draws. Parts of the generator use streams of their own, so that one does not shift another."""

    __slots__ = ("random",)

    def __init__(self, seed: int, stream: str) -> None:
        self.random = random.Random(f"{seed}:{stream}").random

    def chance(self, p: float) -> bool:
        return self.random() < p

    def below(self, n: int) -> int:
        return int(self.random() * n)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, values: Sequence[T]) -> T:
        return values[int(self.random() * len(values))]

    def of(self, table: Weighted[T]) -> T:
        return table.values[bisect_right(table.cumulated, self.random() * table.cumulated[-1])]

    def geometric(self, mean: float) -> int:
        """A whole number from 0 with this mean and a long tail."""
        return int(log(1.0 - self.random()) / log(mean / (1.0 + mean))) if mean > 0 else 0

    def shuffle(self, values: MutableSequence[T]) -> None:
        for i in range(len(values) - 1, 0, -1):
            j = int(self.random() * (i + 1))
            values[i], values[j] = values[j], values[i]

    def sample(self, values: Sequence[T], k: int) -> list[T]:
        """k different places of a sequence (all of it when it is shorter), in drawn order."""
        rest = list(values)
        k = min(k, len(rest))
        for i in range(k):
            j = i + int(self.random() * (len(rest) - i))
            rest[i], rest[j] = rest[j], rest[i]
        return rest[:k]

    def digits(self, n: int) -> str:
        return f"{int(self.random() * 10**n):0{n}d}"

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.below(max(1, (last - first).days + 1)))
