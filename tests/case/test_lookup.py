"""What the case knows by a term: a name or alias, a plate, an account without its kind; of protected people nothing."""

from pathlib import Path

import pytest
from intake_batch import Intake

from netlens.case.lookup import look_up, read_list

TABLES = {
    "persons": "person_id,full_name,aliases,accounts\nP1,Nguyễn Văn Sơn,Sơn Sẹo; Ba Bụng,zalo:0912345678\n"
    "P2,Trần Thị Kín,Kín Nhỏ,facebook:kin.nho\n",
    "cases": "case_id\nC1\n",
    "involvements": "case_id,person_id,role\nC1,P1,suspect\nC1,P2,victim\n",
    "identifiers": "person_id,kind,value\nP1,vehicle,24A-123.45\n",
}


@pytest.mark.parametrize(
    ("term", "records"),
    [
        ("son seo", ["persons:P1"]),
        ("Ba  Bụng", ["persons:P1"]),
        ("24a 12345", ["vehicle:24A-12345"]),
        ("Nguyễn Văn", []),
        ("kín nhỏ", [""]),
        ("kin.nho", [""]),
    ],
)
def test_a_term_is_known_by_any_of_its_names(tmp_path: Path, term: str, records: list[str]) -> None:
    intake = Intake(tmp_path)
    intake.take(**TABLES)
    with intake.case() as case:
        found = look_up(case, term)
        assert [one.record for one in found] == records
        assert all(one.protected == (not one.record) for one in found)
        assert "Kín" not in repr(found)


def test_a_list_is_its_first_column() -> None:
    assert read_list("\ufeff0912345678\tSơn\n\n  24A-123.45 \n") == ["0912345678", "24A-123.45"]
