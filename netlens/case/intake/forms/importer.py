"""The importer of a form that is a table of many wordings: told by its first rows, laid out by its own words."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.bulk.plan import BulkText
from netlens.case.intake.forms.finding import SheetsOf, form_of, layout_of
from netlens.case.intake.forms.reading import Reader, read_by
from netlens.case.intake.forms.words import form
from netlens.case.intake.headers import Layout
from netlens.case.intake.sheet import Row
from netlens.case.records import CaseRecord, Issue

SUFFIXES = (".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def form_importer(
    name: str,
    label: str,
    sample: str,
    sheets: SheetsOf,
    reader: Callable[[], Reader],
    bulk: Callable[[Path, ReadOptions], BulkText | None] | None = None,
) -> Importer:
    """Reads the form called `name`. `reader` gives a new one for each file: it may remember what it has read."""
    return Importer(
        name=name,
        label=label,
        suffixes=SUFFIXES,
        recognises=partial(_recognises, name, sheets),  # no function made here: a worker is handed the importer
        read=partial(_read, name, sheets, reader),
        sheets=sheets,
        bulk=bulk,
        layout=partial(_layout, name),
        sample=sample,
    )


def _recognises(name: str, sheets: SheetsOf, path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and form_of(path, sheets) == name


def _read(
    name: str, sheets: SheetsOf, reader: Callable[[], Reader], path: Path, options: ReadOptions
) -> Iterator[CaseRecord | Issue]:
    return read_by(form(name), path, options, sheets, reader())


def _layout(name: str, rows: Sequence[Row]) -> Layout | None:
    return layout_of(rows, form(name))
