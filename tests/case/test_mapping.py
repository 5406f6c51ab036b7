"""A saved column mapping reads a flat sheet: one row, several records."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_batch import Intake, reasons, sums

from netlens.case.mapping import Mapping, RecordMap, SheetMap
from netlens.errors import NetLensError
from netlens.resource import folder

UNIT = """
name = "Sổ theo dõi"
dates = "dmy"
register = "LC"
grade = "B/2"
handling = "P"

[[sheet]]

[[sheet.record]]
table = "persons"
fields = { person_id = "Mã ĐT", full_name = ["Họ", "Tên"], birth_date = "Ngày sinh" }

[[sheet.record]]
table = "cases"
fields = { case_id = "Số vụ" }
constants = { offence = "150" }

[[sheet.record]]
table = "involvements"
fields = { person_id = "Mã ĐT", case_id = "Số vụ", role = "Diện", functions = "Việc" }
split = { role = "/", functions = "," }

[sheet.record.translate.role]
"Nghi can" = "suspect"
"BH" = "victim"

[[sheet.record]]
table = "identifiers"
fields = { person_id = "Mã ĐT", value = "Máy 1" }
constants = { kind = "phone" }
optional = true

[[sheet.record]]
table = "links"
fields = { a = "Mã ĐT", b = "Người rủ" }
constants = { kind = "recruited" }
where = { Quan = ["rủ rê", "lôi kéo"] }
"""
HEAD = "Mã ĐT;Họ;Tên;Ngày sinh;Số vụ;Diện;Việc;Máy 1;Người rủ;Quan;Ghi\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "unit.toml"
    path.write_text(UNIT, encoding="utf-8")
    return path


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def test_one_row_gives_several_records(intake: Intake, mapping: Path) -> None:
    rows = (
        "D1;Nguyễn;Văn An;03/04/1980;V1;nghi can;Lái xe, Môi giới;0912345678;;;xem\n"
        "D2;Trần;Bé;;V1;BH / Nghi can;;;D1;Rủ rê;\n"
    )
    ledger = intake.take({"mapping": mapping}, so=HEAD + rows)
    assert sums(ledger) == [(2, 2, 0, 0)]
    assert ledger.files[0].register == "LC"
    assert intake.rows("persons", "key", "name", "birth_date", "extra") == [
        (
            "D1",
            "Nguyễn Văn An",
            "1980-04-03",
            {"Họ": "Nguyễn", "Tên": "Văn An", "Diện": "nghi can", "Việc": "Lái xe, Môi giới", "Ghi": "xem"},
        ),
        ("D2", "Trần Bé", "", {"Họ": "Trần", "Tên": "Bé", "Diện": "BH / Nghi can", "Quan": "Rủ rê"}),
    ]
    assert intake.rows("cases", "key", "offence") == [("V1", "150")]
    with intake.case() as case:
        said = {
            (case.ref(row.person).key, row.role, tuple(row.functions), row.grade, row.handling)
            for row in case.table("involvements").itertuples()
        }
        assert said == {
            ("D1", "suspect", ("Transporter", "BrokerTravelAgent"), "B/2", "P"),
            ("D2", "victim", (), "B/2", "P"),
            ("D2", "suspect", (), "B/2", "P"),
        }
        assert [(case.ref(row.a).key, case.ref(row.b).key) for row in case.table("links").itertuples()] == [
            ("D2", "D1")
        ]
        assert len(case.table("holdings")) == 1


def test_a_row_is_taken_or_rejected_as_a_whole(intake: Intake, mapping: Path) -> None:
    rows = "D1;A;B;;V1;Nghi can;;;;;\nD2;C;D;;V2;Trùm;;;;;\nD3;E;F;;V1;BH;;;D2;rủ rê;\n;;;;;;;;;;x\n"
    ledger = intake.take({"mapping": mapping}, so=HEAD + rows)
    assert reasons(ledger) == [
        (3, "role", "Trùm", "unknown_role"),
        (4, "b", "D2", "unknown_person"),
        (5, "person_id", "", "missing_field"),
    ]
    assert intake.rows("persons", "key") == [("D1",)]
    assert intake.rows("cases", "key") == [("V1",)]


def test_headers_match_loosely_and_the_first_fitting_shape_reads(intake: Intake, mapping: Path) -> None:
    found = Mapping.load(mapping)
    assert (
        found.recognise(["MA DT", "ho", "TÊN", "ngay_sinh", "so vu", "dien", "viec", "may 1", "nguoi ru", "quan"])
        is not None
    )
    assert found.recognise(["Mã ĐT"]) is None
    with pytest.raises(NetLensError, match="Sổ theo dõi does not fit"):
        intake.take({"mapping": mapping}, so="one;two\n1;2\n")


def test_a_row_no_part_applies_to_is_rejected_and_not_lost(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "nodes.toml"
    path.write_text(
        'name = "n"\n[[sheet]]\n[[sheet.record]]\ntable = "persons"\n'
        'fields = { person_id = "id" }\nwhere = { kind = "person" }\n',
        encoding="utf-8",
    )
    ledger = intake.take({"mapping": path}, nodes="id,kind\nP1,person\nX1,crime\n")
    assert sums(ledger) == [(2, 1, 0, 1)]
    assert ledger.files[0].rejected[0].code == "not_mapped"


def test_a_wrong_mapping_is_said_with_its_file(tmp_path: Path) -> None:
    for text, says in (
        ("name = \n", "cannot be read"),
        ('name = "x"\n', "not complete"),
        ('name = "x"\n[[sheet]]\n[[sheet.record]]\ntable = "nope"\nfields = { a = "b" }\n', "no table nope"),
        ('name = "x"\n[[sheet]]\n[[sheet.record]]\ntable = "cases"\nfields = { role = "b" }\n', "no column role"),
        (
            'name = "x"\ndates = "ymd"\n[[sheet]]\n[[sheet.record]]\ntable = "cases"\nfields = { case_id = "b" }\n',
            "dmy or mdy",
        ),
    ):
        path = tmp_path / "wrong.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(NetLensError, match=says) as stop:
            Mapping.load(path)
        assert "wrong.toml" in str(stop.value)
    with pytest.raises(NetLensError, match="is not there"):
        Mapping.load(tmp_path / "none.toml")


def test_it_is_saved_as_it_was_loaded(mapping: Path, tmp_path: Path) -> None:
    found = Mapping.load(mapping)
    found.save(tmp_path / "again.toml")
    assert Mapping.load(tmp_path / "again.toml") == found


words = st.text(min_size=1, max_size=9)
records = st.builds(
    RecordMap,
    table=st.just("involvements"),
    fields=st.dictionaries(
        st.sampled_from(["person_id", "case_id", "role"]), st.tuples(words) | st.tuples(words, words), min_size=1
    ),
    constants=st.dictionaries(st.sampled_from(["note", "stage"]), words),
    where=st.dictionaries(words, st.tuples(words), max_size=2),
    split=st.dictionaries(st.just("role"), words),
    translate=st.dictionaries(st.just("role"), st.dictionaries(words, words, min_size=1)),
    optional=st.booleans(),
)
sheets = st.lists(
    st.builds(SheetMap, records=st.lists(records, min_size=1, max_size=2).map(tuple)), min_size=1, max_size=2
)


@given(
    st.builds(Mapping, name=words, sheets=sheets.map(tuple), dates=st.sampled_from(["", "dmy", "mdy"]), register=words)
)
def test_any_mapping_survives_its_file(mapping: Mapping) -> None:
    import tomllib

    from netlens.case.mapping.written import from_toml, to_toml

    assert from_toml(tomllib.loads(to_toml(mapping))) == mapping


def test_the_bundled_mappings_load() -> None:
    paths = sorted(folder("mappings").glob("*.toml"))
    assert paths
    for path in paths:
        assert Mapping.load(path).columns


def test_the_moreno_mapping_reads_roles_cases_and_persons(intake: Intake) -> None:
    roles = "person,crime,role\nperson_0,crime_0,Suspect\nperson_1,crime_0,Victim Suspect\nperson_1,crime_1,Witness\n"
    nodes = "id,kind,gender\nperson_0,person,male\nperson_1,person,female\ncrime_0,crime,\n"
    options = {"mapping": folder("mappings") / "moreno-crime.toml"}
    ledger = intake.take(options, roles=roles, nodes=nodes)
    assert {file.name: file.rows_used for file in ledger.files} == {"roles.csv": 3, "nodes.csv": 3}
    assert intake.rows("persons", "key", "sex") == [("person_0", "male"), ("person_1", "female")]
    assert intake.rows("involvements", "role") == [("suspect",), ("suspect",), ("victim",), ("witness",)]
    assert intake.rows("cases", "key") == [("crime_0",), ("crime_1",)]
