"""How far the import is: which file, how many rows, what is left."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from netlens.i18n import _, ngettext
from netlens.progress import Progress, Reading
from ui.dress import look

PARTS = 1000
SOON = 3.0  # seconds before, and below, which nothing is said of the time
NAMED = 4  # files to come that are named


class Running(QWidget):
    """The page while the rows are read."""

    def __init__(self) -> None:
        super().__init__()
        self._began = 0.0
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.doing = look.label("", "section", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress of the import"))
        self.far = look.label("", "muted", wrap=True)
        self.left = look.label("", "muted", wrap=True)
        column.addWidget(self.doing)
        column.addWidget(self._bar)
        for line in (self.far, self.left, look.label(_("Cancel leaves the case as it was."), "muted")):
            line.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(line)
        column.addStretch(2)

    def begin(self) -> None:
        self._began = time.monotonic()
        self.doing.setText(_("Importing …"))
        self.far.setText("")
        self.left.setText("")
        self._bar.setRange(0, 0)

    def further(self, step: Progress) -> None:
        self.doing.setText(step.text)
        share = step.done / step.total if step.total else 0.0
        self._bar.setRange(0, PARTS if step.reading and step.total else 0)
        self._bar.setValue(int(PARTS * share))
        if step.reading is not None:
            words = (*_so_far(step.reading), _time_left(time.monotonic() - self._began, share))
            self.far.setText(" · ".join(filter(None, words)))
        self.left.setText(_to_come(step.reading.left) if step.reading else "")


def _so_far(at: Reading) -> tuple[str, str]:
    file = _("file {n} of {all}").format(n=at.number, all=at.of) if at.of > 1 else ""
    return file, ngettext("{n} row read", "{n} rows read", at.rows).format(n=f"{at.rows:,}")


def _to_come(files: tuple[str, ...]) -> str:
    if not files:
        return ""
    names = ", ".join(files[:NAMED])
    more = len(files) - NAMED
    if more > 0:
        names = ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=names, n=more)
    return _("Still to come: {files}").format(files=names)


def _time_left(spent: float, share: float) -> str:
    """About how long it will take yet; "" where it is too early to say, or nearly done."""
    if spent < SOON or share <= 0.02:
        return ""
    seconds = spent * (1 - share) / share
    if seconds < SOON:
        return ""
    if seconds < 90:
        n = round(seconds / 5) * 5 or 5
        return ngettext("about {n} second left", "about {n} seconds left", n).format(n=n)
    n = round(seconds / 60)
    return ngettext("about {n} minute left", "about {n} minutes left", n).format(n=n)
