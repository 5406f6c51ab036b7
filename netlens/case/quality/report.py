"""The report: every finder asked, every problem ranked; and the edit that makes one fix."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from netlens.case.edits.corrections import Correct
from netlens.case.quality import gaps, people, rows, times, words, written
from netlens.case.quality.ground import Ground
from netlens.case.quality.problem import ORDER, Problem, Report
from netlens.errors import NetLensError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.case import Case

FINDERS = (rows.find, written.find, words.find, times.find, people.find, gaps.find)


def look(case: "Case") -> Report:
    """All that is wrong with the records that count: by how many rows it touches, what is lost or wrong first."""
    started = time.perf_counter()
    ground = Ground(case)
    problems = sorted(_all(ground), key=_rank)
    ledgers = case.table("imports")
    read = sum(
        file["rows_read"]
        for state, ledger in zip(ledgers.state, ledgers.ledger, strict=True)
        if state == "counted"
        for file in ledger.get("files", ())
    )
    return Report(tuple(problems), read, len(ground.touched), round(time.perf_counter() - started, 3))


def correct(case: "Case", name: str) -> Correct:
    """The edit that makes the fix of one problem. `name` may say what a word stands for: `word.cases.status.xx=tried`.

    NetLensError when there is no such problem, or no fix for it.
    """
    name, _equals, code = name.partition("=")
    ground = Ground(case)
    found = next((one for one in _all(ground) if one.name == name), None)
    if found is None:
        raise NetLensError(
            _("There is no problem called {name}.").format(name=name),
            _("Names stand in the list of `netlens quality`."),
        )
    fix = found.fix
    if code:
        if found.word is None or code not in dict(words.choices(found.word)):
            raise NetLensError(
                _("{name} cannot be taken for {code}.").format(name=name, code=code),
                _("Give a code of the column's list."),
            )
        fix = words.choose(ground, found.word, code, words.places_of(ground, found.word))
    if fix is None:
        raise NetLensError(
            _("There is no fix for {name}.").format(name=name),
            found.advice or _("Correct it at its source, and import the file again."),
        )
    return Correct(name, fix.rows, fix.swaps, fix.stand_ins)


def _all(ground: Ground) -> Iterator[Problem]:
    for find in FINDERS:
        yield from (problem for problem in find(ground) if problem is not None)


def _rank(problem: Problem) -> tuple[int, int, int, str]:
    """What is lost or wrong by its rows, then what is missing, then what is only worth knowing."""
    level = {"lost": 0, "wrong": 0, "missing": 1, "note": 2}[problem.severity]
    return level, -problem.rows, ORDER.index(problem.severity), problem.name
