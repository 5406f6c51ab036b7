"""How well columns are guessed from their headings alone, on those of public templates that were held aside.

Top-1: the one field proposed for a column is right, or nothing is proposed where nothing fits. The headings, their
sources and what is right for each: tests/data/headers.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.target import Target
from netlens.case import schema
from netlens.case.intake.guessing.columns import guess

DATA = Path(__file__).parent.parent / "tests" / "data"
HELD_ASIDE, LATER = DATA / "headers", DATA / "headers_later"
BEFORE = "the guesser before, when the set was committed: 0.693 of all, 0.390 of those that feed a field"
Guesser = Callable[[Sequence[str]], Sequence[str]]


def measure(_data: Path | None) -> Iterator[Target]:
    yield Target("headings held aside: top-1 of all", accuracy(proposed), 0.9, beside=BEFORE)
    yield Target("headings held aside: top-1 of those that feed a field", accuracy(proposed, fed=True))
    for language in ("vi", "en"):
        yield Target(f"headings held aside: top-1, {language}", accuracy(proposed, language=language))
    yield Target(
        "headings found later: top-1 of all",
        accuracy(proposed, of=LATER),
        beside=f"old: {accuracy(one_table, of=LATER):.3f}",
    )
    yield Target("headings found later: top-1 of those that feed a field", accuracy(proposed, of=LATER, fed=True))


def one_table(headers: Sequence[str]) -> list[str]:
    """The guesser before: names and aliases of the native table that knows most of the headings."""
    table = max(schema.TABLES, key=lambda name: len(schema.fields(name, list(headers))))
    known = schema.fields(table, list(headers))
    return [f"{table}.{known[header]}" if header in known else "" for header in headers]


def proposed(headers: Sequence[str]) -> list[str]:
    return [column.field for column in guess(headers).columns]


@dataclass(frozen=True, slots=True)
class Template:
    """The headings of one public template, each with the fields that are right for it."""

    language: str
    columns: Mapping[str, tuple[str, ...]]


def templates(of: Path = HELD_ASIDE) -> Iterator[Template]:
    for path in sorted(of.rglob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = {name: (said,) if isinstance(said, str) else tuple(said) for name, said in data["columns"].items()}
        yield Template(data["language"], columns)


def accuracy(guesser: Guesser, *, fed: bool = False, language: str = "", of: Path = HELD_ASIDE) -> float:
    """Share of the headings whose proposal is right, in 0…1. `fed`: only of those that must feed a field."""
    right = []
    for template in templates(of):
        if language and template.language != language:
            continue
        for said, answers in zip(guesser(list(template.columns)), template.columns.values(), strict=True):
            if not fed or "" not in answers:
                right.append(any(_same(said, answer) for answer in answers))
    return sum(right) / len(right)


def _same(said: str, answer: str) -> bool:
    table, _dot, name = answer.partition(".")
    if table == "*" or name.endswith("_id"):  # a key, a grade, a reference is the same in every table
        return said.partition(".")[2] == name
    return said == answer
