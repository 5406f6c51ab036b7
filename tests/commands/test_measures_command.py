"""netlens measures over a small generated case: what it lists and writes, the same bytes again, nobody protected."""

import json
from pathlib import Path
from typing import Any

import pytest

import main
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE, imported
from netlens.case.case import Case
from netlens.case.edits.rings import KeepRings
from netlens.case.protection import code, protected_ids
from netlens.network.measures.brokerage import ROLES
from netlens.network.measures.catalogue import MEASURES
from netlens.network.rings import find_rings
from netlens.progress import finish

TOP = {"scope", "measures", "centralization", "people", "brokers", "key_players", "removal", "steps", "note"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = imported(Plan(200, 44), tmp_path_factory.mktemp("case")).path
    rings = finish(find_rings(path, PASSPHRASE))
    with Case.open(path, PASSPHRASE) as case:
        case.apply(KeepRings(rings))
    return path


@pytest.fixture
def case(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETLENS_PASSPHRASE", PASSPHRASE)
    path = tmp_path / "a.netlens"
    path.write_bytes(made.read_bytes())
    return path


def run(*words: object) -> int:
    return main.main(["measures", *map(str, words), "--quiet"])


def written(case: Path, *words: object) -> dict[str, Any]:
    file = case.parent / "measures.json"
    assert run(case, *words, "--json", file) == 0
    said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return said


def test_the_whole_case(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = written(case)
    assert set(said) == TOP
    assert set(said["measures"]) == set(MEASURES)
    assert said["scope"]["ring"] is None
    assert said["scope"]["people"] == len(said["people"]) + said["scope"]["protected_not_ranked"]
    assert said["steps"] == []
    best = said["people"][0]
    assert best["betweenness"] == max(one["betweenness"] for one in said["people"])
    assert {*MEASURES, "id", "name", "betweenness_error"} == set(best)
    for listed in said["brokers"].values():
        for one in listed:
            assert {*ROLES, "id", "name", "expected"} == set(one)
            assert one["gatekeeper"] == one["representative"]
    shown = capsys.readouterr().out
    assert best["id"] in shown
    assert "not advice to arrest" in shown


def test_one_ring(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = written(case, "--ring", "r1", "--by", "degree")
    with Case.open(case, PASSPHRASE) as opened:
        rings = opened.detection()
        assert rings is not None
        members = {member.vertex for member in rings.rings[0].members}
        hidden = {code(opened, one) for one in members & protected_ids(opened)}
        assert opened.history()[-1].detail["format"] == "measures"
    assert said["scope"]["people"] == len(members)
    assert said["scope"]["protected_not_ranked"] == len(hidden)
    assert [one["count"] for one in said["key_players"] if one["goal"] == "fragment"] == [1, 2, 3]
    for curve in said["removal"]:
        assert len(curve["largest"]) == len(curve["order"]) + 1
        assert curve["largest"] == sorted(curve["largest"], reverse=True)
    assert {step["step"] for step in said["steps"]} >= {"recruitment", "transport", "money"}
    out = capsys.readouterr().out
    assert "Recorded functions, by step of the offence" in out
    assert "Tied to (degree) (exact)" in out


def test_nobody_protected_is_in_it(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        rings = opened.detection()
        assert rings is not None
        people = protected_ids(opened)
        hidden = [code(opened, one) for one in people]
        listed = [f'"{opened.record_id(one)}"' for one in people]
        theirs = [ring.id for ring in rings.rings if any(member.vertex in people for member in ring.members)]
    assert theirs, "without a protected offender in a ring this test shows nothing"
    for words in ((), *(("--ring", name) for name in theirs)):
        text = json.dumps(written(case, *words), ensure_ascii=False)
        assert not [one for one in listed if one in text]
        assert not [one for one in hidden if one in text + capsys.readouterr().out]


def test_the_same_bytes_again(case: Path) -> None:
    written(case, "--ring", "R1")
    before = (case.parent / "measures.json").read_bytes()
    written(case, "--ring", "R1")
    assert (case.parent / "measures.json").read_bytes() == before


def test_a_period_and_a_kind_of_evidence(case: Path) -> None:
    everything = written(case, "--ring", "R1")["scope"]
    calls = written(case, "--ring", "R1", "--kind", "call")["scope"]
    early = written(case, "--ring", "R1", "--to", "2021")["scope"]
    assert 0 < calls["ties"] < everything["ties"]
    assert calls["kinds"] == ["call"]
    assert early["ties"] < everything["ties"]
    assert early["to"] == "2021"


@pytest.mark.parametrize(
    ("words", "exit_code"),
    [(("--ring", "R99"), 1), (("--by", "fame"), 2), (("--kind", "rumour"), 2), (("--json", "nowhere/a.json"), 2)],
)
def test_what_makes_no_sense(
    case: Path, words: tuple[str, ...], exit_code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(case, *words) == exit_code
    assert capsys.readouterr().err.strip()


def test_rings_must_have_been_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", PASSPHRASE)
    path = tmp_path / "empty.netlens"
    Case.create(path, PASSPHRASE).close()
    assert run(path, "--ring", "R1") == 1
    assert run(path) == 0
