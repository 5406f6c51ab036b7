"""Identity numbers, plates, accounts, sums, grades."""

import pytest

from netlens.case.values import account, amount, grade, id_number, plate


@pytest.mark.parametrize(
    ("text", "sex", "born", "value", "problem"),
    [
        ("001085001234", "male", "1985-03-07", "001085001234", ""),
        ("001 085 001 234", "", "", "001085001234", ""),
        ("001085001234", "female", "1985", "001085001234", "id_sex"),
        ("001085001234", "male", "1986", "001085001234", "id_birth_year"),
        ("002303001234", "female", "2003", "002303001234", ""),
        ("003085001234", "male", "1985", "003085001234", "id_province"),  # 003 is no province
        ("225085001234", "male", "1985", "225085001234", ""),  # born abroad
        ("01085001234", "", "", "001085001234", "id_zero_restored"),
        ("1085001234", "", "", "001085001234", "id_zero_restored"),
        ("123456789", "male", "1985", "123456789", ""),
        ("12345678", "", "", "012345678", "id_zero_restored"),
        ("CCCD: 001085001234", "", "", "001085001234", ""),
        ("12345", "", "", "12345", "bad_id_number"),
        ("00108500123X", "", "", "00108500123X", "bad_id_number"),
        ("", "", "", "", ""),
    ],
)
def test_id_numbers(text: str, sex: str, born: str, value: str, problem: str) -> None:
    assert id_number.clean(text, sex, born) == (value, problem)


def test_all_that_an_id_number_tells() -> None:
    assert id_number.told("001085001234") == id_number.Told("001", "male", 1985)
    assert id_number.told("040312001234") == id_number.Told("040", "female", 2012)
    assert id_number.mismatches("001085001234", "female", "1990") == ("id_sex", "id_birth_year")


def test_passports() -> None:
    assert id_number.clean_passport("b 1234567") == ("B1234567", "")
    assert id_number.clean_passport("???") == ("", "")
    assert id_number.clean_passport("no passport") == ("no passport", "bad_passport")
    assert id_number.clean_document("C1234567") == ("C1234567", "")
    assert id_number.clean_document("001085001234") == ("001085001234", "")


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("29A-123.45", "29A-12345", ""),
        ("29a12345", "29A-12345", ""),
        ("29-B1 123.45", "29B1-12345", ""),
        ("29B112345", "29B1-12345", ""),
        ("36M1-2345", "36M1-2345", ""),
        ("51LD 123.45", "51LD-12345", ""),
        ("TM 12-34", "TM-1234", ""),
        ("粤B·12345", "粤B·12345", ""),
        ("xe không biển", "xe không biển", "odd_plate"),
        ("", "", ""),
    ],
)
def test_plates(text: str, value: str, problem: str) -> None:
    assert plate.clean(text) == (value, problem)


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("zalo:0912345678", "zalo:+84912345678", ""),
        ("ZALO : 0912 345 678", "zalo:+84912345678", ""),
        ("zalo:Minh Anh", "zalo:Minh Anh", ""),
        ("facebook:Nguyen.Van.A", "facebook:nguyen.van.a", ""),
        ("https://www.facebook.com/profile.php?id=100012345", "facebook:100012345", ""),
        ("fb.com/nguyen.van.a?ref=x", "facebook:nguyen.van.a", ""),
        ("bank:VCB 0011001234567", "bank:VCB 0011001234567", ""),
        ("0011 0012 34567 Vietcombank", "bank:VCB 0011001234567", ""),
        ("STK: 19034567890 - Techcombank", "bank:TCB 19034567890", ""),
        ("0011001234567", "bank:0011001234567", "account_kind"),
        ("game:Rồng Đỏ", "game:Rồng Đỏ", ""),
        ("someone", "someone", "account_kind"),
        ("zalo:", "zalo:", "bad_account"),
        ("bank:none", "bank:none", "bad_account"),
        ("", "", ""),
    ],
)
def test_accounts(text: str, value: str, problem: str) -> None:
    assert account.clean(text) == (value, problem)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1.200.000 đ", "1200000", "VND"),
        ("1,200,000.50", "1200000.50", "VND"),
        ("1.200.000,50", "1200000.50", "VND"),
        ("1 200 000", "1200000", "VND"),
        ("1,2 tỷ", "1200000000", "VND"),
        ("50tr", "50000000", "VND"),
        ("1.5 triệu đồng", "1500000", "VND"),
        ("500 USD", "500", "USD"),
        ("$1,200", "1200", "USD"),
        ("30.000 NDT", "30000", "CNY"),
        ("3000元", "3000", "CNY"),
        ("12,5", "12.50", "VND"),
        ("1200000.0", "1200000", "VND"),
        ("-500000", "-500000", "VND"),
    ],
)
def test_sums_and_their_currency(text: str, value: str, currency: str) -> None:
    assert amount.clean(text) == (value, "")
    assert amount.number(text) == pytest.approx(float(value))
    assert amount.currency(text) == currency


@pytest.mark.parametrize("text", ["1.2.3", "abc", "12 apples", "1,23,456", "tỷ"])
def test_sums_not_understood_stay(text: str) -> None:
    assert amount.clean(text) == (text, "bad_amount")
    assert amount.number(text) is None


def test_currency_cells() -> None:
    assert [amount.clean_currency(text) for text in ("đ", "ndt", "USD", "chf", "Nhân dân tệ", "???")] == [
        ("VND", ""), ("CNY", ""), ("USD", ""), ("CHF", ""), ("CNY", ""), ("???", "unknown_currency"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "info", "scheme", "weight"),
    [
        ("A", "1", "admiralty", 1.0),
        ("B", "2", "admiralty", 0.81),
        ("E", "5", "admiralty", 0.0),
        ("1", "A", "3x5x2", 1.0),
        ("2", "C", "3x5x2", 0.42),
        ("X", "4", "4x4", 0.15),
        ("b/2", "", "admiralty", 0.81),
        ("B2", "", "admiralty", 0.81),
        ("", "", "", 1.0),
        ("seems fine", "", "", 1.0),
    ],
)
def test_the_form_of_a_grade_tells_its_scheme(source: str, info: str, scheme: str, weight: float) -> None:
    assert grade.scheme(source, info) == scheme
    assert grade.grade_weight(source, info) == pytest.approx(weight)


def test_the_weaker_of_two_grades() -> None:
    assert grade.weaker("A/1", "B/2") == "B/2"
    assert grade.weaker("3/E", "A/1") == "3/E"
    assert grade.weaker("", "B/2") == "B/2"
    assert grade.weaker("", "A/1") == ""
    assert grade.grade_label("2/C", lang="vi") == "nguồn chưa kiểm chứng; nguồn gián tiếp biết"
    assert grade.grade_label("odd", lang="vi") == "ODD"
