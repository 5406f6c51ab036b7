"""What a fix is called afterwards, when its problem is gone: for the list of corrections, the undo menu, the audit."""

from netlens.case.quality.words import column_label
from netlens.case.quality.written import fix_label
from netlens.case.schema import TABLES
from netlens.i18n import _


def correction_words(problem: str) -> str:
    """What a correction did, from the name of the problem it mended: "Put the zero back"."""
    if problem == "no_currency":
        return _("Take them for Vietnamese đồng")
    if problem == "date_future":
        return _("Put births back by a century")
    what, _dot, rest = problem.partition(".")
    table, _dot, more = rest.partition(".")
    column = more.partition(".")[0]
    if what == "word" and table in TABLES and any(known.name == column for known in TABLES[table].columns):
        return _("Translate a word in column {column}").format(column=column_label(table, column))
    return fix_label(problem) or problem
