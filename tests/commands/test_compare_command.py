"""netlens rings in other ways, by presets, and netlens compare: over the bundled records, register by register."""

import json
from pathlib import Path
from typing import Any

import pytest

import main
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.case.protection import code, protected_ids
from netlens.case.store.protected import never_members
from netlens.progress import finish
from netlens.resource import folder

KEY = "boat lantern seven quiet mango river"
KEPT = {"detection", "time", "method", "words", "supported", "tentative"}
PASSAGE = {"became", "before", "after", "like_chance", "gained", "lost", "new_evidence", "text"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """One register and its rings, then the other and the rings of both."""
    path = tmp_path_factory.mktemp("two") / "a.netlens"
    Case.create(path, KEY).close()
    for register in ("LC", "main"):
        job = import_files(
            path, KEY, sorted((folder("sample") / register).iterdir()), main.load_importers(), register=register
        )
        with Case.open(path, KEY) as case:
            case.apply(CountImport(finish(job).import_id))
        assert run("rings", path) == 0
    return path.read_bytes()


@pytest.fixture
def case(made: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "a.netlens"
    path.write_bytes(made)
    return path


def run(*argv: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETLENS_PASSPHRASE", KEY)
        return main.main([*map(str, argv), "--quiet"])


def written(command: str, path: Path, *argv: object) -> dict[str, Any]:
    file = path.parent / f"{command}.json"
    assert run(command, path, *argv, "--json", file) == 0
    said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return said


def test_what_an_import_brought_is_told_ring_by_ring(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = written("compare", case)
    shown = capsys.readouterr().out
    assert set(said["before"]) == set(said["after"]) == KEPT
    assert (said["before"]["detection"], said["after"]["detection"]) == (1, 2)
    assert said["imports"] == [2]
    assert said["differences"] == []
    assert "1 import came between" in shown
    assert all(set(one) == PASSAGE for one in said["rings"])
    new = [one for one in said["rings"] if one["became"] == "new"]
    assert len(new) >= 5
    assert all(one["new_evidence"] for one in new)
    assert "New evidence ties its members: Calls" in shown
    first = (case.parent / "compare.json").read_bytes()
    assert written("compare", case, "--with", "1") == said
    assert (case.parent / "compare.json").read_bytes() == first
    with Case.open(case, KEY) as opened:
        assert [entry.detail["format"] for entry in opened.history() if entry.kind == "extract"][-1] == "compare"


def test_a_comparison_names_nobody_protected_and_no_only_victim(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rings", case, "--method", "louvain", "--from", "2022") == 0
    text = str(written("compare", case, "--with", "1")) + capsys.readouterr().out
    with Case.open(case, KEY) as opened:
        persons = opened.table("persons")
        hidden = persons[persons.id.isin(protected_ids(opened))]
        others = set(persons.name[~persons.id.isin(protected_ids(opened))])
        secrets = {name for name in hidden.name if " " in name} - others
        codes = {code(opened, number) for number in never_members(opened.reading)} - {""}
    assert len(secrets) > 50
    assert [name for name in secrets if name in text] == []
    moved = {move["id"] for one in written("compare", case)["rings"] for move in (*one["gained"], *one["lost"])}
    assert len(codes) > 50
    assert not moved & codes


def test_plain_methods_state_what_they_were_asked(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = written("rings", case, "--all", "--method", "leiden", "--objective", "cpm", "--resolution", "0.2",
                   "--max-size", "12")  # fmt: skip
    assert said["settings"]["method"] == "leiden"
    assert said["settings"]["objective"] == "cpm"
    assert said["settings"]["resolutions"] == [0.2]
    assert said["settings"]["seeds"] == [1]
    assert said["settings"]["iterations"] == -1
    assert said["settings"]["max_size"] == 12
    assert max(ring["size"] for ring in said["rings"]) <= 12
    assert {ring["status"] for ring in said["rings"]} >= {"supported", "chance"}
    assert "Looked for by: Leiden (CPM, resolution 0.2, at most 12 people)." in capsys.readouterr().out
    first = (case.parent / "rings.json").read_bytes()
    written("rings", case, "--all", "--method", "leiden", "--objective", "cpm", "--resolution", "0.2",
            "--max-size", "12")  # fmt: skip
    assert (case.parent / "rings.json").read_bytes() == first


def test_a_preset_is_saved_chosen_and_changed_by_what_is_said_beside_it(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rings", case, "--method", "louvain", "--resolution", "1.5", "--from", "2020", "--without", "kind:call",
               "--save-preset", "Since 2020") == 0  # fmt: skip
    said = written("rings", case, "--preset", "since 2020")["settings"]
    assert (said["method"], said["resolutions"]) == ("louvain", [1.5])
    assert said["filters"] == {"from": "2020", "to": "", "without": ["kind:call"]}
    said = written("rings", case, "--preset", "Since 2020", "--resolution", "3", "--to", "2024")["settings"]
    assert (said["resolutions"], said["filters"]["from"], said["filters"]["to"]) == ([3.0], "2020", "2024")
    said = written("rings", case, "--preset", "Since 2020", "--method", "components")["settings"]
    assert (said["method"], said["resolutions"], said["filters"]["from"]) == ("components", [], "2020")
    capsys.readouterr()
    assert run("rings", case, "--preset", "Until 2020") == 2
    assert "Since 2020" in capsys.readouterr().err


def test_settings_that_differ_are_said_in_words(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rings", case, "--method", "leiden", "--max-size", "20", "--from", "2021-05") == 0
    capsys.readouterr()
    said = written("compare", case)
    shown = capsys.readouterr().out
    assert "Looked for by Leiden, before by Standard search." in shown
    assert "Largest ring: 20, before not set." in shown
    assert "Evidence from: 2021-05, before not set." in shown
    assert [one["what"] for one in said["differences"]] == ["method", "max_size", "from"]
    assert run("compare", case, "--lang", "vi") == 0
    assert "Leiden" in capsys.readouterr().out


def test_kept_detections_are_listed_and_chosen(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", case, "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all("Standard search" in line for line in lines)
    assert run("compare", case, "--with", "1999-01-01") == 1
    assert run("compare", case, "--with", "2") == 1
    assert run("compare", case, "--with", "7") == 1
    Case.create(case.parent / "empty.netlens", KEY).close()
    capsys.readouterr()
    assert run("compare", case.parent / "empty.netlens") == 1
    assert "nothing to compare" in capsys.readouterr().err
