"""netlens corridors: what runs where, who joins corridors, which routes are on none; nobody protected is named."""

import json
from pathlib import Path
from typing import Any

import pytest

import main
from netlens.case.case import Case
from netlens.case.protection import protected_ids
from netlens.commands.demo import PASSPHRASE, make_sample
from netlens.progress import finish

TRUTH = Path(__file__).parent.parent / "data/sample/truth.json"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.netlens"
    finish(make_sample(path, PASSPHRASE, main.load_importers()))
    return path


@pytest.fixture
def said(sample: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("NETLENS_PASSPHRASE", PASSPHRASE)
    to = sample.parent / "corridors.json"
    assert main.main(["corridors", str(sample), "--json", str(to)]) == 0
    found: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return found


def test_the_routes_against_the_clock_are_those_that_were_planted(
    said: dict[str, Any], sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted = json.loads(TRUTH.read_text(encoding="utf-8"))["against_the_clock"]
    clock = [one for one in said["rejected"] if one["why"] == "against the clock"]
    assert {one["route"] for one in clock} == set(planted)
    for one in clock:
        assert len(one["rows"]) == 2
        assert all(row["file"] and row["row"] > 1 for row in one["rows"])
        assert one["reason"]
    used = {route for one in said["corridors"] for route in one["routes"]}
    assert not used & set(planted)
    assert main.main(["corridors", str(sample)]) == 0
    assert planted[0] in capsys.readouterr().out


def test_routes_and_cases_are_where_they_were_planted(said: dict[str, Any]) -> None:
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    found = {route: one["code"] for one in said["corridors"] for route in one["routes"]}
    right = sum(found.get(route) == code for route, code in truth["routes"].items())
    assert right >= 0.95 * len(truth["routes"])
    for one in said["corridors"]:
        assert one["first"] <= one["last"]
        assert sum(one["years"].values()) <= len(one["cases"]) + len(one["routes"])


def test_everyone_listed_joins_corridors_by_rows(said: dict[str, Any], sample: Path) -> None:
    on = {ring["id"]: {share["code"] for share in ring["corridors"]} for ring in said["rings"]}
    assert said["people"]
    for one in said["people"]:
        assert len(one["corridors"]) > 1 or one["alone_ties"]
        assert all(part["rows"] for part in one["corridors"])
        for tie in one["alone_ties"]:
            assert tie["rows"]
            assert not on[tie["rings"][0]] & on[tie["rings"][1]]
    text = json.dumps(said, ensure_ascii=False)
    with Case.open(sample, PASSPHRASE) as case:
        names = {case.table("persons").set_index("id").name[one] for one in protected_ids(case)} - {""}
    assert not [name for name in names if name in text]


def test_an_empty_case_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", PASSPHRASE)
    empty = tmp_path / "empty.netlens"
    Case.create(empty, PASSPHRASE).close()
    assert main.main(["corridors", str(empty), "--lang", "vi"]) == 0
    assert capsys.readouterr().out.strip()
