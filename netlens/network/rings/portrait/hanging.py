"""What a ring hangs on: every single thing taken away in turn, each case, kind, member, file, the weakest, the hubs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netlens.case.records import Ring
from netlens.network.evidence import Evidence
from netlens.network.reduced import HUBS, by_number, left_out
from netlens.network.rings.what_if import Outcome, Trial, trial

if TYPE_CHECKING:
    from netlens.case.case import Case

GROUPS = ("evidence", "case", "member", "file", "import")
MOST = 40  # of a group are asked about; in larger rings the weightiest


@dataclass(frozen=True, slots=True)
class Hanging:
    """`whole`: with nothing left out. `removals`: what is left out, by group, and what remains of the ring then;
    the weightiest first. `more`: by group, how many were not asked about because there are so many.
    """

    whole: Outcome
    removals: Mapping[str, tuple[Outcome, ...]]
    more: Mapping[str, int]


def hanging(case: "Case", evidence: Evidence, ring: Ring) -> Hanging:
    """All single removals at once; reckoned once a revision for each ring. What takes none of its facts is no question.

    Records of one person are taken together. `left_out` knows the texts of `Outcome.without`.
    """
    memo = case.reading.memo.setdefault("hanging", {})
    key = (ring.id, frozenset(member.vertex for member in ring.members))
    if key not in memo or memo[key][0] is not evidence:
        memo[key] = (evidence, _hanging(case, evidence, ring))
    found: Hanging = memo[key][1]
    return found


def _hanging(case: "Case", evidence: Evidence, ring: Ring) -> Hanging:
    asked = trial(case, evidence, ring)
    whole = asked.without(left_out(case, ()))
    questions: dict[str, list[tuple[str, ...]]] = {
        "evidence": _kinds(asked, ring),
        "case": [(by_number(one),) for one in _weighty(asked, "case", ring.cases)],
        "member": _people(asked, ring),
        "file": [(f"file:{number}",) for number in asked.files()],
        "import": _imports(case, asked),
    }
    removals = {}
    for group, texts in questions.items():
        outcomes = [asked.without(left_out(case, one), *one) for one in texts[:MOST]]
        removals[group] = tuple(one for one in outcomes if one.rows or one.taken)
    more = {group: len(texts) - MOST for group, texts in questions.items() if len(texts) > MOST}
    return Hanging(whole, removals, more)


def _kinds(asked: Trial, ring: Ring) -> list[tuple[str, ...]]:
    """The weakest grade, unless all have it; what many share; each kind of evidence, unless there is but one."""
    found: list[tuple[str, ...]] = []
    if len(asked.grades()) > 1:
        found.append((f"grade:{ring.weakest_grade}",))
    found.append((HUBS,))
    kinds = sorted(ring.evidence, key=lambda kind: (-ring.evidence[kind], kind))
    return found + [(f"kind:{kind}",) for kind in kinds if len(kinds) > 1]


def _people(asked: Trial, ring: Ring) -> list[tuple[str, ...]]:
    """Each member with all records of the same person, those who join most of the others first."""
    evidence, unit = asked.whole.evidence, asked.whole.unit
    of = dict(zip(evidence.vertices.tolist(), unit.tolist(), strict=True))
    ordered = sorted(ring.members, key=lambda member: (-member.betweenness, -member.degree))
    units = dict.fromkeys(of[member.vertex] for member in ordered if member.vertex in of)
    records: dict[int, list[str]] = {one: [] for one in units}
    theirs = np.isin(unit, list(units))
    for entity, one in zip(evidence.vertices[theirs].tolist(), unit[theirs].tolist(), strict=True):
        records[one].append(by_number(entity))
    return [tuple(found) for found in records.values()]


def _weighty(asked: Trial, kind: str, entities: Iterable[int]) -> list[int]:
    """Those in which most members stand first."""
    size = asked.standing(kind)
    return sorted(entities, key=lambda one: (-size.get(one, 0), one))


def _imports(case: "Case", asked: Trial) -> list[tuple[str, ...]]:
    """The imports of its files, where there are several and they are not one file each."""
    files = case.table("files")
    of = dict(zip(files.id.tolist(), files.import_id.tolist(), strict=True))
    numbers = [of[number] for number in asked.files()]
    imports = dict.fromkeys(numbers)
    return [(f"import:{number}",) for number in imports] if 1 < len(imports) < len(numbers) else []
