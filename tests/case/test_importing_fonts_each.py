"""Two old fonts in one file: each text read by its own, when a person says so."""

from pathlib import Path

import pytest
from intake_batch import Intake

from netlens.case.values import legacy
from netlens.errors import NetLensError

NAMES = ("Nguyễn Văn Sơn", "Trần Thị Hường", "Lê Văn Tú", "Vàng Thị Dợ")
PROVINCES = ("Lào Cai", "Điện Biên", "Hà Giang", "Lạng Sơn")


def table(name_fonts: tuple[str, ...], province_font: str) -> str:
    def typed(text: str, font: str) -> str:
        return legacy.typed(text, font) if font else text

    rows = [
        f"P{number},{typed(name, name_fonts[number % len(name_fonts)])},{typed(province, province_font)}"
        for number, (name, province) in enumerate(zip(NAMES, PROVINCES, strict=True))
    ]
    return "person_id,full_name,province\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("name_fonts", "province_font"), [(("vni",), "tcvn3"), (("vni", "tcvn3"), ""), (("tcvn3", "", "vni"), "vni")]
)
def test_each_text_is_read_by_its_own_font(tmp_path: Path, name_fonts: tuple[str, ...], province_font: str) -> None:
    intake = Intake(tmp_path)
    intake.take({"extra": {"text": "each"}}, persons=table(name_fonts, province_font))
    expected = [(f"P{number}", *both) for number, both in enumerate(zip(NAMES, PROVINCES, strict=True))]
    assert intake.rows("persons", "key", "name", "province") == expected


def test_the_question_names_the_way(tmp_path: Path) -> None:
    with pytest.raises(NetLensError, match="--text each"):
        Intake(tmp_path).take(persons=table(("vni",), "tcvn3"))
