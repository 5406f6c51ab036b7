"""The codec of a text file is found, also when the file is short, and also when it is not of one piece."""

import unicodedata
from pathlib import Path

import pytest

from netlens.case.intake.text import encoding_of, lines_of
from netlens.errors import NetLensError

ONE = "id,ten\n1,Nguyễn Thị Hường\n"
FEW = "Mã,Họ và tên,Nơi ở\n1,Trần Văn Đức,Lào Cai\n2,Lê Thị Ửng,Hà Giang\n3,Vàng A Páo,Điện Biên\n"
LONG = "Mã,Họ và tên,Ghi chú\n" + "".join(
    f"{n},Phạm Thị Quỳnh {n},bị lừa bán sang Trung Quốc năm {1990 + n % 30}, được giải cứu tại cửa khẩu\n"
    for n in range(400)
)
TCVN3 = "id,ten\n1,NguyÔn ThÞ H\xadêng\n2,Lª V¨n Tó\n"
VNI = "id,ten\n1,Nguyeãn Thò Höôøng\n2,Leâ Vaên Tuù\n"
VNI_CAPITALS = "id,ten\n1,NGUYEÃN THÒ HÖÔØNG\n"
CHINESE = "编号,姓名,地址\n1,张伟,云南省河口县\n2,李红,广西东兴市\n"
TAIWAN = "編號,姓名,地址\n1,陳大文,臺北市中山區\n2,林美玲,高雄市\n"
THAI = "รหัส,ชื่อ,วันเกิด\n1,สมชาย ใจดี,5 มีนาคม 2528\n2,สมหญิง รักดี,6 เมษายน 2530\n"
FRENCH = "id,nom\n1,François Lefèvre\n2,Zoë Müller\n3,Renée Hébert\n"


def combining(text: str) -> bytes:
    """As Windows-1258 holds it: letters with hats and horns whole, tones behind them."""
    made = bytearray()
    for letter in text:
        try:
            made += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
            made += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return bytes(made)


def read(path: Path) -> str:
    return "".join(lines_of(path, encoding_of(path))).removeprefix("\ufeff")


@pytest.mark.parametrize("text", [ONE, FEW, LONG, CHINESE, THAI])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_its_mark_and_without(tmp_path: Path, text: str, codec: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(codec))
    assert read(path) == text


@pytest.mark.parametrize("text", [ONE, FEW, LONG])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(tmp_path: Path, text: str, codec: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(codec))
    assert read(path) == text


@pytest.mark.parametrize("text", [ONE, FEW, LONG])
def test_windows_1258_is_composed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(combining(text))
    assert encoding_of(path) == "cp1258"
    assert read(path) == text


@pytest.mark.parametrize("text", [TCVN3, VNI, VNI_CAPITALS, FRENCH])
def test_old_fonts_and_western_names_are_windows_1252(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode("cp1252"))
    assert encoding_of(path) == "cp1252"
    assert read(path) == text


@pytest.mark.parametrize(
    ("text", "codec"), [(CHINESE, "gb18030"), ("id,姓名\n1,张伟\n", "gb18030"), (TAIWAN, "big5"), (THAI, "cp874")]
)
def test_the_neighbours(tmp_path: Path, text: str, codec: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(codec))
    assert encoding_of(path) == codec
    assert read(path) == text


def test_one_broken_line_does_not_make_a_file_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(FEW.encode() + b"4,Nguy\xd4n,x\n" + LONG.encode())
    assert encoding_of(path) == "utf-8"


def test_decomposed_text_is_composed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(unicodedata.normalize("NFD", FEW).encode())
    assert read(path) == FEW


@pytest.mark.parametrize("encoding", ["utf_16", "cp424", "no-such"])
def test_a_wrongly_named_encoding_is_said(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"uuu")
    with pytest.raises(NetLensError, match="cannot be read: it is not written in the encoding"):
        list(lines_of(path, encoding))
