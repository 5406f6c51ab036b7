"""Another NetLens case: its counted records, as they were written, each with its own file and row."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.files import true_kind
from netlens.case.merging.opened import SUFFIX, opened
from netlens.case.merging.rows import rows_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark


def recognises(path: Path) -> bool:
    """By its name; and what is plainly something else under that name is none."""
    return path.suffix.lower() == SUFFIX and not true_kind(path)


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    """The rows it counts, under native column names, masked as that case shows them: for the eye before the import."""
    with opened(path, options) as case:
        yield from rows_of(case)


IMPORTER = Importer(
    name="netlens_case",
    label=mark("Another NetLens case"),
    suffixes=(SUFFIX,),
    recognises=recognises,
    read=read,
    sample="other.netlens",
    case=True,
)
