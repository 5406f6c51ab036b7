"""What networkx and igraph write comes back whole: the same nodes, edges, directions and attributes."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import edge_list, gexf, gml, graphml, matrix, pajek
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.own import plain
from netlens.case.records import CaseRecord

NAMES = ("colour", "nhóm", "score", "màu sắc")
PLAIN = ("colour", "nhom", "score", "mau")  # GML takes ASCII letters alone
LETTERS = st.characters(categories=("Lu", "Ll", "Nd", "Po", "Sc"), max_codepoint=0x1EF9, exclude_characters='"\\;')
TEXTS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip() and normalize("NFC", text) == text)
VALUES = TEXTS | st.integers(0, 10**6).map(str)
Nodes = dict[str, dict[str, str]]
Edges = Counter[tuple[Any, ...]]


def weights(graph: "nx.Graph[Any]") -> list[tuple[str, str, float]]:
    return [(a, b, float(said["weight"])) for a, b, said in graph.edges(data=True)]


def ends(a: str, b: str, directed: bool) -> tuple[str, str]:
    return (a, b) if directed or a <= b else (b, a)


@st.composite
def graphs(draw: Any, names: tuple[str, ...] = NAMES, *, multi: bool = False, loops: bool = True) -> "nx.Graph[Any]":
    """A random graph of at most nine people with random attributes."""
    made: nx.Graph[Any] = draw(st.sampled_from((nx.MultiGraph, nx.MultiDiGraph) if multi else (nx.Graph, nx.DiGraph)))()
    ids = draw(st.lists(TEXTS, min_size=1, max_size=9, unique=True))
    attributes = st.dictionaries(st.sampled_from(names), VALUES, max_size=3)
    for id_ in ids:
        made.add_node(id_, **draw(attributes))
    for _n in range(draw(st.integers(0, 12))):
        a, b = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        if a != b or loops:
            weight = draw(st.integers(1, 9) | st.floats(0.25, 0.75, width=16))
            made.add_edge(a, b, weight=weight, **draw(attributes))
    return made


def told(graph: "nx.Graph[Any]", names: tuple[str, ...] = NAMES) -> tuple[Nodes, Edges]:
    nodes = {str(n): {name: text for name, text in said.items() if name in names} for n, said in graph.nodes(data=True)}
    found: Edges = Counter()
    for a, b, said in graph.edges(data=True):
        known = tuple(sorted((name, text) for name, text in said.items() if name in names))
        found[*ends(str(a), str(b), graph.is_directed()), float(said["weight"]), known] += 1
    return nodes, found


def read(importer: Importer, path: Path, names: tuple[str, ...], by_label: bool) -> tuple[Nodes, Edges]:
    """What the importer reads, by the ids of the nodes or (where the format numbers them) by their labels."""
    nodes: Nodes = {}
    called: dict[str, str] = {}
    edges: Edges = Counter()
    for one in importer.read(path, ReadOptions()):
        assert isinstance(one, CaseRecord), one
        values = {name: plain(text) for name, text in one.values.items()}
        if one.table == "links":
            a, b = called[values["a"]], called[values["b"]]
            weight = float(values.get("count") or one.extra["weight"])
            known = tuple(sorted((name, text) for name, text in one.extra.items() if name in names))
            edges[*ends(a, b, values.get("directed") == "yes"), weight, known] += 1
            continue
        id_ = values.get("person_id") or values["entity_id"]
        label = values.get("full_name") or values.get("label") or one.extra.get("label") or one.extra.get("name") or id_
        called[id_] = label if by_label else id_
        nodes[called[id_]] = {name: text for name, text in one.extra.items() if name in names}
    return nodes, edges


def there_and_back(
    importer: Importer, suffix: str, write: Any, graph: "nx.Graph[Any]", names: tuple[str, ...], by_label: bool = False
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"made{suffix}"
        write(graph, path)
        assert importer.recognises(path)
        assert read(importer, path, names, by_label) == told(graph, names)


@settings(max_examples=25, deadline=None)
@given(graphs() | graphs(multi=True))
def test_graphml_of_networkx(graph: "nx.Graph[Any]") -> None:
    there_and_back(graphml.IMPORTER, ".graphml", nx.write_graphml, graph, NAMES)


@settings(max_examples=25, deadline=None)
@given(graphs() | graphs(multi=True))
def test_gexf_of_networkx(graph: "nx.Graph[Any]") -> None:
    there_and_back(gexf.IMPORTER, ".gexf", nx.write_gexf, graph, NAMES)


@settings(max_examples=25, deadline=None)
@given(graphs(PLAIN) | graphs(PLAIN, multi=True))
def test_gml_of_networkx(graph: "nx.Graph[Any]") -> None:
    there_and_back(gml.IMPORTER, ".gml", nx.write_gml, graph, PLAIN, by_label=True)


@settings(max_examples=25, deadline=None)
@given(graphs(("colour", "nhóm")) | graphs(("colour", "nhóm"), multi=True))
def test_pajek_of_networkx(graph: "nx.Graph[Any]") -> None:
    there_and_back(pajek.IMPORTER, ".net", nx.write_pajek, graph, ("colour", "nhóm"), by_label=True)


def as_igraph(graph: "nx.Graph[Any]") -> igraph.Graph:
    """With `name` for the ids: igraph numbers its nodes."""
    ids = list(graph)
    made = igraph.Graph(len(ids), directed=graph.is_directed())
    made.vs["name"] = ids
    for name in {name for _n, said in graph.nodes(data=True) for name in said}:
        made.vs[name] = [said.get(name, "") for _n, said in graph.nodes(data=True)]
    edges = list(graph.edges(data=True))
    made.add_edges([(ids.index(a), ids.index(b)) for a, b, _said in edges])
    for name in {name for *_e, said in edges for name in said}:
        made.es[name] = [said.get(name, "") for *_e, said in edges]
    return made


@settings(max_examples=25, deadline=None)
@given(graphs(PLAIN) | graphs(PLAIN, multi=True))
@pytest.mark.parametrize(("importer", "suffix"), [(graphml.IMPORTER, ".graphml"), (gml.IMPORTER, ".gml")])
def test_graphml_and_gml_of_igraph(importer: Importer, suffix: str, graph: "nx.Graph[Any]") -> None:
    def write(one: "nx.Graph[Any]", path: Path) -> None:
        as_igraph(one).save(str(path), format=suffix[1:])

    there_and_back(importer, suffix, write, graph, PLAIN, by_label=True)


LISTS: dict[str, Callable[[Any, Path], Any]] = {
    ".edges": nx.write_weighted_edgelist,
    ".edgelist": nx.write_edgelist,
    ".ncol": lambda one, path: as_igraph(one).write_ncol(str(path)),
    ".lgl": lambda one, path: as_igraph(one).write_lgl(str(path)),
}
REFUSED = (".ncol", ".lgl")  # igraph itself refuses to write loops and accents there
WORDS = st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x1EF9), min_size=2, max_size=8)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(WORDS, WORDS, st.integers(1, 50)), min_size=3, max_size=20, unique_by=lambda e: frozenset(e[:2]))
)
def test_edge_lists_of_networkx_and_igraph(rows: list[tuple[str, str, int]]) -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_weighted_edges_from(rows)
    wanted = told(graph)
    with TemporaryDirectory() as folder:
        for suffix, write in LISTS.items():
            if suffix in REFUSED and (nx.number_of_selfloops(graph) or not all(id_.isascii() for id_ in graph)):
                continue
            path = Path(folder) / f"made{suffix}"
            write(graph, path)
            assert edge_list.IMPORTER.recognises(path)
            assert read(edge_list.IMPORTER, path, NAMES, by_label=False) == wanted, suffix


@settings(max_examples=25, deadline=None)
@given(graphs(loops=False))
def test_matrices_of_networkx(graph: "nx.Graph[Any]") -> None:
    people = {id_: f"Người {n}" for n, id_ in enumerate(graph)}
    graph = nx.relabel_nodes(graph, people)
    if len(graph) < 2:
        return
    wanted_nodes = set(graph)
    wanted = {(*ends(a, b, graph.is_directed()), float(w)) for a, b, w in weights(graph)}
    if graph.is_directed() and all(graph.get_edge_data(b, a, {}).get("weight") == w for a, b, w in weights(graph)):
        wanted = {(*ends(a, b, False), float(w)) for a, b, w in weights(graph)}  # the same both ways
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.csv"
        nx.to_pandas_adjacency(graph).to_csv(path, encoding="utf-8-sig")
        assert matrix.IMPORTER.recognises(path)
        nodes, edges = read(matrix.IMPORTER, path, NAMES, by_label=False)
    assert set(nodes) == wanted_nodes
    if not graph.is_directed() or any((b, a) in graph.edges for a, b in graph.edges):
        assert {key[:3] for key in edges} == wanted
