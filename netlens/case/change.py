"""The one thing views hear: what kinds of thing changed, and the case's new revision."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """`kinds` out of: records, rings, decisions, positions, weights, presets, suggestions, watched, unmasked.

    `revision` only grows.
    """

    kinds: frozenset[str]
    revision: int
