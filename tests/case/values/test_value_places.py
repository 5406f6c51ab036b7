"""Provinces old and new, countries, gates."""

import pytest

from netlens.case.values import country, gate, place
from netlens.resource import toml


def test_the_merger_is_whole() -> None:
    data = toml("provinces.toml")
    assert len(data["legacy"]) == 63
    assert len(data["current"]) == 34
    assert {entry["now"] for entry in data["legacy"].values()} == set(data["current"])
    assert {entry["region"] for entry in data["legacy"].values()} == set(data["regions"])
    alone = [new for new in place.names("current") if len(place.legacy(new)) == 1]
    assert len(alone) == 11  # the provinces and cities that were not merged


@pytest.mark.parametrize(
    ("old", "new"),
    [("Hà Giang", "Tuyên Quang"), ("Yên Bái", "Lào Cai"), ("Thừa Thiên Huế", "Huế"), ("Bình Dương", "Hồ Chí Minh"),
     ("Lào Cai", "Lào Cai"), ("Kiên Giang", "An Giang")],
)  # fmt: skip
def test_old_provinces_lie_in_new_ones(old: str, new: str) -> None:
    assert place.current(old) == new
    assert old in place.legacy(new)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ha Giang", "Hà Giang"), ("tỉnh Hà Giang", "Hà Giang"), ("T. Hà Giang", "Hà Giang"), ("TP.HCM", "Hồ Chí Minh"),
     ("Sài Gòn", "Hồ Chí Minh"), ("Thành phố Huế", "Huế"), ("Hoà Bình", "Hòa Bình"), ("002", "Hà Giang"),
     ("Dak Lak", "Đắk Lắk"), ("Ba Ria Vung Tau", "Bà Rịa - Vũng Tàu"), ("Lao Cai Province", "Lào Cai")],
)  # fmt: skip
def test_provinces_are_known_by_many_names(text: str, name: str) -> None:
    assert place.clean_province(text) == (name, "")


def test_unknown_and_foreign_provinces_stay() -> None:
    assert place.clean_province("Xứ Đoài") == ("Xứ Đoài", "unknown_province")
    assert place.clean_province("Quảng Tây", "CN") == ("Quảng Tây", "")
    assert place.clean_province(" - ") == ("", "")


def test_the_day_decides() -> None:
    assert place.era("2025-06-30") == "legacy"
    assert place.era("2025-07-01") == "current"
    assert place.era("2025") == "current"
    assert place.era("2024") == "legacy"
    assert place.era("") == "current"
    old, new = place.province("Lào Cai", "2020"), place.province("Lào Cai", "2026-01-05")
    assert old is not None
    assert new is not None
    assert (old["code"], new["code"]) == ("010", "015")
    assert place.borders("Tuyên Quang", "2020") == ()
    assert place.borders("Tuyên Quang", "2026") == ("CN",)  # with Hà Giang in it
    late = place.province("Hà Giang", "2026")  # written by its old name after the merger
    assert late is not None
    assert late["era"] == "legacy"


@pytest.mark.parametrize(
    ("text", "code"),
    [("CN", "CN"), ("chn", "CN"), ("China", "CN"), ("Trung Quốc", "CN"), ("trung quoc", "CN"), ("Nga", "RU"),
     ("Mỹ", "US"), ("MY", "MY"), ("Áo", "AT"), ("AO", "AO"), ("Bỉ", "BE"), ("BI", "BI"), ("Anh", "GB"), ("UK", "GB"),
     ("Lào", "LA"), ("Campuchia", "KH"), ("Viet Nam", "VN"), ("Đài Loan", "TW"), ("Hàn Quốc", "KR"),
     ("Ả-rập Xê-út", "SA")],
)  # fmt: skip
def test_countries_by_code_and_name(text: str, code: str) -> None:
    assert country.clean(text) == (code, "")


def test_countries_are_named_in_both_languages_and_doubt_is_flagged() -> None:
    assert len(toml("countries.toml")) == 249
    assert (country.label("CN"), country.label("CN", "vi")) == ("China", "Trung Quốc")
    assert country.clean("NGA") == ("RU", "country_assumed")
    assert country.clean("Atlantis") == ("Atlantis", "unknown_country")
    for code, entry in toml("countries.toml").items():
        assert country.clean(code)[0] == code
        assert country.clean(entry["en"])[0] == code
        assert country.clean(entry["vi"])[0] == code


@pytest.mark.parametrize(
    ("text", "province", "slug", "faces"),
    [("Cửa khẩu quốc tế Mộc Bài", "", "moc_bai", "KH"), ("bavet", "", "moc_bai", "KH"),
     ("Hữu Nghị - Hữu Nghị Quan", "", "huu_nghi", "CN"), ("Thanh Thủy", "Hà Giang", "thanh_thuy", "CN"),
     ("Thanh Thuỷ", "Tuyên Quang", "thanh_thuy", "CN"), ("Thanh Thủy", "Nghệ An", "thanh_thuy_nghe_an", "LA"),
     ("CK Cầu Treo", "", "cau_treo", "LA"), ("Sân bay quốc tế Nội Bài", "", "noi_bai", "")],
)  # fmt: skip
def test_gates_face_a_country(text: str, province: str, slug: str, faces: str) -> None:
    found = gate.find(text, province)
    assert found is not None
    assert found["slug"] == slug
    assert gate.faces(text, province) == faces


def test_trails_are_free_text() -> None:
    assert gate.find("đường mòn Cốc Lếu") is None
    assert gate.is_named("Cửa khẩu Lào Cai")
    assert not gate.is_named("Lào Cai")


def test_gates_stand_in_a_province_that_borders_what_they_face() -> None:
    for slug, entry in toml("gates.toml").items():
        assert entry["province"] in place.names("legacy"), slug
        assert not entry.get("faces") or entry["faces"] in place.borders(entry["province"], "2020"), slug
        assert {"lat", "lon", "source"} & set(entry) in (set(), {"lat", "lon", "source"}), slug
