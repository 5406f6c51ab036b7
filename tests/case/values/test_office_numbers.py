"""Identity numbers and sums of money as offices write them. Written before the code."""

import pytest

from netlens.case.values import amount, id_number


@pytest.mark.parametrize(
    ("text", "sex", "born", "value", "problem"),
    [
        ("001085001234", "male", "1985", "001085001234", ""),
        ("010185004321", "female", "1985-03-05", "010185004321", ""),  # Lào Cai
        ("002303001234", "female", "2003", "002303001234", ""),
        ("001085001234", "female", "1985", "001085001234", "id_sex"),
        ("001085001234", "male", "1986-01-01", "001085001234", "id_birth_year"),
        ("003085001234", "male", "1985", "003085001234", "id_province"),
        ("CCCD số 001085001234", "", "", "001085001234", ""),
        ("Số CCCD: 001085001234", "", "", "001085001234", ""),
        ("CMND: 063123456", "", "", "063123456", ""),
        ("CMT 063 123 456", "", "", "063123456", ""),
        ("063.123.456", "", "", "063123456", ""),
        ("CMND số 063123456 cấp ngày 05/03/2010 tại CA Lào Cai", "", "", "063123456", "id_note"),
        ("063123456 (CA Lào Cai)", "", "", "063123456", "id_note"),
        ("001085001234 do Cục CSQLHC cấp", "", "", "001085001234", "id_note"),
        ("001085001234, cấp ngày 01/05/2021", "", "", "001085001234", "id_note"),
        ("63123456", "", "", "063123456", "id_zero_restored"),
        ("1085001234", "male", "1985", "001085001234", "id_zero_restored"),
        ("10185004321", "", "", "010185004321", "id_zero_restored"),
        ("1085001234", "female", "1985", "001085001234", "id_sex"),  # the mismatch weighs more
        ("001085001234.0", "", "", "001085001234", ""),
        ("1.08501E+09", "", "", "1.08501E+09", "digits_lost"),
        ("1,08501E+11", "", "", "1,08501E+11", "digits_lost"),
        ("6.3123456E+08", "", "", "6.3123456E+08", "digits_lost"),
        ("1.085001234E+09", "", "", "001085001234", "id_zero_restored"),  # all its digits are there
        ("############", "", "", "############", "digits_lost"),
        ("0010850012", "", "", "0010850012", "bad_id_number"),
        ("0631234567", "", "", "0631234567", "bad_id_number"),
        ("00108500123O", "", "", "00108500123O", "bad_id_number"),
        ("1234567", "", "", "1234567", "bad_id_number"),
        ("Không có", "", "", "", ""),
        ("chưa cấp", "", "", "", ""),
        ("không nhớ", "", "", "không nhớ", "bad_id_number"),
        ("0", "", "", "0", "bad_id_number"),
    ],
)
def test_id_numbers_of_the_office(text: str, sex: str, born: str, value: str, problem: str) -> None:
    assert id_number.clean(text, sex, born) == (value, problem)
    assert id_number.clean(value, sex, born)[0] == value


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("063123456; 001085001234", ["063123456", "001085001234"]),
        ("063123456/001085001234", ["063123456", "001085001234"]),
        ("063123456 - 001085001234", ["063123456", "001085001234"]),
        ("063123456, 001085001234", ["063123456", "001085001234"]),
        ("063123456 001085001234", ["063123456", "001085001234"]),
        ("063-123-456", ["063-123-456"]),
        ("063 123 456", ["063 123 456"]),
        ("B1234567 / 063123456", ["B1234567", "063123456"]),
        ("063123456, cấp ngày 01/05/2021", ["063123456, cấp ngày 01/05/2021"]),
    ],
)
def test_several_id_numbers_in_one_cell(text: str, pieces: list[str]) -> None:
    assert id_number.split(text) == pieces


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1.500.000đ", "1500000", "VND"),
        ("1.500.000 đ", "1500000", "VND"),
        ("1.500.000 đồng", "1500000", "VND"),
        ("1.500.000 VNĐ", "1500000", "VND"),
        ("1,500,000 VND", "1500000", "VND"),
        ("1 500 000", "1500000", "VND"),
        ("1500000", "1500000", "VND"),
        ("1.500.000,00", "1500000", "VND"),
        ("1.500.000.-", "1500000", "VND"),
        ("1.500.000,-đ", "1500000", "VND"),
        ("2,5 tr", "2500000", "VND"),
        ("2.5tr", "2500000", "VND"),
        ("2tr5", "2500000", "VND"),
        ("2tr500", "2500000", "VND"),
        ("2 triệu 500 nghìn", "2500000", "VND"),
        ("2 triệu rưỡi", "2500000", "VND"),
        ("30 triệu", "30000000", "VND"),
        ("30 triệu đồng", "30000000", "VND"),
        ("30 Tr.đ", "30000000", "VND"),
        ("1 tỷ", "1000000000", "VND"),
        ("1 tỉ 200 triệu đồng", "1200000000", "VND"),
        ("1 tỷ 2", "1200000000", "VND"),
        ("1,2 tỷ đồng", "1200000000", "VND"),
        ("500k", "500000", "VND"),
        ("500 nghìn đồng", "500000", "VND"),
        ("500 ngàn", "500000", "VND"),
        ("30.000.000 đ (ba mươi triệu đồng)", "30000000", "VND"),
        ("30.000.000đ/người", None, ""),
        ("¥30,000", "30000", "CNY"),
        ("30.000 tệ", "30000", "CNY"),
        ("30.000 NDT", "30000", "CNY"),
        ("30.000 nhân dân tệ", "30000", "CNY"),
        ("3 vạn tệ", "30000", "CNY"),
        ("3万元", "30000", "CNY"),
        ("RMB 30,000", "30000", "CNY"),
        ("RM 1,200.50", "1200.50", "MYR"),
        ("RM1200", "1200", "MYR"),
        ("500 USD", "500", "USD"),
        ("USD 500", "500", "USD"),
        ("US$500", "500", "USD"),
        ("500 đô", "500", "USD"),
        ("$1,200.50", "1200.50", "USD"),
        ("500 đô la Mỹ", "500", "USD"),
        ("5k USD", "5000", "USD"),
        ("NT$ 30,000", "30000", "TWD"),
        ("30.000 Đài tệ", "30000", "TWD"),
        ("₩1,000,000", "1000000", "KRW"),
        ("1.000.000 won", "1000000", "KRW"),
        ("2.000 Bảng Anh", "2000", "GBP"),
        ("£3,000", "3000", "GBP"),
        ("10.000 baht", "10000", "THB"),
        ("10.000 bạt", "10000", "THB"),
        ("100,000 riel", "100000", "KHR"),
        ("1.000.000 kíp", "1000000", "LAK"),
        ("5.000 SAR", "5000", "SAR"),
        ("€1.200,50", "1200.50", "EUR"),
        ("(500.000)", "-500000", "VND"),
        ("-500.000", "-500000", "VND"),
        ("+2.000.000", "2000000", "VND"),
        ("30-40 triệu", None, ""),
        ("30 triệu/người", None, ""),
        ("không rõ số tiền", None, ""),
        ("1.5E+07", None, ""),
        ("1.2.3", None, ""),
        ("##########", None, ""),
    ],
)
def test_sums_of_the_office(text: str, value: str | None, currency: str) -> None:
    if value is None:
        assert amount.clean(text)[0] == text
        assert amount.clean(text)[1] in ("bad_amount", "digits_lost")
        return
    assert amount.clean(text) == (value, "")
    assert amount.currency(text) == currency
    assert amount.clean(value) == (value, "")


def test_rounded_sums_are_not_guessed() -> None:
    assert amount.clean("1.5E+07") == ("1.5E+07", "digits_lost")
    assert amount.clean("khoảng 30 triệu") == ("30000000", "rough_amount")
    assert amount.clean("~30tr") == ("30000000", "rough_amount")
    assert amount.clean("hơn 30 triệu") == ("30000000", "rough_amount")
