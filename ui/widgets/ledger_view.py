"""What became of every row of an import: file by file, and each rejected row with its reason."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from netlens.case.intake.mapped.offered import GUESSED
from netlens.i18n import _, ngettext
from ui.answers.plain.table import Column, tabulate
from ui.dress import look
from ui.messages import in_window
from ui.widgets.table import Table

if TYPE_CHECKING:
    from netlens.case.records import FileLedger, Ledger


class LedgerView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sum = look.label("", "section", wrap=True)
        self._skipped = look.label("", "muted", wrap=True)
        self._files, self._rejected = Table(_("Files of the import")), Table(_("Rejected rows"))
        self._title = look.label("", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._sum, self._files, self._skipped, self._title):
            column.addWidget(widget)
        column.addWidget(self._rejected, 1)
        self._rest = QWidget()  # takes the room when no row was rejected
        column.addWidget(self._rest, 1)

    def show_ledger(self, ledger: "Ledger") -> None:
        from netlens.case.intake.ledger import masked
        from netlens.case.intake.reasons import reason

        total = [
            sum(getattr(file, f"rows_{name}") for file in ledger.files)
            for name in ("read", "used", "merged", "rejected")
        ]
        words = _("Rows: {read} read = {used} used + {merged} merged + {rejected} rejected")
        self._sum.setText(
            words.format(**dict(zip(("read", "used", "merged", "rejected"), (f"{n:,}" for n in total), strict=True)))
        )
        columns = (
            Column(_("File"), width=26), Column(_("Read"), "number", 8), Column(_("Used"), "number", 8),
            Column(_("Merged"), "number", 8, _("Said already by another row: counted once.")),
            Column(_("Rejected"), "number", 9), Column(_("Kept as written, flagged"), width=40),
        )  # fmt: skip
        rows = [
            (
                _file(file), file.rows_read, file.rows_used, file.rows_merged, file.rows_rejected,
                "; ".join(f"{in_window(reason(code))} ({n})" for code, n in file.flags.items()),
            )
            for file in ledger.files
        ]  # fmt: skip
        self._files.show_table(tabulate(columns, rows))
        self._files.setFixedHeight(look.px(42) + look.px(30) * min(7, max(2, len(rows) + 1)))
        if ledger.skipped:
            self._skipped.setText(
                _("Not read, for they hold no table: {files}").format(files="; ".join(ledger.skipped))
            )
        self._skipped.setVisible(bool(ledger.skipped))
        rejected = [
            (file.name, issue.sheet, issue.row, issue.field, masked(issue), in_window(issue.reason))
            for file in ledger.files
            for issue in file.rejected
        ]
        columns = (
            Column(_("File"), width=20), Column(_("Sheet"), width=10), Column(_("Row"), "number", 6),
            Column(_("Field"), width=14), Column(_("Value"), width=16), Column(_("Why it was rejected")),
        )  # fmt: skip
        self._rejected.show_table(tabulate(columns, rejected))
        self._title.setText(
            ngettext("{n} row rejected", "{n} rows rejected", len(rejected)).format(n=f"{len(rejected):,}")
        )
        for widget in (self._title, self._rejected):
            widget.setVisible(bool(rejected))
        self._rest.setVisible(not rejected)

    def save_rejected(self, to: Path) -> int:
        """Write the rejected rows with their reasons as CSV, values that could name a person hidden; gives how many."""
        table = self._rejected.rows.table
        with to.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([column.label for column in table.columns])
            writer.writerows(zip(*table.cells, strict=True))
        return table.rows


def _file(file: "FileLedger") -> str:
    """The file, and the mapping it was read through."""
    if not file.mapping:
        return file.name
    named = _("a flat table") if file.mapping == GUESSED else file.mapping
    return f"{file.name} ({named})"
