"""Columns typed for old fonts: told, asked about, read as a person says; what was written is kept."""

from pathlib import Path

import pytest
import xlsxwriter
from intake_batch import Intake

from netlens.case.intake.letters.reading import readings
from netlens.case.records import Source
from netlens.errors import NetLensError

TCVN3 = (
    "person_id,full_name,province,note\nP1,NguyÔn V¨n S¬n,Lµo Cai,N¹n nh©n\nP2,TrÇn ThÞ H\xadêng,L¹ng S¬n,\n"
    "P3,Lª V¨n Tó,Hµ Giang,\n"
)
VNI = "person_id,full_name\nP1,Nguyeãn Vaên Sôn\nP2,Traàn Thò Höôøng\n"
MIXED = (
    "person_id,full_name\nP1,Nguyễn Văn Sơn\nP2,TrÇn ThÞ H\xadêng\nP3,Lê Công\nP4,Lª V¨n Tó\nP5,Phan Lâm\nP6,Müller\n"
)


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def names(intake: Intake) -> list[str]:
    return [row[1] for row in intake.rows("persons", "key", "name")]


def test_nobody_said_how_to_read_it_so_the_import_stops_and_names_the_option(intake: Intake) -> None:
    with pytest.raises(NetLensError) as stop:
        intake.take(persons=TCVN3)
    for part in ("persons.csv", "full_name", "TCVN3", "--text tcvn3", "--text keep", "--encoding"):
        assert part in str(stop.value)
    assert "Nguy" not in str(stop.value), "whom a row speaks of is not known yet"
    assert intake.rows("imports", "id") == []


def test_read_as_tcvn3(intake: Intake) -> None:
    ledger = intake.take({"extra": {"text": "tcvn3"}}, persons=TCVN3)
    assert names(intake) == ["Nguyễn Văn Sơn", "Trần Thị Hường", "Lê Văn Tú"]
    assert [row[1] for row in intake.rows("persons", "key", "province")] == ["Lào Cai", "Lạng Sơn", "Hà Giang"]
    assert ledger.files[0].flags == {"read_tcvn3": 7}
    with intake.case() as case:
        file = int(case.table("files")["id"].iloc[0])
        assert case.as_written(Source(file, 2)).values["full_name"] == "NguyÔn V¨n S¬n"


def test_read_as_vni(intake: Intake) -> None:
    intake.take({"extra": {"text": "vni"}}, persons=VNI)
    assert names(intake) == ["Nguyễn Văn Sơn", "Trần Thị Hường"]


def test_kept_as_it_stands(intake: Intake) -> None:
    ledger = intake.take({"extra": {"text": "keep"}}, persons=VNI)
    assert names(intake) == ["Nguyeãn Vaên Sôn", "Traàn Thò Höôøng"]
    assert ledger.files[0].flags == {"legacy_font": 2}


def test_a_column_may_hold_both(intake: Intake) -> None:
    intake.take({"extra": {"text": "tcvn3"}}, persons=MIXED)
    assert names(intake) == ["Nguyễn Văn Sơn", "Trần Thị Hường", "Lê Công", "Lê Văn Tú", "Phan Lâm", "Müller"]


def test_one_file_of_several_is_said_by_its_name(intake: Intake) -> None:
    cases = "case_id,title\nC1,Vụ án Lê Công\n"
    intake.take({"extra": {"text:persons.csv": "tcvn3"}}, persons=TCVN3, cases=cases)
    assert names(intake)[0] == "Nguyễn Văn Sơn"


def test_one_cell_among_many_stops_nothing(intake: Intake) -> None:
    rows = "".join(f"P{n},Nguyễn Văn Sơn {chr(65 + n % 26)}{chr(65 + n // 26)}\n" for n in range(60))
    ledger = intake.take(persons=f"person_id,full_name\n{rows}P99,TrÇn ThÞ H\xadêng\n")
    assert ledger.files[0].flags == {"legacy_font": 1}


def test_one_word_may_be_a_foreign_name_and_two_are_none(intake: Intake) -> None:
    ledger = intake.take(persons="person_id,full_name\nP1,John Traàn\n")
    assert ledger.files[0].flags == {"legacy_font": 1}
    with pytest.raises(NetLensError, match="VNI"):
        intake.take(persons="person_id,full_name\nP2,Höôøng Traàn\n")


@pytest.mark.parametrize("foreign", ["Müller", "José Muñoz", "François Lefèvre", "Søren Ångström", "Zoë Bö"])
def test_foreign_names_stop_nothing(intake: Intake, foreign: str) -> None:
    ledger = intake.take(persons=f"person_id,full_name\nP1,{foreign}\nP2,Nguyễn Văn Sơn\n")
    assert not ledger.files[0].flags


def test_garbled_names_are_mended_and_said_so(intake: Intake) -> None:
    ledger = intake.take(persons="person_id,full_name\nP1,Nguyá»…n VÄƒn SÆ¡n\n")
    assert names(intake) == ["Nguyễn Văn Sơn"]
    assert ledger.files[0].flags == {"mojibake": 1}


def test_dates_and_codes_in_old_fonts(intake: Intake) -> None:
    text = "person_id,sex,birth_date\nP1,N÷,ngµy 5 th¸ng 3 n¨m 1985\nP2,Nam,ngµy 6 th¸ng 4 n¨m 1986\n"
    intake.take({"extra": {"text": "tcvn3"}}, persons=text)
    assert intake.rows("persons", "sex", "birth_date") == [("female", "1985-03-05"), ("male", "1986-04-06")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_file_of_tcvn3_in_any_encoding(intake: Intake, encoding: str) -> None:
    (path,) = intake.files(persons="")
    path.write_bytes(TCVN3.encode(encoding))
    intake.take_files([path], extra={"text": "tcvn3"})
    assert names(intake) == ["Nguyễn Văn Sơn", "Trần Thị Hường", "Lê Văn Tú"]


def test_the_encoding_can_be_named(intake: Intake) -> None:
    path, cases = intake.files(persons="", cases="case_id,title\nC1,Vụ án\n")[::-1]
    path.write_bytes("person_id,full_name\nP1,José\n".encode("latin-1"))
    intake.take_files([path, cases], extra={"encoding:persons.csv": "cp1252", "text": "keep"})
    assert names(intake) == ["José"]


def test_columns_that_no_table_knows_are_read_too(intake: Intake) -> None:
    text = "person_id,full_name,§Æc ®iÓm\nP1,NguyÔn V¨n S¬n,cã sÑo ë tr¸n\nP2,TrÇn ThÞ H\xadêng,tãc dµi\n"
    intake.take({"extra": {"text": "tcvn3"}}, persons=text)
    with intake.case() as case:
        extra = case.table("persons").set_index("key")["extra"]["P1"]
        file = int(case.table("files")["id"].iloc[0])
        written = case.as_written(Source(file, 2)).extra
        read = readings(case, Source(file, 2))
    assert list(extra.values()) == ["có sẹo ở trán"]
    assert list(written.values()) == ["cã sÑo ë tr¸n"]
    assert read["full_name"] == ("NguyÔn V¨n S¬n", "Nguyễn Văn Sơn")


def test_one_column_of_a_workbook(intake: Intake) -> None:
    path = intake.folder / "danh sach.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Persons")
        rows = [
            ("person_id", "full_name", "province"),
            ("P1", "NguyÔn V¨n S¬n", "Hà Giang"),
            ("P2", "Lª V¨n Tó", "Bắc Kạn"),
        ]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    with pytest.raises(NetLensError, match="sheet Persons: column full_name"):
        intake.take_files([path])
    intake.take_files([path], extra={"text:danh sach.xlsx:Persons": "tcvn3"})
    assert intake.rows("persons", "name", "province") == [("Lê Văn Tú", "Bắc Kạn"), ("Nguyễn Văn Sơn", "Hà Giang")]
