"""Charts of i2 Analyst's Notebook, as exchange files (ANX): every item of a chart, with both ends of every link."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.charts.anx import reading
from netlens.case.intake.files import is_text
from netlens.case.intake.xml import root_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_SUFFIXES = (".anx", ".xml")


def recognises(path: Path) -> bool:
    """By its outermost element; the binary charts (ANB) are not read."""
    return path.suffix.lower() in _SUFFIXES and is_text(path) and root_of(path)[0] == "Chart"


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return reading.read(path)


IMPORTER = Importer(
    name="i2_chart",
    label=mark("i2 Analyst's Notebook charts (ANX)"),
    suffixes=_SUFFIXES,
    recognises=recognises,
    read=read,
    sample="chart.anx",
)
