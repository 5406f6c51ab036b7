"""Every edit gives the edit that undoes it, is audited, and fails as a whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from staged import KEY, Row, involved, made, ref

from netlens.case.case import Case
from netlens.case.corrections.stored import StandIn, Swap
from netlens.case.edits import Edit
from netlens.case.edits.corrections import Correct
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.edits.picture import MovePositions, SetWeights
from netlens.case.edits.presets import DeletePreset, SavePreset
from netlens.case.edits.rings import DecideRing, ForgetRings, KeepRings, RecallRings
from netlens.case.edits.suggestions import DecideSuggestion
from netlens.case.edits.watching import Watch
from netlens.case.records import CorridorShare, Decision, Member, Preset, Ring, Rings
from netlens.errors import NetLensError
from netlens.i18n import use_language

ROWS: list[Row] = [
    ("involvements", {"n": "1"}, [], [involved("P1", "C1", "offender"), involved("P2", "C1", "victim")]),
    ("involvements", {"n": "2"}, [], [involved("P3", "C1", "victim"), involved("P3", "C2", "suspect")]),
]
MEMBER = Member(1, "firm", 0.98, "offender", ("Guard",), "charged", 3.0, 1.5, 0.25, {"cases": 2})
RING = Ring(
    "r1", "Ring 1", "supported", "open", "", (MEMBER, replace(MEMBER, vertex=5)), 0.9, 0.001, 0.01, 0.5, 0.4,
    (CorridorShare("CN", 0.75, 3, 2, 5),), {"150": 2}, (2,), (), (3,), "B/2", "2020", "2023-01-02", {"cases": 4},
)  # fmt: skip
PRESET = Preset("Tuyến Mộc Bài", "leiden", "cpm", 0.1, None, 20, "2023", "", ("persons:P9",), {"call": 0.25})
RINGS = Rings({"method": "netlens", "seeds": [1, 2], "p": 1 / 3}, (RING,), (7, 8), (9,), "thin")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with made(tmp_path / "a.netlens", ROWS) as case:
        yield case


def state(case: Case) -> Any:
    return (
        case.detection(),
        [one[0] for one in case.detections()],
        case.decisions(),
        case.positions(),
        case.weights(),
        case.presets(),
        case.suggestions(),
        case.watched(),
        case.counts(),
    )


EDITS: list[Callable[[], Edit]] = [
    lambda: WithdrawImport(1),
    lambda: KeepRings(RINGS),
    lambda: DecideRing(Decision("r1", "confirmed", "", "Chuyên án A", (4,), (1,))),
    lambda: DecideRing(Decision("r1", "dismissed", "trùng hồ sơ")),
    lambda: MovePositions({1: (0.5, -2.0), 3: (1e9, 0.1)}),
    lambda: SetWeights({"calls": 0.25, "cases": 3.0}),
    lambda: SavePreset(PRESET),
    lambda: Correct(
        "stage",
        1,
        (Swap(1, "involvements", "stage", "", ("charged",)),),
        (StandIn(1, ref("case", "C1"), (ref("case", "C2"),)),),
    ),
    lambda: DecideSuggestion(5, 1, "rejected"),
    lambda: DecideSuggestion(1, 5, "noted"),
    lambda: Watch({1: "", 3: "2026-01-02T03:04:05+00:00"}),
]


@pytest.mark.parametrize("make", EDITS)
def test_an_edit_and_its_inverse(case: Case, make: Callable[[], Edit]) -> None:
    case.apply(KeepRings(replace(RINGS, note="earlier")))
    case.apply(MovePositions({1: (7.0, 7.0)}))
    case.apply(SetWeights({"calls": 1.0}))
    edit = make()
    before, revision, entries = state(case), case.revision, len(case.history())
    inverse = case.apply(edit)
    after = state(case)
    assert after != before
    assert case.revision == revision + 1
    again = case.apply(inverse)
    assert state(case) == before
    case.apply(again)
    assert repr(state(case)) == repr(after)
    assert len(case.history()) == entries + 3
    assert edit.name
    kinds = {"records", "rings", "decisions", "positions", "weights", "presets", "suggestions", "watched", "unmasked"}
    assert edit.kinds <= kinds


def test_rings_come_back_to_the_last_digit(case: Case) -> None:
    case.apply(KeepRings(RINGS))
    assert case.detection() == RINGS
    (number, time, settings) = case.detections()[0]
    assert (number, settings) == (1, dict(RINGS.settings))
    assert time.endswith("+00:00")
    with Case.open(case.path, KEY) as other:
        assert other.detection() == RINGS


def test_the_latest_detection_carries_the_decisions(case: Case) -> None:
    case.apply(DecideRing(Decision("r1", "confirmed", "", "Chuyên án A", (4,), (1,))))
    inverse = case.apply(KeepRings(RINGS))
    found = case.detection()
    assert found is not None
    ring = found.rings[0]
    assert (ring.decision, ring.label) == ("confirmed", "Chuyên án A")
    assert [(member.vertex, member.by_hand) for member in ring.members] == [(5, False), (4, True)]
    assert isinstance(inverse, ForgetRings)
    assert isinstance(case.apply(inverse), RecallRings)
    assert case.detection() is None


def test_what_cannot_be_is_refused_and_changes_nothing(case: Case) -> None:
    victim = case.table("involvements").set_index("role").loc["victim", "person"]
    wrong: list[Edit] = [
        CountImport(99),
        ForgetRings(99),
        DecideRing(Decision("r1", "dismissed", " ")),
        DecideRing(Decision("r1", added=(int(victim.iloc[0]),))),
        SetWeights({"calls": -1.0}),
        SetWeights({"calls": float("nan")}),
        Watch({999: ""}),
        Watch({2: ""}),  # a case
        MovePositions({1: (0.0, 0.0), 999: (0.0, 0.0)}),
        MovePositions({1: (float("nan"), 0.0)}),
        DecideSuggestion(1, 999, "noted"),
        DecideSuggestion(1, 1, "noted"),
        DecideSuggestion(1, int(victim.iloc[0]), "noted"),
    ]
    before, entries = state(case), len(case.history())
    for edit in wrong:
        with pytest.raises(NetLensError):
            case.apply(edit)
    assert state(case) == before
    assert len(case.history()) == entries


def test_one_who_was_also_a_suspect_may_be_added(case: Case) -> None:
    both = case.find(case.ref(int(case.table("involvements").set_index("role").loc["suspect", "person"]))) or 0
    case.apply(DecideRing(Decision("r1", added=(both,))))
    assert case.decisions()["r1"].added == (both,)


def test_the_history_names_no_one_and_no_reason(case: Case) -> None:
    case.apply(DecideRing(Decision("r1", "dismissed", "Trần Thị Bé không liên quan", "Chuyên án Bé")))
    entry = case.history()[-1]
    assert entry.detail == {"edit": "decide_ring", "ring": "r1", "verdict": "dismissed", "added": 0, "removed": 0}


def test_names_for_the_undo_menu_speak_the_language_in_use(case: Case) -> None:
    use_language("vi")
    assert all(make().name for make in EDITS)


def test_a_preset_is_saved_whole_changed_and_taken_out(case: Case) -> None:
    case.apply(SavePreset(PRESET))
    assert case.presets() == {PRESET.name: PRESET}
    back = case.apply(SavePreset(replace(PRESET, method="louvain", objective="")))
    assert case.presets()[PRESET.name].method == "louvain"
    case.apply(back)
    assert case.presets()[PRESET.name] == PRESET
    back = case.apply(DeletePreset(PRESET.name))
    assert case.presets() == {}
    case.apply(back)
    assert case.presets() == {PRESET.name: PRESET}
    said = str([entry.detail for entry in case.history()])
    assert PRESET.name not in said
    assert "P9" not in said


@pytest.mark.parametrize(
    "edit",
    [
        SavePreset(replace(PRESET, name=" ")),
        SavePreset(replace(PRESET, name="n" * 81)),
        SavePreset(replace(PRESET, weights={"call": 0.0})),
        SavePreset(replace(PRESET, weights={"call": float("nan")})),
        DeletePreset("nothing"),
    ],
)
def test_a_preset_that_makes_no_sense_is_refused(case: Case, edit: Edit) -> None:
    before = state(case)
    with pytest.raises(NetLensError):
        case.apply(edit)
    assert state(case) == before


def test_an_earlier_detection_has_the_members_of_then_and_the_name_of_now(case: Case) -> None:
    case.apply(KeepRings(RINGS))
    case.apply(KeepRings(replace(RINGS, rings=())))
    case.apply(DecideRing(Decision("r1", "confirmed", "", "Chuyên án A", (4,), (1,))))
    before = case.detection(1)
    assert before is not None
    assert [member.vertex for member in before.rings[0].members] == [1, 5]
    assert (before.rings[0].label, before.rings[0].decision) == ("Chuyên án A", "confirmed")
    assert case.detection(2) == case.detection()
    assert case.detection(3) is None
    case.apply(ForgetRings(1))
    assert case.detection(1) is None
