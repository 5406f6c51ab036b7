"""A workbook of many rows, as the importer reads it, beside openpyxl."""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.target import Target

ROWS = 100_000
_NAMES = ("An", "Bình", "Cường", "Dũng", "Hoà")
_HEADER = ("Mã ĐT", "Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Địa chỉ")


def measure(folder: Path) -> Iterator[Target]:
    file = folder / "persons.xlsx"
    _write(file)
    timed = {turn: [_timed(turn, file) for _time in range(2)] for turn in (_theirs, _rows, _records)}
    theirs, rows, records = (min(timed[turn]) for turn in (_theirs, _rows, _records))
    named = f"{ROWS:,} rows of XLSX: openpyxl /"
    beside = f"{{:.2f}} s; openpyxl, read-only: {theirs:.2f} s"
    yield Target(f"{named} the importer, to rows", theirs / rows, 10, "times", beside=beside.format(rows))
    yield Target(f"{named} the importer", theirs / records, 10, "times", beside=beside.format(records))


def _timed(read: Callable[[Path], int], file: Path) -> float:
    """Seconds of the processor, without looking for cycles: an import does not either, and openpyxl gains by it too."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        rows = read(file)
        taken = time.process_time() - begun
    finally:
        gc.enable()
    if rows != ROWS:
        raise ValueError(f"{rows} rows of {ROWS}")
    return taken


def _write(file: Path) -> None:
    import datetime

    import xlsxwriter

    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("persons")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, _HEADER)
        for n in range(ROWS):
            sheet.write(n + 1, 0, f"P{n:06d}")
            sheet.write(n + 1, 1, f"Nguyễn Văn {_NAMES[n % 5]}")
            sheet.write_datetime(n + 1, 2, datetime.datetime(1960 + n % 50, 1 + n % 12, 1 + n % 28), day)  # noqa: DTZ001
            sheet.write(n + 1, 3, f"{n % 96 + 1:03d}{n:09d}")
            sheet.write(n + 1, 4, 912000000 + n)
            sheet.write(n + 1, 5, f"Thôn {n % 40}, xã Bản Phiệt, Bảo Thắng, Lào Cai")


def _records(file: Path) -> int:
    """From the file to records under their native columns."""
    from importers.excel import read
    from netlens.case.importing import ReadOptions
    from netlens.case.intake.safe import unfolding
    from netlens.case.records import CaseRecord

    unfolding._largest.cache_clear()  # each time as for the first time
    return sum(isinstance(one, CaseRecord) for one in read(file, ReadOptions()))


def _rows(file: Path) -> int:
    """From the file to rows of cells, as openpyxl gives them."""
    from importers.excel import sheets
    from netlens.case.importing import ReadOptions
    from netlens.case.intake.safe import unfolding

    unfolding._largest.cache_clear()
    return sum(1 for sheet in sheets(file, ReadOptions()) for _row in sheet.rows) - 1


def _theirs(file: Path) -> int:
    """The cells alone."""
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True)
    return sum(1 for _row in book.worksheets[0].iter_rows(values_only=True)) - 1
