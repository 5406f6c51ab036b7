"""The report on the records' quality as lines for a terminal and as JSON: masked, as whatever leaves the case is."""

from typing import Any

from netlens.case.case import Case
from netlens.case.corrections.stored import Correction, listed
from netlens.case.quality.problem import Problem, Report
from netlens.case.quality.shown import file_names, shown_place, shown_value
from netlens.i18n import _, mark, ngettext

EXAMPLES = 3
AT_ONCE = 500_000  # links of a case up to which it is looked through right after an import
SEVERITIES = {"lost": mark("lost"), "wrong": mark("wrong"), "missing": mark("missing"), "note": mark("note")}


def headline(report: Report) -> str:
    """ "31 kinds of problem in 2,310 of 45,000 rows" """
    kinds = sum(problem.severity in ("lost", "wrong", "missing") for problem in report.problems)
    if not kinds:
        return _("No problem was found in {rows} rows.").format(rows=f"{report.rows:,}")
    if not report.rows_touched:
        words = ngettext("{n} kind of problem, in no single row", "{n} kinds of problem, in no single row", kinds)
        return words.format(n=kinds)
    words = ngettext(
        "{n} kind of problem in {touched} of {rows} rows", "{n} kinds of problem in {touched} of {rows} rows", kinds
    )
    return words.format(n=kinds, touched=f"{report.rows_touched:,}", rows=f"{report.rows:,}")


def after_import(case: Case) -> list[str]:
    """The three worst problems of a case that rows were imported into; of a very large one, where to look for them."""
    from netlens.case.quality.report import look

    if sum(case.counts()[1].values()) > AT_ONCE:
        return [_("What is wrong with the records: `netlens quality CASE` looks.")]
    report = look(case)
    worst = largest(report)
    return [headline(report) + ":", *worst] if worst else []


def largest(report: Report, most: int = 3) -> list[str]:
    """The worst problems, a line each; nothing while there is none."""
    worst = [problem for problem in report.problems if problem.severity != "note"][:most]
    return [f"  {problem.sentence}{_fix_words(problem)}" for problem in worst]


def lines(case: Case, report: Report) -> list[str]:
    """The whole report, with examples; then what was corrected."""
    said = [headline(report) + ("." if report.problems else "")]
    files = file_names(case)
    for problem in report.problems:
        said += ["", f"{_(SEVERITIES[problem.severity])}  {problem.sentence}", f"    {problem.name}"]
        for place in problem.places[:EXAMPLES]:
            value = shown_value(case, place)
            where = shown_place(case, place, files)
            said.append(f"    {where}" + (f": {place.field} = {value}" if value else ""))
        if problem.fix is not None:
            said.append("    " + _("Fix: {what} (--fix {name})").format(what=problem.fix.label, name=problem.name))
        elif problem.advice:
            said.append(f"    {problem.advice}")
    made = listed(case.connection)
    if made:
        said += ["", _("Corrections:"), *(f"  {correction_line(one)}" for one in made)]
    return said


def correction_line(one: Correction) -> str:
    """ "2: phone_zero, 1,204 rows, 2026-11-23, in force" """
    state = _("in force") if one.counts else _("taken back")
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=f"{one.rows:,}")
    return f"{one.id}: {one.problem}, {rows}, {one.time[:10]}, {state}"


def report_json(case: Case, report: Report) -> dict[str, Any]:
    """The report as plain data, values of protected people hidden."""
    files = file_names(case)
    return {
        "rows": report.rows,
        "rows_touched": report.rows_touched,
        "problems": [_problem(case, one, files) for one in report.problems],
        "corrections": [
            {"id": one.id, "time": one.time, "problem": one.problem, "rows": one.rows, "counts": one.counts,
             "imports": list(one.imports)}
            for one in listed(case.connection)
        ],
    }  # fmt: skip


def _problem(case: Case, one: Problem, files: dict[int, tuple[str, str]]) -> dict[str, Any]:
    from netlens.case.protection import shown_file

    examples = [
        {
            "file": shown_file(case, files.get(place.file, ("", ""))[0]),
            "row": place.row,
            "field": place.field,
            "value": shown_value(case, place),
        }
        for place in one.places[:EXAMPLES]
    ]
    fix = {"label": one.fix.label, "rows": one.fix.rows, "values": len(one.fix.swaps)} if one.fix else None
    return {
        "name": one.name,
        "severity": one.severity,
        "rows": one.rows,
        "sentence": one.sentence,
        "advice": one.advice,
        "examples": examples,
        "fix": fix,
    }


def _fix_words(problem: Problem) -> str:
    if problem.fix is None:
        return ""
    return " " + _("({what}: netlens quality CASE --fix {name})").format(what=problem.fix.label, name=problem.name)
