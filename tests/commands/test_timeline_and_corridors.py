"""netlens timeline and netlens corridors over the sample: stories, corridors, who joins them; nobody is named."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import main
from netlens.case.case import Case
from netlens.case.protection import protected_ids
from netlens.commands.demo import PASSPHRASE

TRUTH = Path(__file__).parent.parent / "data/sample/truth.json"


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETLENS_PASSPHRASE", PASSPHRASE)
    return Path(shutil.copy(made_sample, tmp_path / "case.netlens"))


def said(sample: Path, *arguments: str) -> dict[str, Any]:
    to = sample.parent / "over-time.json"
    assert main.main(["timeline", str(sample), "--quiet", "--json", str(to), *arguments]) == 0
    found: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return found


def test_every_ring_is_listed_with_what_became_of_it(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = said(sample, "--by", "2")
    with Case.open(sample, PASSPHRASE) as case:
        kept = case.detection()
        assert kept is not None
        listed = [ring for ring in kept.rings if ring.status != "chance"]
        names = {case.table("persons").set_index("id").name[one] for one in protected_ids(case)} - {""}
    assert [ring["id"] for ring in data["rings"]] == [ring.id for ring in listed]
    out = capsys.readouterr().out
    for ring in listed:
        assert ring.id in out
    for ring in data["rings"]:
        counts = [sum(period["facts"].values()) for period in ring["periods"]]
        marks = [period["mark"] for period in ring["periods"]]
        assert marks.count("born") == 1
        assert counts[marks.index("born")] > 0
        assert ring["first"] <= ring["last"]
        assert ring["story"][0]["rows"]
        assert all(line["text"] for line in ring["story"])
    text = json.dumps(data, ensure_ascii=False)
    assert not [name for name in names if name in text]
    codes = {period["code"] for period in data["periods"]}
    assert {period["code"] for period in data["search"]["periods"]} == codes
    assert {event["period"] for thread in data["search"]["threads"] for event in thread["events"]} <= codes


def test_the_story_of_one_ring_is_the_same_each_time(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = said(sample, "--ring", "r2", "--by", "half", "--kept-only")
    first = capsys.readouterr().out
    assert said(sample, "--ring", "R2", "--by", "half", "--kept-only") == one
    assert "search" not in one
    assert [ring["id"] for ring in one["rings"]] == ["R2"]
    assert first.count("\n") == len(one["rings"][0]["story"])
    vietnamese = said(sample, "--ring", "R2", "--by", "half", "--kept-only", "--lang", "vi")
    assert [line["rows"] for line in vietnamese["rings"][0]["story"]] == [
        line["rows"] for line in one["rings"][0]["story"]
    ]
    assert vietnamese["rings"][0]["story"][0]["text"] != one["rings"][0]["story"][0]["text"]


def test_what_cannot_be_done_is_said(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["timeline", str(sample), "--ring", "R999"]) == 1
    assert main.main(["timeline", str(sample), "--by", "fortnight"]) == 2
    empty = sample.parent / "empty.netlens"
    Case.create(empty, PASSPHRASE).close()
    assert main.main(["timeline", str(empty)]) == 1
    errors = capsys.readouterr().err
    assert "R999" in errors
    assert "fortnight" in errors
    assert "netlens rings" in errors


def test_a_written_list_is_entered_in_the_audit(sample: Path) -> None:
    said(sample, "--kept-only")
    with Case.open(sample, PASSPHRASE) as case:
        last = case.history()[-1]
    assert (last.kind, last.detail["format"]) == ("extract", "timeline")


@pytest.fixture
def along(sample: Path) -> dict[str, Any]:
    to = sample.parent / "corridors.json"
    assert main.main(["corridors", str(sample), "--json", str(to)]) == 0
    found: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return found


def test_the_routes_against_the_clock_are_those_that_were_planted(
    along: dict[str, Any], sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted = json.loads(TRUTH.read_text(encoding="utf-8"))["against_the_clock"]
    clock = [one for one in along["rejected"] if one["why"] == "against the clock"]
    assert {one["route"] for one in clock} == set(planted)
    for one in clock:
        assert len(one["rows"]) == 2
        assert all(row["file"] and row["row"] > 1 for row in one["rows"])
        assert one["reason"]
    used = {route for one in along["corridors"] for route in one["routes"]}
    assert not used & set(planted)
    assert main.main(["corridors", str(sample)]) == 0
    assert planted[0] in capsys.readouterr().out


def test_routes_and_cases_are_where_they_were_planted(along: dict[str, Any]) -> None:
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    found = {route: one["code"] for one in along["corridors"] for route in one["routes"]}
    right = sum(found.get(route) == code for route, code in truth["routes"].items())
    assert right >= 0.95 * len(truth["routes"])
    for one in along["corridors"]:
        assert one["first"] <= one["last"]
        assert sum(one["years"].values()) <= len(one["cases"]) + len(one["routes"])


def test_everyone_listed_joins_corridors_by_rows(along: dict[str, Any], sample: Path) -> None:
    on = {ring["id"]: {share["code"] for share in ring["corridors"]} for ring in along["rings"]}
    assert along["people"]
    for one in along["people"]:
        assert len(one["corridors"]) > 1 or one["alone_ties"]
        assert all(part["rows"] for part in one["corridors"])
        for tie in one["alone_ties"]:
            assert tie["rows"]
            assert not on[tie["rings"][0]] & on[tie["rings"][1]]
    text = json.dumps(along, ensure_ascii=False)
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
