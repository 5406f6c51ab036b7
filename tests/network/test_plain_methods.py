"""Plain methods: what is asked for is what is done, every parameter stated, and the verdicts are the engine's."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import noise, planted_ties, rings_and_strangers

from netlens.errors import UsageError
from netlens.network.evidence import gather
from netlens.network.plain.asked import ENGINE, METHODS, Asked, asked
from netlens.network.plain.groups import groups
from netlens.network.plain.methods import partition, quality
from netlens.network.plain.sizes import limited
from netlens.network.projection import Ties, project
from netlens.network.rings import detect
from netlens.network.rings.search import METHOD, Found
from netlens.progress import Progress, finish

PLAIN = tuple(name for name in METHODS if name != ENGINE)
DRAWING = ("leiden", "louvain", "infomap")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few shuffles only: what is tested does not hang on them."""
    monkeypatch.setattr("netlens.network.plain.groups.shuffles", lambda _n: 5)


def karate() -> Ties:
    import igraph

    ends = np.sort(np.array(igraph.Graph.Famous("Zachary").get_edgelist(), dtype=np.int64), axis=1)
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    return Ties(34, ends[:, 0], ends[:, 1], np.ones(len(ends)))


def found(method: str, **more: int) -> Found:
    layers, n, _truth = planted_ties(3, rings=4, size=10, loose=10)
    rings: Found = finish(groups(layers, n, asked(method, **more), 1))  # type: ignore[arg-type]
    return rings


def test_the_best_partition_of_the_karate_club_is_found() -> None:
    way = asked("leiden")
    labels = partition(karate(), way, "1", starts=20, iterations=-1)
    assert quality(labels, karate(), way) == pytest.approx(0.4198, abs=1e-4)
    assert labels.max() == 3


def test_cpm_gives_groups_at_least_so_dense() -> None:
    ties, way = karate(), asked("leiden", objective="cpm", resolution=0.3)
    labels = partition(ties, way, "1", starts=5, iterations=-1)
    for group in range(int(labels.max()) + 1):
        inside = int(((labels[ties.a] == group) & (labels[ties.b] == group)).sum())
        size = int((labels == group).sum())
        assert inside >= 0.3 * size * (size - 1) / 2


def test_a_k_core_is_what_its_name_says() -> None:
    ties = karate()
    labels = partition(ties, asked("k-core", core=3), "1")
    inside = (labels[ties.a] == labels[ties.b]) & (labels[ties.a] >= 0)
    degree = np.bincount(ties.a[inside], minlength=34) + np.bincount(ties.b[inside], minlength=34)
    assert (degree[labels >= 0] >= 3).all()
    assert (labels < 0).any()


def test_connected_parts_are_the_networks_own() -> None:
    ties = Ties(6, np.array([0, 1, 3]), np.array([1, 2, 4]), np.ones(3))
    assert partition(ties, asked("components"), "1").tolist() == [0, 0, 0, 1, 1, 2]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("method", PLAIN)
def test_every_parameter_is_stated_and_the_same_question_gets_the_same_answer(method: str) -> None:
    one, other = found(method), found(method)
    assert one.ring.tolist() == other.ring.tolist()
    assert one.figures.p_value.tolist() == other.figures.p_value.tolist()
    said = one.settings
    assert said["method"] == method
    assert {"objective", "resolutions", "seeds", "max_size", "drops", "shuffles", "penalty"} <= said.keys()
    again = asked(
        method,
        objective=said["objective"],
        resolution=next(iter(said["resolutions"]), None),
        core=said.get("core"),
        max_size=said["max_size"],
    )
    assert again == asked(method)
    assert ("starts" in said) == (method in DRAWING)
    assert len(one.figures.status) == int(one.ring.max(initial=-1)) + 1


@pytest.mark.parametrize("method", DRAWING)
def test_planted_rings_are_found_and_pass_the_gates(method: str) -> None:
    layers, n, truth = planted_ties(3, loose=0)
    rings: Found = finish(groups(layers, n, asked(method), 1))
    supported = [set(np.flatnonzero(rings.ring == ring)) for ring in np.flatnonzero(rings.figures.status == 0)]
    planted = [set(np.flatnonzero(truth == ring)) for ring in range(truth.max() + 1)]
    hit = sum(any(len(a & b) / len(a | b) >= 0.5 for b in supported) for a in planted)
    assert hit >= 0.8 * len(planted)


@pytest.mark.parametrize("method", ["leiden", "infomap", "components"])
def test_noise_gets_no_certainty(method: str) -> None:
    layers, n = noise(4, people=160, cases=100)
    rings: Found = finish(groups(layers, n, asked(method), 1))
    assert int((rings.figures.status == 0).sum()) == 0


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("method", PLAIN)
def test_no_group_is_larger_than_asked_unless_it_is_told(method: str) -> None:
    rings = found(method, max_size=9)
    sizes = np.bincount(rings.ring[rings.ring >= 0], minlength=1)
    assert int((sizes > 9).sum()) == rings.settings["unsplittable"]
    assert (rings.settings["unsplittable"] > 0) == ("could not be split" in rings.note)
    if method in ("leiden", "louvain"):
        assert rings.settings["unsplittable"] == 0
    if method == "components":
        assert rings.settings["unsplittable"] == 1


def test_a_largest_size_counts_every_record_of_a_person() -> None:
    ties = karate()
    way = asked("leiden", max_size=8)
    labels = partition(ties, way, "1")
    twice = np.full(34, 2, dtype=np.int64)
    split, whole = limited(labels, ties, way, "1", twice)
    assert whole == 0
    assert np.bincount(split).max() <= 4


@pytest.mark.usefixtures("quick")
def test_groups_come_early_and_unjudged() -> None:
    layers, n, _truth = planted_ties(3, rings=4, size=10, loose=10)
    early = [step for step in groups(layers, n, asked("louvain"), 1) if isinstance(step, Progress)]
    partial = next(step.partial for step in early if step.partial is not None)
    assert len(partial) == n
    assert partial.max() > 0


def test_too_few_people_are_said_to_be_too_few() -> None:
    rings: Found = finish(groups([], 4, asked("infomap"), 1))
    assert rings.ring.tolist() == [-1] * 4
    assert rings.settings["method"] == "infomap"
    assert rings.note


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 50), method=st.sampled_from(("louvain", "leiden", "k-core")), size=st.integers(3, 12))
def test_a_split_group_stays_inside_what_it_was(seed: int, method: str, size: int) -> None:
    layers, n, _truth = planted_ties(seed, rings=4, size=10, loose=20)
    ties = project(layers, n)
    way = asked(method, max_size=size)
    before = partition(ties, way, "1")
    after, _whole = limited(before, ties, way, "1", np.ones(n, dtype=np.int64))
    for group in range(int(after.max(initial=-1)) + 1):
        assert len(set(before[after == group].tolist())) == 1


@pytest.mark.usefixtures("quick")
def test_the_order_of_rows_and_files_changes_no_group(tmp_path: Path) -> None:
    records, _truth = rings_and_strangers(8, rings=4, size=7, strangers=10)
    told: list[list[object]] = []
    for name, backwards in (("one", False), ("other", True)):
        with records.case(tmp_path / f"{name}.netlens", backwards=backwards) as case:
            evidence, said = gather(case), []
            for method in ("leiden", "louvain"):
                rings = finish(detect(case, evidence, way=asked(method, max_size=20)))
                said += [
                    (r.id, r.status, r.p_value, {case.record_id(m.vertex) for m in r.members}) for r in rings.rings
                ]
        told.append(list(said))
    assert told[0] == told[1]
    assert len(told[0]) > 4


def test_the_default_is_the_engine() -> None:
    assert asked() == Asked(ENGINE)
    assert ENGINE == METHOD
    assert asked("leiden", objective="cpm").resolution < 1


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("girvan", {}),
        ("leiden", {"objective": "size"}),
        ("leiden", {"resolution": 0.0}),
        ("leiden", {"resolution": float("nan")}),
        ("leiden", {"core": 3}),
        ("infomap", {"resolution": 2.0}),
        ("k-core", {"core": 0}),
        ("louvain", {"max_size": 2}),
        (ENGINE, {"resolution": 1.0}),
        (ENGINE, {"max_size": 10}),
    ],
)
def test_what_a_method_does_not_know_is_refused_with_a_way_out(method: str, more: dict[str, float]) -> None:
    with pytest.raises(UsageError) as refused:
        asked(method, **more)  # type: ignore[arg-type]
    assert refused.value.hint
