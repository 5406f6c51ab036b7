"""Where people stand in the graph: known graphs, known figures."""

from pathlib import Path

import numpy as np
import pytest
from made_case import Records

from netlens.network.evidence import gather
from netlens.network.measures import EXACT, measures, norms


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


def test_the_norm_says_what_is_estimated() -> None:
    assert "exact" in norms(EXACT)["betweenness"]
    assert "estimated" in norms(EXACT + 1)["betweenness"]
