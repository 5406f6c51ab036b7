"""Call records as phone companies hand them over: who called whom, whichever way a company writes it down."""

import csv
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import Taken, balanced, book, reads, written

from importers.call_records import IMPORTER
from netlens.case.importing import ReadOptions
from netlens.case.intake.forms.calls.cells import is_odd
from netlens.case.intake.forms.calls.devices import handset
from netlens.case.intake.forms.calls.ways import way_of
from netlens.case.intake.forms.clock import moment, seconds
from netlens.case.records import CaseRecord
from netlens.errors import NetLensError

SAMPLE = Path(__file__).parent.parent / "samples" / "call_records.txt"
ME, YOU = "+84912000001", "+84987000002"


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    return Taken(tmp_path)


def test_the_sample_counts_as_counted_by_hand(taken: Taken) -> None:
    ledger = taken.take(SAMPLE)
    with SAMPLE.open(encoding="utf-8") as stream:
        rows = [row for row in csv.reader(stream, delimiter=";") if len(row) > 5][1:]
    assert ledger.files[0].rows_read == ledger.files[0].rows_used == len(rows)
    assert ledger.files[0].other_lines == 5
    out = sum(row[1] in ("Gọi đi", "Tin nhắn đi", "Chuyển hướng") for row in rows)
    calls = taken.calls()
    assert len(calls) == len(rows)
    assert sum(caller == ME for caller, *_rest in calls) == out
    assert sum(callee == ME for _caller, callee, *_rest in calls) == len(rows) - out
    assert taken.links()["shares"] == len({row[8] for row in rows if row[8]})
    assert ("+85512000004", ME, "2022-03-20T23:59:59", 80, "voice") in calls


def test_a_handset_is_tied_to_the_number_from_its_first_to_its_last_day(taken: Taken) -> None:
    taken.take(SAMPLE)
    keys = taken.keys()
    shares = {
        keys[b]: (keys[a], since, until) for a, b, since, until in taken.rows("links", "a", "b", "since", "until")
    }
    assert shares == {
        "imei:356938035643809": (ME, "2022-03-07", "2022-03-13"),
        "imei:490154203237518": (ME, "2022-03-14", "2022-03-21"),
    }


def test_two_numbers_in_one_handset_meet_in_it(taken: Taken, tmp_path: Path) -> None:
    head = "Thuê bao: {}\n\nLoại;Số liên lạc;Thời gian;Thời lượng;IMEI\n"
    one = written(
        tmp_path / "a.csv", head.format("0912000001") + "Gọi đi;0987000002;13/03/2022 10:00:00;5;356938035643809\n"
    )
    two = written(
        tmp_path / "b.csv", head.format("0367000003") + "Gọi đi;0987000009;14/03/2022 10:00:00;5;356938035643800\n"
    )
    taken.take(one, two)
    keys = taken.keys()
    pairs = sorted((keys[a], keys[b]) for a, b in taken.rows("links", "a", "b"))
    assert pairs == [("+84367000003", "imei:356938035643809"), (ME, "imei:356938035643809")]


PALAKKAD = """Mobile No: 0912000001
Legend: MO = outgoing, MT = incoming

CALLING_NO,CALLED_NO,CALL_DATE,CALL_TIME,DURATION,FIRST_CELL,LAST_CELL,CALL_TYPE,IMEI,IMSI,TYPE_OF_CONN,SMSC_CENTER,SWITCH,LRN
0912000001,0987000002,13-03-2022,21:04:10,80,452-04-1234-56789,452-04-1234-56790,MO,35693803564380,452041234567890,PREPAID,,,
0912000001,0987000002,13-03-2022,22:04:10,65,452-04-1234-56789,,MT,35693803564380,452041234567890,PREPAID,,,
0912000001,0367000003,14-03-2022,08:00:00,0,452-04-99999999-1,,SMS-MT,35693803564380,452041234567890,PREPAID,,,

Total records: 3
"""


def test_incoming_calls_of_the_number_asked_about_are_turned(taken: Taken, tmp_path: Path) -> None:
    ledger = taken.take(written(tmp_path / "cdr.csv", PALAKKAD))
    assert taken.calls() == [
        ("+84367000003", ME, "2022-03-14T08:00:00", 0, "sms"),
        (ME, YOU, "2022-03-13T21:04:10", 80, "voice"),
        (YOU, ME, "2022-03-13T22:04:10", 65, "voice"),
    ]
    assert ledger.files[0].flags == {"bad_cell": 1, "turned": 2}


def test_columns_that_already_say_who_called_are_left_alone(taken: Taken, tmp_path: Path) -> None:
    text = PALAKKAD.replace("0912000001,0987000002,13-03-2022,22", "0987000002,0912000001,13-03-2022,22")
    ledger = taken.take(written(tmp_path / "cdr.csv", text))
    assert (YOU, ME, "2022-03-13T22:04:10", 65, "voice") in taken.calls()
    assert "turned" not in ledger.files[0].flags


def test_two_numbers_in_one_workbook_each_with_its_heading(taken: Taken, tmp_path: Path) -> None:
    head = ["Chiều", "Số đối tác", "Ngày giờ", "Thời lượng", "Mã trạm"]
    path = book(
        tmp_path / "MobiFone.xlsx",
        {
            "0912000001": [
                ["CÔNG TY THÔNG TIN DI ĐỘNG (mẫu)"],
                ["Số thuê bao", "0912 000 001", "", "Chủ thuê bao", "Ai Đó"],
                [],
                head,
                ["Đi", "0987000002", datetime(2022, 3, 13, 10, 0, 5), time(0, 1, 20), "HNI0123"],  # noqa: DTZ001
                ["Đến", 987000002, datetime(2022, 3, 13, 11, 0), 9, "HNI0123"],  # noqa: DTZ001
            ],
            "Sheet 2": [
                ["Thuê bao tra cứu: 0367.000.003"],
                head,
                ["Nhắn đến", "84912000001", "14/03/2022 1:02:03", "", ""],
            ],
            "Legend": [["Đi: gọi đi"], ["Đến: gọi đến"]],
        },
    )
    ledger = taken.take(path)
    assert taken.calls() == [
        (ME, "+84367000003", "2022-03-14T01:02:03", 0, "sms"),
        (ME, YOU, "2022-03-13T10:00:05", 80, "voice"),
        (YOU, ME, "2022-03-13T11:00:00", 9, "voice"),
    ]
    assert [name for name in ledger.skipped if "Legend" in name]


def test_several_numbers_below_each_other_in_one_text(taken: Taken, tmp_path: Path) -> None:
    head = "Hướng\tSố liên lạc\tNgày\tGiờ\tThời lượng"
    text = (
        f"Thuê bao: 0912000001\n{head}\nđi\t0987000002\t13/03/2022\t070401\t1\n\n"
        f"Thuê bao: 0367000003\n{head}\nđến\t0987000002\t13/03/2022\t80401\t2\n\nTổng số: 2\n"
    )
    ledger = taken.take(written(tmp_path / "dump.txt", text))
    assert [(a, b, start) for a, b, start, *_rest in taken.calls()] == [
        (ME, YOU, "2022-03-13T07:04:01"),
        (YOU, "+84367000003", "2022-03-13T08:04:01"),
    ]
    assert ledger.files[0].rows_read == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_china_mobile(taken: Taken, tmp_path: Path, encoding: str) -> None:
    text = (
        "中国移动通话详单\n手机号码：13800000001\n\n起始时间,通信地点,通信方式,对方号码,通信时长,通信类型\n"
        "2022-03-13 10:00:05,南宁,主叫,13900000002,1分20秒,国内通话\n"
        "2022-03-14 11:00:05,凭祥,被叫,+84912000001,1小时2秒,国际通话\n"
    )
    text = text.replace("通信时长", "通话时长")
    taken.take(written(tmp_path / "china.csv", text, encoding))
    assert taken.calls() == [
        (ME, "+8613800000001", "2022-03-14T11:00:05", 3602, "voice"),
        ("+8613800000001", "+8613900000002", "2022-03-13T10:00:05", 80, "voice"),
    ]


def test_a_british_dump_with_both_parties(taken: Taken, tmp_path: Path) -> None:
    text = (
        "Call Type,A Number,B Number,Start Date/Time,Duration (secs),First Cell ID A,IMEI A\n"
        "Voice,+447700900001,+447700900002,13/03/2022 10:00:05,80,234-15-101-202,356938035643809\n"
        "Voice,+447700900002,+447700900003,13/03/2022 10:05:05,0:00:09,,\n"
        "SMS,+447700900001,60300,13/03/2022 10:06:05,0,,356938035643809\n"
    )
    ledger = taken.take(written(tmp_path / "uk.csv", text))
    assert len(taken.calls()) == 3
    assert ledger.files[0].flags == {"service_number": 1}
    assert taken.links() == {"called": 3, "shares": 1}


def test_a_cambodian_dump_of_one_number(taken: Taken, tmp_path: Path) -> None:
    text = (
        "MSISDN|Other Party|Direction|Call Date|Call Time|Duration|LAC|CI\n"
        "85512000004|+84912000001|Incoming|2022-03-13|10:00:05|80|101|202\n"
        "85512000004|85515000009|Outgoing|2022-03-14|10:00:05|80|101|202\n"
    )
    taken.take(written(tmp_path / "smart.csv", text))
    assert [(a, b) for a, b, *_rest in taken.calls()] == [(ME, "+85512000004"), ("+85512000004", "+85515000009")]


def test_a_forwarded_call_has_two_legs_and_data_are_no_call(taken: Taken, tmp_path: Path) -> None:
    text = (
        "Thuê bao: 0912000001\nLoại;Số liên lạc;Thời gian;Thời lượng;Số chuyển hướng\n"
        "Gọi đến;0987000002;13/03/2022 10:00:00;5;0367000003\n"
        "Data;internet;13/03/2022 10:00:00;500;\nDữ liệu;;13/03/2022 11:00:00;500;\n"
    )
    ledger = taken.take(written(tmp_path / "x.csv", text))
    assert [(a, b) for a, b, *_rest in taken.calls()] == [(ME, "+84367000003"), (YOU, ME)]
    assert ledger.files[0].flags == {"forwarded": 1, "not_a_call": 2}
    assert balanced(ledger)
    assert not ledger.files[0].rows_rejected


def test_the_number_may_stand_in_the_file_name_but_it_must_stand_somewhere(taken: Taken, tmp_path: Path) -> None:
    text = "Loại;Số liên lạc;Thời gian;Thời lượng\nGọi đi;0987000002;13/03/2022 10:00:00;5\n"
    text += "Gọi đi;113;13/03/2022 11:00:00;5\n"
    with pytest.raises(NetLensError, match="whose calls they are"):
        taken.take(written(tmp_path / "calls of a man.csv", text))
    ledger = taken.take(written(tmp_path / "CDR_0912000001_2022.csv", text))
    assert {caller for caller, *_rest in taken.calls()} == {ME}
    assert ledger.files[0].flags == {"service_number": 1, "subject_in_name": 1}


def test_native_tables_stay_native(tmp_path: Path) -> None:
    native = written(
        tmp_path / "calls.csv", "caller,callee,start,seconds,kind,cell\n0912000001,0987000002,2022-03-13,5,MO,c\n"
    )
    alike = written(
        tmp_path / "x.csv", "Số chủ gọi;Số bị gọi;Thời điểm bắt đầu;Thời lượng\n0912000001;0987000002;2022;5\n"
    )
    people = written(tmp_path / "p.csv", "Họ tên;Số điện thoại;Ngày;Loại;Ghi chú\nA;0912000001;2022;x;y\n")
    assert [reads(path) for path in (native, alike, people)] == ["tables", "tables", "tables"]


def test_a_large_plain_dump_reads_alike_by_row_and_by_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = ["MO", "MT", "SMS"]
    lines = [
        f"09120{n % 7:05d},09870{n % 11:05d},{13 + n % 9}/03/2022 {n % 24:02d}:{n % 60:02d}:{n % 59:02d},"
        f"{n % 300},{kinds[n % 3]},c{n % 5},c9"
        for n in range(400)
    ]
    head = "CALLING_NO,CALLED_NO,START_TIME,DURATION,CALL_TYPE,FIRST_CELL,LAST_CELL"
    text = "\n".join(["Dump of the month", "", head, *lines, ""])
    path = written(tmp_path / "dump.csv", text)
    assert IMPORTER.bulk is not None
    assert IMPORTER.bulk(path, ReadOptions()) is not None
    found = []
    for least in (1, 1 << 40):
        monkeypatch.setattr("netlens.case.intake.bulk.plan.LEAST", least)
        folder = tmp_path / str(least)
        folder.mkdir()
        taken = Taken(folder)
        ledger = taken.take(path).files[0]
        assert ledger.importer == "call_records"
        found.append((ledger.rows_read, ledger.rows_used, ledger.rows_merged, ledger.other_lines, taken.calls()))
    assert found[0] == found[1]


def test_words_for_ways_and_kinds() -> None:
    said = {
        text: tuple(way_of(text)[:2])
        for text in ("MO", "SMS-MT", "Gọi đến", "Nhắn đi", "nhận", "主叫", "Incoming SMS", "")
    }
    assert said == {
        "MO": ("out", "voice"),
        "SMS-MT": ("in", "sms"),
        "Gọi đến": ("in", "voice"),
        "Nhắn đi": ("out", "sms"),
        "nhận": ("in", "nhận"),
        "主叫": ("out", "voice"),
        "Incoming SMS": ("in", "sms"),
        "": ("", ""),
    }


def test_times_and_lengths() -> None:
    assert moment("", "21:04:10", "07/03/2022") == "07/03/2022 21:04:10"
    assert moment("2022-03-07T00:00:00", "1899-12-30T21:04:10") == "2022-03-07 21:04:10"
    assert moment("07/03/2022", "0.5") == "07/03/2022 12:00:00"
    assert [seconds(text) for text in ("80", "00:01:20", "1分20秒", "1m20s", "1 phút 20 giây", "2h", "x")] == [
        "80", "00:01:20", "80", "80", "80", "7200", "x",
    ]  # fmt: skip
    assert seconds("1.5", 60) == "90"


def test_cells_and_handsets() -> None:
    assert [is_odd(cell) for cell in ("452-04-1234-56789", "452-04-99999999-1", "999-04-1-1", "HNI0123", "")] == [
        False, True, True, False, False,
    ]  # fmt: skip
    assert [handset(text) for text in ("356938035643800", "35693803564380", "0", "000000000000000", "x")] == [
        "356938035643809", "356938035643809", "", "", "",
    ]  # fmt: skip


CELLS = st.sampled_from(
    [
        "",
        "0912000001",
        "113",
        "VIETTEL",
        "x;y",
        "13/03/2022 10:00:00",
        "1分20秒",
        "MT",
        "đi",
        "\u0000",
        '"',
        "99/99/2022",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=12), st.sampled_from([",", ";", "\t"]))
def test_messy_dumps_lose_no_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("messy") / "CDR_0912000001.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("Thuê bao: 0912000001\n")
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(["Loại", "Số liên lạc", "Thời gian", "Thời lượng", "IMEI"])
        writer.writerows(rows)
    found = list(IMPORTER.read(path, ReadOptions()))
    told = {one.row for one in found}
    filled = {n for n, row in enumerate(rows, 3) if any(cell.strip() for cell in row)}
    assert filled <= told
    records = [one for one in found if isinstance(one, CaseRecord)]
    numbers = [one.row for one in found]
    assert numbers == sorted(numbers)
    assert all(isinstance(text, str) for one in records for text in one.values.values())


def test_a_native_sheet_beside_calls_is_read_too(taken: Taken, tmp_path: Path) -> None:
    calls = [["Thuê bao: 0912000001"], ["Loại", "Số liên lạc", "Thời gian", "Thời lượng"]]
    calls.append(["Gọi đi", "0987000002", "13/03/2022 10:00:00", "5"])
    people = [["person_id", "full_name", "phones"], ["P1", "Nguyễn Ví Dụ", "0912000001"]]
    ledger = taken.take(book(tmp_path / "both.xlsx", {"a": calls, "b": people, "c": [["x"], ["y"]]}))
    assert ledger.files[0].rows_read == 2
    assert taken.links() == {"called": 1, "holds": 1}
    assert len(ledger.skipped) == 1


def test_columns_that_only_blanks_keep_apart(taken: Taken, tmp_path: Path) -> None:
    text = (
        "Target: 0912000001\n\nCALLING_NO     CALLED_NO      CALL_DATE    CALL_TIME  DURATION  FIRST_CELL  CALL_TYPE\n"
        "0912000001     0987000002     13/03/2022   21:04:10   80        452-04-1-2  MO\n"
        "0987000002     0912000001     13/03/2022   22:04:10   10                    MT\n\nEnd of report\n"
    )
    ledger = taken.take(written(tmp_path / "dump.txt", text))
    assert taken.calls() == [
        (ME, YOU, "2022-03-13T21:04:10", 80, "voice"),
        (YOU, ME, "2022-03-13T22:04:10", 10, "voice"),
    ]
    assert (ledger.files[0].rows_read, ledger.files[0].other_lines) == (2, 2)


def test_what_spreadsheets_do_to_numbers_is_undone(taken: Taken, tmp_path: Path) -> None:
    text = "Thuê bao: 0912000001\nLoại,Số liên lạc,Thời gian,Thời lượng\n"
    text += 'Gọi đi,"=""0987000002""",44633.8779,5\nGọi nhỡ,987000002,20220313210410,0\n'
    taken.take(written(tmp_path / "x.csv", text))
    assert [(a, b) for a, b, *_rest in taken.calls()] == [(ME, YOU), (YOU, ME)]


def test_who_calls_the_operator_has_nothing_in_common(taken: Taken, tmp_path: Path) -> None:
    from netlens.network.evidence import gather

    persons = "person_id,full_name,phones\nP1,Nguyễn Ví Dụ,0912000001\nP2,Trần Mẫu,0987000002\n"
    calls = "caller,callee,start\n"
    for number in ("0912000001", "0987000002"):
        for other in ("198", "19001234", "VIETTEL", "0367000003"):
            calls += f"{number},{other},2022-03-13 10:00:00\n"
    taken.take(written(tmp_path / "persons.csv", persons), written(tmp_path / "calls.csv", calls))
    keys = taken.keys()
    with taken.case() as case:
        assert sorted(keys[vertex] for vertex in gather(case).vertices) == ["+84367000003", "P1", "P2"]
