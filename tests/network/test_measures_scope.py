"""Whom figures are reckoned among, between which groups, and step × function, over small cases made row by row."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_case import Records

from netlens.case.case import Case
from netlens.case.records import Member, Ring, Rings
from netlens.network.evidence import gather
from netlens.network.measures import catalogue
from netlens.network.measures.brokerage import brokerage
from netlens.network.measures.groups import BETWEEN, groups
from netlens.network.measures.scope import scope, unnamed
from netlens.network.measures.steps import Steps, known, steps


def made(tmp_path: Path) -> Case:
    """A, B, C stand in one case, C, D, E in another; V was a victim once; E and V call; a route with a stop each."""
    records = Records()
    for person in "ABCDE":
        records.person(person, f"Person {person}", nationality="VN" if person < "D" else "CN")
    records.person("V", "Victim V")
    for file, people in (("C1", "ABC"), ("C2", "CDE")):
        records.together(file, opened="2023-01-01", offence="150" if file == "C1" else "348")
        for person in people:
            functions = {"A": ["RecruiterOrIntermediary"], "C": ["MoneyCourier", "Interpreter"]}.get(person, [])
            records.involve(file, person, functions=functions)
    records.involve("C1", "V", "victim")
    records.involve("C2", "V", "suspect", functions=["Transporter"])
    records.involve("C3", "B", "offender", functions=["Organiser"], stage="acquitted")
    records.call("E", "A")
    records.call("D", "A")
    records.pay("B", "D")
    records.route("T1", "C1", [("Bản Phố", "2023-02-01"), ("Hekou", "2023-02-03")], "B")
    return records.case(tmp_path / "case.netlens")


def ring_of(case: Case, number: str, people: str, **more: object) -> Ring:
    members = tuple(
        Member(vertex(case, person), "firm", 1.0, "suspect", (), "", 1.0, 0.0, 0.0, {}) for person in people
    )
    bare = Ring(
        number,
        "",
        "supported",
        "open",
        "",
        members,
        1.0,
        0.0,
        0.0,
        1.0,
        1.0,
        (),
        {"150": 1},
        (),
        (),
        (),
        "",
        "",
        "",
        {},
    )
    return replace(bare, **more)  # type: ignore[arg-type]


def vertex(case: Case, person: str) -> int:
    found = case.by_record_id(f"persons:{person}")
    assert found is not None
    return found


def test_a_ring_is_reckoned_among_its_members_and_protected_people_are_not_ranked(tmp_path: Path) -> None:
    with made(tmp_path) as case:
        evidence = gather(case)
        whole = scope(case, evidence)
        assert len(whole.vertices) == 6
        assert whole.unranked == 1
        assert vertex(case, "V") not in whole.vertices[whole.ranked]
        part = scope(case, evidence, ring_of(case, "R1", "ABCV"))
        assert len(part.vertices) == 4
        assert part.unranked == 1
        degrees = dict(zip(part.vertices.tolist(), catalogue.figures(part.ties).values["degree"], strict=True))
        assert degrees[vertex(case, "A")] == 2  # E and D are not in it
        calls = scope(case, evidence, kinds=("call",))
        assert len(calls.ties.a) == 2
        assert calls.kinds == ("call",)
        assert unnamed(case) == {vertex(case, "V")}


def test_a_period_is_the_evidences_own(tmp_path: Path) -> None:
    with made(tmp_path) as case:
        assert len(scope(case, gather(case, since="2024")).ties.a) == 0
        assert len(scope(case, gather(case, since="2023-05", until="2023-05-01")).ties.a) == 2


def test_groups_of_each_kind(tmp_path: Path) -> None:
    with made(tmp_path) as case:
        everyone = gather(case).vertices
        at = {person: everyone.tolist().index(vertex(case, person)) for person in "ABCDEV"}
        dismissed = replace(ring_of(case, "R2", "E"), decision="dismissed")
        chance = replace(ring_of(case, "R3", "V"), status="chance")
        rings = Rings({}, (ring_of(case, "R1", "AB"), ring_of(case, "R4", "CD"), dismissed, chance), (), ())
        found = groups(case, rings, everyone, "ring")
        assert found.names == ("R1", "R4")
        assert [int(found.group[at[p]]) for p in "ABCD"] == [0, 0, 1, 1]
        assert not found.ends[[at["E"], at["V"]]].any()
        assert found.group[at["E"]] != found.group[at["V"]]
        countries = groups(case, rings, everyone, "nationality")
        assert countries.names == ("CN", "VN")
        assert [countries.names[countries.group[at[p]]] for p in "AE"] == ["VN", "CN"]
        assert countries.group[at["V"]] == -1
        assert set(groups(case, None, everyone, "corridor").names) <= {"CN", "VN"}
        for kind in BETWEEN:
            groups(case, None, everyone, kind)
        with pytest.raises(KeyError):
            groups(case, rings, everyone, "star sign")


def test_who_is_in_no_ring_joins_rings(tmp_path: Path) -> None:
    records = Records()
    for person in "ABXCD":
        records.person(person)
    for a, b in ("AB", "BX", "AX", "XC", "CD"):
        records.link(a, b)
    with records.case(tmp_path / "case.netlens") as case:
        evidence = gather(case)
        rings = Rings({}, (ring_of(case, "R1", "AB"), ring_of(case, "R2", "CD")), (), ())
        whole = scope(case, evidence)
        found = groups(case, rings, whole.vertices, "ring")
        counted = brokerage(whole.ties, found.group, found.ends).counts
        x = whole.vertices.tolist().index(vertex(case, "X"))
        assert counted["liaison"][x] == 2  # A–C and B–C
        assert np.delete(counted["liaison"], x).sum() == 0


def step(found: Steps, code: str) -> tuple[list[tuple[str, int]], list[int], bool]:
    one = next(step for step in found.steps if step.code == code)
    filled = [(function.code, doing.person) for function in one.functions for doing in function.people]
    return filled, [doing.person for doing in one.seen], one.missing


def test_steps_tell_who_does_what_and_what_nobody_does(tmp_path: Path) -> None:
    with made(tmp_path) as case:
        evidence = gather(case)
        route = case.by_record_id("routes:T1")
        ring = ring_of(case, "R1", "ABCDV", routes=(route,))
        found = steps(known(case, evidence), ring)
        a, b, c, d, v = (vertex(case, person) for person in "ABCDV")
        assert step(found, "recruitment") == ([("RecruiterOrIntermediary", a)], [], False)
        assert step(found, "transport") == ([("Transporter", v)], [], False)
        assert step(found, "money") == ([("MoneyCourier", c)], sorted((b, d)), False)
        assert step(found, "organisation") == ([], [], True)  # an acquittal does not count
        assert step(found, "exploitation") == ([], [], True)
        assert step(found, "protection") == ([], [], False)
        assert [function.code for function in found.other] == ["Interpreter"]
        assert found.silent == (b, d)
        assert found.other[0].people[0].sources
        smuggling = steps(known(case, evidence), replace(ring, offences={"348": 1}))
        assert step(smuggling, "exploitation")[2] is False
        assert step(smuggling, "documents")[2] is True


def test_who_may_be_ranked_is_ranked_by_what_tells(tmp_path: Path) -> None:
    with made(tmp_path) as case:
        whole = scope(case, gather(case))
        found = catalogue.figures(whole.ties)
        for name, measure in catalogue.MEASURES.items():
            order = catalogue.ranking(found.values[name], name, whole.ranked, found.values["degree"])
            values = found.values[name][order]
            assert set(order.tolist()) == set(whole.ranked.tolist())
            assert (np.diff(values) >= 0).all() if measure.low_first else (np.diff(values) <= 0).all(), name
        assert found.exact
        assert not catalogue.figures(whole.ties, ("degree",)).values.keys() - {"degree"}


def test_figures_of_everyone_are_reckoned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path) as case:
        evidence = gather(case)
        first = catalogue.of_everyone(evidence, "betweenness")
        monkeypatch.setattr(catalogue, "paths", None)
        assert catalogue.of_everyone(evidence, "betweenness") is first
        assert len(catalogue.of_everyone(evidence, "closeness")) == len(evidence.vertices)
