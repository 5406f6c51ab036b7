"""netlens rings and why, over a small generated case: the contract's keys, the same bytes again, nobody named."""

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest

import main
from benchmarks.generate import generate
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.edits.rings import DecideRing, ForgetRings, KeepRings
from netlens.case.importing import import_files
from netlens.case.protection import protected_ids
from netlens.case.records import Decision, Rings
from netlens.case.values.grade import grade_weight
from netlens.network.evidence import gather
from netlens.network.rings import detect
from netlens.network.rings.why import why_ring
from netlens.progress import finish
from netlens.report.listing import rings_json

TOP = {"settings", "rings", "unassigned", "hubs", "note"}
RING = {
    *("id", "label", "status", "decision", "size", "stability", "p_value", "q_value", "density", "redundancy"),
    *("corridors", "offences", "cases", "routes", "victims", "weakest_grade", "first", "last", "evidence", "members"),
    "disputes",
}
MEMBER = {
    *("id", "records", "name", "protected", "band", "recorded", "functions", "stage", "by_hand", "degree"),
    *("betweenness", "constraint", "evidence"),
}
SETTINGS = {"method", "objective", "resolutions", "seeds", "weights", "filters", "versions"}
ROW = {"file", "sheet", "row", "register", "sha256"}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Two registers of a small world with rings, and what was planted."""
    folder = tmp_path_factory.mktemp("records")
    truth, _ledger = generate(Plan(200, 41), folder)
    return folder, truth


def filled(path: Path, records: Path, *, backwards: bool = False) -> Path:
    Case.create(path, PASSPHRASE).close()
    for register in ("LC", "main") if backwards else ("main", "LC"):
        files = sorted((records / register).iterdir(), reverse=backwards)
        job = import_files(path, PASSPHRASE, files, main.load_importers(), register=register)
        with Case.open(path, PASSPHRASE) as case:
            case.apply(CountImport(finish(job).import_id))
    return path


@pytest.fixture(scope="module")
def made(records: tuple[Path, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = filled(tmp_path_factory.mktemp("case") / "a.netlens", records[0])
    run("rings", path)
    return path.read_bytes()


@pytest.fixture
def case(made: bytes, tmp_path: Path) -> Path:
    """A case file of one's own, with a detection kept in it."""
    path = tmp_path / "a.netlens"
    path.write_bytes(made)
    return path


def run(*argv: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETLENS_PASSPHRASE", PASSPHRASE)
        return main.main([*map(str, argv), "--quiet"])


def listed(path: Path, *argv: object) -> dict[str, Any]:
    file = path.parent / "rings.json"
    assert run("rings", path, *argv, "--json", file) == 0
    said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return said


def latest(case: Case) -> Rings:
    rings = case.detection()
    assert rings is not None
    return rings


def test_the_contract_and_the_same_bytes_again(case: Path) -> None:
    said = listed(case, "--all")
    first = (case.parent / "rings.json").read_bytes()
    assert set(said) == TOP
    assert set(said["settings"]) >= SETTINGS
    for ring in said["rings"]:
        assert set(ring) == RING
        assert 0.0 < ring["p_value"] <= ring["q_value"] <= 1.0
        assert 0.0 <= ring["stability"] <= 1.0
        assert ring["size"] == len(ring["members"])
        for member in ring["members"]:
            assert set(member) == MEMBER
            assert member["band"] in ("firm", "likely", "possible", "loose")
    listed(case, "--all")
    assert (case.parent / "rings.json").read_bytes() == first


def test_planted_rings_are_found_and_no_only_victim_is_a_member(
    case: Path, records: tuple[Path, dict[str, Any]]
) -> None:
    truth = [{record for member in ring["members"] for record in member["records"]} for ring in records[1]["rings"]]
    said = listed(case)
    supported = [{m["id"] for m in ring["members"]} for ring in said["rings"] if ring["status"] == "supported"]
    likeness = [max(len(one & true) / len(one | true) for one in supported) for true in truth]
    assert sum(value >= 0.5 for value in likeness) >= 0.8 * len(truth)
    with Case.open(case, PASSPHRASE) as opened:
        roles = opened.table("involvements").groupby("person").role.agg(set)
        for ring in latest(opened).rings:
            for member in ring.members:
                assert not roles.get(member.vertex, set()) or roles[member.vertex] & {"offender", "suspect"}
            for victim in ring.victims:
                assert not roles[victim] & {"offender", "suspect"}


def shuffled(source: Path, to: Path) -> Path:
    """The same records with their rows in another order."""
    draw = random.Random(3)
    for file in sorted(source.rglob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            head, *rows = csv.reader(stream)
        draw.shuffle(rows)
        target = to / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([head, *rows])
    return to


def test_rows_shuffled_and_files_in_another_order_give_the_same_rings(
    made: bytes, records: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    other = filled(tmp_path / "b.netlens", shuffled(records[0], tmp_path / "records"), backwards=True)
    run("rings", other)
    one = tmp_path / "one.netlens"
    one.write_bytes(made)
    texts = []
    for path in (one, other):
        with Case.open(path, PASSPHRASE) as opened:
            said = rings_json(opened, latest(opened))
        for ring in said["rings"]:
            for member in ring["members"]:
                member["name"] = ""  # the codes of protected people are given in the order of import
        texts.append(json.dumps(said, ensure_ascii=False, indent=1))
    assert texts[0] == texts[1]


def test_protected_people_go_by_code_and_names_need_an_authority(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        persons = opened.table("persons")
        hidden = persons[persons.id.isin(protected_ids(opened))]
        others = set(persons.name[~persons.id.isin(protected_ids(opened))])
        secrets = {name for name in hidden.name if " " in name} - others
        members = {member.vertex for ring in latest(opened).rings for member in ring.members}
    assert members & set(hidden.id), "no protected person acted: choose another seed"
    listed(case, "--all")
    text = (case.parent / "rings.json").read_text(encoding="utf-8") + capsys.readouterr().out
    assert not [name for name in secrets if name in text]

    file = case.parent / "named.json"
    assert run("rings", case, "--identify-victims", "--json", file) == 2
    assert run("rings", case, "--identify-victims", "--authority", " ", "--json", file) == 2
    assert not file.exists()
    assert run("rings", case, "--identify-victims", "--authority", "Order 7", "--json", file) == 0
    assert any(ring["victim_records"] for ring in json.loads(file.read_text(encoding="utf-8"))["rings"])
    with Case.open(case, PASSPHRASE) as opened:
        entries = [entry for entry in opened.history() if entry.kind == "unmasking"]
    assert [entry.detail["authority"] for entry in entries] == ["Order 7"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--seed", "-1"),
        ("--method", "girvan-newman"),
        ("--method", "infomap", "--resolution", "2"),
        ("--preset", "nothing"),
        ("--from", "31/05/2023"),
        ("--from", "2024", "--to", "2023"),
        ("--corridor", "nowhere"),
        ("--identify-victims", "--authority", "x"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    case: Path, wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rings", case, *wrong) == 2
    said = capsys.readouterr().err
    assert "leiden-ladder" in said or "girvan" not in said


def test_a_case_without_people_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Case.create(tmp_path / "e.netlens", PASSPHRASE).close()
    assert run("rings", tmp_path / "e.netlens") == 0
    assert "The case holds nothing yet" in capsys.readouterr().out


def test_a_corridor_filters_the_list_only(case: Path) -> None:
    whole = {ring["id"]: ring for ring in listed(case)["rings"]}
    code = next(share["code"] for ring in whole.values() for share in ring["corridors"])
    said = listed(case, "--corridor", code.lower())
    assert said["settings"]["filters"]["corridor"] == code
    along = [name for name, ring in whole.items() if code in {share["code"] for share in ring["corridors"]}]
    assert [ring["id"] for ring in said["rings"]] == along
    assert [ring["id"] for ring in listed(case)["rings"]] == list(whole)


def test_a_period_is_said(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(case, "--from", "2023")["settings"]["filters"]["from"] == "2023"
    assert "Only evidence of the period 2023 to …" in capsys.readouterr().out


def test_ids_decisions_and_members_by_hand_stay(case: Path) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        before = latest(opened)
        ring, other = before.rings[0], before.rings[1]
        gone, come = ring.members[-1].vertex, other.members[-1].vertex
        opened.apply(DecideRing(Decision(ring.id, "confirmed", "", "Operation One", (come,), (gone,))))
    said = {one["id"]: one for one in listed(case, "--seed", "7")["rings"]}
    kept = said[ring.id]
    assert (kept["decision"], kept["label"]) == ("confirmed", "Operation One")
    with Case.open(case, PASSPHRASE) as opened:
        ids = {member["id"] for member in kept["members"]}
        assert opened.record_id(come) in ids
        assert opened.record_id(gone) not in ids
        assert [m["by_hand"] for m in kept["members"] if m["id"] == opened.record_id(come)] == [True]
        after = latest(opened)
        assert {one.id for one in after.rings if one.status == "supported"} <= {one.id for one in before.rings}


def test_a_number_set_aside_is_never_used_again(case: Path) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        number, _time, _settings = opened.detections()[-1]
        used = {ring.id for ring in latest(opened).rings}
        opened.apply(ForgetRings(number))
        assert opened.detection() is None
        found = finish(detect(opened, gather(opened)))
        assert used.isdisjoint(ring.id for ring in found.rings)
        opened.apply(KeepRings(found))


def test_why_cites_exactly_the_rows(case: Path) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        ring = latest(opened).rings[0]
        members = {member.vertex for member in ring.members}
        why = why_ring(opened, gather(opened), ring)
        shared = next(reason for reason in why.reasons if reason.kind == "case")
        acting = opened.table("involvements")
        acting = acting[acting.person.isin(members) & acting.case.isin(shared.subjects)]
        acting = acting[acting.role.isin(["offender", "suspect"])]
        acting = acting[[grade_weight(grade) > 0 for grade in acting.grade]]
        ended = acting[acting.stage.isin(["acquitted", "dropped"])]
        cleared = set(zip(ended.person, ended.case, strict=True))
        rows = zip(acting.person, acting.case, acting.file, acting.row, strict=True)
        assert set(shared.rows) == {(file, row) for person, of, file, row in rows if (person, of) not in cleared}


def test_why_json_names_file_row_register_and_hash(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        ring = latest(opened).rings[0]
        member = opened.record_id(ring.members[0].vertex)
    file = case.parent / "why.json"
    assert run("why", case, "--ring", ring.id, "--member", member, "--json", file) == 0
    shown = capsys.readouterr().out
    assert "LC: " in shown or "main: " in shown
    said = json.loads(file.read_text(encoding="utf-8"))
    rows = [row for reason in said["reasons"] for row in reason["rows"]]
    assert rows
    assert all(set(row) == ROW and len(row["sha256"]) == 64 and row["row"] >= 2 for row in rows)
    first = file.read_bytes()
    assert run("why", case, "--ring", ring.id, "--member", member, "--json", file) == 0
    assert file.read_bytes() == first
    assert run("why", case, "--ring", "R999") == 1


def test_a_sentence_names_no_one_outside_the_ring(case: Path) -> None:
    from dataclasses import replace

    from netlens.network.rings.why import why_member
    from netlens.report.sentences import sentence

    with Case.open(case, PASSPHRASE) as opened:
        evidence, rings = gather(opened), latest(opened)
        reasons = [
            (ring, reason)
            for ring in rings.rings
            for member in ring.members
            for reason in why_member(opened, evidence, ring, member.vertex).reasons
            if reason.kind == "ring"
        ]
        assert reasons
        for ring, reason in reasons:
            members = {member.vertex for member in ring.members}
            assert members.isdisjoint(reason.others)
            assert sentence(opened, reason, "en") == sentence(opened, replace(reason, others=()), "en")
