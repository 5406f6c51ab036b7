"""The problems of the case as a table, the corrections made so far, and a fix made by the worker that found it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case.corrections import stored
from netlens.case.quality.names import correction_words
from netlens.case.quality.problem import Problem, Report
from netlens.case.quality.report import correct, look
from netlens.case.quality.words import choices
from netlens.i18n import _, language
from netlens.report.intake.quality import AT_ONCE, SEVERITIES, headline
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day
from ui.answers.plain.page import Target
from ui.answers.plain.table import Column, TableData, tabulate

if TYPE_CHECKING:
    from netlens.case.edits import Edit


@dataclass(frozen=True, slots=True)
class Listed:
    """The problems, the worst first: their names, what their fixes do ("" without one), what a word may stand for."""

    headline: str
    table: TableData
    names: tuple[str, ...]
    fixes: tuple[str, ...]
    choices: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrections, the newest first, by number, and which of them count."""

    table: TableData
    numbers: tuple[int, ...]
    count: tuple[bool, ...]


def report(book: Book) -> Report:
    """The report, reckoned once for the facts that count."""
    memo, key = book.case.reading.lasting, f"quality {language()}"
    if key not in memo:
        memo[key] = look(book.case)
    found: Report = memo[key]
    return found


def listing(book: Book, shown: str = "") -> Listed:
    """Every problem: how bad, how many rows, what can be done, what it is. `shown`: "problems" or "notes" alone."""
    found = report(book)
    if shown:
        kept = (one for one in found.problems if _is_note(one) == (shown == "notes"))
        found = replace(found, problems=tuple(kept))
    columns = (
        Column(_("Kind"), width=9, help=_("lost: the row is not in the case; wrong: a value misleads or says nothing")),
        Column(_("Rows"), "number", 7),
        Column(_("Fix"), width=30),
        Column(_("What is wrong"), width=80),
    )  # fmt: skip
    rows = [
        (_(SEVERITIES[one.severity]), one.rows, one.fix.label if one.fix else "", one.sentence)
        for one in found.problems
    ]
    table = tabulate(
        columns,
        rows,
        targets=[Target("quality.page:problem", (one.name,)) for one in found.problems],
        ids=range(len(rows)),
        title=headline(report(book)),
    )
    return Listed(
        headline(report(book)),
        table,
        tuple(one.name for one in found.problems),
        tuple(one.fix.label if one.fix else "" for one in found.problems),
        tuple(_choices(one) for one in found.problems),
    )


def _is_note(one: Problem) -> bool:
    """Whether there is nothing to be done about it: it is only well to know."""
    return one.severity == "note" and one.fix is None and one.word is None


def summary(book: Book) -> str:
    """Right after an import: "31 kinds of problem in 2,310 of 45,000 rows"; "" for a large case, or without any."""
    if sum(book.case.counts()[1].values()) > AT_ONCE:
        return ""
    found = report(book)
    return headline(found) if any(one.severity != "note" for one in found.problems) else ""


def corrections(book: Book) -> Corrected:
    """What was corrected, when, and whether it stands."""
    made = list(reversed(stored.listed(book.case.connection)))
    columns = (
        Column(_("When"), "date", 16),
        Column(_("State"), width=12),
        Column(_("Rows"), "number", 7),
        Column(_("What was corrected"), width=60),
    )
    rows = [
        (
            day(one.time[:16]),
            _("in force") if one.counts else _("taken back"),
            one.rows,
            correction_words(one.problem),
        )
        for one in made
    ]
    targets = [Target("quality.page:correction", (one.id,)) for one in made]
    table = tabulate(columns, rows, targets=targets, ids=range(len(rows)))
    return Corrected(table, tuple(one.id for one in made), tuple(one.counts for one in made))


def mend(path: Path, passphrase: str, name: str) -> "tuple[str, Edit]":
    """Make the fix of a problem; gives what the undo menu calls it, and the edit that takes it back."""
    from netlens.case.case import Case

    with Case.open(path, passphrase) as case:
        edit = correct(case, name)
        return correction_words(edit.problem), case.apply(edit)


def _choices(problem: Problem) -> tuple[tuple[str, str], ...]:
    return tuple(choices(problem.word)) if problem.word is not None else ()
