"""The ledger of an import as anyone may read it, once its rows count: only then is it known who is protected."""

from dataclasses import replace

from netlens.case.case import Case
from netlens.case.intake.ledger import masked
from netlens.case.protection import shown_file, shown_text
from netlens.case.records import Issue, Ledger


def shown(case: Case, ledger: Ledger) -> Ledger:
    """The ledger as anyone may read it: nothing of a protected person's in a file's or sheet's name, or in a cell."""

    def issue(one: Issue) -> Issue:
        value = shown_text(case, masked(one))
        return replace(one, value=value, sheet=shown_file(case, one.sheet))

    files = (
        replace(
            file,
            name=shown_file(case, file.name),
            register=shown_text(case, file.register),
            through=shown_file(case, file.through),
            mapping=shown_file(case, file.mapping),
            rejected=tuple(map(issue, file.rejected)),
        )
        for file in ledger.files
    )
    return replace(ledger, files=tuple(files), skipped=tuple(shown_file(case, one) for one in ledger.skipped))
