"""HTCDS 2.0 (IOM): its workbook templates, surveys (Kobo, ODK) and Salesforce exports, as workbook or text."""

from collections.abc import Iterator
from pathlib import Path

from importers.call_records import sheets
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.forms.finding import form_of
from netlens.case.intake.forms.htcds import records
from netlens.case.intake.forms.htcds.finding import layout_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_NAME = "htcds"


def recognises(path: Path) -> bool:
    return path.suffix.lower() in IMPORTER.suffixes and form_of(path, sheets) == _NAME


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records.read(path, options, sheets)


IMPORTER = Importer(
    name=_NAME,
    label=mark("Human Trafficking Case Data Standard (HTCDS)"),
    suffixes=(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    recognises=recognises,
    read=read,
    sheets=sheets,
    layout=layout_of,
    sample="htcds.xlsx",
)
