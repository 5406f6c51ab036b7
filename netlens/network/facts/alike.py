"""Records that most likely speak of one person, filed twice: the search counts them as one, or chance would make rings.

Two registers hold one man under two ids: every number and paper of his ties the two records, and each such tie would
look like a meeting of two people. They stay two records, shown as two; nothing but a decision joins them in the case.
"""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netlens.case.values.name import fold
from netlens.network.facts.marked import Marked, numbered
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
    sharing = _sharing(held[Marked(vertices).has(held.person.to_numpy())])
    who = _people(case, {*sharing.one.tolist(), *sharing.other.tolist()})
    same = [
        (one, other)
        for one, other, paper, several in sharing[["one", "other", "paper", "several"]].itertuples(index=False)
        if _one_person(who[one], who[other], paper, several)
    ]
    return _joined(numbered(vertices)[np.array(same, dtype=np.int64).reshape(-1, 2)], len(vertices))


def _sharing(held: "DataFrame") -> "DataFrame":
    """one, other: each two who hold one thing; whether any is an identity paper, and whether they are several."""
    found = held[["person", "thing", "kind"]].drop_duplicates(["person", "thing"])
    holders = np.bincount(found.thing, minlength=1)[found.thing]
    found = found[(holders > 1) & (holders <= MOST)]
    both = found.merge(found, on=["thing", "kind"], suffixes=("", "_too"))
    both = both[both.person < both.person_too].rename(columns={"person": "one", "person_too": "other"})
    known = both.assign(paper=both.kind == "document").groupby(["one", "other"])
    return (
        known.agg(paper=("paper", "max"), things=("thing", "size"))
        .reset_index()
        .assign(several=lambda pairs: pairs.things > 1)
    )


def _people(case: "Case", wanted: set[int]) -> dict[int, _Person]:
    persons = case.table("persons")
    persons = persons[Marked(wanted).has(persons.id.to_numpy())]
    columns = (persons[name].tolist() for name in ("id", "name", "aliases", "birth_date", "sex"))
    return {
        person: _Person(tuple(fold(known) for known in (name, *aliases) if known), born, sex)
        for person, name, aliases, born, sex in zip(*columns, strict=True)
    }


def _ratio(a: str, b: str) -> float:
    """Likeness of two names, the same way round whatever the order of files: the matcher alone is not symmetric."""
    first, second = sorted((a, b))
    return SequenceMatcher(None, first, second).ratio()


def _one_person(one: _Person, other: _Person, paper: bool, several: bool) -> bool:
    """`paper`: they hold one identity paper; `several`: they have more than one thing in common."""
    if one.sex and other.sex and one.sex != other.sex:
        return False
    named = bool(one.names and other.names)
    born = not one.born or not other.born or one.born.startswith(other.born) or other.born.startswith(one.born)
    if paper:
        alike = _likeness(one, other)
        return (alike >= SIMILAR and born) or alike == 1.0 or (born and not named)
    if several:
        return born and _likeness(one, other) >= NEARLY
    return named and one.names[0] == other.names[0] and len(one.born) == 10 and one.born == other.born


def _likeness(one: _Person, other: _Person) -> float:
    """How much the most alike of their names are alike, 0…1."""
    return max((_ratio(a, b) for a in one.names for b in other.names), default=0.0)


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
