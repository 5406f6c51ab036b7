"""Sheets read by their rows give what the reader of workbooks gives cell by cell, or are left to it."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from netlens.case.intake.workbook.rows import plain_parts, rows_of
from netlens.case.intake.workbook.typed import text_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMATS = ("General", "dd/mm/yyyy", "[h]:mm:ss", "0.00", 'yyyy"năm"', "hh:mm", "dd/mm/yyyy hh:mm:ss")
_TEXTS = (
    "Nguyễn Văn An",
    "0912345678",
    " x",
    "y ",
    "a &amp; b",
    "&lt;",
    "a_x000D_b",
    "",
    "1\n2",
    "&#65;",
    "P7",
    "e\u0301",
)
_NUMBERS = (
    "0",
    "1",
    "-0",
    "44000",
    "44000.5",
    "0.25",
    "1E3",
    "912345678",
    "1234567890123456",
    "-3.50",
    "59",
    " 7",
    "x",
)


def _book(path: Path, rows: str, shared: Sequence[str] = (), dates_from: str = "") -> Path:
    formats = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{one}"/>'.replace('"năm"', "&quot;năm&quot;")
        for n, one in enumerate(_FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(_FORMATS)))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{dates_from}<sheets>'
        '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(_FORMATS)}">{formats}</numFmts>'
        f'<cellXfs count="{len(_FORMATS)}">{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{"".join(shared)}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return path


def _by_cells(path: Path, place: int = 0) -> list[list[str]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(place).iter_rows()
    return [[one if isinstance(one, str) else text_of(one) for one in row] for row in rows]


def _same(path: Path, place: int = 0, sheets: int = 1) -> bool:
    """Whether a sheet is read by its rows; then it must be as it is cell by cell."""
    found = rows_of(path, place, sheets)
    if found is not None:
        assert list(found.rows) == _by_cells(path, place)
    return found is not None


def _cell(column: str, row: int, written: str) -> str:
    return written.replace("@", f'r="{column}{row}"')


_CELLS = st.one_of(
    st.sampled_from(_TEXTS).map(lambda text: f'<c @ t="inlineStr"><is><t>{text}</t></is></c>'),
    st.sampled_from(_TEXTS).map(lambda text: f'<c @ t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'),
    st.builds(
        lambda style, number: f"<c @{style}><v>{number}</v></c>",
        st.sampled_from(["", *(f' s="{n}"' for n in range(len(_FORMATS) + 1))]),
        st.sampled_from(_NUMBERS),
    ),
    st.sampled_from(_NUMBERS).map(lambda number: f'<c @ t="n"><v>{number}</v></c>'),
    st.integers(0, len(_TEXTS)).map(lambda n: f'<c @ s="1" t="s"><v>{n}</v></c>'),
    st.sampled_from(
        ["", "", "<c @/>", '<c @ s="1" />', "<c @></c>", '<c @ t="b"><v>1</v></c>', "<c @><f>1</f><v>1</v></c>"]
    ),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(_CELLS, min_size=1, max_size=4),
    others=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), _CELLS), max_size=3),
    skipped=st.sets(st.integers(1, 30), max_size=3),
    rows=st.integers(1, 30),
    shared=st.booleans(),
)
def test_what_is_read_by_rows_is_what_is_read_by_cells(
    tmp_path: Path,
    kinds: list[str],
    others: list[tuple[int, int, str]],
    skipped: set[int],
    rows: int,
    shared: bool,
) -> None:
    odd = {(row, column): cell for row, column, cell in others}
    written = []
    for row in range(1, rows + 1):
        cells = [_cell("ABCD"[column], row, odd.get((row, column), kind)) for column, kind in enumerate(kinds)]
        if row not in skipped:
            written.append(f'<row r="{row}" spans="1:4">{"".join(cells)}</row>')
        elif row % 2:
            written.append(f'<row r="{row}"/>')
    texts = _TEXTS[:8] if shared else ("", *_TEXTS)
    path = tmp_path / "s.xlsx"
    _book(path, "".join(written), [f"<si><t>{text}</t></si>" for text in texts])
    found = rows_of(path, 0, 1)
    if found is not None:
        assert list(found.rows) == _by_cells(path)


@pytest.mark.parametrize("constant", [True, False])
def test_what_programs_write_is_read_by_rows(tmp_path: Path, constant: bool) -> None:
    import xlsxwriter

    day = datetime.date(2022, 3, 7)
    table = [["Họ và tên", "Ngày sinh", "Số", "Lúc"]]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": constant}) as book:
        sheet = book.add_worksheet("một & hai")
        style, clock = (book.add_format({"num_format": one}) for one in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"))
        sheet.write_row(1, 1, table[0])
        for n in range(2, 400):
            if n % 7:
                sheet.write(n, 1, f" Nguyễn & {n} " if n % 5 else "  ")
            sheet.write_datetime(n, 2, day + datetime.timedelta(n), style)
            sheet.write(n, 3, n * 1.5 if n % 3 else f"{n}")
            if n % 11 != 3:
                sheet.write_datetime(n, 4, datetime.datetime(2022, 3, 7, 21, 4, n % 60), clock)  # noqa: DTZ001
        book.add_worksheet("trống")
        book.add_worksheet("ba").write(4, 3, "x")
    assert plain_parts(path) == {f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 3)}
    assert all(_same(path, place, 3) for place in (0, 2))
    assert rows_of(path, 0, 2) is None
    empty = rows_of(path, 1, 3)
    assert empty is None or not empty.height


def test_what_openpyxl_writes_is_read_by_rows(tmp_path: Path) -> None:
    """It states the type of each number and its texts in their cells; cells without a value it leaves out."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Trần {n}</t></is></c><c r="B{n}" s="1" t="n"><v>44627</v></c>'
        f'<c r="C{n}" t="n"><v>{n}</v></c><c r="E{n}" t="n"><v>1.25</v></c>'
        f'<c r="F{n}" s="2" t="n"><v>44627.04309027778</v></c></row>'
        for n in range(1, 301)
    )
    assert _same(_book(tmp_path / "a.xlsx", rows))


def test_dates_counted_from_1904(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>44000</v></c></row>'
    assert _same(_book(tmp_path / "a.xlsx", rows, dates_from='<workbookPr date1904="1"/>'))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        "<row><c><v>1</v></c></row>",
        '<!--<row r="1"><c r="A1"><v>1</v></c></row>--><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><c r="A9"><v>1</v></c>',
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&foo;</t></is></c></row>',
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_the_reader_of_cells(tmp_path: Path, rows: str) -> None:
    assert rows_of(_book(tmp_path / "a.xlsx", rows), 0, 1) is None
