"""Border lists: who crossed where and when, whichever office wrote it down."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from taken import Taken, balanced, book, reads, written

from importers.border_crossings import IMPORTER
from netlens.case.importing import ReadOptions

SAMPLE = Path(__file__).parent.parent / "samples" / "border_crossings.csv"


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    return Taken(tmp_path)


def crossed(taken: Taken) -> list[tuple[str, str, str, str]]:
    """Name (or document), gate, direction, when of every crossing."""
    names = dict(taken.rows("persons", "id", "name"))
    keys = taken.keys()
    found = taken.rows("crossings", "person", "document", "gate", "direction", "when")
    return sorted((names.get(who, "") or keys.get(paper, ""), *more) for who, paper, *more in found)


def test_the_sample_counts_as_counted_by_hand(taken: Taken) -> None:
    ledger = taken.take(SAMPLE)
    with SAMPLE.open(encoding="utf-8") as stream:
        rows = [row for row in csv.reader(stream, delimiter=";") if row and row[0].isdigit()]
    file = ledger.files[0]
    assert (file.rows_read, file.rows_used, file.other_lines) == (len(rows), len(rows), 4)
    assert len(taken.rows("persons", "id")) == len({row[5] or row[1] for row in rows})
    assert sorted((when, direction) for _who, _gate, direction, when in crossed(taken)) == [
        ("2022-03-14T06:15", "out"),
        ("2022-03-14T06:16", "out"),
        ("2022-03-14T07:40", "in"),
        ("2022-03-16T18:02", "in"),
        ("2022-03-17T05:00", "out"),
    ]
    assert file.flags == {"no_document": 1}
    with taken.case() as case:
        ids = case.table("persons").record_id.tolist()
    assert not any("C1234567" in one for one in ids)


def test_an_exit_and_an_entry_in_one_row_are_two_crossings(taken: Taken, tmp_path: Path) -> None:
    text = (
        "Họ tên,Số hộ chiếu,Quốc tịch,Ngày xuất cảnh,Cửa khẩu xuất,Ngày nhập cảnh,Cửa khẩu nhập\n"
        "A B,C1234567,VN,13/03/2022,Mộc Bài,16/03/2022,Xa Mát\nC D,C7654321,VN,14/03/2022,Mộc Bài,,\n"
    )
    ledger = taken.take(written(tmp_path / "x.csv", text))
    assert crossed(taken) == [
        ("A B", "Mộc Bài", "out", "2022-03-13"),
        ("A B", "Xa Mát", "in", "2022-03-16"),
        ("C D", "Mộc Bài", "out", "2022-03-14"),
    ]
    assert ledger.files[0].rows_read == 2


def test_gate_and_direction_may_stand_in_the_heading(taken: Taken, tmp_path: Path) -> None:
    head = ["STT", "Họ và tên", "Ngày sinh", "Hộ chiếu/GTH", "Ngày giờ", "Biển số"]
    path = book(
        tmp_path / "Moc Bai.xlsx",
        {
            "Xuất cảnh": [
                ["ĐỒN CÔNG AN CỬA KHẨU QUỐC TẾ MỘC BÀI"], ["DANH SÁCH KHÁCH XUẤT CẢNH"], [], head,
                [1, "A B", "13/02/1980", "C1234567", "14/03/2022 06:15", "70A-12345"],
            ],
            "Nhập cảnh": [
                ["Cửa khẩu:", "Xa Mát"], ["DANH SÁCH KHÁCH NHẬP CẢNH"], [], head,
                [1, "A B", "13/02/1980", "C1234567", "16/03/2022 06:15", ""], ["Tổng số: 1"],
            ],
        },
    )  # fmt: skip
    assert reads(path) == "border_crossings"
    ledger = taken.take(path)
    found = crossed(taken)
    assert [(who, direction, when) for who, _gate, direction, when in found] == [
        ("A B", "out", "2022-03-14T06:15"),
        ("A B", "in", "2022-03-16T06:15"),
    ]
    assert "mộc bài" in found[0][1].casefold()
    assert found[1][1] == "Xa Mát"
    assert balanced(ledger)
    assert len(taken.rows("persons", "id")) == 1


def test_an_airline_list(taken: Taken, tmp_path: Path) -> None:
    text = (
        "PNR,Passenger Name,Document No,Nationality,DOB,Sex,Flight No,Flight Date,Direction,Port\n"
        "ABC123,NGUYEN/VAN MAU MR,C1234567,VNM,1980-02-13,M,VN920,2022-03-13,Departure,SGN\n"
        "ABC123,TRAN/THI VI DU MS,C7654321,VNM,1999-05-04,F,VN920,2022-03-13,Departure,SGN\n"
    )
    taken.take(written(tmp_path / "api.csv", text))
    assert crossed(taken) == [
        ("NGUYEN VAN MAU", "Tân Sơn Nhất", "out", "2022-03-13"),
        ("TRAN THI VI DU", "Tân Sơn Nhất", "out", "2022-03-13"),
    ]


def test_a_chinese_list_and_one_without_names(taken: Taken, tmp_path: Path) -> None:
    text = "姓名,证件号码,国籍,出入境时间,出入境类型,口岸\n阮文,C1234567,越南,2022-03-13 10:00:00,入境,友谊关\n"
    taken.take(written(tmp_path / "cn.csv", text, "gb18030"))
    bare = "Passport No;Border Gate;Crossing Date;Entry/Exit\nC7654321;Hữu Nghị;13/03/2022;Exit\n"
    taken.take(written(tmp_path / "bare.csv", bare))
    assert crossed(taken) == [
        ("C7654321", "Hữu Nghị", "out", "2022-03-13"),
        ("阮文", "Hữu Nghị", "in", "2022-03-13T10:00:00"),
    ]


def test_native_crossings_and_lists_of_people_are_left_to_others(tmp_path: Path) -> None:
    native = written(tmp_path / "crossings.csv", "document,gate,direction,when\nC1234567,Mộc Bài,out,2022-03-13\n")
    people = written(tmp_path / "p.csv", "Họ tên,Ngày sinh,Số hộ chiếu,Ngày,Loại,Địa chỉ\nA,1990,C1,13/03/2022,x,y\n")
    assert [reads(native), reads(people)] == ["tables", "tables"]


CELLS = st.sampled_from(
    ["", "A B", "C1234567", "13/03/2022", "xuất", "sang", "Mộc Bài", "Tổng cộng", "\u0000", '"', "x" * 300]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=12))
@example([["\0"] * 5])
@example([["\0"] * 5] * 4)
def test_messy_lists_lose_no_row(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("messy") / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["Họ tên", "Số hộ chiếu", "Ngày XNC", "Xuất/Nhập", "Cửa khẩu"], *rows])
    found = list(IMPORTER.read(path, ReadOptions()))
    filled = {n for n, row in enumerate(rows, 2) if any(cell.strip() for cell in row)}
    assert filled == {one.row for one in found}
    assert [one.row for one in found] == sorted(one.row for one in found)
