"""The only undo command: an edit that has already worked, and its inverse."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand

from netlens.errors import NetLensError


class EditCommand(QUndoCommand):
    """Pushed after the edit worked. `apply` does an edit and gives its inverse; `failed` tells the person."""

    def __init__(
        self, name: str, inverse: Any, apply: Callable[[Any], Any], failed: Callable[[NetLensError], None]
    ) -> None:
        super().__init__(name)
        self._other = inverse  # what undo applies now; after an undo, what redo applies
        self._apply, self._failed = apply, failed
        self._done = False

    def redo(self) -> None:
        if self._done:
            self._swap()
        self._done = True  # the first redo is the push itself, after the edit worked

    def undo(self) -> None:
        self._swap()

    def _swap(self) -> None:
        try:
            self._other = self._apply(self._other)
        except NetLensError as error:
            self.setObsolete(True)
            self._failed(error)
