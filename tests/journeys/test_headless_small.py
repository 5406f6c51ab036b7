"""From records to a ring summary by the commands alone, as a script of another agency would do it."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generate
from benchmarks.generator.model import Plan
from main import main

PLAN = Plan(240, 21, corridors=("CN", "KH", "GB", "LA", "CN+KH", "MY"))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    generate(PLAN, folder)
    return folder


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", "a passphrase")


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


def rings_of(folder: Path, files: list[Path]) -> Path:
    """The rings found in these files, in a case of their own, as a list."""
    folder.mkdir()
    case, rings = folder / "case.netlens", folder / "rings.json"
    assert main(["import", str(case), *map(str, files), "--quiet"]) == 3
    assert main(["rings", str(case), "--seed", "1", "--json", str(rings), "--quiet"]) == 0
    return rings


def test_the_same_rings_again_to_the_byte_and_in_another_order_of_files(records: Path, tmp_path: Path) -> None:
    files = sorted((records / "main").glob("*.csv"))
    once = rings_of(tmp_path / "once", files)
    assert rings_of(tmp_path / "again", files).read_bytes() == once.read_bytes()
    back = rings_of(tmp_path / "back", files[::-1])
    assert members(back) == members(once)
    assert members(once)


def members(path: Path) -> list[tuple[str, list[Any]]]:
    return [(ring["id"], [member["records"] for member in ring["members"]]) for ring in read(path)["rings"]]
