"""Nothing crashes, and nothing nonsensical is said, on the odd cases: from files to summary by the commands alone."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from main import main
from netlens.case.case import Case
from netlens.case.edits.imports import WithdrawImport
from tests.journeys.odd_worlds import NONSENSE, WORLDS, written

KEY = "one two three four"
TO = ("--recipient", "GB", "--purpose", "a test", "--handling", "P")
SECONDS = 20  # of one core: none of these cases is more work than that
SILENT = {  # worlds in which no group may be told from chance
    "no_offenders", "one_person", "two_people", "no_people", "giant", "all_alone", "all_in_one_case", "all_with_all",
    "star_and_chain", "counts_out_of_bounds", "to_oneself", "one_phone_for_all",
}  # fmt: skip


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., str]]:
    """A command, which must end as expected and say nothing nonsensical; gives what it said."""

    def do(*arguments: object, codes: tuple[int, ...] = (0,)) -> str:
        code = main([*map(str, arguments), "--quiet"])
        said = capsys.readouterr()
        assert code in codes, (arguments[0], said.err)
        sensible(said.out + said.err, str(arguments[0]))
        return said.out

    return do


def sensible(text: str, where: str) -> None:
    plain = text.replace("{n} {people}", "")  # somebody's name in one of the worlds
    assert NONSENSE.search(plain) is None, (where, NONSENSE.search(plain))


def refuse(constant: str) -> Any:
    raise AssertionError(f"{constant} is no JSON")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)


@pytest.mark.parametrize("name", WORLDS)
def test_an_odd_case_goes_the_whole_way(name: str, tmp_path: Path, run: Callable[..., str]) -> None:
    begun = time.process_time()
    case = tmp_path / "case.netlens"
    run("import", case, written(name, tmp_path / "records"), codes=(0, 3))
    run("rings", case, "--all", "--json", tmp_path / "rings.json")
    found = read(tmp_path / "rings.json")
    for ring in found["rings"]:
        assert 0 <= ring["p_value"] <= 1
        assert 0 <= ring["stability"] <= 1
        assert ring["status"] != "supported" or ring["p_value"] < 0.05
        assert len(ring["members"]) == ring["size"] >= 3
    if name in SILENT:
        assert not [ring for ring in found["rings"] if ring["status"] == "supported"]
    for ring in found["rings"][:1]:
        one = ring["members"][0]["id"]
        run("why", case, "--ring", ring["id"], "--member", one, "--lang", "vi", "--json", tmp_path / "why.json")
        assert read(tmp_path / "why.json")["hangs_on"]["whole"]["staying"]
    told = [ring for ring in found["rings"] if ring["status"] != "chance"]
    if not [ring for ring in told if ring["status"] == "supported"]:
        run("export", case, "--all", "--format", "html", "--to", tmp_path / "out", *TO, codes=(1,))
    for ring in told[:1]:
        run("export", case, "--ring", ring["id"], "--format", "json", "--to", tmp_path / "one.json", *TO)
        sensible((tmp_path / "one.json").read_text(encoding="utf-8"), "summary")
        read(tmp_path / "one.json")
        run("export", case, "--ring", ring["id"], "--format", "pdf", "--to", tmp_path / "one.pdf", *TO)
    shown = [argument for ring in told[:1] for argument in ("--ring", ring["id"])]
    run("picture", case, *shown, "--to", tmp_path / "picture.svg")
    sensible((tmp_path / "picture.svg").read_text(encoding="utf-8"), "picture")
    run("verify", case)
    assert time.process_time() - begun < SECONDS


def test_a_case_into_which_nothing_came(tmp_path: Path, run: Callable[..., str]) -> None:
    case = tmp_path / "case.netlens"
    Case.create(case, KEY).close()
    assert "nothing yet" in run("rings", case, "--all")
    run("why", case, "--ring", "R1", codes=(1,))
    run("export", case, "--all", "--format", "pdf", "--to", tmp_path / "out", *TO, codes=(1,))
    for suffix in ("svg", "pdf", "png"):
        run("picture", case, "--to", tmp_path / f"p.{suffix}")
    run("verify", case)


def test_two_registers_with_the_same_keys_stay_apart(tmp_path: Path, run: Callable[..., str]) -> None:
    case = tmp_path / "case.netlens"
    run("import", case, written("everyone_protected", tmp_path / "one"))
    run("import", case, written("strange_words", tmp_path / "two"), "--register", "LC", codes=(0, 3))
    run("rings", case, "--json", tmp_path / "rings.json")
    rings = read(tmp_path / "rings.json")["rings"]
    assert len(rings) == 10
    for ring in rings:
        registers = {member["id"].partition(":")[2].partition("/")[0] for member in ring["members"]}
        assert len(registers) == 1
    for ring in (rings[0], rings[-1]):
        run("why", case, "--ring", ring["id"], "--member", ring["members"][0]["id"])
    run("verify", case)


def test_rings_whose_records_were_withdrawn(tmp_path: Path, run: Callable[..., str]) -> None:
    """The kept detection speaks of people who no longer count: nothing fails, and nothing is said of them."""
    case = tmp_path / "case.netlens"
    run("import", case, written("strange_words", tmp_path / "one"), codes=(0, 3))
    run("rings", case, "--json", tmp_path / "rings.json")
    ring = read(tmp_path / "rings.json")["rings"][0]["id"]
    with Case.open(case, KEY) as opened:
        opened.apply(WithdrawImport(1))
    run("why", case, "--ring", ring, codes=(0, 1))
    run("export", case, "--ring", ring, "--format", "html", "--to", tmp_path / "one.html", *TO, codes=(0, 1))
    run("picture", case, "--to", tmp_path / "p.svg")
    run("rings", case)
    run("verify", case)
