"""What the person says of a suggested tie; can be undone like any edit."""

from typing import TYPE_CHECKING

from ui.session import Session

if TYPE_CHECKING:
    from netlens.case.edits.suggestions import Said


def decide_suggestion(session: Session, pair: tuple[int, ...], verdict: "Said") -> bool:
    """Note that a tie between two is worth checking, reject it, or take that back."""
    if session.case is None or len(pair) != 2:
        return False
    from netlens.case.edits.suggestions import DecideSuggestion

    a, b = sorted(pair)
    return session.apply(DecideSuggestion(a, b, verdict))
