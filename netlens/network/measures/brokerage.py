"""Brokerage: whom a vertex stands between, by the groups of those it joins.

R. Gould, R. Fernandez, Sociol. Methodol. 19 (1989): j brokers from i to k where i → j → k and not i → k. By whose group
is whose, j is

    coordinator     i, j and k are of one group          itinerant       i and k are of one, j of another (consultant)
    gatekeeper      j and k are of one, i of another     representative  i and j are of one, k of another
    liaison         all three are of different groups

Counted over arcs, as R's sna::brokerage does. Over ties without direction a pair is counted once, not from both sides,
and who is gatekeeper is representative as often.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints, Ties

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
BLOCK = 20_000_000  # products of one sparse multiplication: bounds its memory
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Brokerage:
    """`counts[role][v]`: how often v has a role of ROLES. `expected[role][v]`: how often on average, were the groups
    dealt out anew among all ends but v, the ties as they are: counts far above say that groups, not only ties, do it.
    """

    counts: Mapping[str, Floats]
    expected: Mapping[str, Floats]


def brokerage(ties: Ties, group: Ints, ends: Mask | None = None) -> Brokerage:
    """Over ties without direction. `group[v]`: -1 takes no part. `ends`: who may be joined (None: all with a group);
    others with a group of their own can still join them.
    """
    a, b = np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a])
    found = over_arcs(a, b, group, ends)
    once = {role: 1.0 if role in ("gatekeeper", "representative") else 0.5 for role in ROLES}
    counts, expected = (
        {role: values * once[role] for role, values in which.items()} for which in (found.counts, found.expected)
    )
    return Brokerage(counts, expected)


def over_arcs(a: Ints, b: Ints, group: Ints, ends: Mask | None = None) -> Brokerage:
    """Over arcs `a[i]` → `b[i]`, each once, none to itself; ordered pairs, as sna::brokerage counts them."""
    part = group >= 0
    may = part if ends is None else part & ends
    within = group[a] == group[b]
    arriving, leaving, direct = may[a] & part[b], part[a] & may[b], may[a] & may[b]
    n = len(group)
    own_in, other_in = _arcs(a, b, arriving & within, n), _arcs(a, b, arriving & ~within, n)
    own_out, other_out = _arcs(a, b, leaving & within, n), _arcs(a, b, leaving & ~within, n)
    own_direct, other_direct = _arcs(a, b, direct & within, n), _arcs(a, b, direct & ~within, n)
    from_own, from_other = own_in.sum(axis=0), other_in.sum(axis=0)
    to_own, to_other = own_out.sum(axis=1), other_out.sum(axis=1)
    of_one = _same_group(other_in, other_out, group)
    open_pairs = {
        "coordinator": from_own * to_own - _mutual(own_in, own_out) - _closed(own_in, own_out, own_direct),
        "itinerant": of_one - _mutual(other_in, other_out) - _closed(other_in, other_out, own_direct),
        "gatekeeper": from_other * to_own - _closed(other_in, own_out, other_direct),
        "representative": from_own * to_other - _closed(own_in, other_out, other_direct),
        "liaison": from_other * to_other - of_one - _closed(other_in, other_out, other_direct),
    }
    return Brokerage(open_pairs, _expected(np.sum(list(open_pairs.values()), axis=0), group, may))


def _arcs(a: Ints, b: Ints, kept: Mask, n: int) -> Any:
    from scipy.sparse import csr_array

    return csr_array((np.ones(int(kept.sum())), (a[kept], b[kept])), shape=(n, n))


def _same_group(arriving: Any, leaving: Any, group: Ints) -> Floats:
    """Per vertex j the pairs (i, k) of one group with i → j and j → k, i = k among them."""
    from scipy.sparse import csr_array

    n, groups = len(group), int(group.max(initial=-1)) + 1
    some = np.flatnonzero(group >= 0)
    member = csr_array((np.ones(len(some)), (some, group[some])), shape=(n, max(groups, 1)))
    found: Floats = (arriving.T.tocsr() @ member).multiply(leaving @ member).sum(axis=1)
    return np.asarray(found, dtype=np.float64)


def _mutual(arriving: Any, leaving: Any) -> Floats:
    """Per vertex j, how many i have i → j and j → i: who comes back to where they came from joins nobody."""
    return np.asarray(arriving.T.tocsr().multiply(leaving).sum(axis=1), dtype=np.float64)


def _closed(arriving: Any, leaving: Any, direct: Any) -> Floats:
    """Per vertex j the pairs with i → j, j → k and i → k as well: they need no broker."""
    into = arriving.T.tocsr()
    work = into @ np.diff(direct.indptr).astype(np.float64)
    found = np.zeros(into.shape[0])
    for rows in _blocks(work):
        found[rows] = (into[rows] @ direct).multiply(leaving[rows]).sum(axis=1)
    return found


def _blocks(work: Floats) -> Iterator[slice]:
    """Rows in turn, so many at once that their work stays under BLOCK."""
    number = (np.cumsum(work) // BLOCK).astype(np.int64)
    cuts = np.flatnonzero(np.diff(number, prepend=-1, append=-1))
    for start, end in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        yield slice(start, end)


def _expected(total: Floats, group: Ints, may: Mask) -> dict[str, Floats]:
    """By counting: of the ordered pairs of other ends, the share that is of j's group, of one other, of two others."""
    groups = max(int(group.max(initial=-1)) + 1, 1)
    size = np.bincount(group[may], minlength=groups).astype(np.float64)
    own = np.where(group >= 0, size[group], 0.0) - may
    others = size.sum() - may
    pairs = np.maximum(others * (others - 1), 1.0)
    one_other = np.sum(size * (size - 1)) - np.where(group >= 0, size[group] * (size[group] - 1), 0.0)
    share = {
        "coordinator": own * (own - 1) / pairs,
        "itinerant": one_other / pairs,
        "gatekeeper": own * (others - own) / pairs,
        "representative": own * (others - own) / pairs,
    }
    share["liaison"] = 1 - np.sum(list(share.values()), axis=0)
    return {role: np.where(total > 0, total * np.maximum(part, 0.0), 0.0) for role, part in share.items()}
