"""How well columns are guessed from their headings alone, on those of public templates that were held aside.

Top-1: the one field proposed for a column is right, or nothing is proposed where nothing fits. A wrong guess is worse
than none: both are counted, and those that would be used without asking (`certain`) have a target of their own. The
headings, their sources and what is right for each: tests/data/headers*.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.target import Target
from netlens.case.intake.guessing.columns import Column, guess

DATA = Path(__file__).parent.parent / "tests" / "data"
HELD_ASIDE, LATER, THIRD, FOURTH = (DATA / f"headers{name}" for name in ("", "_later", "_third", "_fourth"))
SETS: Mapping[Path, str] = {  # each with what was known of it when the guesser was written
    HELD_ASIDE: "first set (seen: vocabulary written beside it)",
    LATER: "second set (seen: its errors were looked at)",
    THIRD: "third set (seen: its errors were looked at last)",
    FOURTH: "fourth set (unseen: to be trusted)",
}
GOAL, MOST_CERTAIN_WRONG = 0.9, 0.01
OLD = "the one before that: 0.693 of all, 0.390 of those that feed a field"
_PROTECTED = frozenset({"victim", "possible_victim", "witness", "reporter"})
_ACCUSED = frozenset({"offender", "suspect", "official"})
Guesser = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Template:
    """The headings of one public template, each with the fields that are right for it, and the roles some name."""

    name: str
    language: str
    columns: Mapping[str, tuple[str, ...]]
    who: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """What became of headings. `certain`: wrong, and would be used without asking."""

    all: int = 0
    right: int = 0
    wrong: int = 0
    left_open: int = 0
    certain: int = 0
    accused: int = 0
    fed: int = 0
    fed_right: int = 0

    def take(self, column: Column, answers: Sequence[str], who: str) -> None:
        right = any(_same(column.field, answer) for answer in answers)
        self.all += 1
        self.right += right
        self.wrong += not right and bool(column.field)
        self.certain += not right and bool(column.field) and column.sure
        self.left_open += not right and not column.field
        self.fed += "" not in answers
        self.fed_right += right and "" not in answers
        self.accused += who in _PROTECTED and column.who in _ACCUSED


def measure(_data: Path | None) -> Iterator[Target]:
    """Per set: all, those that feed a field, wrong and open ones, protected people taken for accused; per template.

    The last: headings that name a victim, a witness or an informant and are read as those of an offender.
    """
    for folder, name in SETS.items():
        found = list(templates(folder))
        if not found:
            continue
        parts = {one.name: tally([one]) for one in found}
        whole = tally(found)
        before = _before(folder)
        was = f"before: {sum(before.values()) / whole.all:.3f}" if before else f"{whole.all} headings"
        beside = f"{was}; {OLD}" if folder == HELD_ASIDE else was
        yield Target(f"{name}: top-1", whole.right / whole.all, GOAL, beside=beside)
        yield Target("  of those that feed a field", whole.fed_right / whole.fed)
        for language in sorted({one.language for one in found}):
            yield Target(f"  {language}", accuracy(proposed, language=language, of=folder))
        yield Target("  wrong", whole.wrong, unit=f"of {whole.all}")
        yield Target("  left open", whole.left_open, unit=f"of {whole.all}")
        yield Target("  wrong and certain, of all", whole.certain / whole.all, MOST_CERTAIN_WRONG, at_most=True)
        yield Target("  protected people read as accused", whole.accused, 0, at_most=True)
        for template, one in parts.items():
            was = f"before: {before[template] / one.all:.3f}" if template in before else ""
            yield Target(f"    {template}", one.right / one.all, unit=f"of {one.all}", beside=was)


def tally(found: Sequence[Template]) -> Tally:
    """What becomes of the headings of some templates."""
    counted = Tally()
    for template in found:
        columns = guess(list(template.columns)).columns
        for column, (heading, answers) in zip(columns, template.columns.items(), strict=True):
            counted.take(column, answers, template.who.get(heading, ""))
    return counted


def proposed(headers: Sequence[str]) -> list[str]:
    return [column.field for column in guess(headers).columns]


def templates(of: Path = HELD_ASIDE) -> Iterator[Template]:
    """The templates of a set; none where there is no such folder."""
    for path in sorted(of.rglob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = {name: (said,) if isinstance(said, str) else tuple(said) for name, said in data["columns"].items()}
        yield Template(path.stem, data["language"], columns, data.get("who", {}))


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


def _before(folder: Path) -> dict[str, int]:
    """How many headings of each template were right before the last change; empty for a set found after it."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return dict(data.get(folder.name, {}))


def _same(said: str, answer: str) -> bool:
    table, _dot, name = answer.partition(".")
    if table == "*" or name.endswith("_id"):  # a key, a grade, a reference is the same in every table
        return said.partition(".")[2] == name
    return said == answer
