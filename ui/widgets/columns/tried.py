"""The first rows as they would be read: what each gives, and what is wrong with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netlens.case.schema import TABLES, label
from netlens.i18n import _, language
from ui.answers.plain.table import Column, tabulate
from ui.dress import look
from ui.messages import in_window
from ui.widgets.columns import names
from ui.widgets.table import Table

if TYPE_CHECKING:
    from netlens.case.intake.mapped.trial import Given, Trial

_KEYS = ("person_id", "case_id", "a", "b")


class Tried(QWidget):
    """One line for each record of each row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(look.label(_("The first rows, as they would be read"), "muted"))
        self.table = Table(_("The first rows, as they would be read"))
        column.addWidget(self.table, 1)

    def sizeHint(self) -> QSize:
        return QSize(look.px(260), look.px(120))

    def show_trial(self, trial: "Trial") -> None:
        self.table.show_table(
            tabulate(
                (
                    Column(_("Row"), "number", 4),
                    Column(_("Gives"), width=18),
                    Column(_("What is wrong"), width=22),
                    Column(_("Values")),
                ),
                [(one.row, _what(one), _wrong(one), _values(one)) for one in trial.given],
            )
        )


def _wrong(one: "Given") -> str:
    said = ((names.field(one.table, name) if name in known(one.table) else name, why) for name, why in one.problems)
    return "; ".join(in_window(f"{name}: {why}" if name else why) for name, why in said)


def known(table: str) -> frozenset[str]:
    """The native columns of a table; an extra attribute is called as the file calls it."""
    return frozenset(column.name for column in TABLES[table].columns) if table in TABLES else frozenset()


def _what(one: "Given") -> str:
    """Its table, and whose it is where a row speaks of several people: known as `2.victim`, by row and label."""
    key = next((text for name, text in one.values if name == "person_id"), "")
    whose = key.removeprefix(f"{one.row}.")
    what = names.table(one.table)
    return f"{what} · {names.who(whose)}" if whose != key else what


def _values(one: "Given") -> str:
    """The values of a record, those that say something first; keys last."""
    said = sorted(one.values, key=lambda pair: pair[0] in _KEYS)
    return " · ".join(f"{names.field(one.table, name)}: {_text(one.table, name, text)}" for name, text in said)


def _text(table: str, name: str, text: str) -> str:
    """A value as a person reads it: codes by their labels."""
    kind = TABLES[table].column(name).kind if name in known(table) else ""
    if not kind.startswith("code:"):
        return text
    return "; ".join(label(kind.partition(":")[2], piece, language()) for piece in text.split("; "))
