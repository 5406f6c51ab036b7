"""The legend: in words, what forms, outlines, grounds and marks of this very picture mean."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from netlens.i18n import _, mark
from netlens.network.scene import BANDS, BY_HAND, CAME, DUAL, FLAGGED, HUB, KINDS, LEFT, PROTECTED, Scene
from ui.theme import font
from ui.views.graph.paint.sprites import keys, paint_node
from ui.views.graph.paint.strokes import WEAK

if TYPE_CHECKING:
    from ui.views.graph.canvas import Canvas

KIND_WORDS = {
    "person": mark("Person"), "phone": mark("Phone"), "account": mark("Account"), "vehicle": mark("Vehicle"),
    "document": mark("Document"), "place": mark("Place"), "organisation": mark("Organisation"), "event": mark("Event"),
    "case": mark("Case"),
    "route": mark("Route"), "report": mark("Report"), "ring": mark("A whole ring; the number counts its people"),
}  # fmt: skip
BAND_WORDS = {
    "firm": mark("Firm member: solid outline"), "likely": mark("Likely member: long dashes"),
    "possible": mark("Possible member: short dashes"), "loose": mark("Loose member: dots"),
}  # fmt: skip
FLAG_WORDS = {
    PROTECTED: mark("Protected person: shown by code, never by size"),
    PROTECTED | DUAL: mark("Recorded as offender or suspect, and protected"),
    FLAGGED: mark("Acquitted, or the case against them dropped"),
    BY_HAND: mark("Added by hand"),
    HUB: mark("Shared by so many that it ties nobody"),
    CAME: mark("Came to the ring since the detection compared with"),
    LEFT: mark("Left the ring since then"),
}
SIDE = 26


class Legend(QFrame):
    """Folded to a button until it is asked for."""

    def __init__(self, view: "Canvas") -> None:
        super().__init__(view)
        self._view = view
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 2)
        self.button = QToolButton(self)
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.toggled.connect(self._toggle)
        column.addWidget(self.button)
        self._rows = QWidget(self)
        self._rows.setVisible(False)
        column.addWidget(self._rows)
        self.dress()

    def words(self) -> list[str]:
        """What it says, row by row, when it is open."""
        labels = self._rows.findChildren(QLabel)
        return [label.text() for label in labels if label.text()]

    def dress(self) -> None:
        """Another scene, theme, language or text scale."""
        text = _("Legend")
        self.button.setText(text)
        self.button.setAccessibleName(text)
        theme = self._view.theme
        colours = QPalette(self.palette())
        for role, value in ((QPalette.ColorRole.Window, theme.window), (QPalette.ColorRole.WindowText, theme.text)):
            colours.setColor(role, QColor(value))
        colours.setColor(QPalette.ColorRole.ButtonText, QColor(theme.text))
        colours.setColor(QPalette.ColorRole.Button, QColor(theme.window))
        self.setPalette(colours)
        self.button.setFont(font(self._view.text_scale, step=0.9))
        if self.button.isChecked():
            self._fill()
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._view.theme.border), 1))
        painter.setBrush(QColor(self._view.theme.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def _toggle(self, shown: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        if shown:
            self._fill()
        self._rows.setVisible(shown)
        self._fit()

    def _fit(self) -> None:
        self._column.activate()
        self.adjustSize()
        self._view.arrange()

    def _fill(self) -> None:
        old = self._rows
        self._rows = QWidget(self)
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(4, 2, 6, 4)
        grid.setVerticalSpacing(3)
        for row, (picture, words) in enumerate(self._entries(self._view.board.scene)):
            shown, said = QLabel(self._rows), QLabel(words, self._rows)
            shown.setPixmap(picture)
            said.setFont(font(self._view.text_scale, step=0.88))
            grid.addWidget(shown, row, 0)
            grid.addWidget(said, row, 1)
        self._column.replaceWidget(old, self._rows)
        self._rows.setVisible(self.button.isChecked())
        old.hide()
        old.deleteLater()

    def _entries(self, scene: Scene) -> list[tuple[QPixmap, str]]:
        """(picture, words) of all that is in this picture, and of nothing else."""
        rows: list[tuple[QPixmap, str]] = []
        plain, colour = len(BANDS) - 1, 4
        for kind in np.unique(scene.kind).tolist():
            band = 0 if KINDS[kind] == "ring" else plain
            rows.append(
                (
                    self._node(kind, colour if KINDS[kind] in ("person", "ring") else -1, band, 0),
                    _(KIND_WORDS[KINDS[kind]]),
                )
            )
        bands = [band for band in np.unique(scene.band[scene.ring >= 0]).tolist() if BANDS[band]]
        rows += [(self._node(0, colour, band, 0), _(BAND_WORDS[BANDS[band]])) for band in bands]
        rows += [
            (self._node(0, colour, plain, flags), _(words))
            for flags, words in FLAG_WORDS.items()
            if ((scene.flags & flags) == flags).any()
        ]
        shown = {shape.status for shape in scene.rings if len(shape.members)}
        if "supported" in shown:
            rows.append((self._ground(True), _("Supported ring: solid edge")))
        if shown - {"supported"}:
            tentative = _("Tentative ring: dashed edge, paler")
            rows.append((self._ground(False), _("Not tested yet: paler") if scene.first else tentative))
        if len(scene.a):
            rows.append((self._line(), _("Tie; broader is stronger, ×7 stands for seven facts")))
        if scene.direction is not None and (scene.direction != 0).any():
            rows.append((self._line("arrow"), _("Arrow: recruited, controls or paid")))
        if scene.grade is not None and (scene.grade < WEAK).any():
            rows.append((self._line("dashes"), _("Dashes: no fact of the tie is well graded")))
        return rows

    def _node(self, kind: int, colour: int, band: int, flags: int) -> QPixmap:
        picture, painter = self._blank()
        one = [np.array([value], dtype=np.uint8) for value in (kind, band, flags)]
        paint_node(painter, self._view.theme, int(keys(one[0], np.array([colour]), one[1], one[2])[0]), 16)
        painter.end()
        return picture

    def _ground(self, crisp: bool) -> QPixmap:
        picture, painter = self._blank()
        colour = QColor(self._view.theme.rings[4])
        pen = QPen(colour, 1.6)
        if not crisp:
            pen.setDashPattern([4, 3])
        colour.setAlphaF(0.2 if crisp else 0.08)
        painter.setPen(pen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(-12, -8, 24, 16), 7, 7)
        painter.end()
        return picture

    def _line(self, what: str = "") -> QPixmap:
        picture, painter = self._blank()
        pen = QPen(QColor(self._view.theme.tie), 1.4)
        if what == "dashes":
            pen.setDashPattern([3, 2.5])
        for y, width in ((-4, 1.0), (4, 3.0)) if not what else ((0, 1.4),):
            pen.setWidthF(width)
            painter.setPen(pen)
            painter.drawLine(QPointF(-11, y), QPointF(11, y))
        if what == "arrow":
            painter.drawPolyline(QPolygonF([QPointF(5, -4), QPointF(11, 0), QPointF(5, 4)]))
        painter.end()
        return picture

    def _blank(self) -> tuple[QPixmap, QPainter]:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(SIDE / 2, SIDE / 2)
        return picture, painter
