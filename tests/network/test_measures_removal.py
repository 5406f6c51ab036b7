"""Key players and removal: beside counts by their definition, all sets, and what must hold in any graph."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.network.measures import fragments, removal
from netlens.network.measures.key_players import GOALS, Goal, key_players
from netlens.network.projection import Ties

WORK = "netlens.network.measures.key_players.TRIED"


def ties_of(graph: nx.Graph) -> Ties:
    ends = np.array(sorted(tuple(sorted(pair)) for pair in graph.edges()), dtype=np.int64).reshape(-1, 2)
    return Ties(len(graph), ends[:, 0], ends[:, 1], np.ones(len(ends)))


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    n = draw(st.integers(4, 11))
    graph = nx.gnm_random_graph(n, draw(st.integers(0, 2 * n)), seed=draw(st.integers(0, 10_000)))
    return nx.relabel_nodes(graph, {node: node for node in graph})


def f_of(graph: nx.Graph, without: tuple[int, ...]) -> float:
    left = graph.copy()
    left.remove_nodes_from(without)
    if len(left) < 2:
        return 1
    apart = sum(1 for a, b in combinations(left, 2) if not nx.has_path(left, a, b))
    return apart / (len(left) * (len(left) - 1) / 2)


def df_of(graph: nx.Graph, without: tuple[int, ...]) -> float:
    left = graph.copy()
    left.remove_nodes_from(without)
    near = sum(1 / d for a, row in nx.all_pairs_shortest_path_length(left) for b, d in row.items() if a < b)
    return 1 - near / max(len(left) * (len(left) - 1) / 2, 1)


def reach_of(graph: nx.Graph, chosen: tuple[int, ...]) -> float:
    steps = nx.multi_source_dijkstra_path_length(graph, set(chosen), weight=None)
    return sum(1 / max(d, 1) for d in steps.values()) / len(graph)


VALUE = {"fragment": f_of, "fragment_distance": df_of, "reach": reach_of}


@settings(max_examples=40, deadline=None)
@given(graphs(), st.data())
def test_fragmentation_by_definition(graph: nx.Graph, data: st.DataObject) -> None:
    ties = ties_of(graph)
    gone = tuple(data.draw(st.sets(st.integers(0, len(graph) - 1), max_size=2)))
    assert fragments.fragmentation(ties, np.array(gone, dtype=np.int64)) == pytest.approx(f_of(graph, gone))
    assert fragments.distance_fragmentation(ties, np.array(gone, dtype=np.int64)) == pytest.approx(df_of(graph, gone))
    each = fragments.fragmentation_by_each(fragments.neighbours(ties), gone)
    for node in graph:
        assert each[node] == pytest.approx(-1 if node in gone else f_of(graph, (*gone, node)))


@settings(max_examples=25, deadline=None)
@given(graphs(), st.integers(1, 3), st.sampled_from(GOALS))
def test_all_sets_are_tried_where_that_can_be(graph: nx.Graph, count: int, goal: Goal) -> None:
    found = key_players(ties_of(graph), count, goal)
    assert found is not None
    assert found.exact
    known = {some: VALUE[goal](graph, some) for some in combinations(graph, count)}
    assert found.value == pytest.approx(max(known.values()), abs=1e-6)
    assert known[found.chosen] == pytest.approx(found.value, abs=1e-6)
    assert found.chosen == min(some for some, value in known.items() if value > found.value - 1e-6)


@pytest.mark.parametrize("goal", GOALS)
def test_exchanging_finds_what_adding_alone_misses(goal: Goal, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.karate_club_graph()
    ties = ties_of(graph)
    best = key_players(ties, 3, goal)
    monkeypatch.setattr(WORK, 0)
    near = key_players(ties, 3, goal)
    assert best is not None
    assert near is not None
    assert not near.exact
    assert near.value <= best.value + 1e-6
    assert near.value >= 0.99 * best.value
    assert near.value == pytest.approx(VALUE[goal](graph, near.chosen), abs=1e-6)


def test_only_those_allowed_are_chosen() -> None:
    graph = nx.star_graph(5)
    graph.add_edge(5, 6)
    ties = ties_of(graph)
    without_the_hub = np.arange(1, 7)
    for goal in GOALS:
        found = key_players(ties, 1, goal, without_the_hub)
        assert found is not None
        assert found.chosen == (5,)
        assert found.searched == 6
    assert key_players(ties, 3, "fragment", np.array([1, 2])) is None


def test_distances_are_not_followed_in_large_graphs() -> None:
    ties = ties_of(nx.cycle_graph(200))
    assert key_players(ties, 2, "fragment_distance") is None
    found = key_players(ties, 2, "fragment")
    assert found is not None
    assert found.value == pytest.approx(1 - (99 * 98 * 2) / (198 * 197))


def test_of_many_only_the_best_tied_are_tried_for_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netlens.network.measures.key_players.WIDE", 50)
    monkeypatch.setattr("netlens.network.measures.key_players.BEST", 5)
    found = key_players(ties_of(nx.barbell_graph(30, 3)), 2, "reach")
    assert found is not None
    assert found.searched == 5
    assert found.chosen == (29, 33)


@settings(max_examples=30, deadline=None)
@given(graphs(), st.integers(1, 3))
def test_what_is_left_after_each_removal(graph: nx.Graph, block: int) -> None:
    ties = ties_of(graph)
    found = removal.removal(ties, removal.by_degree, len(graph), block=block)
    assert sorted(found.order.tolist()) == list(graph)
    for gone in range(len(graph) + 1):
        left = graph.copy()
        left.remove_nodes_from(found.order[:gone].tolist())
        assert found.largest[gone] == max((len(part) for part in nx.connected_components(left)), default=0)
    assert found.share[0] == 1
    assert found.share[-1] == 0


def test_in_sequence_everyone_is_ranked_anew() -> None:
    graph = nx.Graph([(0, one) for one in range(1, 6)] + [(6, one) for one in (1, 2, 3, 7)])
    ties = ties_of(graph)
    assert removal.removal(ties, removal.by_degree, 2).order.tolist() == [0, 6]
    assert removal.removal(ties, removal.by_betweenness, 1).order.tolist() == [0]
    assert removal.removal(ties, removal.by_strength, 3, allowed=np.array([1, 7])).order.tolist() == [1, 7]
