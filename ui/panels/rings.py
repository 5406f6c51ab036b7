"""Corridors and their rings at the left: which rings are there along my corridor, and how sure is that."""

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QContextMenuEvent
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
from ui.answers.plain.lines import Overview, RingLine
from ui.answers.plain.page import Target
from ui.dress import look
from ui.models.rings import LINE, WORDS, RingsModel
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
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self.model)
        self.shown.setFilterRole(WORDS)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.shown.setRecursiveFilteringEnabled(True)
        self.shown.setAutoAcceptChildRows(True)  # a corridor's name keeps all its rings
        self.tree = _Tree(self)
        self.tree.setModel(self.shown)
        self.tree.setItemDelegate(RingDelegate(self.tree))
        self.tree.setAccessibleName(_("Corridors and rings"))
        self.tree.selectionModel().currentChanged.connect(self._picked)
        self.stale = QPushButton()
        self.stale.setProperty("primary", True)
        self.stale.setToolTip(_("Records or weights have changed since these rings were found."))
        self.stale.hide()
        self.stale.clicked.connect(lambda _checked: self._trigger("find_rings"))
        self.stale.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tree)
        column.addWidget(stack, 1)
        column.addWidget(self.chance)
        self.filter.textChanged.connect(self._filter)
        session.surveyed.connect(self.show_overview)
        session.selected.connect(self._selected)
        session.opened.connect(self._opened)
        self._opened()

    def show_overview(self, overview: Overview) -> None:
        """Other rings; what was picked stays picked."""
        self.model.show(overview)
        self._unfold()
        self._selected(self._session.selection)
        words = ngettext("{n} ring hidden as chance", "{n} rings hidden as chance", overview.chance)
        said = words.format(n=overview.chance)
        self.chance.setText(f'<a href="chance" style="color:{look.colour("muted")}">{said}</a>')
        self.chance.setAccessibleName(said)
        self.chance.setVisible(overview.chance > 0)
        self.stale.setText(_("Find rings anew"))
        self.stale.setVisible(overview.stale and overview.detected)
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

    def _opened(self) -> None:
        self.model.show(Overview())
        self.chance.hide()
        self.stale.hide()
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
        else:
            self.empty.wait(_("Reading the case …"))
        self._stack.setCurrentWidget(self.empty)

    def _filter(self, *_text: str) -> None:
        self.shown.setFilterFixedString(self.filter.text().strip())
        if self.model.rowCount() and not self.shown.rowCount():
            self.empty.say(_("No ring fits the filter"), _("Take letters away to see more."), icon="search")
            self._stack.setCurrentWidget(self.empty)
        elif self.model.rowCount():
            self._unfold()
            self._stack.setCurrentWidget(self.tree)

    def _unfold(self) -> None:
        for row in range(self.shown.rowCount()):
            index = self.shown.index(row, 0)
            self.tree.setExpanded(index, bool(self.filter.text()) or index.data(LINE).kind != "dismissed")

    def _picked(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, RingLine) and line.id != self._session.selection.ring:
            self._session.select(line.id)

    def _selected(self, selection: Selection) -> None:
        here = self.tree.currentIndex().data(LINE)
        if isinstance(here, RingLine) and here.id == selection.ring:
            return
        index = self.shown.mapFromSource(self.model.find(selection.ring))
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if not isinstance(index.data(LINE), RingLine):
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
