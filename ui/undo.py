"""The only undo command: an edit that has already worked, and its inverse."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QUndoCommand, QUndoStack

Told = Callable[[Any], None]
Apply = Callable[
    [Any, Told, Told], None
]  # do an edit; then tell its inverse, or what went wrong (None: it was cancelled)


class EditCommand(QUndoCommand):
    """Pushed after the edit worked. `apply` may tell at once or later; `failed` tells the person.

    What cannot be taken back at once is dropped; what turns out later not to have been is where it was on the stack.
    """

    def __init__(self, name: str, inverse: Any, apply: Apply, failed: Told, stack: QUndoStack) -> None:
        super().__init__(name)
        self._other = inverse  # what undo applies now; after an undo, what redo applies
        self._apply, self._failed, self._stack = apply, failed, stack
        self._done = False
        self._inside = self._only_moving = False

    def redo(self) -> None:
        if self._done:
            self._swap(self._stack.undo)
        self._done = True  # the first redo is the push itself, after the edit worked

    def undo(self) -> None:
        self._swap(self._stack.redo)

    def _swap(self, back: Callable[[], None]) -> None:
        if not self._only_moving:
            self._inside = True
            self._apply(self._other, self._did, partial(self._could_not, back))
            self._inside = False

    def _did(self, inverse: Any) -> None:
        self._other = inverse

    def _could_not(self, back: Callable[[], None], error: Any) -> None:
        if self._inside:
            self.setObsolete(True)
        else:
            self._only_moving = True
            back()
            self._only_moving = False
        if error is not None:
            self._failed(error)
