"""Hostile and broken files: a clear error in a person's words, bounded memory and time, the case as it was."""

import contextlib
import hashlib
import os
import struct
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from old_workbooks import workbook

import main
from netlens.case.case import Case
from netlens.case.importing import import_files, preview
from netlens.case.intake.safe import shapes, unfolding
from netlens.case.intake.safe.paths import mark_of
from netlens.case.records import Ledger
from netlens.errors import NetLensError
from netlens.progress import Progress, finish

KEY = "một hai ba"
IMPORTERS = main.load_importers()
P = "person_id,full_name\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of this kind are there on POSIX alone")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "case.netlens"
    Case.create(path, KEY).close()
    return path


@pytest.fixture
def take(case: Path, tmp_path: Path) -> Iterator[Callable[[str, bytes], Ledger]]:
    """Import one file of this name and content, as a trial; the case file must be byte for byte as it was."""
    before = hashlib.sha256(case.read_bytes()).hexdigest()

    def one(name: str, data: bytes) -> Ledger:
        path = tmp_path / name
        path.write_bytes(data)
        return finish(import_files(case, KEY, [path], IMPORTERS, trial=True, dates="dmy"))

    yield one
    assert hashlib.sha256(case.read_bytes()).hexdigest() == before


def refused(take: Callable[[str, bytes], Ledger], name: str, data: bytes, *words: str) -> NetLensError:
    with pytest.raises(NetLensError) as caught:
        take(name, data)
    for word in words:
        assert word in str(caught.value), str(caught.value)
    assert caught.value.hint
    assert "Traceback" not in str(caught.value)
    return caught.value


def sums(ledger: Ledger) -> tuple[int, int, int, int]:
    (file,) = ledger.files
    assert file.rows_read == file.rows_used + file.rows_merged + file.rows_rejected
    return file.rows_read, file.rows_used, file.rows_merged, file.rows_rejected


Take = Callable[[str, bytes], Ledger]
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DTDS = {
    "external": '<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "laughs": f'<!DOCTYPE g [<!ENTITY a0 "ha">{LAUGHS}]>',
    "parameter": '<!DOCTYPE g [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
    "bare": "<!DOCTYPE g>",
}
XML = {
    "x.graphml": '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node id="&x;"/>'
    "</graph></graphml>",
    "x.gexf": '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph><nodes><node id="&x;"/></nodes></graph></gexf>',
    "x.anx": "<Chart><ChartItemCollection>&x;</ChartItemCollection></Chart>",
}


@pytest.mark.parametrize("dtd", DTDS)
@pytest.mark.parametrize("name", XML)
def test_a_document_type_is_refused_before_any_entity(take: Take, name: str, dtd: str) -> None:
    data = f'<?xml version="1.0"?>{DTDS[dtd]}{XML[name]}'
    refused(take, name, data.encode(), "document type")


@pytest.mark.parametrize("name", XML)
def test_xml_that_is_deep_or_breaks_off(take: Take, name: str) -> None:
    start = XML[name].partition("&x;")[0].rpartition("<")[0]
    refused(take, name, (start + "<a>" * 100_000).encode(), "deeper or larger")
    refused(take, name, (start + "<a").encode(), "damaged at line")


def sheet(*parts: bytes, kind: str = "xlsx") -> dict[str, bytes]:
    """The files of a workbook with one sheet `persons` made of these pieces."""
    types = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main_ = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return {
        "[Content_Types].xml": f'<Types xmlns="{types}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{main_}" xmlns:r="{office}"><sheets><sheet name="persons" sheetId="1" '
        'r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main_}"><sheetData>'.encode()
        + b"".join(parts) + b"</sheetData></worksheet>",
    }  # fmt: skip


def cell(place: str, text: str) -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


TOP = b'<row r="1">' + cell("A1", "person_id") + cell("B1", "full_name") + b"</row>"
ROW = b'<row r="2">' + cell("A2", "P1") + cell("B2", "Lê A") + b"</row>"


def packed(folder: Path, files: dict[str, bytes]) -> bytes:
    path = folder / "packed"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path.read_bytes()


def test_a_plain_workbook_is_read(take: Take, tmp_path: Path) -> None:
    assert sums(take("records.xlsx", packed(tmp_path, sheet(TOP, ROW)))) == (1, 1, 0, 0)


def test_a_workbook_that_unfolds_without_end_is_refused(take: Take, tmp_path: Path) -> None:
    bomb = packed(tmp_path, sheet(TOP, ROW, b" " * (100 << 20)))
    assert len(bomb) < 1 << 18
    refused(take, "bomb.xlsx", bomb, "unfold")
    # The same, with a directory that lies about it; and a bomb inside a bomb is never opened.
    lie, at = bytearray(bomb), bomb.find(b"PK\x01\x02")
    while at >= 0:
        if struct.unpack("<I", lie[at + 24 : at + 28])[0] > 1 << 20:
            lie[at + 24 : at + 28] = struct.pack("<I", 1000)
        at = lie.find(b"PK\x01\x02", at + 4)
    refused(take, "lie.xlsx", bytes(lie), "cannot be read")
    nested = packed(tmp_path, {**sheet(TOP, ROW), "xl/media/inner.zip": bomb})
    assert sums(take("nested.xlsx", nested)) == (1, 1, 0, 0)


@pytest.mark.parametrize("place", ["XFD1048576", "ZZZ900000", "A9999999", "AAAA2"])
def test_a_cell_at_the_end_of_the_sheet_does_not_fill_the_memory(take: Take, tmp_path: Path, place: str) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{row}">'.encode() + cell(f"A{row}", "P1") + cell(place, "x") + b"</row>"
    data = packed(tmp_path, sheet(TOP, far))
    if place == "AAAA2":  # beyond the last column there is, yet small
        with pytest.raises(NetLensError):
            take("far.xlsx", data)
    else:
        refused(take, "far.xlsx", data, "million cells")


@pytest.mark.parametrize(
    "far",
    ["<c r='XFD1048576'><v>1</v></c>", '<c\nr="XFD1048576"><v>1</v></c>', '<c t="n"r = "XFD1048576"><v>1</v></c>',
     '<c r="A1"/></row><row r="4000000000"><c><v>1</v></c>'],
)  # fmt: skip
def test_a_far_cell_however_it_is_written(take: Take, tmp_path: Path, far: str) -> None:
    files = sheet(TOP, f'<row r="2">{far}</row>'.encode())
    refused(take, "far.xlsx", packed(tmp_path, files), "million cells")
    files["xl/other.xml"] = files.pop("xl/worksheets/sheet1.xml")
    files["xl/_rels/workbook.xml.rels"] = files["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1", b"other")
    refused(take, "elsewhere.xlsx", packed(tmp_path, files), "million cells")


@pytest.mark.parametrize("sign", ["'", '"'])
def test_a_workbook_that_boasts_of_its_texts_is_refused(take: Take, tmp_path: Path, sign: str) -> None:
    files = sheet(TOP, ROW)
    texts = f"<sst count={sign}1{sign} uniqueCount = {sign}2147483647{sign}><si><t>x</t></si></sst>"
    refused(take, "texts.xlsx", packed(tmp_path, {**files, "xl/sharedStrings.xml": texts.encode()}), "million texts")


def test_an_old_workbook_is_bounded_too(take: Take) -> None:
    top = ((0, 0, "person_id"), (0, 1, "full_name"))
    good = workbook(*top, (1, 0, "P1"), (1, 1, "Lê A"))
    assert sums(take("persons.xls", good)) == (1, 1, 0, 0)
    refused(take, "far.xls", workbook(*top, (65_535, 65_535, "P1")), "million cells")
    for cut in (100, 600, 1100):
        refused(take, "cut.xls", good[:cut], "damaged")
    looped = bytearray(good)
    looped[512 + 8 : 512 + 12] = struct.pack("<I", 2)  # a sector that follows itself
    with contextlib.suppress(NetLensError):
        take("loop.xls", bytes(looped))


def test_a_binary_sheet_is_measured_by_its_records(tmp_path: Path) -> None:
    def records(*places: tuple[int, int]) -> bytes:
        return b"".join(
            b"\x00\x04" + struct.pack("<I", row) + b"\x02\x08" + struct.pack("<II", column, 0) for row, column in places
        )

    for places, spans in (([(0, 0), (9, 3)], 40), ([(0, 0), (1_048_575, 16_383)], 1 << 34)):
        path = tmp_path / f"{spans}.xlsb"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/_rels/workbook.bin.rels", '<R><r Target="worksheets/Sheet1.bin"/></R>')
            archive.writestr("xl/worksheets/sheet1.bin", records(*places))
        assert unfolding._largest(path, mark_of(path)) == spans


@pytest.mark.parametrize(("rows", "columns"), [(1_000_000, 16_000), (1, 4_000_000_000), (4_000_000_000, 1)])
def test_a_cell_repeated_a_billion_times_is_refused(take: Take, tmp_path: Path, rows: int, columns: int) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="persons">'
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    data = packed(tmp_path, {"mimetype": kind, "content.xml": body.encode()})
    refused(take, "persons.ods", data, "million cells")


@pytest.mark.parametrize("cut", [10, 100, 400, 900, -30, -1])
def test_a_workbook_that_breaks_off(take: Take, tmp_path: Path, cut: int) -> None:
    refused(take, "records.xlsx", packed(tmp_path, sheet(TOP, ROW))[:cut], "cannot be read")


def test_a_date_beyond_all_calendars_costs_its_own_row(take: Take, tmp_path: Path, capfd: Any) -> None:
    numbers = ((2, "5"), (3, "-1e12"), (4, "7"), (5, "-1e15"), (6, "9"))
    rows = (
        f'<row r="{n}">'.encode() + cell(f"A{n}", f"P{n}") + f'<c r="B{n}" s="{n % 2}"><v>{said}</v></c></row>'.encode()
        for n, said in numbers
    )
    files = sheet(TOP, *rows)
    files["xl/styles.xml"] = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    relations = files["xl/_rels/workbook.xml.rels"]
    files["xl/_rels/workbook.xml.rels"] = relations.replace(
        b"</Relationships>",
        b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        b'Target="styles.xml"/></Relationships>',
    )
    ledger = take("dates.xlsx", packed(tmp_path, files))
    capfd.readouterr()  # the compiled reader speaks of its panic there
    assert sums(ledger) == (5, 3, 0, 2)
    assert "beyond all calendars" in ledger.files[0].rejected[0].reason


def test_an_archive_of_another_kind_than_workbooks_are(take: Take, tmp_path: Path) -> None:
    whole = bytearray(packed(tmp_path, sheet(TOP, ROW)))
    first = whole.find(b"PK\x01\x02")
    for at, value in ((6, 148), (10, 14), (42, 0x7FFFFFFF)):  # a later version, another method, a place far outside
        changed = bytearray(whole)
        changed[first + at : first + at + (4 if at == 42 else 2)] = value.to_bytes(4 if at == 42 else 2, "little")
        refused(take, "odd.xlsx", bytes(changed), "damaged")
    inner = whole.find(b"PK\x03\x04") + 40
    whole[inner + 20 : inner + 40] = b"\xff" * 20
    refused(take, "broken.xlsx", bytes(whole), "damaged")


def test_a_cell_without_end_costs_its_own_row(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "LONGEST", 1 << 21)
    for long in ("x" * (5 << 20), "x,y " * (2 << 20), '"' + "x" * (5 << 20)):
        ledger = take("persons.csv", f"{P}P1,{long}\nP2,ok\n".encode())
        assert sums(ledger) == (2, 1, 0, 1)
        assert "1,000,000 characters" in ledger.files[0].rejected[0].reason


@posix
def test_two_gigabytes_in_one_cell_stay_out_of_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    monkeypatch.setattr(shapes, "LONGEST", 1 << 20)
    path = tmp_path / "persons.csv"
    with path.open("wb") as stream:
        stream.write(P.encode() + b"P1,")
        stream.seek(64 << 20, 1)  # a hole: the file takes no room
        stream.write(b"x\nP2,ok\n")
    from netlens.case.intake.text import lines_of

    tracemalloc.start()
    try:
        lengths = [len(line) for line in lines_of(path, "utf-8")]
        assert tracemalloc.get_traced_memory()[1] < 24 << 20
    finally:
        tracemalloc.stop()
    assert len(lengths) == 3


def test_a_hundred_thousand_columns(take: Take) -> None:
    names = ",".join(f"c{n}" for n in range(100_000))
    cells = ",".join("x" * 100_000)
    started = time.process_time()
    refused(take, "persons.csv", f"person_id,full_name,{names}\n{cells}\n".encode(), "columns, more than 3,000")
    wide = f"{P}P1,a\nP2,{cells}\nP3,c\n"
    assert sums(take("persons.csv", wide.encode())) == (3, 2, 0, 1)
    assert time.process_time() - started < 20


def test_rows_with_nul_bytes_and_unequal_rows_are_told_one_by_one(take: Take) -> None:
    ledger = take("persons.csv", f"{P}P1,a\nP2,b\0c\n\0\0\0\nP3\nP4,b,c,d\nP5,x\n".encode())
    assert sums(ledger) == (6, 2, 0, 4)
    reasons = [issue.reason for issue in ledger.files[0].rejected]
    assert sum("NUL bytes" in reason for reason in reasons) == 2
    assert sum("a delimiter or a quotation mark" in reason for reason in reasons) == 2


@pytest.mark.parametrize("text", ['P1,a\nP2,"unfinished', 'P1,a\n"P2', "P1,a\nP2", 'P1,a\nP2,"x""'])
def test_a_table_that_breaks_off(take: Take, text: str) -> None:
    read, used, merged, rejected = sums(take("persons.csv", (P + text).encode()))
    assert (read, used, merged, rejected) == (2, 1, 0, 1)


def test_quotation_marks_that_are_never_closed_take_no_longer_than_the_file(take: Take) -> None:
    started = time.process_time()
    text = P + "".join(f'P{n},"abc\n' for n in range(5_000))
    assert sums(take("persons.csv", text.encode()))[3] == 5_000
    assert time.process_time() - started < 10


def test_bytes_that_are_no_text(take: Take) -> None:
    mixed = P.encode() + "P1,Nguyễn Văn Đức\nP3,Trần Thị Bưởi\n".encode() * 5 + b"P2,a\xed\xa0\x80b\n"
    assert sums(take("persons.csv", mixed))[3] == 1
    sixteen = b"\xff\xfe" + (P + "P1,a\n").encode("utf-16-le") + b"\x00\xd8" + "P2,y\n".encode("utf-16-le") + b"\x41"
    assert sums(take("persons.csv", sixteen)) == (3, 1, 0, 2)


def test_numbers_beyond_all_bounds_are_kept_as_written(take: Take) -> None:
    calls = "caller,callee,start,seconds\n" + "".join(
        f"0912345678,0912345679,2022-01-{day:02},{number}\n"
        for day, number in enumerate(("9" * 5000, "1e999999999", "-inf", "nan", "1" + "0" * 300), 1)
    )
    ledger = take("calls.csv", calls.encode())
    assert sums(ledger) == (5, 5, 0, 0)
    assert ledger.files[0].flags["bad_number"] == 5
    payments = (
        f"payer,payee,amount,when\n0912345678,0912345679,{'9' * 5000},2022\n0912345678,0912345679,1E+99999,2023\n"
    )
    assert take("payments.csv", payments.encode()).files[0].flags["bad_amount"] == 2


PAGES = {
    "persons.csv": "\n <html><table><tr><td>person_id</td></tr></table></html>",
    "bank.xls": "<table border=1><tr><td>person_id</td></tr></table>",
    "other.csv": '<?xml version="1.0"?>\n<!DOCTYPE html><html><body/></html>',
    "old.csv": "<!DOCTYPE HTML PUBLIC><HEAD></HEAD>",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_web_page_that_calls_itself_a_table_is_named(take: Take, name: str) -> None:
    refused(take, name, PAGES[name].encode(), "web page")


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"id":"a","schema":"Person","properties":[' + "["])
def test_json_nested_a_hundred_thousand_deep(take: Take, opening: str) -> None:
    good = '{"id":"b","schema":"Person","properties":{"name":["Lê B"]}}'
    text = '{"id":"a","schema":"Person","properties":' + opening * 100_000 + "\n" + good + "\n"
    try:
        read, used, _merged, rejected = sums(take("entities.ftm.json", text.encode()))
    except NetLensError:
        return
    assert (read, used, rejected) == (2, 1, 1)


def test_halves_of_characters_in_json(take: Take) -> None:
    lines = ['{"id":"\\ud800","schema":"Person","properties":{"name":["\\udfff x"]}}',
             '{"id":"b","schema":"Person","properties":{"name":["Lê B"]}}']  # fmt: skip
    assert sums(take("entities.ftm.json", "\n".join(lines).encode()))[0] == 2


def test_a_file_that_changes_while_it_is_read_is_not_taken(case: Path, tmp_path: Path) -> None:
    rows = P + "".join(f"P{n},name {n}\n" for n in range(3000))
    for other in (P + "P1,other\n", rows + "P99999,x\n", rows.replace("name 2999", "NAME 2999")):
        path = tmp_path / "persons.csv"
        path.write_text(rows, encoding="utf-8")

        def changed(path: Path = path, other: str = other) -> None:
            for step in import_files(case, KEY, [path], IMPORTERS):
                if isinstance(step, Progress) and step.text.startswith("Reading"):
                    path.write_text(other, encoding="utf-8")

        with pytest.raises(NetLensError, match="changed while"):
            changed()
    with Case.open(case, KEY) as opened:
        assert not len(opened.table("imports"))


@posix
def test_devices_pipes_and_links_in_a_circle_are_no_files(case: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for name, target in (("device.csv", "/dev/zero"), ("circle.csv", "circle.csv"), ("nowhere.csv", "gone.csv")):
        (tmp_path / name).symlink_to(target)
    for name in ("pipe.csv", "device.csv", "circle.csv", "nowhere.csv"):
        for job in (import_files(case, KEY, [tmp_path / name], IMPORTERS), preview([tmp_path / name], IMPORTERS)):
            with pytest.raises(NetLensError) as caught:
                finish(job)
            assert "device" in str(caught.value) or "not there" in str(caught.value)


@posix
def test_a_folder_is_read_and_nothing_it_points_at(case: Path, tmp_path: Path) -> None:
    chosen, other = tmp_path / "chosen", tmp_path / "other"
    for folder in (chosen, other):
        folder.mkdir()
    (chosen / "persons.csv").write_text(P + "P1,a\n")
    (other / "cases.csv").write_text("case_id\nC1\n")
    (chosen / "again.csv").symlink_to("persons.csv")
    for name, target in (("cases.csv", "../other/cases.csv"), ("zero.csv", "/dev/zero"), ("self.csv", "self.csv"),
                         ("gone.csv", "nowhere"), ("up", "..")):  # fmt: skip
        (chosen / name).symlink_to(target)
    os.mkfifo(chosen / "pipe.csv")
    ledger = finish(import_files(case, KEY, [chosen], IMPORTERS, trial=True))
    assert [file.name for file in ledger.files] == ["persons.csv"] or len(ledger.files) == 1
    assert set(ledger.skipped) >= {"cases.csv", "zero.csv", "self.csv", "gone.csv", "pipe.csv"}
    assert len(finish(preview([chosen], IMPORTERS))) == 1
