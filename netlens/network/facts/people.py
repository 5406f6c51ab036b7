"""Who may be in a ring: offenders, suspects, people with no role recorded; never someone recorded only otherwise."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.records import Recorded
from netlens.network.facts.days import OPEN_END, OPEN_START, first_days
from netlens.network.facts.marked import in_pairs

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case

ACTING = ("offender", "suspect")
VICTIM = ("victim", "possible_victim")
MOST = 500  # people: a case, a route or a victim that ties more is a hub by any measure


@dataclass(frozen=True, slots=True)
class People:
    """`recorded`: who may be a vertex, and as what. `cleared`: those of them whose involvements as offender or suspect
    were all acquitted or dropped: in the graph only where other evidence ties them. `victims`: recorded as victims, and
    not in `recorded`. `standing`: the involvements as offender or suspect that are evidence, one row per source.
    `ended`: (person, case) where proceedings ended so: neither the case nor its routes speak against them.
    """

    recorded: dict[int, Recorded]
    cleared: frozenset[int]
    victims: frozenset[int]
    standing: "DataFrame"
    ended: frozenset[tuple[int, int]] = frozenset()


def people(case: "Case") -> People:
    """Read persons and involvements. A person's part in a case counts unless its last word is acquitted or dropped.

    Read once as long as the facts are the same: gathering, describing rings and naming their parts all ask.
    """
    memo = case.reading.lasting
    if "people" not in memo:
        memo["people"] = _people(case)
    found: People = memo["people"]
    return found


def _people(case: "Case") -> People:
    involvements = case.table("involvements")
    acting = involvements[involvements.role.isin(ACTING)]
    stopped = frozenset(_stopped(acting))
    stands = ~in_pairs(acting.person.to_numpy(), acting.case.to_numpy(), stopped)
    opened = case.table("cases").set_index("id").opened
    dated = acting.since.where((acting.since != "") | (acting.until != ""), acting.case.map(opened).fillna(""))
    standing = acting.assign(kind="case", since=dated)[stands]
    named = frozenset(involvements.person.tolist())
    recorded: dict[int, Recorded] = {
        person: "none" for person in case.table("persons").id.tolist() if person not in named
    }
    for role in reversed(ACTING):  # an offender in one case and a suspect in another is an offender
        recorded.update(dict.fromkeys(acting.person[acting.role == role].tolist(), role))
    cleared = frozenset(acting.person.tolist()) - frozenset(standing.person.tolist())
    victims = frozenset(involvements.person[involvements.role.isin(VICTIM)].tolist()) - recorded.keys()
    return People(recorded, cleared, victims, standing, stopped)


def _stopped(acting: "DataFrame") -> list[tuple[int, int]]:
    """(person, case) where the last stage recorded says acquitted or dropped; without a date, that word is the last."""
    flagged = {stage for stage in schema.codes("stage") if schema.entry("stage", stage).get("flagged")}
    last: dict[tuple[int, int], tuple[int, bool]] = {}
    days = first_days(acting.stage_date)
    columns = (acting[name].tolist() for name in ("person", "case", "stage"))
    for person, file, stage, day in zip(*columns, days.tolist(), strict=True):
        stops = stage in flagged
        word = (OPEN_END if stops and day == OPEN_START else day, stops)
        if (person, file) not in last or word > last[person, file]:
            last[person, file] = word
    return [pair for pair, (_, stops) in last.items() if stops]
