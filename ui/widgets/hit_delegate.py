"""Paints one line under the search box: icon, what it is called, what it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.dress import look
from ui.theme import mix

HIT = Qt.ItemDataRole.UserRole


class HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(look.px(200), look.px(44))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit, theme, rect = index.data(HIT), look.theme(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(theme.base, theme.accent, 0.28 if theme.dark else 0.12))
            painter.drawRoundedRect(QRectF(rect.adjusted(1, 1, -1, -1)), look.px(5), look.px(5))
        side = look.px(18)
        painter.drawPixmap(rect.x() + look.px(10), rect.center().y() - side // 2, look.picture(hit.icon, "muted", 18))
        left = rect.x() + look.px(38)
        room = QRect(left, rect.y() + look.px(4), rect.right() - left - look.px(8), rect.height() // 2 - look.px(3))
        painter.setPen(QColor(theme.text))
        words = QFontMetrics(option.font).elidedText(hit.text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(option.font)
        whole = room if hit.under else QRect(room.x(), rect.y(), room.width(), rect.height())
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        small = QFont(option.font)
        small.setPixelSize(max(7, round(option.font.pixelSize() * 0.88)))
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        words = QFontMetrics(small).elidedText(hit.under, Qt.TextElideMode.ElideRight, room.width())
        room.translate(0, room.height() + look.px(1))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
