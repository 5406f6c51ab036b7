"""Statements of banks and wallets: the account in the heading, debit and credit, a running balance, the other side."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from importers.call_records import sheets
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.forms.finding import form_of, layout_of
from netlens.case.intake.forms.payments import records
from netlens.case.intake.forms.reading import read_by
from netlens.case.intake.forms.words import form
from netlens.case.intake.headers import Layout
from netlens.case.intake.sheet import Row
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_NAME = "bank_transfers"


def recognises(path: Path) -> bool:
    return path.suffix.lower() in IMPORTER.suffixes and form_of(path, sheets) == _NAME


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return read_by(form(_NAME), path, options, sheets, records.reader())


def layout(rows: Sequence[Row]) -> Layout | None:
    return layout_of(rows, form(_NAME))


IMPORTER = Importer(
    name=_NAME,
    label=mark("Statements of a bank or wallet"),
    suffixes=(".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    recognises=recognises,
    read=read,
    sheets=sheets,
    layout=layout,
    sample="bank_transfers.csv",
)
