"""The one undo command: names, taking back, doing again, and an undo that cannot be done."""

from dataclasses import dataclass
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
        if self.broken:
            raise NetLensError("The disk is full.", "Make room.")
        before, self.value = self.value, edit.value
        return Put(before)


def pushed(stack: QUndoStack, shelf: Shelf, value: int) -> None:
    edit = Put(value)
    stack.push(EditCommand(edit.name, shelf.apply(edit), shelf.apply, shelf.told.append))


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
    stack, shelf = QUndoStack(), Shelf()
    calls = []
    shelf_apply = shelf.apply
    shelf.apply = lambda edit: calls.append(edit) or shelf_apply(edit)  # type: ignore[method-assign, func-returns-value]
    pushed(stack, shelf, 3)
    assert calls == [Put(3)]


def test_an_undo_that_fails_is_told_and_leaves_the_stack_sound() -> None:
    stack, shelf = QUndoStack(), Shelf()
    pushed(stack, shelf, 3)
    shelf.broken = True
    stack.undo()
    assert [error.message for error in shelf.told] == ["The disk is full."]
    assert shelf.value == 3
    assert stack.count() == 0
