"""Every file of the public data sets, imported by itself: its ledger, and what igraph, networkx and pandas count in it.

One line a file: rows read, used, merged and rejected; the entities and links the case then holds; seconds; then what
another reader counts. A figure that differs is said why, or it is `short`. Needs --data.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.imported import PASSPHRASE
from benchmarks.independent import charts
from benchmarks.target import Target
from netlens.progress import finish

if TYPE_CHECKING:
    import networkx as nx

    from netlens.case.records import FileLedger


@dataclass(frozen=True, slots=True)
class Count:
    """What another reader found. `why` explains links that NetLens holds fewer or more of."""

    nodes: int
    edges: int
    by: str
    why: str = ""
    links: int | None = None  # those that are to stand, when not `edges`


Oracle = Callable[[Path], Count]


def measure(data: Path | None) -> Iterator[Target]:
    if data is None:
        print("formats needs --data DIR with the public data sets in it")
        return
    print(
        f"{'file':<44}{'read':>8}{'used':>8}{'merged':>8}{'rejected':>9}{'entities':>9}{'links':>8}{'s':>7}  counted by"
    )
    for pattern, oracle in ORACLES:
        for path in sorted(data.glob(pattern)):
            counted = oracle(path)
            ledger, entities, links, seconds = imported([path])
            figures = (ledger.rows_read, ledger.rows_used, ledger.rows_merged, ledger.rows_rejected, entities, links)
            shown = "".join(f"{figure:>{8 + (n in (3, 4))}}" for n, figure in enumerate(figures))
            print(f"{path.name:<44}{shown}{seconds:>7.2f}  {counted.by}: {counted.nodes} nodes, {counted.edges} edges")
            lost = ledger.rows_read - ledger.rows_used - ledger.rows_merged - ledger.rows_rejected
            yield Target(f"{path.name}: rows lost", lost, 0, "rows", at_most=True)
            wrong = abs(entities - counted.nodes) + abs(
                links - (counted.edges if counted.links is None else counted.links)
            )
            yield Target(f"{path.name}: counts that differ", wrong, 0, "", at_most=True, beside=counted.why)


def imported(paths: list[Path]) -> "tuple[FileLedger, int, int, float]":
    """The ledger of the last file; people, things and events in the case; ties between them; seconds."""
    import main
    from netlens.case.case import Case
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "formats.netlens"
        Case.create(path, PASSPHRASE).close()
        begun = time.perf_counter()
        ledger = finish(import_files(path, PASSPHRASE, paths, main.load_importers()))
        with Case.open(path, PASSPHRASE) as case:
            case.apply(CountImport(ledger.import_id))
            entities, links = case.counts()
        return ledger.files[-1], sum(entities.values()), sum(links.values()), time.perf_counter() - begun


def _networkx(graph: "nx.Graph[str]", path: Path, why: str = "") -> Count:
    return Count(graph.number_of_nodes(), graph.number_of_edges(), f"networkx {path.suffix[1:]}", why)


def _gml(path: Path) -> Count:
    """networkx refuses two edges alike where the file does not say that it may hold some: igraph counts all."""
    import igraph

    graph = igraph.Graph.Read_GML(str(path))
    return Count(graph.vcount(), graph.ecount(), "igraph gml")


def _graphml(path: Path) -> Count:
    """Of those whose role is a protected one, each stands in the case that stands for the file."""
    import networkx as nx

    graph = nx.read_graphml(path)
    held = sum("victim" in said.get("role", "") for _node, said in graph.nodes(data=True))
    why = f"and {held} victims in one case that stands for the file, so that they are protected" if held else ""
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    return Count(
        nodes + bool(held),
        edges,
        "networkx graphml (with that case)" if held else "networkx graphml",
        why,
        edges + held,
    )


def _edges(path: Path) -> Count:
    """pandas: the ends that differ, the rows; rows that are alike are one tie."""
    import pandas as pd

    headed = "source" in path.read_text(encoding="utf-8").partition("\n")[0]
    table = pd.read_csv(path, sep="," if headed else "\t", header=0 if headed else None)
    nodes = pd.unique(table.iloc[:, :2].to_numpy().ravel())
    alike = int(table.duplicated().sum())
    why = f"{alike} rows repeat another one, and merge" if alike else ""
    return Count(len(nodes), len(table), "pandas", why, len(table) - alike)


def _nodes(path: Path) -> Count:
    import pandas as pd

    table = pd.read_csv(path)
    return Count(table["id"].nunique(), 0, "pandas")


def _roles(path: Path) -> Count:
    """The nodes of a network of operations: each person with a known role stands in a case."""
    import pandas as pd

    table = pd.read_csv(path)
    known = table[table["role"].str.contains("victim|trafficker")]
    cases = known["operation"].nunique()
    return Count(
        len(table) + cases, 0, "pandas", f"{cases} operations are cases, {len(known)} roles in them", len(known)
    )


def _two_mode(path: Path) -> Count:
    import pandas as pd

    table = pd.read_csv(path)
    nodes = table.iloc[:, 0].nunique() + table.iloc[:, 1].nunique()
    return Count(nodes, len(table.drop_duplicates()), "pandas")


def _chart(path: Path) -> Count:
    found = charts.anx(path) if path.suffix == ".anx" else charts.ftm(path)
    return Count(found.entities.total(), found.links.total(), "xml.etree" if path.suffix == ".anx" else "json")


ORACLES: tuple[tuple[str, Oracle], ...] = (
    ("groundtruth/*.gml", _gml),
    ("groundtruth/lfr/*.gml", _gml),
    ("st-network-generator/*.graphml", _graphml),
    ("groundtruth/karate*_edges.csv", _edges),
    ("groundtruth/karate*_nodes.csv", _nodes),
    ("infinito/infinito84_edges.csv", _edges),
    ("infinito/infinito84_nodes.csv", _nodes),
    ("infinito/infinito_2mode.csv", _two_mode),
    ("infinito/infinito_persons.csv", _nodes),
    ("krebs-911/*.csv", _edges),
    ("montagna/Montagna_*.csv", _edges),
    ("montagna/montagna_*_edges.csv", _edges),
    ("montagna/montagna_*_nodes.csv", _nodes),
    ("moreno-crime/moreno_crime_nodes.csv", _nodes),
    ("moreno-crime/moreno_crime_person_*.csv", _two_mode),
    ("st-network-generator/*_edges.csv", _edges),
    ("st-network-generator/*_nodes.csv", _roles),
    ("anx/*.anx", _chart),
    ("ftm/*.ijson", _chart),
)
