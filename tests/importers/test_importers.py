"""The contract of an importer, run over every one found in the folder."""

from pathlib import Path

import pytest

import importers
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import Importer, ReadOptions, import_files, preview
from netlens.case.records import CaseRecord, Issue
from netlens.case.schema import TABLES
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
def test_it_yields_native_records_as_they_are_written(importer: Importer) -> None:
    rows = list(importer.read(SAMPLES / importer.sample, ReadOptions()))
    records = [row for row in rows if isinstance(row, CaseRecord)]
    assert records
    assert all(isinstance(row, CaseRecord | Issue) for row in rows)
    for record in records:
        columns = {column.name for column in TABLES[record.table].columns}
        assert set(record.values) <= columns
        assert all(isinstance(text, str) for text in (*record.values.values(), *record.extra.values()))
        assert record.row > 0


@every
def test_every_row_of_its_sample_is_accounted_for(importer: Importer, tmp_path: Path) -> None:
    path = tmp_path / "case.netlens"
    Case.create(path, KEY).close()
    for again in (False, True):
        ledger = finish(import_files(path, KEY, [SAMPLES / importer.sample], FOUND))
        with Case.open(path, KEY) as case:
            case.apply(CountImport(ledger.import_id))
            entities, links = case.counts()
            kept = {(row.file, row.row) for row in case.table("rejected").itertuples()}
        (file,) = ledger.files
        assert file.importer == importer.name
        assert file.rows_read == file.rows_used + file.rows_merged + file.rows_rejected > 0
        assert file.rows_rejected == len(file.rejected)
        if again:
            assert file.rows_used == 0
            assert (entities, links) == before
        else:
            assert len(kept) == file.rows_rejected
            before = entities, links


@every
def test_a_damaged_sample_is_said_in_one_sentence(importer: Importer, tmp_path: Path) -> None:
    whole = (SAMPLES / importer.sample).read_bytes()
    for n, cut in enumerate((0, 1, len(whole) // 3, len(whole) - 7)):
        part = tmp_path / f"{n}{importer.suffixes[0]}"
        part.write_bytes(whole[:cut])
        path = tmp_path / f"{n}.netlens"
        Case.create(path, KEY).close()
        try:
            ledger = finish(import_files(path, KEY, [part], FOUND))
            assert ledger.files[0].rows_read == sum(
                getattr(ledger.files[0], f"rows_{what}") for what in ("used", "merged", "rejected")
            )
        except NetLensError as error:
            assert part.name in str(error) or "nothing to import" in str(error)


@every
def test_the_dialog_can_look_at_its_sample(importer: Importer) -> None:
    looks = finish(preview([SAMPLES / importer.sample], FOUND))
    assert any(look.count and look.rows and not look.problem for look in looks)
    assert {look.importer for look in looks} == {importer.name}
