"""From records to a ring summary by the commands alone, as a script of another agency would do it."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generate
from benchmarks.generator.model import Plan
from main import main

PLAN = Plan(240, 21, corridors=("CN", "KH", "GB", "LA", "CN+KH", "MY"))


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETLENS_PASSPHRASE", "a passphrase")
    generate(PLAN, tmp_path / "records")
    return tmp_path / "records"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_from_records_to_summary(records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, ledger, rings = tmp_path / "case.netlens", tmp_path / "ledger.json", tmp_path / "rings.json"
    steps = [
        (["import", str(case), str(records / "main"), "--json", str(ledger)], 3),
        (["import", str(case), str(records / "LC"), "--register", "LC"], 3),
        (["rings", str(case), "--seed", "1", "--json", str(rings)], 0),
        (["export", str(case), "--all", "--format", "json", "--to", str(tmp_path / "out"), "--recipient", "GB-NCA",
          "--purpose", "joint working group", "--handling", "P"], 0),
        (["verify", str(case)], 0),
    ]  # fmt: skip
    for arguments, code in steps:
        assert main([*arguments, "--quiet"]) == code, (arguments, capsys.readouterr().err)
    for file in read(ledger)["files"]:
        assert file["rows_read"] == file["rows_used"] + file["rows_merged"] + file["rows_rejected"]
    found = read(rings)["rings"]
    supported = {ring["id"] for ring in found if ring["status"] == "supported"}
    assert supported
    exported = [path for path in (tmp_path / "out").glob("*.json") if path.name != "manifest.json"]
    assert len(exported) == len(supported)
    handed_on = next(path for path in exported if path.name != "manifest.json")
    assert main(["verify", str(case), "--export", str(handed_on)]) == 0
    assert "GB-NCA" in capsys.readouterr().out


def test_the_same_records_give_the_same_rings_to_the_byte(records: Path, tmp_path: Path) -> None:
    answers = []
    for name in ("one", "two"):
        case, rings = tmp_path / f"{name}.netlens", tmp_path / f"{name}.json"
        assert main(["import", str(case), str(records / "main"), "--quiet"]) == 3
        assert main(["rings", str(case), "--seed", "1", "--json", str(rings), "--quiet"]) == 0
        answers.append(rings.read_bytes())
    assert answers[0] == answers[1]


def test_files_in_another_order_give_the_same_rings(records: Path, tmp_path: Path) -> None:
    answers = []
    tables = sorted((records / "main").glob("*.csv"))
    for name, files in (("ahead", tables), ("back", tables[::-1])):
        case, rings = tmp_path / f"{name}.netlens", tmp_path / f"{name}.json"
        assert main(["import", str(case), *map(str, files), "--quiet"]) == 3
        assert main(["rings", str(case), "--seed", "1", "--json", str(rings), "--quiet"]) == 0
        answers.append(
            [(ring["id"], [member["records"] for member in ring["members"]]) for ring in read(rings)["rings"]]
        )
    assert answers[0] == answers[1]
