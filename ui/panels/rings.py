"""Corridors and their rings at the left: which rings are there along my corridor, and how sure is that."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from netlens.i18n import _, mark, ngettext
from ui.actions import find
from ui.answers.plain.lines import FirstLook, Overview, RingLine
from ui.answers.plain.page import Target
from ui.dress import look
from ui.errands.detection import finding
from ui.models.rings import LINE, RingsModel
from ui.panel import Panel
from ui.session import Selection, Session
from ui.widgets.empty import Empty
from ui.widgets.ring_delegate import RingDelegate

MENU = ("confirm", "dismiss", "reopen", "name_ring", "", "show_why", "show_what_if", "", "export", "picture")


class RingsPanel(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter the rings"))
        self.filter.setAccessibleName(_("Filter the rings"))
        self.filter.setClearButtonEnabled(True)
        self.model = RingsModel(self)
        self.tree = _Tree(self)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(RingDelegate(self.tree))
        self.tree.setAccessibleName(_("Corridors and rings"))
        self.tree.selectionModel().currentChanged.connect(self._picked)
        self.stale = QPushButton()
        self.stale.setProperty("primary", True)
        self.stale.setToolTip(_("Records or weights have changed since these rings were found."))
        self.stale.hide()
        self.stale.clicked.connect(lambda _checked: self._trigger("find_rings"))
        self.stale.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.note = look.label("", "muted", wrap=True)
        self.note.hide()
        self._overview = Overview()
        self._first = False  # what is listed is a first look: nothing in it is tested
        self.chance = QLabel()
        self.chance.setWordWrap(True)
        self.chance.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.chance.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.chance.hide()
        self.chance.linkActivated.connect(lambda _link: session.go(Target("rings:chance")))
        self.empty = Empty()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(6))
        column.setSpacing(look.px(6))
        column.addWidget(self.filter)
        column.addWidget(self.stale)
        column.addWidget(self.note)
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tree)
        column.addWidget(stack, 1)
        column.addWidget(self.chance)
        self.filter.textChanged.connect(self._filter)
        session.surveyed.connect(self.show_overview)
        session.selected.connect(self._selected)
        session.glimpsed.connect(self._glimpsed)
        session.jobs.changed.connect(self._say)
        session.opened.connect(self._opened)
        self._opened()

    def show_overview(self, overview: Overview) -> None:
        """Other rings; what was picked stays picked. A first look stays until there are tested rings."""
        self._overview = overview
        if self._first and not overview.detected:
            return
        self._first = False
        self._say()
        self.model.show(overview)
        self._selected(self._session.selection)
        words = ngettext("{n} ring hidden as chance", "{n} rings hidden as chance", overview.chance)
        said = words.format(n=overview.chance)
        self.chance.setText(f'<a href="chance" style="color:{look.colour("muted")}">{said}</a>')
        self.chance.setAccessibleName(said)
        self.chance.setVisible(overview.chance > 0)
        self.stale.setText(_("Find rings anew"))
        if overview.sections:
            self._filter()
        elif not overview.records:
            self.empty.say(
                _("No records yet"), _("Import case records to begin."), icon="import", action=find(self, "import")
            )
            self._stack.setCurrentWidget(self.empty)
        elif not overview.detected:
            self.empty.say(_("Rings were not looked for yet"), icon="find", action=find(self, "find_rings"))
            self._stack.setCurrentWidget(self.empty)
        else:
            hint = overview.note or _("What ties these people is no more than chance explains.")
            self.empty.say(_("No ring was found"), hint, icon="ring")
            self._stack.setCurrentWidget(self.empty)

    def _glimpsed(self, glimpse: FirstLook | None) -> None:
        """Show the groups of a first look, or take them away; older rings stay in the list."""
        if glimpse is None and self._first:
            self._first = False
            self.show_overview(self._overview)
        elif glimpse is not None and not self._overview.detected:
            self._first = True
            self._say()
            self.model.show(Overview(glimpse.sections))
            self._filter()

    def _say(self) -> None:
        """What the list is, while rings are being looked for; and that it is time to look for them again."""
        looking = finding(self._session)
        older = looking and self._overview.detected
        if self._first:
            self.note.setText(_("First look: nothing is tested yet. Groups may change, or prove to be chance."))
        else:
            self.note.setText(_("Rings are being looked for anew. Until then the list shows those found before."))
        self.note.setVisible(self._first or older)
        self.stale.setVisible(self._overview.stale and self._overview.detected and not looking)

    def _opened(self) -> None:
        self._overview, self._first = Overview(), False
        self.note.hide()
        self.model.show(Overview())
        self.chance.hide()
        self.stale.hide()
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
        else:
            self.empty.wait(_("Reading the case …"))
        self._stack.setCurrentWidget(self.empty)

    def _filter(self, *_text: str) -> None:
        self.model.filter(self.filter.text().strip())
        if not self.model.empty and not self.model.rowCount():
            self.empty.say(_("No ring fits the filter"), _("Take letters away to see more."), icon="search")
            self._stack.setCurrentWidget(self.empty)
        elif not self.model.empty:
            self._unfold()
            self._stack.setCurrentWidget(self.tree)

    def _unfold(self) -> None:
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            self.tree.setExpanded(index, bool(self.filter.text()) or index.data(LINE).kind != "dismissed")

    def _picked(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, RingLine) and line.id != self._session.selection.ring:
            self._session.select(line.id)

    def _selected(self, selection: Selection) -> None:
        here = self.tree.currentIndex().data(LINE)
        if isinstance(here, RingLine) and here.id == selection.ring:
            return
        index = self.model.find(selection.ring)
        self.tree.selectionModel().blockSignals(True)
        self.tree.setCurrentIndex(index)
        if not index.isValid():
            self.tree.clearSelection()
        self.tree.selectionModel().blockSignals(False)
        self.tree.viewport().update()

    def _trigger(self, name: str) -> None:
        action = find(self, name)
        if action is not None:
            action.trigger()


class _Tree(QTreeView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setIndentation(look.px(12))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformRowHeights(False)
        self.verticalScrollBar().valueChanged.connect(self._more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._more()

    def _more(self, *_value: int) -> None:
        """Bring more rings of a section whose last row has come into sight."""
        model, high = self.model(), self.viewport().height()
        if not isinstance(model, RingsModel):
            return
        for row in range(model.rowCount()):
            section = model.index(row, 0)
            while self.isExpanded(section) and not model.whole(section):
                last = self.visualRect(model.index(model.rowCount(section) - 1, 0, section))
                if not last.isValid() or not -last.height() <= last.top() <= high + last.height():
                    break
                model.bring(section)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        line = index.data(LINE)
        if not isinstance(line, RingLine) or not line.id:
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        for name in MENU:
            action = find(self, name) if name else None
            if not name:
                menu.addSeparator()
            elif action is not None:
                menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


PANEL = Panel("rings", mark("Corridors and rings"), "left", RingsPanel, open=True)
