"""What holds of every kind of value: cleaning never raises, never loses a text, and is done after one time."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlens.case import schema
from netlens.case.values import (
    account,
    amount,
    country,
    date,
    gate,
    grade,
    id_number,
    mojibake,
    name,
    party,
    phone,
    place,
    plate,
)

Clean = Callable[[str], tuple[str, str]]
CLEANERS: dict[str, Clean] = {
    "name": name.clean,
    "date": date.clean,
    "date_mdy": lambda text: date.clean(text, "mdy"),
    "phone": phone.clean,
    "id_number": id_number.clean,
    "passport": id_number.clean_passport,
    "document": id_number.clean_document,
    "plate": plate.clean,
    "place": place.clean,
    "province": place.clean_province,
    "country": country.clean,
    "account": account.clean,
    "amount": amount.clean,
    "currency": amount.clean_currency,
    "party": lambda text: party.clean(text)[1:],
    "gate": gate.clean,
    "date_be": lambda text: date.clean(text, era="be"),
    "mojibake": lambda text: (mojibake.mend(text), ""),
}
ANY = st.text(max_size=40)
LIKELY = st.text(alphabet="0123456789 /-.:,+()ABCDXbhtd₫đ", max_size=24)
WORDED = st.lists(
    st.sampled_from(
        ["zalo:", "bank:", "VCB", "stk", "0912345678", "tức", "a.k.a.", "(", ")", "Nguyễn", "V¨n", "triệu", "USD",
         "ngày", "tháng", "3", "2022", "năm", "21h04", "AM", "29A", "-", ".", "123.45", "facebook.com/", "Hà Giang",
         "tỉnh", "T.", "khoảng", "lúc", "ngày 5/3/", "'19", "มีนาคม", "2562", "พ.ศ.", "年", "月", "âm lịch", "GMT+8",
         "+0800", "--/--/", "9.12346E+08", "9.12345678E+08", "####", "(08)", "máy lẻ 12", "mẹ:", "0121 234 5678", "/",
         "13812345678", ",", "cấp ngày", "CCCD số", "001085001234", "tr", "2tr5", "1 tỷ", "vạn", "tệ", "RM", "¥",
         "rưỡi", "hơn", "(500)", "@minh", "t.me/", "zalo.me/", "wa.me/", "ngân hàng", "chi nhánh", "Techcombank",
         "WeChat ID", "momo", "số", "(cũ)", "Quang Nihn", "Huyện", "Mộc Bài", "Bavet", "Cửa khẩu", "Ã¡Â»", "á»…"]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip
TEXTS = st.one_of(ANY, LIKELY, WORDED)


@pytest.mark.parametrize("kind", CLEANERS)
@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
@example(text="²³")
@example(text="٠٩١٢٣٤٥٦٧٨")
@example(text="\x00")
@example(text="1" * 40)
@example(text="BANK:00000 BANK")
def test_cleaning_never_raises_and_is_done_after_one_time(kind: str, text: str) -> None:
    clean = CLEANERS[kind]
    value, problem = clean(text)
    assert isinstance(problem, str)
    assert value or not text.strip() or problem == ""
    assert clean(value)[0] == value


@settings(max_examples=120, deadline=None)
@given(a=TEXTS, b=TEXTS)
def test_comparing_never_raises_and_is_even(a: str, b: str) -> None:
    assert name.same(a, a)
    assert name.same(a, b) == name.same(b, a)
    assert grade.weaker(a, b) in (a, b)
    assert grade.grade_weight(grade.weaker(a, b)) == min(grade.grade_weight(a), grade.grade_weight(b))


@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_look_ups_never_raise(text: str) -> None:
    assert schema.field("persons", text) in {None, *(column.name for column in schema.TABLES["persons"].columns)}
    assert schema.code("role", text) in {None, *schema.codes("role")}
    assert schema.table_named(text) in {None, *schema.TABLES}
    assert gate.faces(text, text) in ("", "CN", "LA", "KH")
    assert 0.0 <= grade.grade_weight(text) <= 1.0
    assert isinstance(grade.grade_label(text), str)
    name.sort_key(text)


@settings(max_examples=200, deadline=None)
@given(day=st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(day: datetime.date) -> None:
    iso = day.isoformat()
    y, m, d = iso.split("-")
    assert date.clean(f"{d}/{m}/{y}") == (iso, "")
    assert date.clean(f"{m}/{d}/{y}", "mdy") == (iso, "")
    assert date.clean(f"ngày {int(d)} tháng {int(m)} năm {y}") == (iso, "")
