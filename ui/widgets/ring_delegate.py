"""Paints the list of rings: a corridor with its count and bars, a ring with its status in word and shape."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from netlens.i18n import _, ngettext
from ui.answers.plain.lines import RingLine, Section, Shown
from ui.dress import look
from ui.models.rings import LINE
from ui.theme import mix

MANY = 8  # bars beside a corridor; more are said by the number


def status_word(status: Shown) -> str:
    known = {"supported": _("supported"), "tentative": _("tentative"), "chance": _("chance")}
    return known.get(status, _("not tested yet"))


class RingDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(look.px(160), look.px(30 if index.internalId() == 0 else 46))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Section):
            _section(painter, option, line)
        elif isinstance(line, RingLine):
            _ring(painter, option, line)
        painter.restore()


def _section(painter: QPainter, option: QStyleOptionViewItem, line: Section) -> None:
    theme, rect = look.theme(), option.rect.adjusted(look.px(4), 0, -look.px(10), 0)
    bold = QFont(option.font)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(QColor(theme.muted if line.kind in ("tentative", "dismissed") else theme.text))
    count = str(len(line.rings))
    shown = min(len(line.rings), MANY)
    bars = 0 if line.kind in ("tentative", "dismissed") else shown * look.px(6) + look.px(8)
    right = QFontMetrics(bold).horizontalAdvance(count)
    room = rect.adjusted(0, 0, -(bars + right + look.px(8)), 0)
    words = QFontMetrics(bold).elidedText(line.label, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.drawText(rect.adjusted(0, 0, -bars, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
    if bars:
        painter.setPen(Qt.PenStyle.NoPen)
        for number, ring in enumerate(line.rings[:MANY]):
            tall = look.px(5) + min(look.px(9), ring.size // 2)
            painter.setBrush(QColor(theme.accent if ring.decision != "confirmed" else theme.good))
            x = rect.right() - shown * look.px(6) + number * look.px(6)
            painter.drawRect(QRectF(x, rect.center().y() + look.px(7) - tall, look.px(4), tall))


def _ring(painter: QPainter, option: QStyleOptionViewItem, line: RingLine) -> None:
    theme = look.theme()
    picked = bool(option.state & QStyle.StateFlag.State_Selected)
    if picked or option.state & QStyle.StateFlag.State_MouseOver:
        share = (0.30 if theme.dark else 0.14) if picked else (0.16 if theme.dark else 0.06)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix(theme.base, theme.accent, share))
        painter.drawRoundedRect(QRectF(option.rect.adjusted(2, 1, -4, -1)), look.px(6), look.px(6))
        if picked:
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRectF(option.rect.x() + 2, option.rect.y() + 4, 3, option.rect.height() - 8), 1, 1)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(option.rect.adjusted(2, 1, -4, -1)), look.px(6), look.px(6))
    area = option.rect.adjusted(look.px(4), look.px(4), -look.px(12), -look.px(4))
    draw_status(painter, QPointF(area.x() + look.px(7), area.y() + look.px(10)), look.px(6), line.status)
    left = area.adjusted(look.px(22), 0, 0, 0)
    upper, lower = _halves(left)
    right = _marks(painter, option.font, upper, line)
    painter.setPen(QColor(theme.text))
    bold = QFont(option.font)
    bold.setBold(line.decision == "confirmed")
    bold.setStrikeOut(line.decision == "dismissed")
    painter.setFont(bold)
    room = upper.adjusted(0, 0, -right, 0)
    words = QFontMetrics(bold).elidedText(line.label, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    small = QFont(option.font)
    small.setPixelSize(max(7, round(option.font.pixelSize() * 0.88)))
    painter.setFont(small)
    painter.setPen(QColor(theme.muted))
    parts = [status_word(line.status), ngettext("{n} person", "{n} people", line.size).format(n=line.size)]
    if line.cases:
        parts.append(ngettext("{n} case", "{n} cases", line.cases).format(n=line.cases))
    if line.status == "tentative" and line.corridors:
        parts.append(line.corridors[0])
    words = QFontMetrics(small).elidedText(" · ".join(parts), Qt.TextElideMode.ElideRight, lower.width())
    painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _marks(painter: QPainter, font: QFont, upper: QRect, line: RingLine) -> int:
    """The decision (and what is new) at the right of the first line; gives the width taken, in pixels."""
    word = {"confirmed": _("confirmed"), "dismissed": _("dismissed")}.get(line.decision, line.news)
    if not word:
        return 0
    tone = {"confirmed": "good", "dismissed": "muted"}.get(line.decision, "accent")
    small = QFont(font)
    small.setPixelSize(max(7, round(font.pixelSize() * 0.85)))
    painter.setFont(small)
    painter.setPen(QColor(look.colour(tone)))
    width = QFontMetrics(small).horizontalAdvance(word)
    painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
    sign = {"confirmed": "confirm", "dismissed": "dismiss"}.get(line.decision)
    if sign:
        side = look.px(13)
        painter.drawPixmap(
            upper.right() - width - side - look.px(3), upper.center().y() - side // 2, look.picture(sign, tone, 13)
        )
        width += side + look.px(3)
    return width + look.px(8)


def draw_status(painter: QPainter, centre: QPointF, radius: float, status: Shown) -> None:
    """Full disc: supported. Broken circle: tentative. Dot: chance. Thin circle: not tested yet. Without colour."""
    theme = look.theme()
    colour = QColor(theme.accent if status == "supported" else theme.muted)
    if status == "supported":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)
    elif status == "tentative":
        painter.setPen(QPen(colour, max(1.5, radius / 4), Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius - 1, radius - 1)
    elif status == "untested":
        painter.setPen(QPen(colour, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius - 2, radius - 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius / 3, radius / 3)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    middle = rect.height() * 11 // 20
    return (
        QRect(rect.x(), rect.y(), rect.width(), middle),
        QRect(rect.x(), rect.y() + middle, rect.width(), rect.height() - middle),
    )
