"""The contract of an importer, run over every one found in the folder."""

import pickle
from pathlib import Path

import pytest

import importers
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import Importer, ReadOptions, import_files, preview
from netlens.case.records import CaseRecord, FileLedger, Issue
from netlens.case.schema import EVERY
from netlens.errors import NetLensError
from netlens.plugins import collect
from netlens.progress import finish

KEY = "một hai ba"
SAMPLES = Path(__file__).parent.parent / "samples"
FOUND = collect(importers, "IMPORTER", Importer)
every = pytest.mark.parametrize("importer", FOUND, ids=lambda importer: importer.name)


@every
def test_it_has_a_sample_it_recognises_and_no_other_does(importer: Importer) -> None:
    sample = SAMPLES / importer.sample
    assert sample.is_file(), "name a small file of the format under tests/samples/"
    assert [other.name for other in FOUND if other.recognises(sample)] == [importer.name]
    assert sample.suffix in importer.suffixes
    assert importer.label


@every
def test_a_worker_process_can_be_given_it(importer: Importer) -> None:
    assert pickle.loads(pickle.dumps(importer)).name == importer.name


@every
def test_it_yields_native_records_as_they_are_written(importer: Importer) -> None:
    rows = list(importer.read(SAMPLES / importer.sample, ReadOptions()))
    records = [row for row in rows if isinstance(row, CaseRecord)]
    assert records
    assert all(isinstance(row, CaseRecord | Issue) for row in rows)
    for record in records:
        columns = {column.name for column in EVERY[record.table].columns}
        assert set(record.values) <= columns
        assert all(isinstance(text, str) for text in (*record.values.values(), *record.extra.values()))
        assert record.row > 0


def taken(path: Path, file: Path) -> tuple[FileLedger, tuple[dict[str, int], dict[str, int]], int]:
    """Import one file: its ledger, what the case then holds, and how many rejected rows it keeps."""
    ledger = finish(import_files(path, KEY, [file], FOUND))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
        return ledger.files[0], case.counts(), len(case.table("rejected"))


@every
def test_every_row_of_its_sample_is_accounted_for(importer: Importer, tmp_path: Path) -> None:
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    first, holds, kept = taken(path, SAMPLES / importer.sample)
    assert first.importer == importer.name
    assert first.rows_read == first.rows_used + first.rows_merged + first.rows_rejected > 0
    assert first.rows_rejected == len(first.rejected) == kept
    again, holds_then, _kept = taken(path, SAMPLES / importer.sample)
    assert again.rows_read == again.rows_merged + again.rows_rejected == first.rows_read
    assert holds_then == holds


@every
def test_a_damaged_sample_is_said_in_one_sentence(importer: Importer, tmp_path: Path) -> None:
    whole = (SAMPLES / importer.sample).read_bytes()
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    for n, cut in enumerate((0, 1, len(whole) // 3, len(whole) - 7)):
        part = tmp_path / f"part{n}{importer.suffixes[0]}"
        part.write_bytes(whole[:cut])
        said = ""
        try:
            finish(import_files(path, KEY, [part], FOUND))
        except NetLensError as error:
            said = str(error)
        assert not said or part.name in said or "nothing to import" in said


@every
def test_the_dialog_can_look_at_its_sample(importer: Importer) -> None:
    looks = finish(preview([SAMPLES / importer.sample], FOUND))
    assert any(look.count and look.rows and not look.problem for look in looks)
    assert {look.importer for look in looks} == {importer.name}
