"""The bundled sample case, from its files into a case: what it must become, and what must never happen to it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import ROOT, SAMPLE_RECORDS, SAMPLE_TRUTH, generate
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE, disagreements, import_register
from main import load_importers
from netlens.case.audit import verify
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.importing import import_files
from netlens.case.protection import protected_ids
from netlens.case.records import Ledger
from netlens.errors import CaseFileError
from netlens.network.corridors import case_corridors
from netlens.progress import finish

RECORDS = ROOT / SAMPLE_RECORDS
TABLES = ("persons", "cases", "involvements", "holdings", "stops", "travellers", "links", "calls", "payments")


def planted() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / SAMPLE_TRUTH / "truth.json").read_text(encoding="utf-8"))
    return content


def expected() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / SAMPLE_TRUTH / "ledger.json").read_text(encoding="utf-8"))
    return content


def content(path: Path) -> dict[str, list[list[str]]]:
    """All that counts in a case, as text: what two equal cases have in common."""
    with Case.open(path, PASSPHRASE) as case:
        tables = {name: case.table(name).astype(str).values.tolist() for name in TABLES}
        return {**tables, "counts": [[str(one)] for one in case.counts()]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Ledger]]:
    """The sample case file with both registers, and their ledgers. Copy it before changing it."""
    path = tmp_path_factory.mktemp("sample") / "sample.netlens"
    Case.create(path, PASSPHRASE, sample=True).close()
    return path, {name: import_register(path, RECORDS, name) for name in expected()}


@pytest.fixture
def own(made: tuple[Path, dict[str, Ledger]], tmp_path: Path) -> Path:
    return Path(shutil.copy(made[0], tmp_path / "own.netlens"))


def test_every_row_becomes_what_was_planned(made: tuple[Path, dict[str, Ledger]]) -> None:
    for register, ledger in made[1].items():
        assert disagreements(expected()[register], ledger) == []
        flags = {code for file in ledger.files for code in file.flags}
        assert {"bad_phone", "unknown_province", "bad_date"} <= flags


def test_it_says_that_it_is_a_sample_and_holds_two_registers(made: tuple[Path, dict[str, Ledger]]) -> None:
    with Case.open(made[0], PASSPHRASE) as case:
        assert case.sample
        assert case.registers() == ("main", "LC")
        assert case.by_record_id("persons:main/P0001") != case.by_record_id("persons:LC/P0001")
        assert not verify(case).problems


def test_who_must_be_protected_is(made: tuple[Path, dict[str, Ledger]]) -> None:
    with Case.open(made[0], PASSPHRASE) as case:
        shielded = {case.record_id(number) for number in protected_ids(case)}
    assert set(planted()["protected"]) <= shielded


def test_nothing_joins_two_records_of_one_person(made: tuple[Path, dict[str, Ledger]]) -> None:
    with Case.open(made[0], PASSPHRASE) as case:
        for records in planted()["same_person"]:
            assert len({case.by_record_id(record) for record in records}) == len(records)


def test_cases_lie_on_the_corridors_they_were_planted_on(made: tuple[Path, dict[str, Ledger]]) -> None:
    with Case.open(made[0], PASSPHRASE) as case:
        told = {case.record_id(number): codes for number, codes in case_corridors(case).items()}
    assert {name: told.get(name) for name in planted()["cases"]} == {
        name: (code,) for name, code in planted()["cases"].items()
    }


def test_the_same_files_again_add_nothing_and_say_so(own: Path) -> None:
    before = content(own)
    for register in expected():
        ledger = import_register(own, RECORDS, register)
        assert sum(file.rows_used for file in ledger.files) == 0
        assert sum(file.rows_merged for file in ledger.files) > 0
    assert content(own) == before


def test_an_import_withdrawn_leaves_the_case_as_it_was(made: tuple[Path, dict[str, Ledger]], tmp_path: Path) -> None:
    path = tmp_path / "one.netlens"
    Case.create(path, PASSPHRASE).close()
    import_register(path, RECORDS, "main")
    before = content(path)
    ledger = import_register(path, RECORDS, "LC")
    with_both = content(path)
    assert with_both != before
    with Case.open(path, PASSPHRASE) as case:
        case.apply(WithdrawImport(ledger.import_id))
    assert content(path) == before
    with Case.open(path, PASSPHRASE) as case:
        case.apply(CountImport(ledger.import_id))
    assert content(path) == with_both


def test_an_import_cancelled_midway_leaves_the_case_as_it_was(own: Path, tmp_path: Path) -> None:
    generate(Plan(400, 3), tmp_path)
    before = content(own)
    job = import_files(own, PASSPHRASE, [tmp_path / "main"], load_importers(), register="NA")
    for _ in range(3):
        next(job)
    job.close()
    assert content(own) == before


KILLED = """
import sys
from pathlib import Path
from main import load_importers
from netlens.case.importing import import_files
path, records, passphrase = sys.argv[1:]
for step in import_files(Path(path), passphrase, [Path(records)], load_importers(), register="NA"):
    print(step.done, flush=True)
"""


def test_an_import_killed_midway_leaves_the_case_as_it_was(own: Path, tmp_path: Path) -> None:
    generate(Plan(1500, 3), tmp_path)
    before = content(own)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(own), str(tmp_path / "main"), PASSPHRASE],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        while (line := process.stdout.readline()) and int(line) < 1000:
            pass
        process.kill()
    assert process.returncode != 0, "it was done before it could be killed"
    assert content(own) == before
    register = import_files(own, PASSPHRASE, [tmp_path / "main"], load_importers(), register="NA")
    assert finish(register).files  # the case still takes an import


def problems(path: Path) -> list[str]:
    try:
        with Case.open(path, PASSPHRASE) as case:
            return list(verify(case).problems)
    except CaseFileError as error:
        return [error.message]


def test_a_flipped_byte_is_found(own: Path) -> None:
    assert problems(own) == []
    raw = bytearray(own.read_bytes())
    raw[len(raw) // 2] ^= 1
    own.write_bytes(raw)
    assert problems(own)
