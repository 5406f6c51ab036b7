"""Cells that should hold a code, a date or a grade and hold a name: their tables give them masked, all others as is."""

from pathlib import Path

import pytest
from staged import KEY, Row, involved, person, ref, stage

from netlens.case import kept, schema
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.records import Entity
from netlens.case.tables import TABLES

NAME = "Đặng Thuỳ Dương"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.netlens"
    Case.create(made, KEY).close()
    first = involved("S", "C", "suspect", f"khi gặp {NAME}", functions=["Driver", "Organiser", NAME], stage="charged")
    other = involved("S", "C", "offender", "2023-05", functions=["lái xe"], stage=NAME.upper())
    rows: list[Row] = [
        ("persons", {}, [person("V", NAME), person("S", "Lò Văn Sửu", nationality=NAME, province="Lào Cai")], []),
        ("cases", {}, [Entity(ref("case", "C"), "C", {"offence": f"bán {NAME}", "status": "charged"})], []),
        *(
            ("involvements", {"note": str(n)}, [], [link])
            for n, link in enumerate((involved("V", "C", "victim"), first, other))
        ),
    ]
    number = stage(made, rows)
    with Case.open(made, KEY) as case:
        case.apply(CountImport(number))
    return made


def test_a_name_in_the_place_of_a_code_is_masked(path: Path) -> None:
    with Case.open(path, KEY) as case:
        involvements, persons, cases = (case.table(name) for name in ("involvements", "persons", "cases"))
        assert involvements.functions.tolist() == [[], ["Driver", "Organiser", "V-0001"], ["lái xe"]]
        assert involvements.stage.tolist() == ["", "charged", "V-0001"]
        assert involvements.since.tolist() == ["", "khi gặp V-0001", "2023-05"]
        assert cases.offence.tolist() == ["bán V-0001"]
        assert persons.nationality.tolist() == ["", "V-0001"]
        assert persons.province.tolist() == ["", "Lào Cai"]
        assert persons.name.tolist() == [NAME, "Lò Văn Sửu"]  # who is who stays: protection shows it
        assert case.table("cases") is cases


def test_every_column_named_is_one_of_its_table() -> None:
    for name, columns in kept.COLUMNS.items():
        assert set(columns) <= set(TABLES[name][1].split())
        for kind in columns.values():
            assert kind in kept.FITS or schema.codes(kind.removeprefix("code:"))


@pytest.mark.parametrize("text", ["", "2023", "2023-05", "2023-05-31", "2023-05-31T10:00:00", "2023-05-31 10:00:00Z"])
def test_dates_are_known_as_dates(text: str) -> None:
    assert kept.fits("date", text)


@pytest.mark.parametrize("text", ["0912345678", "2023 Đặng", "31/05/2023", "hôm qua"])
def test_what_is_no_date_is_looked_through(text: str) -> None:
    assert not kept.fits("date", text)
