"""CSV, TSV and other delimited text: one file, one table. Records are as written; nothing is cleaned here."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.around.head_rows import one_header
from netlens.case.intake.bulk.plan import BulkText, plan_of
from netlens.case.intake.files import is_text
from netlens.case.intake.forms.finding import form_of
from netlens.case.intake.graph.recognition import text_kind as graph_of
from netlens.case.intake.headers import known_cells
from netlens.case.intake.letters.encoding import codec_for
from netlens.case.intake.native import records
from netlens.case.intake.safe.shapes import narrow
from netlens.case.intake.sheet import Sheet
from netlens.case.intake.text import delimiter_of, encoding_of, lines_of, rows_of, seems_utf_8
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_SUFFIXES = (".csv", ".tsv", ".txt", ".tab")


def recognises(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and is_text(path) and not form_of(path, sheets) and not graph_of(path)


def sheets(path: Path, options: ReadOptions) -> Iterator[Sheet]:
    """The one sheet of a text file. Encoding and delimiter are found out unless `options.extra` names them."""
    yield _sheet(path, options, codec_for(path.name, options.extra) or encoding_of(path))


def _sheet(path: Path, options: ReadOptions, encoding: str) -> Sheet:
    known = known_cells(options.mapping)
    delimiter = options.extra.get("delimiter") or delimiter_of(lines_of(path, encoding), known)
    rows = narrow(rows_of(lines_of(path, encoding), delimiter), path.name)
    return Sheet(path.name, "", path.stem, rows, encoding, delimiter)


def laid_out(path: Path, options: ReadOptions) -> Iterator[Sheet]:
    """The sheet as a table: a header over several rows joined into one."""
    return one_header(sheets(path, options))


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(laid_out(path, options), options)


def bulk(path: Path, options: ReadOptions) -> BulkText | None:
    encoding = codec_for(path.name, options.extra) or seems_utf_8(path)
    return plan_of(next(one_header([_sheet(path, options, encoding)])), options) if encoding else None


IMPORTER = Importer(
    name="tables",
    label=mark("Tables as text (CSV, TSV)"),
    suffixes=_SUFFIXES,
    recognises=recognises,
    read=read,
    sample="persons.csv",
    sheets=laid_out,
    bulk=bulk,
)
