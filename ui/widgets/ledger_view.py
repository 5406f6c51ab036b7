"""What became of every row of an import: file by file; what was left out, rejected, flagged, each with its reason."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from netlens.case.intake.mapped.offered import GUESSED
from netlens.case.values import heading
from netlens.i18n import _, mark, ngettext
from ui.answers.plain.table import Column, tabulate
from ui.dress import look
from ui.messages import in_window
from ui.widgets.columns.names import spoken
from ui.widgets.intake import looks
from ui.widgets.table import Table

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look
    from netlens.case.records import Ledger

REJECTED, FLAGGED, LEFT_OUT = range(3)
TITLES = (mark("Rejected rows"), mark("Kept as written, flagged"), mark("Not read"))
THROUGH = 5  # the column that names the mapping
FILES = 5  # lines of the list of files that are seen at once
HEAD, LINE = 42, 30  # pixels of the headings of a table, and of a line


class LedgerView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sum = look.label("", "section", wrap=True)
        self._files = Table(_("Files of the import"))
        self._rejected, self._flagged, self._out = (Table(_(title)) for title in TITLES)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setMinimumHeight(look.px(HEAD + HEAD + LINE))
        for table, title in zip((self._rejected, self._flagged, self._out), TITLES, strict=True):
            self._tabs.addTab(table, _(title))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._sum, self._files):
            column.addWidget(widget)
        column.addWidget(self._tabs, 1)
        self._rest = QWidget()  # takes the room where all is well
        column.addWidget(self._rest, 1)

    def show_ledger(self, ledger: "Ledger", left_out: "Sequence[Look]" = ()) -> None:
        """`left_out`: what was chosen, and could not be read or was not said yes to."""
        total = [
            sum(getattr(file, f"rows_{name}") for file in ledger.files)
            for name in ("read", "used", "merged", "rejected")
        ]
        words = _("Rows: {read} read = {used} used + {merged} merged + {rejected} rejected")
        self._sum.setText(
            words.format(**dict(zip(("read", "used", "merged", "rejected"), (f"{n:,}" for n in total), strict=True)))
            + _lines_outside(sum(file.other_lines for file in ledger.files))
        )
        self._show_files(ledger)
        counts = (
            self._show_rejected(ledger), self._show_flagged(ledger), self._show_left_out(ledger, left_out)
        )  # fmt: skip
        for number, (title, count) in enumerate(zip(TITLES, counts, strict=True)):
            self._tabs.setTabVisible(number, bool(count))
            self._tabs.setTabText(number, f"{_(title)} · {count:,}")
        first = REJECTED if counts[REJECTED] else LEFT_OUT if counts[LEFT_OUT] else FLAGGED
        self._tabs.setCurrentIndex(first)
        self._tabs.setVisible(any(counts))
        self._rest.setVisible(not any(counts))

    def save_rejected(self, to: Path) -> int:
        """Write the rejected rows with their reasons as CSV, values that could name a person hidden; gives how many."""
        table = self._rejected.rows.table
        with to.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([column.label for column in table.columns])
            writer.writerows(zip(*table.cells, strict=True))
        return table.rows

    def _show_files(self, ledger: "Ledger") -> None:
        from netlens.case.intake.ledger import ids

        columns = (
            Column(_("File"), width=26), Column(_("Read"), "number", 9), Column(_("Used"), "number", 9),
            Column(_("Merged"), "number", 8, _("Said already by another row: counted once.")),
            Column(_("Rejected"), "number", 7), Column(_("Read through"), width=20),
            Column(_("Whose ids"), width=30, help=_("Ids that only a file knows tie nobody outside it.")),
        )  # fmt: skip
        rows = [
            (
                file.name, file.rows_read, file.rows_used, file.rows_merged, file.rows_rejected,
                _("its headings") if file.mapping == GUESSED else file.mapping, ids(file.ids, file.register),
            )
            for file in ledger.files
        ]  # fmt: skip
        self._files.show_table(tabulate(columns, rows))
        through = any(file.mapping for file in ledger.files)  # native tables, charts and forms need none
        self._files.setColumnHidden(THROUGH, not through)
        self._files.setMinimumHeight(look.px(HEAD + LINE))
        self._files.setMaximumHeight(look.px(HEAD) + look.px(LINE) * min(FILES, max(1, len(rows))))

    def _show_rejected(self, ledger: "Ledger") -> int:
        from netlens.case.intake.ledger import masked

        rows = [
            (
                file.name,
                heading.meant([issue.sheet])[0],
                issue.row,
                spoken(issue.field),
                masked(issue),
                in_window(issue.reason),
            )
            for file in ledger.files
            for issue in file.rejected
        ]
        columns = (
            Column(_("File"), width=20), Column(_("Sheet"), width=10), Column(_("Row"), "number", 9),
            Column(_("Field"), width=16), Column(_("Value"), width=16), Column(_("Why it was rejected")),
        )  # fmt: skip
        self._rejected.show_table(tabulate(columns, rows))
        self._rejected.setColumnHidden(1, not any(row[1] for row in rows))  # only workbooks have sheets
        return len(rows)

    def _show_flagged(self, ledger: "Ledger") -> int:
        from netlens.case.intake.reasons import reason

        rows = [(file.name, n, in_window(reason(code))) for file in ledger.files for code, n in file.flags.items()]
        columns = (Column(_("File"), width=34), Column(_("Rows"), "number", 8), Column(_("What was noticed")))
        self._flagged.show_table(tabulate(columns, rows))
        return sum(n for _name, n, _why in rows)

    def _show_left_out(self, ledger: "Ledger", left_out: "Sequence[Look]") -> int:
        rows = [(looks.name(one), _why(one)) for one in left_out]
        said = {name for one in left_out for name in (one.path.name, looks.place(one))}
        rows += [(name, _("it holds no table")) for name in ledger.skipped if name not in said]
        self._out.show_table(tabulate((Column(_("File"), width=34), Column(_("Why it was not read"))), rows))
        return len(rows)


def _lines_outside(n: int) -> str:
    """Titles, numbers of columns, sums, signatures: no rows, and not passed over in silence."""
    return (
        " · " + ngettext("{n} line outside the table", "{n} lines outside the table", n).format(n=f"{n:,}") if n else ""
    )


def _why(one: "Look") -> str:
    if looks.waits(one):
        return _("a flat table: nobody said how its columns are to be read")
    return _("it holds no table") if one.sheet and looks.is_narrow(one) else in_window(one.problem)
