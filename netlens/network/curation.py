"""Where the search disagrees with what the analyst decided: shown with the ring, never resolved in silence."""

from typing import Literal, NamedTuple

from netlens.case.records import Ring

Kind = Literal["confirmed_like_chance", "dismissed_but_found", "taken_out_but_found", "added_not_found"]


class Dispute(NamedTuple):
    """One disagreement; `people`: the members (entity ids) it is about, none where it is the whole ring."""

    kind: Kind
    people: tuple[int, ...] = ()


def disputes(ring: Ring) -> tuple[Dispute, ...]:
    """How the detection sees a ring otherwise than the analyst, who decided of it: the ring as decided stands."""
    found: list[Dispute] = []
    if ring.decision == "confirmed" and ring.status == "chance":
        found.append(Dispute("confirmed_like_chance"))
    if ring.decision == "dismissed" and ring.status != "chance":
        found.append(Dispute("dismissed_but_found"))
    if ring.disputed:
        found.append(Dispute("taken_out_but_found", ring.disputed))
    added = tuple(member.vertex for member in ring.members if member.by_hand)
    if added:
        found.append(Dispute("added_not_found", added))
    return tuple(found)
