"""Whom a figure is reckoned among: everyone, the members of one ring; by all evidence, or by some kinds of it only.

A period is the evidence's own: gather(case, since=…, until=…).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netlens.case.protection import masked_ids
from netlens.case.records import Ring
from netlens.network.evidence import Evidence
from netlens.network.facts.weights import KINDS
from netlens.network.measures.paths import among
from netlens.network.projection import Ints, Ties
from netlens.network.reduced import LeftOut, reduced

if TYPE_CHECKING:
    from netlens.case.case import Case


@dataclass(frozen=True, slots=True)
class Scope:
    """`vertices`: entity ids, in the evidence's order; `ties` among them, numbered 0 … `evidence`: what ties them.

    `ranked`: vertices (numbers of `ties`) that may be ranked, chosen and named. Protected people who are offenders
    too, and numbers that only protected people hold, are part of the graph; of them only how many is told.
    """

    evidence: Evidence
    vertices: Ints
    ties: Ties
    ranked: Ints
    ring: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def unranked(self) -> int:
        return len(self.vertices) - len(self.ranked)


def scope(case: "Case", evidence: Evidence, ring: Ring | None = None, kinds: Sequence[str] = ()) -> Scope:
    """The graph of all evidence, or (named) of some `kinds` of it, among everyone or the members of a ring."""
    if kinds:
        evidence = reduced(evidence, LeftOut(kinds=frozenset(KINDS) - frozenset(kinds)))
    everyone = Ties(len(evidence.vertices), evidence.a, evidence.b, evidence.weight)
    ties, vertices = everyone, evidence.vertices
    if ring is not None:
        members = np.flatnonzero(np.isin(vertices, [member.vertex for member in ring.members]))
        ties, vertices = among(everyone, members), vertices[members]
    named = np.flatnonzero(~np.isin(vertices, np.array(sorted(unnamed(case)), dtype=np.int64)))
    return Scope(evidence, vertices, ties, named.astype(np.int64), ring.id if ring else "", tuple(kinds))


def unnamed(case: "Case") -> frozenset[int]:
    """Entity ids of protected people and of what only they hold: never ranked, chosen or named."""
    return masked_ids(case)
