"""What the involvements say of each actor: recorded functions, and how far proceedings have come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.records import Recorded
from netlens.network.facts.people import ACTING, people

if TYPE_CHECKING:
    from netlens.case.case import Case


@dataclass(frozen=True, slots=True)
class Parts:
    """By person: recorded as offender or suspect or without a role; functions, sorted; stage, "" when none is known."""

    recorded: Mapping[int, Recorded]
    functions: Mapping[int, tuple[str, ...]]
    stage: Mapping[int, str]


def parts(case: "Case") -> Parts:
    """The furthest stage of the involvements that stand; "acquitted" or "dropped" where none stands.

    Read once as long as the facts are the same.
    """
    memo = case.reading.lasting
    if "parts" not in memo:
        memo["parts"] = _parts(case)
    found: Parts = memo["parts"]
    return found


def _parts(case: "Case") -> Parts:
    who = people(case)
    acting = case.table("involvements")
    acting = acting[acting.role.isin(ACTING)]
    functions: dict[int, set[str]] = {}
    for person, said in zip(acting.person.tolist(), acting.functions, strict=True):
        functions.setdefault(person, set()).update(said)
    order = {stage: number for number, stage in enumerate(schema.codes("stage"))}
    stages: dict[int, str] = {}
    for rows in (acting[acting.person.isin(who.cleared)], who.standing):
        for person, stage in zip(rows.person.tolist(), rows.stage, strict=True):
            if order.get(stage, -1) > order.get(stages.get(person, ""), -1):
                stages[person] = stage
    return Parts(who.recorded, {person: tuple(sorted(said)) for person, said in functions.items()}, stages)
