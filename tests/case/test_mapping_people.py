"""One row, several people: known by the row, tied to each other, in numbered groups of columns."""

from pathlib import Path

import pytest
from intake_batch import Intake, reasons, sums

UNIT = """
name = "Danh sách vụ việc"

[[sheet]]

[[sheet.record]]
table = "cases"
as = "case"
fields = { case_id = "Số vụ", offence = "Tội danh" }

[[sheet.record]]
table = "persons"
as = "suspect"
fields = { full_name = "Đối tượng", phones = ["Máy 1", "Máy 2"], accounts = "Zalo" }
prefix = { Zalo = "zalo:" }

[[sheet.record]]
table = "involvements"
refers = { case_id = "case", person_id = "suspect" }
constants = { role = "suspect" }

[[sheet.record]]
table = "persons"
as = "victim{}"
each = ["1", "2", "3"]
fields = { full_name = "Nạn nhân {}", birth_date = "Năm sinh {}" }
optional = true

[[sheet.record]]
table = "involvements"
each = ["1", "2", "3"]
refers = { case_id = "case", person_id = "victim{}" }
constants = { role = "victim" }
optional = true

[[sheet.record]]
table = "links"
each = ["1", "2", "3"]
refers = { a = "suspect", b = "victim{}" }
fields = { kind = "Quan hệ {}" }
optional = true
"""
HEAD = "Số vụ;Tội danh;Đối tượng;Máy 1;Máy 2;Zalo;Nạn nhân 1;Năm sinh 1;Quan hệ 1;Nạn nhân 2;Năm sinh 2;Quan hệ 2\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "unit.toml"
    path.write_text(UNIT, encoding="utf-8")
    return path


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def test_people_without_ids_are_known_by_their_row(intake: Intake, mapping: Path) -> None:
    rows = (
        "V1;150;Nguyễn Văn An;0912345678;0987654321;0903334445;Trần Thị Bé;2005;recruited;Lý Thị Ca;2006;controls\n"
        "V1;150;Lê Hoàng Dũng;;;;Trần Thị Bé;2005;;;;\n"
    )
    ledger = intake.take({"mapping": mapping}, so=HEAD + rows)
    assert reasons(ledger) == []
    assert sums(ledger) == [(2, 2, 0, 0)]
    with intake.case() as case:
        people = case.table("persons")
        named = dict(zip(people["record_id"], people["name"], strict=True))
        roles = case.table("involvements")
        said = sorted((case.record_id(one), role) for one, role in zip(roles["person"], roles["role"], strict=True))
        stated = case.table("links")
        ties = sorted(
            (case.record_id(a), kind, case.record_id(b))
            for a, kind, b in zip(stated["a"], stated["kind"], stated["b"], strict=True)
        )
        things = sorted(case.record_id(thing) for thing in case.table("holdings")["thing"])
    assert named == {  # two of one name are two until somebody decides otherwise
        "so.csv:2.suspect": "Nguyễn Văn An",
        "so.csv:2.victim1": "Trần Thị Bé",
        "so.csv:2.victim2": "Lý Thị Ca",
        "so.csv:3.suspect": "Lê Hoàng Dũng",
        "so.csv:3.victim1": "Trần Thị Bé",
    }
    assert ("so.csv:2.suspect", "suspect") in said
    assert ("so.csv:3.victim1", "victim") in said
    assert len(said) == 5
    assert ties == [
        ("so.csv:2.suspect", "controls", "so.csv:2.victim2"),
        ("so.csv:2.suspect", "recruited", "so.csv:2.victim1"),
    ]
    assert things == ["account:zalo:+84903334445", "phone:+84912345678", "phone:+84987654321"]


def test_the_same_sheet_again_adds_nothing(intake: Intake, mapping: Path) -> None:
    rows = "V1;150;Nguyễn Văn An;0912345678;;;Trần Thị Bé;2005;recruited;;;\n"
    intake.take({"mapping": mapping}, so=HEAD + rows)
    assert sums(intake.take({"mapping": mapping}, so=HEAD + rows)) == [(1, 0, 1, 0)]
