"""What an action is. Each file of ui/actions ends in ACTIONS = Subject(…): one menu, and all of it in Ctrl+K."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.session import Session


def always(session: "Session") -> bool:
    return True


def with_case(session: "Session") -> bool:
    return session.case is not None


def with_ring(session: "Session") -> bool:
    return session.case is not None and bool(session.selection.ring)


def with_picked(session: "Session") -> bool:
    return session.case is not None and bool(session.selection.ids)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. `text` carries its mnemonic ("&"); `help` is one sentence for Ctrl+K and tool tips."""

    name: str
    text: str
    function: Callable[["MainWindow"], None]
    enabled: Callable[["Session"], bool] = always
    shortcut: str = ""
    icon: str = ""
    help: str = ""
    short: str = ""  # on a button; the text without its mnemonic when empty


@dataclass(frozen=True, slots=True)
class Subject:
    """The actions of one subject, in the order of its menu; None is a line between two groups."""

    text: str
    order: int
    actions: tuple[Action | None, ...]
