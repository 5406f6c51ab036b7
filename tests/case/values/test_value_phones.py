"""Phones: one number, one form."""

import pytest

from netlens.case.values import party, phone


@pytest.mark.parametrize(
    "text",
    ["0912345678", "0912 345 678", "0912.345.678", "+84912345678", "84912345678", "0084912345678", "+84 (0)912-345-678",
     "912345678", "912345678.0", "'0912345678", "084912345678", "ĐT: 0912345678", "\u202d0912345678\u202c"],
)  # fmt: skip
def test_one_mobile_in_all_its_forms(text: str) -> None:
    assert phone.clean(text) == ("+84912345678", "")


@pytest.mark.parametrize(("old", "new"), phone.OLD_PREFIXES.items())
def test_the_change_of_2018(old: str, new: str) -> None:
    for form in (f"0{old}1234567", f"{old}1234567", f"+84{old}1234567", f"84{old}1234567"):
        assert phone.clean(form) == (f"+84{new}1234567", "")


def test_the_table_of_2018_is_whole() -> None:
    assert len(phone.OLD_PREFIXES) == len(set(phone.OLD_PREFIXES.values())) == 21


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("024 3825 1234", "+842438251234"),
        ("028-3829-1234", "+842838291234"),
        ("0203 3825 123", "+842033825123"),
        ("04 3825 1234", "+842438251234"),
        ("+842438251234", "+842438251234"),
        ("0849123456", "+84849123456"),  # 084 is a mobile prefix, not the country
        ("849123456", "+84849123456"),
        ("+86 138 1234 5678", "+8613812345678"),
        ("0086 138 1234 5678", "+8613812345678"),
        ("+855 12 345 678", "+85512345678"),
        ("+44 7911 123456", "+447911123456"),
        ("113", "113"),
        ("18001091", "18001091"),
        ("", ""),
        ("n/a", ""),
    ],
)
def test_landlines_other_countries_and_service_numbers(text: str, value: str) -> None:
    assert phone.clean(text) == (value, "")


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("8613812345678", "+8613812345678", "country_assumed"),
        ("85512345678", "+85512345678", "country_assumed"),
        ("0912xxx678", "0912xxx678", "bad_phone"),
        ("09123", "09123", "bad_phone"),
        ("091234567", "091234567", "bad_phone"),
        ("0912345678 / 0987654321", "0912345678 / 0987654321", "bad_phone"),
        ("8.4912E+10", "8.4912E+10", "digits_lost"),
        ("VIETTEL", "VIETTEL", "bad_phone"),
        ("+999 12345678", "+999 12345678", "bad_phone"),
    ],
)
def test_what_is_not_understood_stays_as_written(text: str, value: str, problem: str) -> None:
    assert phone.clean(text) == (value, problem)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("P0001", "person", "P0001"),
        ("12345", "person", "12345"),
        ("079085001234", "person", "079085001234"),
        ("0912 345 678", "phone", "+84912345678"),
        ("+8613812345678", "phone", "+8613812345678"),
        ("zalo:0912345678", "account", "zalo:+84912345678"),
        ("bank:VCB 0011001234567", "account", "bank:VCB 0011001234567"),
        ("note: something", "person", "note: something"),
    ],
)
def test_a_party_is_told_from_its_form(text: str, kind: str, value: str) -> None:
    assert party.clean(text) == (kind, value, "")
