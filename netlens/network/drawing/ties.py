"""What is drawn of a tie besides its weight: which way it runs, and how well graded its best fact is."""

import numpy as np
from numpy.typing import NDArray

from netlens.network.evidence import Evidence

ONE_WAY = ("recruited", "controls", "payment", "paid")  # facts that run from one to the other; calls go both ways
MOST = 30_000  # ties; a larger picture is seen from too far away to show either
Ints = NDArray[np.int64]


def directions(evidence: Evidence, a: Ints, b: Ints) -> NDArray[np.int8]:
    """For ties between vertices a and b: 1 when all one-way facts run from a to b, -1 from b to a, 0 otherwise."""
    n = len(evidence.vertices)
    asked, order = _keys(a, b, n)
    forth, back = np.zeros(len(asked)), np.zeros(len(asked))
    for kind in ONE_WAY:
        if kind in evidence.pairs:
            pairs = evidence.pairs[kind]
            at, known = _find(asked, np.minimum(pairs.a, pairs.b) * n + np.maximum(pairs.a, pairs.b))
            up = pairs.a[known] < pairs.b[known]
            forth += np.bincount(at[known][up], minlength=len(asked))
            back += np.bincount(at[known][~up], minlength=len(asked))
    way = np.empty(len(a), dtype=np.int8)
    way[order] = ((forth > 0) & (back == 0)).astype(np.int8) - ((back > 0) & (forth == 0)).astype(np.int8)
    return np.where(a <= b, way, -way).astype(np.int8)


def grades(evidence: Evidence, a: Ints, b: Ints) -> NDArray[np.float32]:
    """For ties between vertices a and b the best factor (grade × date, 0…1) of the facts that tie them; 1 if none."""
    from scipy import sparse

    n = len(evidence.vertices)
    asked, order = _keys(a, b, n)
    best = np.zeros(len(asked))
    for pairs in evidence.pairs.values():
        at, known = _find(asked, np.minimum(pairs.a, pairs.b) * n + np.maximum(pairs.a, pairs.b))
        np.maximum.at(best, at[known], pairs.factor[known])
    found = np.empty(len(a))
    found[order] = best
    for groups in evidence.groups.values():
        shape = (n, len(groups.entity))
        stands = sparse.csr_matrix((groups.factor, (groups.member, groups.group)), shape=shape)
        both = stands[a].minimum(stands[b]).max(axis=1)
        found = np.maximum(found, np.minimum(both.toarray().ravel(), 1.0))
    return np.where(found > 0, found, 1.0).astype(np.float32)


def _keys(a: Ints, b: Ints, n: int) -> tuple[Ints, Ints]:
    keys = np.minimum(a, b) * n + np.maximum(a, b)
    order = np.argsort(keys, kind="stable")
    return keys[order], order


def _find(asked: Ints, keys: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where each key stands among the sorted asked ones, and whether it is there at all."""
    if not len(asked):
        return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
    at = np.minimum(np.searchsorted(asked, keys), len(asked) - 1)
    return at, asked[at] == keys
