"""Records that most likely speak of one person, filed twice: the search counts them as one, or chance would make rings.

Two registers hold one man under two ids: every number and paper of his ties the two records, and each such tie would
look like a meeting of two people. They stay two records, shown as two; nothing but a decision joins them in the case.
"""

from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netlens.case.values.name import fold
from netlens.network.projection import Ints

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case

MOST = 4  # holders: a paper that more people hold tells nobody apart (000000000, a forger's)
SIMILAR, NEARLY = 0.6, 0.85  # of the letters of two names, folded, in one order: below, they are two names


class _Person(NamedTuple):
    names: tuple[str, ...]
    born: str
    sex: str


def units(case: "Case", held: "DataFrame", vertices: Ints) -> Ints:
    """Per vertex the number of the person it speaks of: 0, 1, … in the order of the first vertex of each.

    One person: the same identity paper and names alike; or two numbers or addresses in common and names nearly the
    same; or one of them and the very same name and birth date; and no other sex or birth date.
    """
    at = {entity: index for index, entity in enumerate(vertices.tolist())}
    found = held[held.person.isin(at)].drop_duplicates(["person", "thing"])
    sharing = found.groupby("thing")["person"].transform("size")
    found = found[(sharing > 1) & (sharing <= MOST)]
    who = _people(case, set(found.person.tolist()))
    common: dict[tuple[int, int], list[str]] = {}
    for (_, kind), rows in found.groupby(["thing", "kind"], sort=True):
        for pair in combinations(sorted(rows.person.tolist()), 2):
            common.setdefault(pair, []).append(str(kind))
    same = [pair for pair, kinds in common.items() if _one_person(who[pair[0]], who[pair[1]], kinds)]
    ends = [(at[one], at[other]) for one, other in same]
    return _joined(np.array(ends, dtype=np.int64).reshape(-1, 2), len(vertices))


def _people(case: "Case", wanted: set[int]) -> dict[int, _Person]:
    persons = case.table("persons")
    persons = persons[persons.id.isin(wanted)]
    columns = (persons[name].tolist() for name in ("id", "name", "aliases", "birth_date", "sex"))
    return {
        person: _Person(tuple(fold(known) for known in (name, *aliases) if known), born, sex)
        for person, name, aliases, born, sex in zip(*columns, strict=True)
    }


def _ratio(a: str, b: str) -> float:
    """Likeness of two names, the same way round whatever the order of files: the matcher alone is not symmetric."""
    first, second = sorted((a, b))
    return SequenceMatcher(None, first, second).ratio()


def _one_person(one: _Person, other: _Person, common: list[str]) -> bool:
    if one.sex and other.sex and one.sex != other.sex:
        return False
    named = bool(one.names and other.names)
    alike = max((_ratio(a, b) for a in one.names for b in other.names), default=0.0)
    born = not one.born or not other.born or one.born.startswith(other.born) or other.born.startswith(one.born)
    if "document" in common:
        return (alike >= SIMILAR and born) or alike == 1.0 or (born and not named)
    if len(common) > 1:
        return alike >= NEARLY and born
    return named and one.names[0] == other.names[0] and len(one.born) == 10 and one.born == other.born


def _joined(ends: Ints, n: int) -> Ints:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    graph = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    labels = connected_components(graph, directed=False)[1]
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    found: Ints = rank[inverse]
    return found
