"""The graph of what is picked: asks a worker for the picture, hands it to the canvas, tells what is picked there."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from netlens.case.change import Change
from netlens.i18n import _, ngettext
from netlens.jobs import Failure
from netlens.network.recorded import MOST
from netlens.network.scene import MEASURES, Scene
from ui.actions import find
from ui.answers.ground.words import span
from ui.answers.pictures import Picture
from ui.answers.plain.lines import FirstLook, Overview
from ui.dress import look
from ui.errands.comparing import compare_with
from ui.session import Selection, Session
from ui.views.graph.view import GraphView
from ui.widgets.empty import Empty

RING_MENU = (
    "confirm",
    "dismiss",
    "reopen",
    "name_ring",
    "",
    "show_why",
    "show_what_if",
    "members",
    "",
    "export",
    "picture",
)
ENTITY_MENU = (
    *("expand", "neighbours", "way", "frame", "hide", "show_hidden", "", "add_member", "remove_member", "", "reveal"),
    *("watch", "unwatch", "", "picture"),
)
GROUND_MENU = ("frame", "show_hidden", "", "find_rings", "picture")
UNFOLDED = 450  # ms: the ring has unfolded, and the eye has seen where


class GraphTab(QWidget):
    """`back`: Esc was pressed on the canvas, and nothing was under way there."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._expanded: tuple[int, ...] = ()
        self._hidden: tuple[int, ...] = ()
        self._recorded = False  # everything recorded is to be drawn, whatever rings there are
        self._stretch: tuple[str, str] | None = None  # only ties of these days are drawn
        self._drawn: tuple[object, ...] = ()  # what the picture on screen was asked for
        self._overview = Overview()
        self._shown_empty = False  # the picture came, and there is nobody in it
        self._first = False  # what is shown is a first look: nothing in it is tested
        self._framed: object = None  # the ring the camera was set for
        self._mine = False  # the change being told is our own drag
        self.view = GraphView()
        self.view.set_theme(look.theme())
        self.view.set_text_scale(look.scale())
        self.view.set_animated(session.settings.animation)
        self.view.installEventFilter(self)
        self.empty = Empty()
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(stack, 1)
        self._connect()
        self._opened()

    # What the actions ask for

    def frame(self) -> None:
        self.view.frame()

    def zoom(self, factor: float) -> None:
        self.view.zoom(factor)

    def expand(self) -> None:
        """Bring in everyone, and everything, tied to what is picked."""
        self._expanded = tuple(dict.fromkeys((*self._expanded, *self._session.selection.ids)))
        self._ask()

    def hide_picked(self) -> None:
        self._hidden = tuple(dict.fromkeys((*self._hidden, *self._session.selection.ids)))
        self._session.select(self._session.selection.ring)
        self._ask()

    def show_hidden(self) -> None:
        self._hidden = ()
        self._ask()

    def show_recorded(self, on: bool) -> None:
        """Draw everything recorded, or the rings again."""
        again = on != self._recorded
        self._recorded = on
        if self._session.selection.ring:
            self._session.select()
        elif again:
            self._ask()

    def pick_neighbours(self) -> None:
        """Pick, besides what is picked, everyone in the picture who is tied to it."""
        board, picked = self.view.board, list(self._session.selection.ids)
        nodes = [board.index[one] for one in picked if one in board.index]
        near = [int(board.scene.ids[other]) for node in nodes for other in board.neighbours(node).tolist()]
        self._session.select(self._session.selection.ring, (*picked, *(one for one in near if one >= 0)))

    def scene(self) -> Scene:
        """What is on the canvas, with everyone where they stand now."""
        from dataclasses import replace

        return replace(self.view.board.scene, xy=self.view.board.xy.copy())

    def title(self) -> str:
        """What the picture shows, in words."""
        ring = self._session.selection.ring
        label = next((shape.label for shape in self.view.board.scene.rings if shape.id == ring), "")
        return _("Ring {id}").format(id=label) if label else _("Rings")

    # How it hangs together

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        self._all = QPushButton(_("All rings"))
        self._all.setFlat(True)
        self._all.setAccessibleName(_("Back to the picture of all rings"))
        self._all.clicked.connect(lambda _checked: self.show_recorded(False))
        self._everything = QPushButton(_("Everything recorded"))
        self._everything.setFlat(True)
        self._everything.setCheckable(True)
        self._everything.setToolTip(_("People, things, cases and places as the records tie them, ring or not"))
        self._everything.clicked.connect(self.show_recorded)
        self._where = look.label("", "muted")
        self._shown = QPushButton()
        self._shown.setFlat(True)
        self._shown.clicked.connect(lambda _checked: self.show_hidden())
        self._beside = QPushButton(look.icon("compare"), "")
        self._beside.setFlat(True)
        self._beside.setToolTip(_("Who came to a ring and who left it is marked. Click to take the marks away."))
        self._beside.clicked.connect(lambda _checked: compare_with(self._session, -1))
        self._days = QPushButton(look.icon("history"), "")
        self._days.setFlat(True)
        self._days.setToolTip(_("Only ties of these days are drawn. Click to draw all of them again."))
        self._days.clicked.connect(lambda _checked: self._session.timed.emit(None))
        self._measure = QComboBox()
        self._measure.setAccessibleName(_("Size shows"))
        self._measure.setToolTip(_("What the size of a person shows"))
        for name, words in MEASURES.items():
            self._measure.addItem(_(words), name)
        row.addWidget(self._all)
        row.addWidget(self._everything)
        row.addWidget(self._where, 2)
        row.addWidget(self._beside)
        row.addWidget(self._days)
        row.addWidget(self._shown)
        row.addWidget(look.label(_("Size:"), "muted"))
        self._measure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._measure.setMinimumContentsLength(8)
        self._measure.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self._measure)
        return bar

    def _connect(self) -> None:
        session, view = self._session, self.view
        self._measure.currentIndexChanged.connect(lambda _index: self._ask())
        view.selected.connect(self._picked)
        view.ring_picked.connect(session.select)
        view.tie_picked.connect(self._tie)
        view.opened.connect(self._unfold)
        view.moved.connect(self._moved)
        view.ring_moved.connect(self._ring_moved)
        view.asked.connect(self._menu)
        view.back.connect(self.back)
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.surveyed.connect(self._surveyed)
        session.glimpsed.connect(self._glimpsed)
        session.timed.connect(self._timed)
        session.supposed.connect(self._suppose)
        session.compared.connect(self._compared)

    def _opened(self) -> None:
        self._expanded, self._hidden, self._drawn, self._framed, self._stretch = (), (), (), None, None
        self._overview, self._shown_empty, self._first, self._recorded = Overview(), False, False, False
        self.empty.wait(_("Drawing …"))
        self._stack.setCurrentWidget(self.empty)
        if self._session.case is not None:
            self._ask()

    def _changed(self, change: Change) -> None:
        if self._session.case is None or self._mine:
            return
        if change.kinds & {"records", "rings", "decisions", "positions"}:
            self._ask()

    def _selected(self, selection: Selection) -> None:
        missing = [one for one in selection.ids if one not in self.view.board.index and one not in self._hidden]
        if self._drawn[:1] != (selection.ring,):
            self._expanded = ()
        if self._drawn[:1] != (selection.ring,) or missing:
            self._ask()
        self.view.select(selection.ids)
        self._say()

    def _ask(self) -> None:
        if self._session.case is None:
            return
        selection = self._session.selection
        measure = self._measure.currentData()
        wanted = (
            selection.ring, selection.ids, self._expanded, self._hidden, measure, self._recorded, self._stretch,
            self._session.comparing,
        )  # fmt: skip
        self._drawn, self._shown_empty = wanted, False
        job = self._session.ask("picture", "pictures:scene", *wanted)
        job.done.connect(self._show)
        job.failed.connect(self._failed)
        self._say()

    def _glimpsed(self, glimpse: FirstLook | None) -> None:
        """Draw the groups of a first look, or take them away; a picture of older rings stays."""
        if glimpse is None and self._first:
            self._first = False
            self._ask()
        elif glimpse is not None and not self._overview.detected:
            self._first, self._framed = True, None
            QTimer.singleShot(0, self, partial(self._draw_first, glimpse))  # the list comes in a moment of its own

    def _draw_first(self, glimpse: FirstLook) -> None:
        if self._first:
            self._stack.setCurrentWidget(self.view)
            self.view.set_scene(glimpse.scene)

    def _show(self, picture: Picture) -> None:
        scene = picture.scene
        self._first = self._first and not self._overview.detected and not len(scene.ids)
        if self._first:
            self._shown_empty = True  # no rings are known yet: the first look stays
            return
        framed = self._drawn[0] or picture.recorded
        same, self._framed = self._framed == framed, framed
        self._everything.setChecked(picture.recorded)
        if len(scene.ids):
            self._shown_empty = False
            self._stack.setCurrentWidget(self.view)
            self.view.set_scene(scene, keep=same)
            self.view.select(picture.shown)
            self._say()
            if not same and self._drawn[0]:
                QTimer.singleShot(UNFOLDED, self, self._frame_ring)
        else:
            self._shown_empty = True
            self._nothing()

    def _frame_ring(self) -> None:
        """Come nearer to the ring that has unfolded among its neighbours."""
        scene, ring = self.view.board.scene, self._session.selection.ring
        shape = next((one for one in scene.rings if one.id == ring), None)
        if shape is not None and len(shape.members):
            of_ring = scene.ids[scene.ring == scene.rings.index(shape)]
            self.view.frame([int(one) for one in of_ring if one >= 0])

    def _nothing(self) -> None:
        """Say why there is no picture, and what to do about it."""
        overview = self._overview
        if not overview.records:
            action = find(self, "import")
            self.empty.say(_("No records yet"), _("Import case records to begin."), icon="import", action=action)
        elif not overview.detected:
            action = find(self, "find_rings")
            hint = _("The picture shows rings first; the people in them unfold from there.")
            self.empty.say(_("Rings were not looked for yet"), hint, icon="find", action=action)
        else:
            self.empty.say(_("Nothing to draw"), _("No ring was found among these records."), icon="ring")
        self._stack.setCurrentWidget(self.empty)

    def _surveyed(self, overview: Overview) -> None:
        self._overview = overview
        if self._first and overview.detected and self._shown_empty:
            self._first = False
            self._nothing()
        if self._stack.currentWidget() is self.empty and self._shown_empty:
            self._nothing()

    def _suppose(self, pairs: tuple[tuple[int, int], ...]) -> None:
        """Draw suggested ties over the picture, or no longer."""
        self.view.hypotheses = pairs
        self.view.update()

    def _timed(self, stretch: tuple[str, str] | None) -> None:
        """Draw only the ties of some days, or all again."""
        if stretch != self._stretch:
            self._stretch = stretch
            self._ask()

    def _compared(self, _number: int) -> None:
        """Mark who came and who left since another detection, or nobody any more."""
        self._ask()

    def _failed(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")
        self._stack.setCurrentWidget(self.empty)

    def _say(self) -> None:
        ring = self._session.selection.ring
        self._all.setEnabled(bool(ring) or self._recorded)
        self._everything.setVisible(0 < sum(self._overview.entities.values()) <= MOST)
        self._where.setText(f"›  {self.title()}" if ring else "")
        self._beside.setVisible(self._session.comparing >= 0)
        self._beside.setText(_("Against detection {n}").format(n=self._session.comparing))
        self._beside.setAccessibleName(self._beside.text())
        self._days.setVisible(self._stretch is not None)
        if self._stretch is not None:
            self._days.setText(_("Only {days}: draw all").format(days=span(*self._stretch)))
            self._days.setAccessibleName(self._days.text())
        self._shown.setVisible(bool(self._hidden))
        count = len(self._hidden)
        self._shown.setText(ngettext("{n} hidden: show", "{n} hidden: show", count).format(n=count))

    # What the hand did on the canvas

    def _picked(self, ids: list[int]) -> None:
        self._session.select(self._session.selection.ring, tuple(ids))

    def _tie(self, a: int | str, b: int | str) -> None:
        ends = [end for end in (a, b) if isinstance(end, int) and end >= 0]
        rings = [end for end in (a, b) if isinstance(end, str)]
        if len(ends) == 2:
            self._session.select(self._session.selection.ring, (ends[0], ends[1]))
        elif rings:
            self._session.select(rings[0])

    def _unfold(self, what: int | str) -> None:
        if isinstance(what, str):
            self._session.select(what)
        else:
            self._session.select(self._session.selection.ring, (what,))
            self.expand()

    def _moved(self, places: dict[int, tuple[float, float]]) -> None:
        from netlens.case.edits.picture import MovePositions

        if not places:
            return
        self._mine = True
        self._session.apply(MovePositions(places))
        self._mine = False

    def _ring_moved(self, ring: str, dx: float, dy: float) -> None:
        self._session.ask("shift", "pictures:shifted", ring, dx, dy).done.connect(self._moved)

    def _menu(self, what: int | str, at: QPoint) -> None:
        names = RING_MENU if isinstance(what, str) else ENTITY_MENU if what >= 0 else GROUND_MENU
        if what == "":
            return  # a group at first look
        if isinstance(what, str):
            self._session.select(what)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            action = find(self, name) if name else None
            if action is not None:
                menu.addAction(action)
            elif not name:
                menu.addSeparator()
        menu.popup(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        at_rest = QApplication.mouseButtons() == Qt.MouseButton.NoButton  # else it takes back what is under way
        if pressed and at_rest and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.back.emit()
            return True
        return super().eventFilter(watched, event)
