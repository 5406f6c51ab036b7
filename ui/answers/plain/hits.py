"""What the search finds."""

from dataclasses import dataclass

from ui.answers.plain.page import Target


@dataclass(frozen=True, slots=True)
class Hit:
    """One line under the search box: an entity or ring (with a target), or a command (with an action's name)."""

    text: str
    under: str
    icon: str
    target: Target | None = None
    action: str = ""
