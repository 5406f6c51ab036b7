"""Protected people of a ring: code, standing, how many facts; never more. Who informed or witnessed is not said."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netlens.case.protection import code, protected_ids
from netlens.case.records import Ring
from netlens.i18n import translator
from netlens.report.ring.members import VICTIM, name
from netlens.report.ring.rows import rows
from netlens.report.summary import Terms

if TYPE_CHECKING:
    from netlens.case.case import Case


def protected(case: "Case", ring: Ring, terms: Terms) -> tuple[Mapping[str, Any], ...]:
    """Those attached to the ring and those among its members, by code."""
    members = {member.vertex for member in ring.members}
    people = (set(ring.victims) | members) & protected_ids(case)
    roles: dict[int, set[str]] = {}
    facts: dict[int, int] = {}
    for row in rows(case.table("involvements"), "person", people):
        if row["case"] in ring.cases or row["person"] in members:
            roles.setdefault(row["person"], set()).add(row["role"])
            facts[row["person"]] = facts.get(row["person"], 0) + 1
    for row in rows(case.table("travellers"), "person", people):
        if row["route"] in ring.routes:
            facts[row["person"]] = facts.get(row["person"], 0) + 1
    listed = [
        {
            "code": name(case, person, terms) if terms.identify else code(case, person),
            "kind": _standing(roles.get(person, set()), person in members, terms.lang),
            "facts": facts.get(person, 0),
        }
        for person in people
    ]
    return tuple(sorted(listed, key=lambda one: str(one["code"])))


def _standing(roles: set[str], member: bool, lang: str) -> str:
    """A witness or an informant is never told apart from others: that alone could cost a life."""
    _ = translator(lang)
    if "victim" in roles:
        standing = _("Victim")
    elif roles & set(VICTIM):
        standing = _("Possible victim, being identified")
    else:
        standing = _("Protected person")
    return _("{standing}; also a member of the ring").format(standing=standing) if member else standing
