"""Comparing the rings with an earlier detection: told once, to the list and to the picture alike."""

from ui.session import Session


def compare_with(session: Session, number: int) -> None:
    """Mark what changed since the kept detection of that number; -1 takes the marks away."""
    if number != session.comparing:
        session.comparing = number
        session.compared.emit(number)
