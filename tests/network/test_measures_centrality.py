"""Centralities beside networkx and published figures: the karate club, four networks of victims, any random graph."""

import csv
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.network.measures import centrality, centralization
from netlens.network.measures.paths import components, paths
from netlens.network.projection import Ties

DATA = Path(__file__).parent.parent / "data" / "networks"
PATHS = "netlens.network.measures.paths"


def ties_of(graph: nx.Graph) -> Ties:
    number = {node: at for at, node in enumerate(graph)}
    pairs = sorted((*sorted((number[a], number[b])), w) for a, b, w in graph.edges(data="weight", default=1.0))
    a, b, weight = (np.array(column) for column in zip(*pairs, strict=True)) if pairs else (np.zeros(0),) * 3
    return Ties(len(graph), a.astype(np.int64), b.astype(np.int64), weight.astype(np.float64))


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    n = draw(st.integers(2, 14))
    pairs = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=30))
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    for a, b in sorted(pairs):
        if a != b:
            graph.add_edge(a, b, weight=draw(st.floats(0.1, 5)))
    return graph


def listed(values: dict[int, float], graph: nx.Graph) -> list[float]:
    return [values[node] for node in graph]


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_the_same_as_networkx(graph: nx.Graph) -> None:
    ties = ties_of(graph)
    found = paths(ties)
    assert centrality.degree(ties).tolist() == [d for _, d in graph.degree()]
    assert centrality.strength(ties) == pytest.approx([d for _, d in graph.degree(weight="weight")])
    expected = nx.betweenness_centrality(graph, normalized=True)
    assert centrality.betweenness(found) == pytest.approx(listed(expected, graph), abs=1e-12)
    assert centrality.closeness(found) == pytest.approx(listed(nx.closeness_centrality(graph), graph), abs=1e-12)
    assert centrality.clustering(ties) == pytest.approx(listed(nx.clustering(graph), graph), abs=1e-12)
    assert centrality.core(ties).tolist() == listed(nx.core_number(graph), graph)
    cut = set(nx.articulation_points(graph))
    assert centrality.articulation(ties).tolist() == [int(node in cut) for node in graph]
    burt = nx.constraint(graph, weight="weight")
    assert centrality.constraint(ties) == pytest.approx([np.nan_to_num(burt[v]) for v in graph], abs=1e-9)
    assert centrality.pagerank(ties).sum() == pytest.approx(1)
    over, sources = centrality.tie_betweenness(ties)
    nx_over = nx.edge_betweenness_centrality(graph)
    by_pair = {frozenset(pair): value for pair, value in nx_over.items()}
    assert sources == len(graph)
    assert over == pytest.approx([by_pair[frozenset(p)] for p in zip(ties.a.tolist(), ties.b.tolist(), strict=True)])


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_eigenvector_of_the_heaviest_part(graph: nx.Graph) -> None:
    ties = ties_of(graph)
    found = centrality.eigenvector(ties)
    if not len(ties.a):
        assert not found.any()
        return
    assert found.max() == pytest.approx(1)
    assert found.min() >= 0
    there = found > 1e-9
    assert len(set(components(ties)[0][there].tolist())) == 1
    matrix = nx.to_numpy_array(graph, weight="weight")
    heaviest = float(found @ matrix @ found / (found @ found))
    assert matrix @ found == pytest.approx(heaviest * found, abs=1e-6)


def test_the_karate_club() -> None:
    graph = nx.karate_club_graph()
    plain = ties_of(nx.Graph(graph.edges()))
    order = {node: at for at, node in enumerate(nx.Graph(graph.edges()))}
    found = paths(plain)
    assert found.through[order[0]] == pytest.approx(231.071, abs=1e-3)
    assert found.through[order[33]] == pytest.approx(160.552, abs=1e-3)
    assert centrality.betweenness(found)[order[0]] == pytest.approx(0.4376, abs=1e-4)
    burt = centrality.constraint(plain)
    assert burt[order[0]] == pytest.approx(0.1554, abs=1e-4)
    assert burt[order[33]] == pytest.approx(0.1564, abs=1e-4)
    ranks = nx.pagerank(nx.Graph(graph.edges()), tol=1e-12)
    assert centrality.pagerank(plain) == pytest.approx([ranks[node] for node in order], abs=1e-8)


def test_a_star_is_all_centralization_and_a_ring_of_people_none() -> None:
    star, ring = ties_of(nx.star_graph(6)), ties_of(nx.cycle_graph(7))
    assert [centralization.by_degree(t) for t in (star, ring)] == pytest.approx([1, 0])
    assert [centralization.by_betweenness(paths(t)) for t in (star, ring)] == pytest.approx([1, 0])
    assert [centralization.by_closeness(paths(t)) for t in (star, ring)] == pytest.approx([1, 0])
    assert centralization.density(ring) == pytest.approx(7 / 21)


@pytest.mark.parametrize(
    ("name", "density", "degree", "betweenness"),
    [
        ("central", 1.0, 0.0, 0.0),
        ("chalice", 0.4, 0.4, 0.62),
        ("retriever", 0.1133333, 0.2616667, 0.2003573),
        ("span", 0.5, 0.25, 0.375),
    ],
)
def test_victim_networks_as_published(name: str, density: float, degree: float, betweenness: float) -> None:
    """The figures in the authors' R script; theirs of degree are over n(n-1), Freeman's over (n-1)(n-2).

    Retriever's betweenness stands there as 0.20003573, with a zero too many: networkx too gives 0.2003573.
    """
    with (DATA / "victim_networks.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["network"] == name]
    size = {"central": 4, "chalice": 6, "retriever": 25, "span": 5}[name]
    graph = nx.Graph()
    graph.add_nodes_from(range(1, size + 1))
    graph.add_edges_from((int(row["a"]), int(row["b"])) for row in rows)
    ties = ties_of(graph)
    assert centralization.density(ties) == pytest.approx(density, abs=1e-6)
    assert centralization.by_degree(ties) * (size - 2) / size == pytest.approx(degree, abs=1e-6)
    assert centralization.by_betweenness(paths(ties)) == pytest.approx(betweenness, abs=1e-6)


@pytest.fixture
def scarce(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if graphs of 100 vertices were large."""
    monkeypatch.setattr(f"{PATHS}.EXACT", 100)
    monkeypatch.setattr(f"{PATHS}.COUNTED", 100_000)
    monkeypatch.setattr(f"{PATHS}.WORK", 400_000)


def planted(seed: int, n: int = 500) -> nx.Graph:
    graph = nx.connected_caveman_graph(n // 10, 10)
    rng = np.random.default_rng(seed)
    graph.add_edges_from(tuple(pair) for pair in rng.integers(0, n, (n // 5, 2)).tolist() if pair[0] != pair[1])
    return graph


@pytest.mark.usefixtures("scarce")
def test_a_sample_comes_near_and_knows_how_near(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = ties_of(planted(1))
    found = paths(ties)
    with monkeypatch.context() as patch:
        patch.setattr(f"{PATHS}.EXACT", 5_000)
        exact = paths(ties)
    assert exact.exact
    assert not found.exact
    assert found.sources < ties.n / 2
    assert np.corrcoef(found.through, exact.through)[0, 1] > 0.95
    off = np.abs(found.through - exact.through) / np.maximum(found.error, 1e-9)
    assert 0.4 < off.mean() < 1.6  # of a normal error, the mean is 0.8
    assert found.far == pytest.approx(exact.far, rel=0.15)
    again = paths(ties)
    assert np.array_equal(again.through, found.through)


@pytest.mark.usefixtures("scarce")
def test_the_sample_is_right_on_average() -> None:
    ties = ties_of(planted(2, 300))
    mean = np.mean([paths(ties, seed).through for seed in range(25)], axis=0)
    exact = np.array(list(nx.betweenness_centrality(planted(2, 300), normalized=False).values()))
    top = np.argsort(-exact)[:30]
    assert mean[top] == pytest.approx(exact[top], rel=0.15)


@pytest.mark.usefixtures("scarce")
def test_small_parts_of_a_large_graph_are_exact() -> None:
    graph = nx.disjoint_union(planted(3), nx.path_graph(9))
    found = paths(ties_of(graph))
    assert found.through[-9:].tolist() == [0, 7, 12, 15, 16, 15, 12, 7, 0]
    assert not found.error[-9:].any()
    assert found.near[-9:].tolist() == [8] * 9


@pytest.mark.usefixtures("scarce")
def test_long_chains_do_not_hold_it_up() -> None:
    found = paths(ties_of(nx.path_graph(400)))
    middle = 199.5 * 199.5
    assert found.through.max() == pytest.approx(middle, rel=0.1)
    assert not found.exact


@pytest.mark.usefixtures("scarce")
def test_ties_of_a_large_graph_are_estimated_too() -> None:
    graph = planted(4)
    ties = ties_of(graph)
    over, sources = centrality.tie_betweenness(ties)
    assert sources < ties.n
    exact = nx.edge_betweenness_centrality(graph)
    by_pair = {frozenset(pair): value for pair, value in exact.items()}
    known = [by_pair[frozenset(pair)] for pair in zip(ties.a.tolist(), ties.b.tolist(), strict=True)]
    assert np.corrcoef(over, known)[0, 1] > 0.9
