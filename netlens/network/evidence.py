"""Case + filters + weights → Evidence: what ties whom, how strongly, and by which rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints

if TYPE_CHECKING:
    import igraph
    from pandas import DataFrame

    from netlens.case.case import Case

Texts = NDArray[np.object_]


def _no_texts() -> Texts:
    return np.zeros(0, dtype=object)


def _no_ints() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Incidence:
    """Two-mode evidence of one kind: person `member[i]` stands in group `group[i]` (vertex and group indices).

    `factor` is the row's grade × date factor in 0…1; `file`, `row` its source; `entity` the entity id of each group.
    `block` names the record (an entity id, -1: none) that already ties those of a group who share it. `date`, `grade`
    as written. Row order: group, member, date, source.
    """

    member: Ints
    group: Ints
    factor: Floats
    file: Ints
    row: Ints
    entity: Ints
    block: Ints = field(default_factory=_no_ints)
    date: Texts = field(default_factory=_no_texts)
    grade: Texts = field(default_factory=_no_texts)


@dataclass(frozen=True, slots=True)
class Pairs:
    """One-mode evidence of one kind: fact i ties vertices `a[i]` and `b[i]`; `amount` is its raw strength.

    `via_a`, `via_b`: the entity ids of the numbers or accounts used (-1: none).
    """

    a: Ints
    b: Ints
    amount: Floats
    factor: Floats
    file: Ints
    row: Ints
    via_a: Ints = field(default_factory=_no_ints)
    via_b: Ints = field(default_factory=_no_ints)
    date: Texts = field(default_factory=_no_texts)
    grade: Texts = field(default_factory=_no_texts)


Facts = TypeVar("Facts", Incidence, Pairs)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Frozen. `vertices[i]` is the entity id of vertex i, sorted by `keys` (stable over files and machines).

    `a < b`, `weight`, `count` are the projected ties: one entry per tied pair, weight already rescaled so that the
    total equals the number of independent ties; `count` is the number of facts behind it. `hubs` are entity ids.
    `leaves`: numbers and accounts nobody holds that tie fewer than two others: listed, no vertices. `unit[i]`: vertices
    of one number most likely speak of one person (facts/alike.py): the search takes them as one.
    """

    vertices: Ints
    keys: tuple[str, ...]
    groups: Mapping[str, Incidence]
    pairs: Mapping[str, Pairs]
    a: Ints
    b: Ints
    weight: Floats
    count: Ints
    hubs: tuple[int, ...]
    settings: Mapping[str, Any]
    leaves: tuple[int, ...] = ()
    unit: Ints = field(default_factory=_no_ints)


def gather(
    case: "Case",
    *,
    weights: Mapping[str, float] | None = None,
    since: str = "",
    until: str = "",
    without: Sequence[str] = (),
) -> Evidence:
    """All evidence of a case between those who may be in a ring.

    `weights`: by kind, over the defaults; None takes the case's own. `since`, `until`: ISO dates, as exact as wanted;
    undated facts are left out of a period. `without`: see reduced.py. NetLensError for what makes no sense.
    """
    from netlens.network.facts import collected
    from netlens.network.facts.marked import numbered
    from netlens.network.facts.period import period
    from netlens.network.facts.weights import checked
    from netlens.network.reduced import left_out, reduced

    table = checked(case.weights() if weights is None else weights)
    facts = collected.collect(case, period(since, until), table)
    at = numbered(facts.vertices)
    groups = {str(kind): _incidence(rows, at) for kind, rows in facts.groups.groupby("kind", sort=True)}
    pairs = {str(kind): _pairs(rows, at) for kind, rows in facts.pairs.groupby("kind", sort=True)}
    filters = {"from": since, "to": until, "without": sorted(without)}
    settings = {"weights": table, "filters": filters, "hub_cap": facts.cap, "undated": facts.undated}
    nothing = np.zeros(0, dtype=np.int64)
    bare = Evidence(
        vertices=facts.vertices,
        keys=facts.keys,
        groups=groups,
        pairs=pairs,
        a=nothing,
        b=nothing,
        weight=np.zeros(0),
        count=nothing,
        hubs=facts.hubs,
        settings=settings,
        leaves=facts.leaves,
        unit=facts.unit,
    )
    return reduced(bare, left_out(case, without)) if without else with_ties(bare)


def with_ties(evidence: Evidence) -> Evidence:
    """The evidence with its ties projected anew from its groups and pairs."""
    from dataclasses import replace

    from netlens.network.layers import fact_layers, layers
    from netlens.network.projection import counted, project

    n = len(evidence.vertices)
    ties = project(layers(evidence, np.arange(n)), n)
    facts = counted(fact_layers(evidence), ties)
    return replace(evidence, a=ties.a, b=ties.b, weight=ties.weight, count=facts)


def some_rows(facts: Facts, rows: NDArray[np.bool_]) -> Facts:
    """A table of facts with some of its rows only; groups keep their numbers."""
    from dataclasses import fields, replace

    columns = {field.name: getattr(facts, field.name) for field in fields(facts) if field.name != "entity"}
    return replace(facts, **{name: values[rows] if len(values) else values for name, values in columns.items()})


def graph(evidence: Evidence) -> "igraph.Graph":
    """The evidence as an igraph graph: vertex attribute `entity`, edge attributes `weight` and `count`."""
    import igraph

    made = igraph.Graph(n=len(evidence.vertices), edges=np.stack([evidence.a, evidence.b], axis=1))
    made.vs["entity"] = evidence.vertices.tolist()
    made.es["weight"] = evidence.weight.tolist()
    made.es["count"] = evidence.count.tolist()
    return made


def _incidence(rows: "DataFrame", at: Ints) -> Incidence:
    from netlens.network.facts.ranked import ranked

    group = ranked(rows.group)[0]
    entity = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.int64)
    entity[group] = rows.entity
    member = at[rows.person.to_numpy(dtype=np.int64)]
    order = np.lexsort((rows.row, rows.file, ranked(rows.since)[0], member, group))
    return Incidence(
        member=member[order],
        group=group[order],
        factor=rows.factor.to_numpy(dtype=np.float64)[order],
        file=rows.file.to_numpy(dtype=np.int64)[order],
        row=rows.row.to_numpy(dtype=np.int64)[order],
        entity=entity,
        block=rows.block.to_numpy(dtype=np.int64)[order],
        date=rows.since.to_numpy(dtype=object)[order],
        grade=rows.grade.to_numpy(dtype=object)[order],
    )


def _pairs(rows: "DataFrame", at: Ints) -> Pairs:
    from netlens.network.facts.ranked import ranked

    a, b = (at[rows[name].to_numpy(dtype=np.int64)] for name in ("a", "b"))
    order = np.lexsort((rows.row, rows.file, ranked(rows.since)[0], b, a))
    ints = {name: rows[name].to_numpy(dtype=np.int64)[order] for name in ("file", "row", "via_a", "via_b")}
    return Pairs(
        a=a[order],
        b=b[order],
        amount=rows.amount.to_numpy(dtype=np.float64)[order],
        factor=rows.factor.to_numpy(dtype=np.float64)[order],
        date=rows.since.to_numpy(dtype=object)[order],
        grade=rows.grade.to_numpy(dtype=object)[order],
        **ints,
    )
