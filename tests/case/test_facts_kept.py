"""What was read of the facts stays read while only decisions, rings, pins and weights change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from staged import KEY, Row, involved, made

from netlens.case.case import Case
from netlens.case.edits import Edit
from netlens.case.edits.imports import WithdrawImport
from netlens.case.edits.picture import MovePositions, SetWeights
from netlens.case.edits.rings import DecideRing, KeepRings
from netlens.case.records import Decision, Rings
from netlens.network.facts.people import people
from netlens.report.evidence import as_detected

ROWS: list[Row] = [
    ("involvements", {"n": "1"}, [], [involved("P1", "C1", "offender"), involved("P2", "C1", "victim")]),
    ("involvements", {"n": "2"}, [], [involved("P3", "C1", "suspect"), involved("P3", "C2", "suspect")]),
]
FACTLESS: list[Edit] = [
    KeepRings(Rings({"method": "netlens"}, (), (), ())),
    DecideRing(Decision("R1", "confirmed")),
    MovePositions({1: (0.5, -2.0)}),
    SetWeights({"call": 0.25}),
]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with made(tmp_path / "a.netlens", ROWS) as case:
        yield case


@pytest.mark.parametrize("edit", FACTLESS, ids=lambda edit: type(edit).__name__)
def test_an_edit_of_no_fact_reads_no_fact_again(case: Case, edit: Edit) -> None:
    with Case.open(case.path, KEY) as other:
        known = [(one, one.table("persons"), one.reading, people(one), one.facts) for one in (case, other)]
        for one in (case, other):
            one.reading.memo["what a decision may change"] = 1
        revision = case.revision
        case.apply(edit)
        for one, persons, reading, who, facts in known:
            assert one.revision == revision + 1
            assert (one.facts, one.reading is reading, one.reading.memo) == (facts, True, {})
            assert one.table("persons") is persons
            assert people(one) is who


def test_an_import_that_counts_no_longer_is_read_anew(case: Case) -> None:
    case.apply(DecideRing(Decision("R1", "confirmed")))
    assert len(case.table("involvements")) == 4
    case.apply(WithdrawImport(1))
    assert case.facts == case.revision
    assert len(case.table("involvements")) == 0
    assert not people(case).recorded


def test_a_file_that_does_not_say_when_its_facts_changed(case: Case) -> None:
    case.connection.execute("DELETE FROM meta WHERE name = 'facts'")
    with Case.open(case.path, KEY) as other:
        before = other.table("persons")
        case.apply(SetWeights({"call": 0.25}))
        assert other.table("persons").to_dict() == before.to_dict()
        known = other.table("persons")
        case.apply(SetWeights({"call": 0.5}))
        assert other.table("persons") is known


def test_evidence_is_gathered_once_for_the_same_facts_and_settings(case: Case) -> None:
    found = as_detected(case)
    settings = dict(found.settings)
    case.apply(KeepRings(Rings(settings, (), (), ())))
    assert as_detected(case) is found
    case.apply(SetWeights({"call": 0.25}))  # the kept rings were found with others
    assert as_detected(case) is found
    filters = {**settings["filters"], "from": "2022"}
    case.apply(KeepRings(Rings({**settings, "filters": filters}, (), (), ())))
    assert as_detected(case).settings["filters"]["from"] == "2022"
