"""Which mapping reads a sheet: of several, a file's own, none for native tables, a guess where it is certain."""

from pathlib import Path

import pytest
from intake_batch import Intake, sums

import main
from netlens.case.importing import ReadOptions, preview
from netlens.errors import NetLensError
from netlens.progress import finish

FLAT = "TT;Họ tên đối tượng;Năm sinh;Số vụ án;Tội danh;Ngày bắt;SĐT;Họ tên bị hại;Năm sinh\n"
ROWS = (
    "1;Nguyễn Văn An;1980;V1;150;25/03/2024;0912345678;Trần Thị Bé;2005\n2;Lê Dũng;1979;V1;150;26/03/2024;;Lý Ca;2006\n"
)


def mapping(folder: Path, name: str, column: str, role: str = "suspect", register: str = "") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(
        f'name = "{name}"\nregister = "{register}"\n[[sheet]]\n[[sheet.record]]\ntable = "persons"\n'
        f'fields = {{ person_id = "{column}" }}\n[[sheet.record]]\ntable = "cases"\nfields = {{ case_id = "Vụ" }}\n'
        f'[[sheet.record]]\ntable = "involvements"\nfields = {{ person_id = "{column}", case_id = "Vụ" }}\n'
        f'constants = {{ role = "{role}" }}\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def test_each_file_is_read_by_the_first_mapping_that_fits_it(intake: Intake, tmp_path: Path) -> None:
    offered = (mapping(tmp_path, "unit", "Mã"), mapping(tmp_path, "ngo", "Client", "victim"))
    ledger = intake.take(
        {"mapping": offered},
        a="Mã,Vụ\nP1,V1\n",
        b="Client,Vụ\nC7,V1\n",
        persons="person_id,full_name\nP1,An\n",
    )
    assert sums(ledger) == [(1, 1, 0, 0)] * 3
    assert {file.name: file.mapping for file in ledger.files} == {"a.csv": "unit", "b.csv": "ngo", "persons.csv": ""}
    assert sorted(intake.rows("involvements", "role")) == [("suspect",), ("victim",)]


def test_a_file_may_have_a_mapping_of_its_own(intake: Intake, tmp_path: Path) -> None:
    a, b = intake.files(a="Mã,Vụ\nP1,V1\n", b="Mã,Vụ\nP2,V1\n")
    own = {a: mapping(tmp_path, "one", "Mã", "suspect"), b: mapping(tmp_path, "two", "Mã", "victim")}
    ledger = intake.take_files([a, b], by_file=own)
    assert [file.mapping for file in ledger.files] == ["one", "two"]
    assert sorted(intake.rows("involvements", "role")) == [("suspect",), ("victim",)]


def test_mappings_that_name_two_registers_are_refused(intake: Intake, tmp_path: Path) -> None:
    offered = (mapping(tmp_path, "unit", "Mã", register="LC"), mapping(tmp_path, "ngo", "Client", register="NGO"))
    with pytest.raises(NetLensError, match="different registers: LC, NGO"):
        intake.take({"mapping": offered}, a="Mã,Vụ\nP1,V1\n")


def test_a_flat_sheet_is_read_as_it_is_named_where_that_is_certain(intake: Intake) -> None:
    ledger = intake.take({}, doi_tuong_T3=FLAT + ROWS)
    assert sums(ledger) == [(2, 2, 0, 0)]
    assert ledger.files[0].mapping == "?"
    assert sorted(intake.rows("persons", "name", "birth_date")) == [
        ("Lê Dũng", "1979"),
        ("Lý Ca", "2006"),
        ("Nguyễn Văn An", "1980"),
        ("Trần Thị Bé", "2005"),
    ]
    with intake.case() as case:
        stated = case.table("involvements")
        roles = {(case.record_id(one), role) for one, role in zip(stated["person"], stated["role"], strict=True)}
    assert ("doi_tuong_T3.csv:2.suspect", "suspect") in roles
    assert ("doi_tuong_T3.csv:2.victim", "victim") in roles


def test_one_that_leaves_a_question_is_not(intake: Intake) -> None:
    rows = "Họ tên;Năm sinh;Số vụ án;Địa chỉ;Zalo\nNguyễn Văn An;1980;V1;Lào Cai;0912345678\n"
    with pytest.raises(NetLensError, match="not certain how to read it") as stop:
        intake.take_files(paths := intake.files(so=rows))
    assert "--mapping FILE" in stop.value.hint
    (seen,) = finish(preview(paths, main.load_importers(), ReadOptions()))
    assert seen.problem
    assert seen.headers == ("Họ tên", "Năm sinh", "Số vụ án", "Địa chỉ", "Zalo")
    assert seen.proposed is not None
    assert {record.table for record in seen.proposed.sheets[0].records} == {"cases", "persons"}


def test_headings_typed_for_an_old_font_are_read(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text("TT;Hä vµ tªn bÞ can;N¨m sinh;Sè vô ¸n;Téi danh\n1;Nguyen Van An;1980;V1;150\n", encoding="utf-8")
    (seen,) = finish(preview([path], main.load_importers(), ReadOptions()))
    assert seen.headers == ("TT", "Họ và tên bị can", "Năm sinh", "Số vụ án", "Tội danh")
    assert seen.mapping is not None


def test_native_tables_are_no_guess(intake: Intake) -> None:
    ledger = intake.take(
        {},
        cases="case_id,title,province\nV1,One,Lào Cai\n",
        a="person_id,full_name,birth_date,what else\nP1,An,1980,x\n",
        b="person_id,case_id,role\nP1,V1,suspect\n",
    )
    assert [file.mapping for file in ledger.files] == ["", "", ""]


def test_each_column_of_dates_has_its_own_order_and_clock(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "dump.toml"
    path.write_text(
        'name = "dump"\n[[sheet]]\ndates = { Start = "mdy" }\nzones = { Start = "+00:00" }\n[[sheet.record]]\n'
        'table = "calls"\nfields = { caller = "A", callee = "B", start = "Start" }\n',
        encoding="utf-8",
    )
    intake.take({"mapping": path}, d="A,B,Start\n0912345678,0987654321,03/04/2024 18:30:00\n")
    assert [start for (start,) in intake.rows("calls", "start")] == ["2024-03-05T01:30:00"]
