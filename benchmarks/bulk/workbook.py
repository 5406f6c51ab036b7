"""A workbook of many rows, as the importer reads it, beside openpyxl."""

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.target import Target

ROWS = 100_000
_NAMES = ("An", "Bình", "Cường", "Dũng", "Hoà")
_HEADER = ("Mã ĐT", "Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Địa chỉ")


def measure(folder: Path) -> Iterator[Target]:
    file = folder / "persons.xlsx"
    _write(file)
    ours = min(_ours(file) for _turn in range(2))
    theirs = _theirs(file)
    beside = f"{ours:.2f} s; openpyxl, read-only: {theirs:.2f} s"
    yield Target(f"{ROWS:,} rows of XLSX: openpyxl / the importer", theirs / ours, 10, "times", beside=beside)


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


def _ours(file: Path) -> float:
    """From the file to records under their native columns."""
    from importers.excel import read
    from netlens.case.importing import ReadOptions
    from netlens.case.records import CaseRecord

    begun = time.process_time()
    rows = sum(isinstance(one, CaseRecord) for one in read(file, ReadOptions()))
    taken = time.process_time() - begun
    if rows != ROWS:
        raise ValueError(f"{rows} rows of {ROWS}")
    return taken


def _theirs(file: Path) -> float:
    """The cells alone."""
    from openpyxl import load_workbook

    begun = time.process_time()
    book = load_workbook(file, read_only=True)
    rows = sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))
    if rows != ROWS + 1:
        raise ValueError(f"{rows} rows of {ROWS + 1}")
    return time.process_time() - begun
