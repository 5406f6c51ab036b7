"""After an import: which rings and watched people it touched; a click leads there, behind the dialog."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from netlens.i18n import _
from ui.answers.plain.page import Items, Page
from ui.dress import look
from ui.session import Session
from ui.widgets.page_view import PageView

LINE, REST = 46, 70  # pixels of a line of the list, and of a heading with its margins
MOST = 260


class DigestView(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
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
        lists = [block for block in page.blocks if isinstance(block, Items)]
        wanted = REST * max(1, len(lists)) + LINE * sum(len(block.items) for block in lists)
        self.view.show_page(page)
        self.setFixedHeight(look.px(min(MOST, wanted)))
        self.show()
