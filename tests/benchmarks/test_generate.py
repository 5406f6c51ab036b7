"""The generator: same seed, same bytes; the published proportions; a truth and a ledger that fit the files."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.generate import ROOT, SAMPLE, SAMPLE_RECORDS, generate, main
from benchmarks.generator.build import build
from benchmarks.generator.model import Person, Plan, World
from benchmarks.generator.shuffle import ACCUSED

VICTIM = ("victim", "possible_victim")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


def column(folder: Path, number: int) -> list[str]:
    with folder.open(encoding="utf-8-sig", newline="") as stream:
        return [row[number] for row in csv.reader(stream)][1:]


def people(world: World, *roles: str) -> set[Person]:
    return {person for case in world.cases for person in case.people(*roles)}


def test_same_seed_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    generate(Plan(200, 5), tmp_path / "a")
    generate(Plan(200, 5), tmp_path / "b")
    generate(Plan(200, 6), tmp_path / "c")
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a") != files(tmp_path / "c")


def test_proportions_are_those_of_the_published_figures() -> None:
    world = build(Plan(6000, 3))
    accused, victims = people(world, *ACCUSED), people(world, *VICTIM)
    first = {person: case.opened for case in world.cases for person in case.people(*VICTIM)}
    women_and_children = sum(p.sex == "F" or (first[p] - p.born).days < 18 * 365 for p in victims)
    abroad = sum(case.corridor != "VN" for case in world.cases)
    assert len(world.people) == 6000
    assert (len(world.cases), len(accused), len(world.rings)) == (1500, 2150, 150)
    assert len(victims - accused) == 3200
    assert women_and_children / len(victims) > 0.9
    assert abroad / len(world.cases) == pytest.approx(0.95, abs=0.02)
    assert Counter(case.corridor for case in world.cases).most_common(2)[0][0] == "CN"


def test_rings_are_neither_cliques_nor_islands() -> None:
    world = build(Plan(6000, 3))
    ring_of = {person: ring for ring in world.rings for person in ring.members}
    number_of = {number: p for p in ring_of for number in (*p.phones, p.burner) if number}
    assert all(6 <= len(ring.members) <= 25 for ring in world.rings)
    large = [ring for ring in world.rings if len(ring.members) > 10]
    for ring in large:
        whole = [case for case in ring.cases if set(ring.members) <= set(case.people(*ACCUSED))]
        assert not whole
    between = sum(
        ring_of[number_of[c.a]] is not ring_of[number_of[c.b]]
        for c in world.contacts
        if c.a in number_of and c.b in number_of
    )
    assert between > len(ring_of) * 0.1
    assert world.brokers
    assert world.helpers
    assert world.acquitted
    assert world.once_victims
    assert world.under_age
    assert world.recycled
    assert any(len(ring.corridors) == 2 for ring in world.rings)


def test_shuffled_keeps_how_many_and_loses_who(tmp_path: Path) -> None:
    plain, shuffled = build(Plan(2000, 4)), build(Plan(2000, 4, shuffled=True))

    def cases_each(world: World) -> list[int]:
        named = Counter(person for case in world.cases for person in case.people(*ACCUSED))
        return sorted(named.values(), reverse=True)

    before, after = cases_each(plain), cases_each(shuffled)
    assert not shuffled.rings
    assert all(case.ring < 0 for case in shuffled.cases)
    assert sum(before) - sum(after) < 0.01 * sum(before)
    assert after[:20] == pytest.approx(before[:20], abs=1)
    planted, _ledger = generate(Plan(300, 4, shuffled=True), tmp_path)
    assert planted["rings"] == []


def test_lost_evidence_leaves_fewer_ties_and_the_same_people() -> None:
    plain, thinned = build(Plan(2000, 4)), build(Plan(2000, 4, lost=0.3))
    assert len(thinned.people) == len(plain.people)
    assert len(thinned.contacts) / len(plain.contacts) == pytest.approx(0.7, abs=0.05)


def test_ledger_counts_the_rows_of_every_file(tmp_path: Path) -> None:
    _planted, ledger = generate(Plan(400, 9), tmp_path)
    found = files(tmp_path)
    assert set(found) == {f"{register}/{name}" for register, tables in ledger.items() for name in tables}
    for register, tables in ledger.items():
        for name, counts in tables.items():
            rows = len(column(tmp_path / register / name, 0))
            assert counts["rows_read"] == rows
            assert rows == counts["rows_used"] + counts["rows_merged"] + counts["rows_rejected"]
            assert counts["rows_rejected"] == len(counts["rejected"])
    assert ledger["main"]["involvements.csv"]["rows_rejected"] == 4
    assert ledger["main"]["calls.csv"]["rows_merged"] > 10
    assert ledger["LC"]["calls.csv"]["rows_merged"] > 10


def test_truth_names_records_that_are_there(tmp_path: Path) -> None:
    planted, _ledger = generate(Plan(400, 9), tmp_path)
    there = {f"{t}:{r}/{key}" for r in ("main", "LC") for t in ("persons", "cases", "routes")
             for key in column(tmp_path / r / f"{t}.csv", 0)}  # fmt: skip
    named = {record for ring in planted["rings"] for member in ring["members"] for record in member["records"]}
    named |= {record for ring in planted["rings"] for key in ("cases", "routes", "victims") for record in ring[key]}
    named |= {*planted["cases"], *planted["routes"], *planted["protected"], *planted["acquitted"], *planted["helpers"]}
    assert named <= there
    members = [record for ring in planted["rings"] for member in ring["members"] for record in member["records"]]
    assert len(members) == len(set(members))


def test_each_date_column_says_which_is_the_day(tmp_path: Path) -> None:
    generate(Plan(150, 2), tmp_path)
    for path in tmp_path.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for name in rows[0]:
            days = [m.group(1) for row in rows if (m := re.match(r"(\d\d)/\d\d/\d{4}", row[name]))]
            assert not days or max(map(int, days)) > 12, (path, name)


def test_more_rings_than_fit_is_an_error_with_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--people", "100", "--rings", "50"]) == 1
    assert "Ask for 2 or fewer" in capsys.readouterr().err


def test_bundled_sample_is_what_the_generator_writes(tmp_path: Path) -> None:
    generate(SAMPLE, tmp_path)
    assert files(tmp_path) == files(ROOT / SAMPLE_RECORDS)
    assert sum(map(len, files(tmp_path).values())) < 600_000
    assert "invented" in (ROOT / SAMPLE_RECORDS / "README.md").read_text(encoding="utf-8")
