"""What a checker written from the designs alone found wrong with single values."""

import pytest

from netlens.case.values import account, amount, country, date, gate, grade, name, party, phone, plate


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("+84438251234", "+842438251234", ""),  # Hà Nội before 2017, behind the country's code
        ("84 4 38251234", "+842438251234", ""),
        ("(84-4) 38251234", "+842438251234", ""),
        ("(84.8) 38221234", "+842838221234", ""),  # the area code stands apart: no mobile 083
        ("+84838221234", "+84838221234", ""),  # it does not: a mobile
        ("+8491234567", "+8491234567", "bad_phone"),  # a digit short, though other countries have such lengths
        ("+84 1900 545415", "+841900545415", ""),
    ],
)
def test_phones(text: str, value: str, problem: str) -> None:
    assert phone.clean(text) == (value, problem)


@pytest.mark.parametrize("sign", ["|", " | ", "&", " & "])
def test_phones_parted_by_other_signs(sign: str) -> None:
    assert phone.split(f"0912345678{sign}01672345678") == ["0912345678", "01672345678"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mùng 3 tháng 4 năm 1990", "1990-04-03"),
        ("Sinh ngày 3/4/1990", "1990-04-03"),
        ("sinh ngày 3 tháng 4 năm 1990", "1990-04-03"),
        ("20220307 210410", "2022-03-07T21:04:10"),
        ("20220307T1404Z", "2022-03-07T21:04"),
    ],
)
def test_dates(text: str, value: str) -> None:
    assert date.clean(text) == (value, "")


@pytest.mark.parametrize(
    ("text", "shown", "aliases"),
    [
        ("Nguyễn Văn Sơn (Sơn Đen)", "Nguyễn Văn Sơn (Sơn Đen)", ()),
        ('Nguyễn Văn "Sơn"', 'Nguyễn Văn "Sơn"', ()),
        ('Sơn (tức "Sơn Đen", Sơn Sẹo)', "Sơn", ("Sơn Đen", "Sơn Sẹo")),
        ('"Sơn Đen"', "Sơn Đen", ()),
        ("Na", "Na", ()),  # a woman's name, and not "n/a"
    ],
)
def test_brackets_and_short_names_stay(text: str, shown: str, aliases: tuple[str, ...]) -> None:
    assert name.clean(text) == (shown, "")
    assert name.split_aliases(text) == (shown, aliases)


@pytest.mark.parametrize("text", ["NA", "n/a", "(không rõ)", "Chưa rõ lai lịch", "Vô danh", "chưa xác định", "..."])
def test_words_in_place_of_a_name(text: str) -> None:
    assert name.clean(text) == ("", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Cửa khẩu Phú Quốc", "Phú Quốc"),  # folded, its name begins like a rank of gates
        ("cua khau phu quoc", "Phú Quốc"),
        ("Cửa khẩu phụ Sóc Giang", "Sóc Giang"),
        ("CK Thanh Thuỷ", "Thanh Thủy"),  # one spelling, whichever of the two it is
        ("thanh thuy", "Thanh Thủy"),
    ],
)
def test_gates(text: str, shown: str) -> None:
    assert gate.clean(text)[0] == shown


def test_plates_by_other_signs_and_words() -> None:
    assert {plate.clean(text) for text in ("29A–123.45", "BKS: 29A-12345", "Biển số 29A 123.45")} == {("29A-12345", "")}


def test_nationality_in_english() -> None:
    said = ("Vietnamese", "CHINESE", "british", "Laotian", "Khmer")
    assert [country.clean(text) for text in said] == [("VN", ""), ("CN", ""), ("GB", ""), ("LA", ""), ("KH", "")]


def test_the_link_of_an_account_is_a_party() -> None:
    assert party.clean("https://facebook.com/son.den") == ("account", "facebook:son.den", "")
    assert party.clean("zalo.me/0912345678") == ("account", "zalo:+84912345678", "")
    assert account.is_account("LC/P0001") is False


def test_three_letters_are_a_currency_only_where_one_has_them() -> None:
    assert amount.clean_currency("php") == ("PHP", "")
    assert amount.clean_currency("xyz") == ("xyz", "unknown_currency")
    assert (amount.told("abc"), amount.told("500 PHP"), amount.currency("abc")) == ("", "PHP", "VND")
    assert amount.clean("500 PHP") == ("500", "")


def test_a_day_no_order_can_read_asks_nobody() -> None:
    assert date.order(["32/13/2020"]) == "either"
    assert date.order(["32/13/2020", "03/04/2020"]) == "undecidable"
    assert date.order(["32/13/2020", "13/04/2020"]) == "dmy"


@pytest.mark.parametrize(("text", "same"), [("2-C-P", "2/C"), ("3EP", "3/E"), ("1 A H2", "1/A"), ("B22", "B/2")])
def test_a_handling_code_behind_a_grade_takes_nothing_of_its_weight(text: str, same: str) -> None:
    assert grade.split_grade(text) == tuple(same.split("/"))
    assert grade.grade_weight(text) == grade.grade_weight(same)
