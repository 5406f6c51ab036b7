"""A mapping keeps how text for old fonts is read: next month's file of the same source asks nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

import main
from netlens.case.case import Case
from netlens.case.importing import ReadOptions, import_files, preview
from netlens.case.mapping import Mapping, RecordMap, SheetMap
from netlens.case.values.legacy import typed
from netlens.errors import NetLensError
from netlens.progress import finish

KEY = "boat lantern seven quiet"
HEAD = ("Mã số", "Tên gọi", "Quê")
ROWS = (("A1", "Nguyễn Văn Sơn", "Hà Giang"), ("A2", "Trần Thị Hường", "Lào Cai"))
PERSONS = RecordMap("persons", {"person_id": HEAD[:1], "full_name": HEAD[1:2], "province": HEAD[2:]})
MADE = Mapping(
    "sổ tháng",
    (SheetMap((PERSONS,), {}, {}, HEAD),),
    text="tcvn3",
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    lines = [";".join(HEAD), *(";".join(typed(cell, "tcvn3") for cell in row) for row in ROWS)]
    path = tmp_path / "sheet.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("named", [True, False])
def test_the_font_is_read_as_the_mapping_says(named: bool, sheet: Path, tmp_path: Path) -> None:
    kept, case = tmp_path / "kept.toml", tmp_path / "a.netlens"
    MADE.save(kept)
    assert Mapping.load(kept) == MADE
    options = ReadOptions(kept) if named else ReadOptions(known=(kept,))
    (look,) = finish(preview([sheet], main.load_importers(), options))
    assert look.typed
    assert all(one.stated == "tcvn3" for one in look.typed), "nobody is asked again"
    Case.create(case, KEY).close()
    mapping, known = (kept, ()) if named else (None, (kept,))
    ledger = finish(import_files(case, KEY, [sheet], main.load_importers(), mapping=mapping, known=known))
    assert ledger.files[0].flags == {"read_tcvn3": 4}


def test_what_a_person_says_goes_before(sheet: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    MADE.save(kept)
    said = ReadOptions(kept, extra={f"text:{sheet.name}": "keep"})
    (look,) = finish(preview([sheet], main.load_importers(), said))
    assert all(one.stated == "keep" for one in look.typed)


def test_another_word_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    replace(MADE, text="comic sans").save(kept)
    with pytest.raises(NetLensError, match="tcvn3"):
        Mapping.load(kept)


def test_what_was_mapped_here_goes_alone(sheet: Path, tmp_path: Path) -> None:
    kept, case = tmp_path / "kept.toml", tmp_path / "a.netlens"
    MADE.save(kept)
    Case.create(case, KEY).close()
    own = replace(MADE, name="mapped here")
    ledger = finish(import_files(case, KEY, [sheet], main.load_importers(), by_file={sheet: own}, known=(kept,)))
    assert ledger.files[0].mapping == "mapped here"
