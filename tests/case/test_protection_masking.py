"""No protected name, folded or not, and no number of a protected person in any output of protection."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from staged import KEY, Row, involved, ref, stage

from netlens.case import protection
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.masking.finding import Masker
from netlens.case.records import Entity, Issue, Link, Source
from netlens.case.store.staging import Staging
from netlens.case.values.name import fold

NAMES = [
    "Trần Thị Bé",
    "Đặng Thuỳ Dương",
    "Hoà",
    "Lò Thị Mỷ",
    "Ơ Blang H'Nhi",
    "张伟",
    "ភ្នំ សុខា",
    "Nguyễn Đình Ngọc Ánh",
]
NUMBERS = ["+84912345678", "079199001234", "B1234567"]
SEPARATORS = [" ", "  ", "-", ". ", "\n", "\u00a0", ", "]
SHAPES = [str, str.upper, str.lower, fold, lambda text: unicodedata.normalize("NFD", text), str.title]


def written_anyhow(name: str, shape: int, separator: int) -> str:
    return SEPARATORS[separator % len(SEPARATORS)].join(SHAPES[shape % len(SHAPES)](name).split(" "))


def words(text: str) -> str:
    """Folded, with nothing but single spaces between letters: what an eye that ignores accents would read."""
    return " " + " ".join("".join(sign if sign.isalpha() else " " for sign in fold(text)).split()) + " "


def assert_silent(shown: str) -> None:
    for name in NAMES:
        assert words(name) not in words(shown), (name, shown)
    digits = "".join(sign for sign in shown if sign.isdigit())
    assert "912345678" not in digits
    assert "079199001234" not in digits
    assert "1234567" not in digits
    assert "张伟" not in shown


texts = st.builds(
    "".join,
    st.lists(
        st.one_of(
            st.builds(written_anyhow, st.sampled_from(NAMES), st.integers(0, 20), st.integers(0, 20)),
            st.sampled_from([*NUMBERS, "0912 345 678", "(84) 912.345.678", "079 199 001 234", "b-1234567", "B1234567"]),
            st.sampled_from([" ", "; ", " và ", " với (", ") ", "/", ", ở An Giang ", "!", "\t"]),
            st.text(max_size=6),
        ),
        max_size=6,
    ),
)


@pytest.fixture(scope="module")
def masker() -> Masker:
    made = Masker()
    for n, name in enumerate(NAMES):
        made.add_name(name, f"V-{n:04d}")
    for number in NUMBERS:
        made.add_number(number, "V-0000")
    return made


@settings(max_examples=400, deadline=None)
@given(parts=st.lists(texts, min_size=1, max_size=3))
def test_nothing_protected_is_left_in_a_text(masker: Masker, parts: list[str]) -> None:
    # A letter right beside a name makes it another word: that is not its name.
    text = " | ".join(parts)
    for name in NAMES:
        assume(words(name).strip() not in words(text).replace(words(name), " "))
    shown = masker.text(text)
    assert_silent(shown)
    assert masker.text(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Đi cùng TRAN THI BE về An Giang", "Đi cùng V-0000 về An Giang"),
        ("facebook:tranthibe99", "facebook:V-000099"),
        ("Tr\u200bần Thị Bé", "V-0000"),
        ("Hoà Bình", "Hoà Bình"),
        ("Hoà, Bình", "V-0002, Bình"),
        ("Hoà; huyện Lạc Sơn, Hoà Bình", "V-0002; huyện Lạc Sơn, Hoà Bình"),
        ("²Trần Thị Bé", "²V-0000"),
        ("和张伟一起", "和V-0005一起"),
        ("gọi 0912 345 678 lúc 9h", "gọi V-0000 lúc 9h"),
        ("2022-03-07", "2022-03-07"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
    ],
)
def test_examples(masker: Masker, text: str, shown: str) -> None:
    assert masker.text(text) == shown


COLUMNS = [
    "person_id", "full_name", "aliases", "ethnicity", "id_number", "passport", "phones", "accounts", "address", "note",
    "province", "value", "case_id", "title", "summary", "place", "gate", "country", "persons", "a", "b", "caller",
    "payer", "reference", "document", "companions", "vehicle", "subject", "partner", "outcome", "source_ref", "agency",
    "kind", "role", "amount", "when", "start", "cell", "handling",
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Protected people under all those names, one of whom an update renamed; an offender; rows of every kind."""
    path = tmp_path_factory.mktemp("protection") / "a.netlens"
    Case.create(path, KEY).close()
    rows: list[Row] = []
    for n, name in enumerate(NAMES):
        detail = {"full_name": name, "id_number": "079199001234" if n == 0 else "", "aliases": [name]}
        rows.append(("persons", {"person_id": f"V{n}"}, [Entity(ref("person", f"V{n}"), name, detail)], []))
        role = ("victim", "possible_victim", "witness", "reporter")[n % 4]
        rows.append(("involvements", {"person_id": f"V{n}"}, [], [involved(f"V{n}", "C1", role)]))
    update = {"full_name": "Người Khác", "passport": "B1234567", "_update": True}
    rows.append(("persons", {"person_id": "V1", "n": "2"}, [Entity(ref("person", "V1"), "", update)], []))
    phone = Link(ref("person", "V0"), ref("phone", "+84912345678"), "holds", detail={"kind": "phone"})
    rows.append(("identifiers", {"person_id": "V0"}, [], [phone]))
    house = ref("place", "nha tran thi be")
    rows.append(
        ("routes", {"route_id": "R1"}, [Entity(house, "nhà Trần Thị Bé")], [Link(ref("route", "R1"), house, "stop")])
    )
    title = Entity(ref("case", "C1"), "Vụ Trần Thị Bé", {"title": "Vụ Trần Thị Bé"})
    rows.append(("cases", {"case_id": "C1"}, [title], []))
    offender = {"full_name": "Phạm Văn Sơn"}
    rows.append(("persons", {"person_id": "P1"}, [Entity(ref("person", "P1"), "Phạm Văn Sơn", offender)], []))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(stage(path, rows)))
        yield case


def test_no_label_names_a_protected_person(case: Case) -> None:
    for entity in case.table("entities").id.tolist():
        assert_silent(protection.shown_name(case, entity))
        assert_silent(protection.shown_label(case, entity))
    assert protection.shown_label(case, case.find(ref("case", "C1")) or 0) == "C1"
    assert protection.shown_label(case, case.find(ref("phone", "+84912345678")) or 0).startswith("phone of V-")
    assert protection.shown_label(case, case.find(ref("phone", "+84912345678")) or 0, "vi")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.tuples(st.sampled_from(COLUMNS), texts), max_size=5), who=st.sampled_from(["P1", "V0", ""]))
def test_no_record_as_written_shows_a_protected_person(case: Case, cells: list[tuple[str, str]], who: str) -> None:
    values = {column: text for column, text in cells if column != "full_name" or who != "P1"}
    for name in NAMES:
        said = words(" | ".join(values.values()))
        assume(words(name).strip() not in said.replace(words(name), " "))
    staging = Staging(case.path, KEY)
    file = staging.file("x.csv", "0" * 64, "tables", "", "", 1)
    if who:
        holds = Link(ref("person", who), ref("case", "C1"), "involvement", detail={"role": "other"})
        staging.add(file, 2, "", {**values, "person_id": who}, {"lạ": "Trần Thị Bé"}, b"", "used", [], [holds])
    else:
        staging.reject(file, Issue(2, "person_id", "", "unknown"), values)
    staging.finish({})
    shown = protection.shown_written(case, case.as_written(Source(file, 2)))
    for cell in shown.values():
        assert_silent(cell)


def test_the_audit_of_an_unmasking_names_nobody(case: Case) -> None:
    be = case.find(ref("person", "V0")) or 0
    assert protection.unmask(case, be, "phiên toà của Trần Thị Bé", "VKS, gọi 0912345678") == "Trần Thị Bé"
    assert_silent(str(case.history()[-1].detail))
    source = case.table("persons").set_index("key").loc["V0", ["file", "row"]]
    shown = protection.unmask_written(case, Source(int(source.file), int(source.row)), "đối chiếu", "VKS")
    assert shown == {"person_id": "V0"}
    assert case.history()[-1].kind == "unmasking"


def test_an_offender_may_bear_the_name_of_a_victim(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    Case.create(path, KEY).close()
    rows: list[Row] = [
        ("persons", {"person_id": key, "full_name": "Nguyễn Thị Lan"}, [Entity(ref("person", key), "", detail)], links)
        for key, detail, links in (
            ("V1", {"full_name": "Nguyễn Thị Lan"}, [involved("V1", "C1", "victim")]),
            ("P1", {"full_name": "Nguyễn Thị Lan"}, [involved("P1", "C1", "offender")]),
        )
    ]
    with Case.open(path, KEY) as case:
        case.apply(CountImport(stage(path, rows)))
        offender = case.find(ref("person", "P1")) or 0
        assert protection.shown_name(case, offender) == "Nguyễn Thị Lan"
        row = case.table("persons").set_index("id").loc[offender]
        shown = protection.shown_written(case, case.as_written(Source(int(row.file), int(row.row))))
        assert shown == {"person_id": "P1", "full_name": "Nguyễn Thị Lan"}
