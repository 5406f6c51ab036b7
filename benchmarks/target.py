"""What a benchmark says: one figure beside its target, and what it was measured against."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Measure = Callable[[Path | None], Iterator["Target"]]  # a module of benchmarks/ that measures has one, named `measure`


@dataclass(frozen=True, slots=True)
class Target:
    """`bound` None: a figure without a target, for the record. `at_most`: smaller is better. `beside`: the baseline."""

    name: str
    value: float
    bound: float | None = None
    unit: str = ""
    at_most: bool = False
    beside: str = ""

    @property
    def ok(self) -> bool:
        if self.bound is None:
            return True
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    def __str__(self) -> str:
        sign = "<=" if self.at_most else ">="
        goal = "-" if self.bound is None else f"{sign} {_number(self.bound)}"
        verdict = "-" if self.bound is None else "ok" if self.ok else "short"
        aside = f"  ({self.beside})" if self.beside else ""
        return f"{self.name:<58} {_number(self.value):>10} {self.unit:<8} {goal:>10}  {verdict}{aside}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
