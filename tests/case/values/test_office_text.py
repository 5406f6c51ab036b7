"""What Vietnamese offices typed for the old fonts, and what the wrong decoder made of their files. Written beforehand.

The TCVN3 spellings were made with iconv (TCVN5712-1), the VNI ones with the table of the keyboard program xvnkb.
"""

import pytest

from netlens.case.values import legacy, mojibake

SPELT = [  # meant, in TCVN3 (ABC), in VNI
    ("Nguyễn Văn Sơn", "NguyÔn V¨n S¬n", "Nguyeãn Vaên Sôn"),
    ("Trần Thị Hường", "TrÇn ThÞ H\xadêng", "Traàn Thò Höôøng"),
    ("Đỗ Văn Hùng", "§ç V¨n Hïng", "Ñoã Vaên Huøng"),
    ("Lê Thị Hồng Gấm", "Lª ThÞ Hång GÊm", "Leâ Thò Hoàng Gaám"),
    ("Phạm Quốc Toản", "Ph¹m Quèc To¶n", "Phaïm Quoác Toaûn"),
    ("Hoàng Thị Mỷ", "Hoµng ThÞ Mû", "Hoaøng Thò Myû"),
    ("Vàng A Páo", "Vµng A P¸o", "Vaøng A Paùo"),
    ("Giàng Thị Dợ", "Giµng ThÞ Dî", "Giaøng Thò Dôï"),
    ("Bùi Xuân Quỳnh", "Bïi Xu©n Quúnh", "Buøi Xuaân Quyønh"),
    ("Võ Minh Trí", "Vâ Minh TrÝ", "Voõ Minh Trí"),
    ("Huỳnh Thị Bảy", "Huúnh ThÞ B¶y", "Huyønh Thò Baûy"),
    ("Sùng A Chớ", "Sïng A Chí", "Suøng A Chôù"),
    ("Mạc Văn Đẩu", "M¹c V¨n §Èu", "Maïc Vaên Ñaåu"),
    ("Ngô Đức Kế", "Ng« §øc KÕ", "Ngoâ Ñöùc Keá"),
    ("Lê Văn Tú", "Lª V¨n Tó", "Leâ Vaên Tuù"),
    ("Vũ Đình Lý", "Vò §×nh Lý", "Vuõ Ñình Lyù"),
    ("Lào Cai", "Lµo Cai", "Laøo Cai"),
    ("Lạng Sơn", "L¹ng S¬n", "Laïng Sôn"),
    ("Điện Biên", "§iÖn Biªn", "Ñieän Bieân"),
    ("tỉnh Đắk Lắk", "tØnh §¾k L¾k", "tænh Ñaék Laék"),
    (
        "thôn Bản Mế, xã Bản Mế, huyện Si Ma Cai",
        "th«n B¶n MÕ, x· B¶n MÕ, huyÖn Si Ma Cai",
        "thoân Baûn Meá, xaõ Baûn Meá, huyeän Si Ma Cai",
    ),
    (
        "số 12 ngõ 45 đường Giải Phóng, quận Hoàng Mai",
        "sè 12 ngâ 45 ®\xadêng Gi¶i Phãng, quËn Hoµng Mai",
        "soá 12 ngoõ 45 ñöôøng Giaûi Phoùng, quaän Hoaøng Mai",
    ),
    ("Nạn nhân", "N¹n nh©n", "Naïn nhaân"),
    ("Người làm chứng", "Ng\xadêi lµm chøng", "Ngöôøi laøm chöùng"),
    ("Họ và tên", "Hä vµ tªn", "Hoï vaø teân"),
    ("Nơi thường trú", "N¬i th\xadêng tró", "Nôi thöôøng truù"),
    ("ngày 5 tháng 3 năm 2019", "ngµy 5 th¸ng 3 n¨m 2019", "ngaøy 5 thaùng 3 naêm 2019"),
    (
        "Tổ chức môi giới kết hôn trái phép",
        "Tæ chøc m«i giíi kÕt h«n tr¸i phÐp",
        "Toå chöùc moâi giôùi keát hoân traùi pheùp",
    ),
    (
        "bị bắt quả tang tại cửa khẩu Tân Thanh",
        "bÞ b¾t qu¶ tang t¹i cöa khÈu T©n Thanh",
        "bò baét quaû tang taïi cöûa khaåu Taân Thanh",
    ),
]


@pytest.mark.parametrize(("meant", "tcvn3", "vni"), SPELT)
def test_both_fonts_are_told_and_read(meant: str, tcvn3: str, vni: str) -> None:
    assert (legacy.detect(tcvn3), legacy.read(tcvn3, "tcvn3")) == ("tcvn3", meant)
    assert (legacy.detect(vni), legacy.read(vni, "vni")) == ("vni", meant)
    assert legacy.detect(meant) == ""
    assert legacy.read(meant, "tcvn3") == meant == legacy.read(meant, "vni")


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("tcvn3", "NGUYÔN V¡N §¦îC", "NGUYỄN VĂN ĐƯỢC"),  # .VnTimeH: small letters that show as capitals
        ("tcvn3", "TRÇN THÞ óT", "TRẦN THỊ ÚT"),
        ("tcvn3", "Hå CHÝ MINH", "HỒ CHÍ MINH"),
        ("tcvn3", "Hµ NéI", "HÀ NỘI"),
        ("tcvn3", "C¤NG AN TØNH LµO CAI", "CÔNG AN TỈNH LÀO CAI"),
        ("tcvn3", "§Æng Ngäc ¸nh", "Đặng Ngọc Ánh"),  # the plain font has no Á: the others show what was meant
        ("tcvn3", "Lý ThÞ öng", "Lý Thị Ửng"),
        ("tcvn3", "Hµ", "Hà"),
        ("tcvn3", "Lª §µ", "Lê Đà"),
        ("tcvn3", "TP. Hµ Néi", "TP. Hà Nội"),
        ("tcvn3", "nguyÔn v¨n an", "nguyễn văn an"),
        ("vni", "NGUYEÃN VAÊN ÑÖÔÏC", "NGUYỄN VĂN ĐƯỢC"),
        ("vni", "TRAÀN THÒ UÙT", "TRẦN THỊ ÚT"),
        ("vni", "HOÀ CHÍ MINH", "HỒ CHÍ MINH"),
        ("vni", "Ñaëng Ngoïc AÙnh", "Đặng Ngọc Ánh"),
        ("vni", "Ñaëng Ngoïc Aùnh", "Đặng Ngọc Ánh"),  # the mark typed small behind a capital
        ("vni", "Lyù Thò ÖÛng", "Lý Thị Ửng"),
        ("vni", "Nguyeãn Thò Myõ Dò", "Nguyễn Thị Mỹ Dị"),
        ("vni", "Kyø Sôn - Ngheä An", "Kỳ Sơn - Nghệ An"),
        ("vni", "lòch söû", "lịch sử"),
    ],
)
def test_capitals_and_small_letters(kind: str, typed: str, meant: str) -> None:
    assert legacy.read(typed, kind) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Sơn", "Lê Công", "Hà", "Võ Thị Hoà", "Trí", "Lý", "Tú", "Bé", "có", "cô giáo", "Lâm Tân", "Hùng",
        "Phùng Thân", "Bùi Công Lý", "Thùy", "Đinh Đông Đa", "VÕ CÔNG TÂM", "HÀ LÂM", "Müller", "José Muñoz", "André",
        "François Lefèvre", "Noël", "Søren Kierkegård", "Björn", "Señor Núñez", "Zoë", "Łukasz Dvořák", "Zhang Wei",
        "Ngân hàng", "Khó khăn", "Mỹ", "1.500.000 đ", "21° 4' 10\" B", "5 km²", "« ghi chú »", "© 2019", "£30",
        "¥30.000", "§ 150 BLHS", "±3 người", "", "   ", "张伟", "สมชาย", "tel: 0912·345·678",
    ],
)  # fmt: skip
def test_what_is_no_old_font_stays_what_it_is(text: str) -> None:
    assert legacy.detect(text) == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nguyá»…n VÄƒn SÆ¡n", "Nguyễn Văn Sơn"),
        ("Tráº§n Thá»‹ HÆ°á»ng", None),  # one byte of ờ is gone: no exact way back
        ("Tráº§n Thá»‹ HÆ°á»\x9dng", "Trần Thị Hường"),
        ("HÃ  Giang", None),  # a plain space stands where à's second byte was
        ("HÃ\xa0 Giang", "Hà Giang"),
        ("Äá»— ÄÃ¬nh", None),
        ("Ä\x90á»— Ä\x90Ã¬nh", "Đỗ Đình"),
        ("Láº¡ng SÆ¡n", "Lạng Sơn"),
        ("Quáº£ng Ninh", "Quảng Ninh"),
        ("Náº¡n nhÃ¢n", "Nạn nhân"),
        ("cafÃ©", "café"),
        ("JosÃ© MuÃ±oz", "José Muñoz"),
        ("äø\xadå›½", None),
        ("ä¸\xadå›½", "中国"),
        ("Ngh\u00c3\u00a8o", "Nghèo"),
        ("Lào Cai", "Lào Cai"),
        ("Nguyễn Văn Sơn", "Nguyễn Văn Sơn"),
        ("NguyÔn V¨n S¬n", "NguyÔn V¨n S¬n"),  # TCVN3 is no mojibake
        ("Nguyeãn Vaên Sôn", "Nguyeãn Vaên Sôn"),
        ("São Paulo", "São Paulo"),
        ("Ã", "Ã"),
        ("plain", "plain"),
        ("NguyÃ¡Â»â€¦n", "Nguyễn"),  # done twice
        ("Nguyá»…n Văn Sơn", None),  # half of it is whole already
    ],
)
def test_garbled_text_is_mended_only_where_the_way_back_is_exact(text: str, meant: str | None) -> None:
    assert mojibake.mend(text) == (text if meant is None else meant)
