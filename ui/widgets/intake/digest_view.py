"""After an import: which rings and watched people it touched; a click leads there, behind the dialog."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netlens.i18n import _
from ui.answers.plain.page import Page
from ui.dress import look
from ui.session import Session
from ui.widgets.page_view import PageView

MOST, LEAST = 260, 64  # pixels


class DigestView(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._body: QWidget | None = None
        self._wanted = 0  # pixels, as high as what it says
        self.view = PageView(lambda _name: None)
        self.view.setAccessibleName(_("What it touched"))
        self.view.went.connect(session.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.hide()

    def tell(self, import_id: int) -> None:
        """Ask what an import touched, and show it."""
        self._session.ask("digest", "sources.digest:page", import_id).done.connect(self.show_page)

    def show_page(self, page: Page) -> None:
        if not page.blocks:
            return
        self.view.show_page(page)
        self._body = self.view.widget()
        if self._body is not None:
            self._body.installEventFilter(self)
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page is drawn line by line, and laid out anew at each width: its height goes with it."""
        if watched is self._body and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as what it says, up to a limit."""
        layout = self._body.layout() if self._body is not None else None
        if layout is not None:
            wide = layout.hasHeightForWidth()
            wanted = layout.totalHeightForWidth(self.width()) if wide else layout.sizeHint().height()
            self._wanted = min(look.px(MOST), wanted)
            self.setMinimumHeight(min(look.px(LEAST), self._wanted))
            self.setMaximumHeight(self._wanted)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted)
