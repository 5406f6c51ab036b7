"""Where people stand in the graph: known graphs, known figures."""

from pathlib import Path

import numpy as np
import pytest
from made_case import Records

from netlens.network.evidence import gather
from netlens.network.measures import measures, norms
from netlens.network.measures.paths import paths
from netlens.network.projection import Ties


def test_a_chain_of_two_triangles(tmp_path: Path) -> None:
    records = Records()
    for a, b in (("A", "B"), ("A", "C"), ("B", "C"), ("C", "X"), ("X", "D"), ("D", "E"), ("D", "F"), ("E", "F")):
        records.link(a, b)
    records.person("ALONE")
    with records.case(tmp_path / "case.netlens") as case:
        evidence = gather(case)
        found = measures(evidence)
    at = {key.partition("/")[2]: index for index, key in enumerate(evidence.keys)}
    assert found.degree[at["C"]] == 3
    assert found.strength[at["C"]] == pytest.approx(3.0)
    assert found.betweenness[at["X"]] == pytest.approx(9 / 21)  # 3 × 3 of the 21 pairs of the seven others
    assert found.betweenness[at["A"]] == 0
    assert found.core[at["A"]] == 2
    assert found.core[at["X"]] == 2
    assert found.core[at["ALONE"]] == 0
    assert {key for key, index in at.items() if found.articulation[index]} == {"C", "X", "D"}
    assert found.constraint[at["X"]] < found.constraint[at["A"]]
    assert found.constraint[at["ALONE"]] == 0
    assert not np.isnan(found.constraint).any()


def test_an_empty_graph_has_no_figures(tmp_path: Path) -> None:
    with Records().case(tmp_path / "case.netlens") as case:
        assert len(measures(gather(case)).betweenness) == 0


def test_the_norm_says_what_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = np.arange(9)
    chain = Ties(10, ends, ends + 1, np.ones(9))
    assert "exact" in norms(paths(chain))["betweenness"]
    monkeypatch.setattr("netlens.network.measures.paths.EXACT", 5)
    monkeypatch.setattr("netlens.network.measures.paths.LEAST", 4)
    monkeypatch.setattr("netlens.network.measures.paths.WORK", 0)
    assert "estimated: paths from 4 of 10 vertices" in norms(paths(chain))["betweenness"]
