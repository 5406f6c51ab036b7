"""Names: shown as written, compared loosely, never joined."""

import unicodedata

import pytest

from netlens.case.values import legacy, name


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Nguyễn Văn Hoà", "Nguyễn Văn Hòa", True),  # where the tone stands is a matter of taste
        ("Nguyễn Thị Thuý", "Nguyễn Thị Thúy", True),
        ("Đặng Văn Đức", "dang van duc", True),  # one of them was typed without accents
        ("NGUYỄN VĂN A", "Nguyễn  Văn a", True),
        (unicodedata.normalize("NFD", "Trần Thị Hằng"), "Trần Thị Hằng", True),
        ("Nguyễn Văn Hòa", "Nguyễn Văn Hóa", False),  # both with accents, and they differ
        ("Trần Văn Đạt", "Trần Văn Dật", False),
        ("Lê Văn A", "Lê Văn B", False),
    ],
)
def test_same_folds_only_what_is_spelling(a: str, b: str, same: bool) -> None:
    assert name.same(a, b) is same
    assert name.same(b, a) is same


def test_fold_maps_the_d_that_unicode_does_not_take_apart() -> None:
    assert name.fold("Đỗ Đình Đường") == "do dinh duong"


def test_clean_composes_and_keeps_the_accents() -> None:
    assert name.clean(unicodedata.normalize("NFD", "  Nguyễn   Thị Hằng ")) == ("Nguyễn Thị Hằng", "")


@pytest.mark.parametrize(
    ("text", "shown", "aliases"),
    [
        ("Nguyễn Văn Sơn tức Sơn Đen", "Nguyễn Văn Sơn", ("Sơn Đen",)),
        ("Lê Thị Bích (tức: Bích Hà)", "Lê Thị Bích", ("Bích Hà",)),
        ("Tran Van B a.k.a. Tommy, Tom", "Tran Van B", ("Tommy", "Tom")),
        ("Vàng A Páo, bí danh Páo Lùn", "Vàng A Páo", ("Páo Lùn",)),
        ("Bùi Văn Tức", "Bùi Văn Tức", ()),  # a given name, not the word
        ("Lê Văn Tám", "Lê Văn Tám", ()),
    ],
)
def test_aliases_follow_their_word(text: str, shown: str, aliases: tuple[str, ...]) -> None:
    assert name.split_aliases(text) == (shown, aliases)
    assert name.clean(text)[0] == shown


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("NguyÔn V¨n S¬n", "TCVN3"),
        ("TrÇn ThÞ H¬ng", "TCVN3"),
        ("§ç V¨n Hïng", "TCVN3"),
        ("Nguyeãn Vaên Sôn", "VNI"),
        ("Traàn Thò Höông", "VNI"),
        ("Ñaëng Vaên Laâm", "VNI"),
        ("Nguyễn Văn Sơn", ""),
        ("Võ Thị Hoà", ""),
        ("Lò Văn Toán", ""),
        ("Hoàng Thúy Oanh", ""),
        ("Müller", ""),
        ("José Muñoz", ""),
        ("Zhang Wei", ""),
    ],
)
def test_legacy_fonts_are_suspected_and_the_text_kept(text: str, font: str) -> None:
    assert legacy.detect(text) == font.lower()
    assert name.clean(text) == (text, "legacy_font" if font else "")


def test_lists_sort_by_given_name() -> None:
    people = ["Trần Văn Bình", "Nguyễn Thị An", "Lê Văn An"]
    assert sorted(people, key=name.sort_key) == ["Nguyễn Thị An", "Lê Văn An", "Trần Văn Bình"]
    assert name.parts("Nguyễn Thị Minh Khai") == ("Nguyễn", "Thị Minh", "Khai")


def test_nothing_and_numbers() -> None:
    assert name.clean(" - ") == ("", "")
    assert name.clean("không rõ") == ("", "")
    assert name.clean("Nguyễn Văn 3") == ("Nguyễn Văn 3", "odd_name")
