"""From files to what ties people: numbers that change hands, dumps that overlap, one call told by both parties."""

from pathlib import Path

import pytest

import importers.tables
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.importing import import_files
from netlens.case.records import Ledger
from netlens.network.evidence import gather
from netlens.progress import finish

KEY = "một hai ba"
PEOPLE = "person_id,full_name\nP1,Nguyễn Văn An\nP2,Vàng A Sử\nP3,Lê Thị Hoa\nP4,Mã A Pó\n"
ROLES = "case_id,person_id,role\n" + "".join(f"C{n},P{n},suspect\n" for n in range(1, 5))
CASES = "case_id\n" + "".join(f"C{n}\n" for n in range(1, 5))
NUMBER, OTHER = "0912345678", "0987654321"


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder, self.path, self.n = folder, folder / "case.netlens", 0
        Case.create(self.path, KEY).close()

    def take(self, **tables: str) -> Ledger:
        self.n += 1
        folder = self.folder / str(self.n)
        folder.mkdir()
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        job = import_files(self.path, KEY, sorted(folder.iterdir()), (importers.tables.IMPORTER,))
        ledger: Ledger = finish(job)
        with Case.open(self.path, KEY) as case:
            case.apply(CountImport(ledger.import_id))
        return ledger

    def ties(self) -> set[frozenset[str]]:
        """Whom the evidence ties, by key; numbers nobody holds by number."""
        with Case.open(self.path, KEY) as case:
            found = gather(case)
            names = [case.ref(int(entity)).key for entity in found.vertices]
            return {frozenset((names[a], names[b])) for a, b in zip(found.a.tolist(), found.b.tolist(), strict=True)}

    def calls(self) -> int:
        with Case.open(self.path, KEY) as case:
            return case.counts()[1].get("called", 0)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.take(persons=PEOPLE, cases=CASES, involvements=ROLES)
    return made


def held(*rows: str) -> str:
    return "person_id,kind,value,since,until\n" + "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize(
    ("rows", "tied"),
    [
        (("P1,phone,0912345678,2019-01-01,2019-12-31", "P2,phone,0912345678,2021-01-01,"), False),
        (("P1,phone,0912345678,,2019-12-31", "P2,phone,+84912345678,2020-01-01,"), False),
        (("P1,phone,0912345678,,2020-06-30", "P2,phone,0912 345 678,2020-06-30,"), False),  # handed over that day
        (("P1,phone,0912345678,2018,2020", "P2,phone,0912345678,2020-03,"), False),
        (("P1,phone,0912345678,2018,2020-06-30", "P2,phone,0912345678,2020,"), False),
        (("P1,phone,0912345678,2018,2020", "P2,phone,0912345678,2020,2022"), False),
        (("P1,phone,0912345678,2019-01-01,2020-12-31", "P2,phone,0912345678,2020-06-01,"), True),
        (("P1,phone,0912345678,,", "P2,phone,0912345678,,"), True),
        (("P1,phone,0912345678,,", "P2,phone,0912345678,2020-06-01,"), True),
        (("P1,phone,0912345678,,2020-06-30", "P2,phone,0912345678,,2019-01-01"), True),
        (("P1,phone,0912345678,2020-06-30,2020-06-30", "P2,phone,0912345678,2020-06-30,2020-06-30"), True),
        (("P1,vehicle,24A-123.45,,2020-06-30", "P2,vehicle,24A12345,2020-07-01,"), False),
        (("P1,document,N1234567,2015,2019", "P2,document,N1234567,2020,"), False),
    ],
)  # fmt: skip
def test_a_thing_that_changed_hands_ties_nobody_outside_its_dates(
    desk: Desk, rows: tuple[str, ...], tied: bool
) -> None:
    desk.take(identifiers=held(*rows))
    assert (frozenset(("P1", "P2")) in desk.ties()) is tied


def test_a_call_is_of_who_held_the_number_then(desk: Desk) -> None:
    desk.take(
        identifiers=held(
            f"P1,phone,{NUMBER},2019-01-01,2019-12-31", f"P2,phone,{NUMBER},2021-01-01,", f"P3,phone,{OTHER},,"
        ),
        calls=f"caller,callee,start\n{NUMBER},{OTHER},2019-05-01 10:00:00\n",
    )
    assert desk.ties() == {frozenset(("P1", "P3"))}
    desk.take(calls=f"caller,callee,start\n{OTHER},{NUMBER},2022-05-01 10:00:00\n")
    assert desk.ties() == {frozenset(("P1", "P3")), frozenset(("P2", "P3"))}
    with Case.open(desk.path, KEY) as case:  # between two holders the number stands for itself
        before = gather(case).weight.sum()
    desk.take(calls=f"caller,callee,start\n{OTHER},{NUMBER},2020-05-01 10:00:00\n")
    assert frozenset(("P1", "P2")) not in desk.ties()
    with Case.open(desk.path, KEY) as case:
        assert gather(case).weight.sum() >= before


def dump(first: int, last: int, *, off: int = 0, a: str = NUMBER, b: str = OTHER, kind: str = "voice") -> str:
    rows = (f"{a},{b},2022-03-07 {8 + n // 60:02d}:{n % 60:02d}:{10 + off:02d},33,{kind}\n" for n in range(first, last))
    return "caller,callee,start,seconds,kind\n" + "".join(rows)


def test_dumps_that_overlap_by_half_count_each_call_once(desk: Desk) -> None:
    first = desk.take(calls=dump(0, 100))
    second = desk.take(calls=dump(50, 150))
    assert [(file.rows_read, file.rows_used, file.rows_merged) for file in second.files] == [(100, 50, 50)]
    assert desk.calls() == 150
    with Case.open(desk.path, KEY) as case:
        case.apply(WithdrawImport(first.import_id))
    assert desk.calls() == 100, "what only the second says, and what it said too"
    with Case.open(desk.path, KEY) as case:
        case.apply(CountImport(first.import_id))
    assert desk.calls() == 150


@pytest.mark.parametrize(("a", "b"), [("+84912345678", "84 987 654 321"), ("00840912345678", "0987.654.321")])
def test_one_call_in_both_parties_records_counts_once(desk: Desk, a: str, b: str) -> None:
    """Other spellings of the numbers, and clocks three seconds apart."""
    desk.take(calls=dump(0, 40))
    other = desk.take(calls=dump(0, 40, off=3, a=a, b=b))
    assert [(file.rows_used, file.rows_merged) for file in other.files] == [(0, 40)]
    assert desk.calls() == 40


def test_in_one_file_both_parties_records_count_once_too(desk: Desk) -> None:
    rows = dump(0, 40) + dump(0, 40, off=3, a="+84912345678").partition("\n")[2]
    assert [(file.rows_used, file.rows_merged) for file in desk.take(calls=rows).files] == [(40, 40)]
    assert desk.calls() == 40


def test_what_goes_the_other_way_or_is_a_text_message_is_another(desk: Desk) -> None:
    texts = "".join(dump(0, 10, off=off, kind=kind).partition("\n")[2] for off, kind in ((2, "sms"), (4, "tin nhắn")))
    assert desk.take(calls=dump(0, 10) + texts).files[0].rows_used == 20
    assert desk.take(calls=dump(0, 10, off=3, a=OTHER, b=NUMBER)).files[0].rows_used == 10, "called back at once"
    assert desk.take(calls=dump(60, 70, off=0)).files[0].rows_used == 10
    assert desk.take(calls=dump(60, 70, off=2, kind="sms")).files[0].rows_used == 10, "of another file too"
    assert desk.take(calls=dump(60, 70, off=4, kind="tin nhắn")).files[0].rows_merged == 10
    assert desk.take(calls=dump(60, 70, off=1, kind="")).files[0].rows_merged == 10, "of no kind: it may be either"
    assert desk.calls() == 50


def test_clocks_further_apart_than_the_tolerance_are_two_calls(desk: Desk) -> None:
    desk.take(calls=dump(0, 5))
    assert desk.take(calls=dump(0, 5, off=30)).files[0].rows_used == 5
