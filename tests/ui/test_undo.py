"""The one undo command: names, taking back, doing again, and an undo that cannot be done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QUndoStack

from netlens.errors import NetLensError
from ui.undo import EditCommand


@dataclass(frozen=True)
class Put:
    value: int
    name: str = "Put a number"


class Shelf:
    def __init__(self) -> None:
        self.value = 0
        self.broken = False
        self.told: list[NetLensError] = []

    def apply(self, edit: Any) -> Any:
        before, self.value = self.value, edit.value
        return Put(before)

    def swap(self, edit: Any, done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        if self.broken:
            failed(NetLensError("The disk is full.", "Make room."))
        else:
            done(self.apply(edit))


class SlowShelf(Shelf):
    """Does an edit only when it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: Callable[[], None] | None = None

    def go_on(self) -> None:
        assert self.waiting is not None
        self.waiting()

    def swap(self, edit: Any, done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        self.waiting = partial(super().swap, edit, done, failed)


def pushed(stack: QUndoStack, shelf: Shelf, value: int) -> None:
    edit = Put(value)
    stack.push(EditCommand(edit.name, shelf.apply(edit), shelf.swap, shelf.told.append, stack))


def test_undo_and_redo_carry_the_name_and_are_each_others_inverse() -> None:
    stack, shelf = QUndoStack(), Shelf()
    pushed(stack, shelf, 3)
    pushed(stack, shelf, 5)
    assert stack.undoText() == "Put a number"
    assert shelf.value == 5
    stack.undo()
    assert shelf.value == 3
    stack.undo()
    assert shelf.value == 0
    assert stack.redoText() == "Put a number"
    stack.redo()
    stack.redo()
    assert shelf.value == 5


def test_pushing_does_not_do_the_edit_again() -> None:
    stack, shelf = QUndoStack(), SlowShelf()
    pushed(stack, shelf, 3)
    assert shelf.waiting is None


def test_an_undo_that_fails_is_told_and_leaves_the_stack_sound() -> None:
    stack, shelf = QUndoStack(), Shelf()
    pushed(stack, shelf, 3)
    shelf.broken = True
    stack.undo()
    assert [error.message for error in shelf.told] == ["The disk is full."]
    assert shelf.value == 3
    assert stack.count() == 0


def test_what_a_worker_does_later_is_as_good() -> None:
    stack, shelf = QUndoStack(), SlowShelf()
    pushed(stack, shelf, 3)
    stack.undo()
    assert shelf.value == 3
    shelf.go_on()
    assert shelf.value == 0
    stack.redo()
    shelf.go_on()
    assert shelf.value == 3
    stack.undo()
    shelf.go_on()
    assert (shelf.value, stack.canUndo(), stack.canRedo()) == (0, False, True)


def test_what_turns_out_later_not_to_have_been_is_where_it_was() -> None:
    stack, shelf = QUndoStack(), SlowShelf()
    pushed(stack, shelf, 3)
    stack.undo()
    shelf.broken = True
    shelf.go_on()
    assert [error.message for error in shelf.told] == ["The disk is full."]
    assert (shelf.value, stack.canUndo(), stack.canRedo()) == (3, True, False)
    shelf.broken = False
    stack.undo()
    shelf.go_on()
    stack.redo()
    shelf.broken = True
    shelf.go_on()
    assert (shelf.value, stack.canUndo(), stack.canRedo()) == (0, False, True)
