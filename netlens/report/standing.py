"""Where people stand, as plain data for `netlens measures --json`: masked, ordered, rounded."""

from typing import TYPE_CHECKING, Any

import numpy as np

from netlens.case import schema
from netlens.case.protection import shown_name
from netlens.case.records import Ring, Rings
from netlens.i18n import mark, translator
from netlens.network.measures import centralization
from netlens.network.measures.brokerage import ROLES, Brokerage, brokerage
from netlens.network.measures.catalogue import MEASURES, Figures, figures, ranking
from netlens.network.measures.groups import BETWEEN, groups
from netlens.network.measures.key_players import GOALS, key_players
from netlens.network.measures.paths import paths
from netlens.network.measures.removal import curve
from netlens.network.measures.scope import Scope, unnamed
from netlens.network.measures.steps import Doing, Steps, known, steps
from netlens.network.projection import Floats, Ints, Ties
from netlens.report.listing import DIGITS, shown_id

if TYPE_CHECKING:
    from netlens.case.case import Case

COUNTS = (1, 2, 3)  # key players at a time
LARGE = 20_000  # people above whom key players are looked for in a ring only: it would take minutes
BROKERS = 50  # listed of each kind
WHAT_IF = mark(
    "Key players and removal are what-ifs about recorded ties, not advice to arrest: records follow police attention,"
    " and networks replace who they lose."
)


def standing_json(case: "Case", scope: Scope, rings: Rings | None, ring: Ring | None, lang: str) -> dict[str, Any]:
    """Everything `netlens measures` knows of a scope; `ring` is that of the scope. Nobody protected is in any list."""
    found = figures(scope.ties)
    filters = scope.evidence.settings.get("filters") or {}
    return {
        "scope": {
            "ring": scope.ring or None,
            "kinds": list(scope.kinds),
            "from": filters.get("from", ""),
            "to": filters.get("to", ""),
            "people": len(scope.vertices),
            "ties": len(scope.ties.a),
            "ranked": len(scope.ranked),
            "protected_not_ranked": scope.unranked,
        },
        "measures": _norms(found, lang),
        "centralization": central(scope.ties),
        "people": people(case, scope, found),
        "brokers": {kind: brokers(case, scope, rings, kind) for kind in BETWEEN},
        "key_players": key_sets(case, scope),
        "removal": [_curve(case, scope, by) for by in ("betweenness", "degree")],
        "steps": [] if ring is None else step_list(case, steps(known(case, scope.evidence), ring), lang),
        "note": translator(lang)(WHAT_IF),
    }


def central(ties: Ties) -> dict[str, float]:
    """Density, and Freeman's centralization by degree, betweenness and closeness."""
    followed = paths(ties)
    return {
        "density": _short(centralization.density(ties)),
        "degree": _short(centralization.by_degree(ties)),
        "betweenness": _short(centralization.by_betweenness(followed)),
        "closeness": _short(centralization.by_closeness(followed)),
    }


def people(case: "Case", scope: Scope, found: Figures) -> list[dict[str, Any]]:
    """All who may be ranked, with all their figures; those most between others first."""
    order = ranking(found.values["betweenness"], "betweenness", scope.ranked, found.values["degree"])
    alone = np.setdiff1d(scope.ranked, order)
    return [
        {
            **_who(case, int(scope.vertices[vertex])),
            **{name: _short(values[vertex]) for name, values in found.values.items()},
            "betweenness_error": _short(found.error[vertex]),
        }
        for vertex in [*order.tolist(), *alone.tolist()]
    ]


def brokers(case: "Case", scope: Scope, rings: Rings | None, kind: str) -> list[dict[str, Any]]:
    """Those of the scope who join most pairs of different groups, over the whole graph of its evidence."""
    every, counted, order = brokers_of(case, scope, rings, kind)
    return [
        {
            **_who(case, int(every[vertex])),
            **{role: round(float(counted.counts[role][vertex])) for role in ROLES},
            "expected": {role: round(float(counted.expected[role][vertex]), 1) for role in ROLES},
        }
        for vertex in order[:BROKERS].tolist()
    ]


def brokers_of(case: "Case", scope: Scope, rings: Rings | None, kind: str) -> tuple[Ints, Brokerage, Ints]:
    """Entity ids of all vertices, their brokerage between the groups of a kind, and who of the scope joins others.

    Those come in order: who stands between most pairs that are not both of the broker's own group, first.
    """
    evidence = scope.evidence
    ties = Ties(len(evidence.vertices), evidence.a, evidence.b, evidence.weight)
    between = groups(case, rings, evidence.vertices, kind)
    counted = brokerage(ties, between.group, between.ends)
    across = joined_across(counted)
    inside = np.isin(evidence.vertices, scope.vertices[scope.ranked])
    order = np.argsort(-across, kind="stable")
    return evidence.vertices, counted, order[(across[order] > 0) & inside[order]]


def joined_across(counted: Brokerage) -> Floats:
    """Per vertex the pairs it joins that are not both of its own group: each once."""
    return counted.counts["itinerant"] + counted.counts["gatekeeper"] + counted.counts["liaison"]


def key_sets(case: "Case", scope: Scope) -> list[dict[str, Any]]:
    if len(scope.vertices) > LARGE:
        return []
    made = []
    for goal in GOALS:
        for count in COUNTS:
            best = key_players(scope.ties, count, goal, scope.ranked)
            if best is not None:
                named = best.chosen if best.matters else ()
                chosen = [shown_id(case, int(scope.vertices[vertex])) for vertex in named]
                value, before = _short(best.value), _short(best.before)
                more = {"value": value, "before": before, "exact": best.exact, "searched": best.searched}
                made.append({"goal": goal, "count": count, "people": chosen, **more})
    return made


def step_list(case: "Case", found: Steps, lang: str) -> list[dict[str, Any]]:
    hidden = unnamed(case)

    def named(doing: tuple[Doing, ...]) -> list[str]:
        return [shown_id(case, one.person) for one in doing if one.person not in hidden]

    return [
        {
            "step": step.code,
            "label": schema.label("step", step.code, lang),
            "functions": [
                {
                    "function": function.code,
                    "label": schema.label("functions", function.code, lang),
                    "people": named(function.people),
                    "protected": sum(one.person in hidden for one in function.people),
                }
                for function in step.functions
            ],
            "seen": named(step.seen),
            "missing": step.missing,
        }
        for step in found.steps
    ]


def _curve(case: "Case", scope: Scope, by: str) -> dict[str, Any]:
    found, block = curve(scope.ties, by, scope.ranked)
    order = [shown_id(case, int(scope.vertices[vertex])) for vertex in found.order.tolist()]
    return {"by": by, "block": block, "order": order, "largest": found.largest.tolist()}


def _norms(found: Figures, lang: str) -> dict[str, Any]:
    _ = translator(lang)
    return {
        name: {
            "label": _(measure.label),
            "norm": _(measure.norm),
            "source": measure.source,
            "exact": found.exact or not measure.of_paths,
            "sources": found.sources if measure.of_paths else None,
        }
        for name, measure in MEASURES.items()
    }


def _who(case: "Case", entity: int) -> dict[str, Any]:
    return {"id": shown_id(case, entity), "name": shown_name(case, entity)}


def _short(value: float) -> float:
    return round(float(value), DIGITS) + 0.0
