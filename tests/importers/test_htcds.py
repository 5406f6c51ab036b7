"""HTCDS in every shape it comes in: what a row says, what is assumed, and that nobody in it shows anywhere."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from filled_htcds import (
    CODES,
    ISIC,
    STATUSES,
    coded,
    people,
    salesforce_rows,
    survey_rows,
    template_rows,
    text,
    workbook,
)  # fmt: skip
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import Taken, balanced, reads, written

from importers.htcds import IMPORTER
from netlens.case.importing import ReadOptions
from netlens.case.intake.forms.htcds.fields import by_label, by_name, fields
from netlens.case.intake.forms.htcds.values import several_of
from netlens.case.protection import protected_ids, shown_label, shown_written
from netlens.case.records import CaseRecord, Issue, Source
from netlens.progress import finish

ROLES = dict(zip(STATUSES, ("victim", "possible_victim", "reporter"), strict=True))
ACTUAL, _POSSIBLE, NOT = STATUSES
SAMPLE = Path(__file__).parent.parent / "samples" / "htcds.xlsx"


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    return Taken(tmp_path)


def variants(folder: Path, rows: Sequence[dict[str, str]]) -> dict[str, Path]:
    """The same people in every layout."""
    template = template_rows(rows, numbered=60)
    about = [["Microsoft Excel HTCDS 2.0"], ["https://github.com/UNMigration/HTCDS"]]
    survey = survey_rows(rows)
    return {
        "template": workbook(folder / "template.xlsx", {"Sheet1": template}),
        "single select": workbook(folder / "single.xlsx", {"Case Sheet": template, "about": about}),
        "template as text": written(folder / "template.csv", text(template)),
        "labels alone": written(folder / "labels.csv", text(template[1:], ";")),
        "names alone": written(folder / "names.csv", text([template[0], *template[2:]])),
        "filled in by name": workbook(folder / "by name.xlsx", {"Sheet1": template_rows(rows, by_name=True)}),
        "survey": written(folder / "survey.csv", text(survey, ";"), "utf-8-sig"),
        "survey in groups": written(folder / "groups.csv", text(survey_rows(rows, groups=True))),
        "survey with ticks": workbook(folder / "ticks.xlsx", {"kobo": survey_rows(rows, groups=True, ticks=True)}),
        "Salesforce": written(folder / "salesforce.csv", text(salesforce_rows(rows))),
    }


VARIANTS = (
    "template", "single select", "template as text", "labels alone", "names alone", "filled in by name", "survey",
    "survey in groups", "survey with ticks", "Salesforce",
)  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_layout_says_the_same(taken: Taken, tmp_path: Path, variant: str) -> None:
    rows = people(9)
    path = variants(tmp_path, rows)[variant]
    assert reads(path) == "htcds"
    ledger = taken.take(path)
    file = ledger.files[0]
    assert (file.rows_read, file.rows_used, file.rows_rejected) == (len(rows), len(rows), 0)
    names = taken.rows("persons", "name", "birth_date", "nationality" if variant != "Salesforce" else "sex")
    assert [name for name, *_rest in names] == sorted(f"{row['prs_SecondName']} {row['prs_FirstName']}" for row in rows)
    parts = taken.rows("involvements", "role", "exploitation", "recruited_via")
    wanted = []
    for row in rows:
        via = coded(row["vic_MethodOfRecruitment"])
        exploited = coded(row["vic_TypeOfExploitation"])
        wanted.append((ROLES[row["vic_TraffickingStatus"]], sorted(exploited), sorted(via)))
    assert sorted((role, sorted(a.split(";")), sorted(b.split(";"))) for role, a, b in parts) == sorted(wanted)
    statuses = {
        "Active": "investigating",
        "Follow up": "investigating",
        "Closed": "closed",
        "Closed Referred": "closed",
    }
    said = sorted(statuses[row["cas_Status"]] for row in rows)
    assert [status for (status,) in taken.rows("cases", "status")] == said
    phones = sorted(f"+84{row['prs_MobilePhone'][1:]}" for row in rows)
    keys = taken.keys()
    held = taken.rows("holdings", "thing", "kind")
    assert sorted(keys[thing] for thing, kind in held if kind == "phone") == phones
    no_consent = sum(row["con_Consent"] == "FALSE" for row in rows) if variant != "Salesforce" else 0
    assert sum(handling == "TLP:RED" for (handling,) in taken.rows("involvements", "handling")) == no_consent
    assert file.flags.get("no_consent", 0) == no_consent


def test_addresses_are_read_by_their_labels_and_it_is_said(taken: Taken, tmp_path: Path) -> None:
    rows = people(4)
    file = taken.take(variants(tmp_path, rows)["template"]).files[0]
    assert {code: file.flags[code] for code in ("shifted_columns", "unnamed_column", "misspelt_column")} == {
        "shifted_columns": 4, "unnamed_column": 1, "misspelt_column": 1,
    }  # fmt: skip
    assert [province for (province,) in taken.rows("persons", "province")] == sorted(
        r["prs_MailingState"] for r in rows
    )
    assert {address.rpartition(", ")[2] for (address,) in taken.rows("persons", "address")} == {"Viet Nam"}


def test_addresses_filled_in_by_machine_are_read_by_name(taken: Taken, tmp_path: Path) -> None:
    path = variants(tmp_path, people(4))["filled in by name"]
    told = [one.value for one in IMPORTER.read(path, ReadOptions()) if isinstance(one, Issue)]
    assert "prs_MailingCity / Mailing Street: prs_MailingCity" in told
    taken.take(path)
    assert {address.rpartition(", ")[2] for (address,) in taken.rows("persons", "address")} == {"Viet Nam"}


def test_labels_with_semicolons_are_one_value() -> None:
    industry = "vic_ForcedLabourIndustry"
    assert several_of(industry, f"{ISIC}; Construction") == [CODES[ISIC], "F_Construction"]
    assert several_of(industry, ISIC) == [CODES[ISIC]]
    assert several_of("vic_MethodsOfControl", "Debt bondage ; Takes earnings") == ["DebtBondage", "TakesEarnings"]
    assert several_of("vic_MethodsOfControl", "DebtBondage TakesEarnings") == ["DebtBondage", "TakesEarnings"]
    assert several_of("prs_FirstName", "A; B") == ["A; B"]
    assert several_of("vic_TypeOfExploitation", "Forced labour; something else") == ["ForcedLabour", "something else"]


def test_headings_of_every_kind() -> None:
    meant = {
        "prs_First_Name": ("prs_FirstName", "", 0),
        "a/b/vic_Methods_of_Control/DebtBondage": ("vic_MethodsOfControl", "DebtBondage", 0),
        "Type_of_Exploitation__c": ("vic_TypeOfExploitation", "", 0),
        "Contact.FirstName": ("prs_FirstName", "", 0),
        "hte_City_2": ("hte_City", "", 2),
        "events[3]/hte_Date": ("hte_Date", "", 3),
        "prs_Fistname": ("prs_FirstName", "", 0),
        "First Name": ("", "", 0),
        "anything": ("", "", 0),
    }
    assert {text: (one.field, one.choice, one.number) for text in meant if (one := by_name(text)) is not None} == meant
    assert by_label("First Name").field == "prs_FirstName"
    assert len(fields()) == 83


def row_of(**said: str) -> str:
    """A text of one HTCDS row with these fields."""
    base = {"prs_FirstName": "Ví Dụ", "prs_SecondName": "Nguyễn", "prs_Birthdate": "13/02/1990"}
    whole = {**base, **said}
    return text([list(whole), list(whole.values())])


def test_events_are_stops_in_order_of_date(taken: Taken, tmp_path: Path) -> None:
    said = {
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "hte_City_1": "Bắc Ninh", "hte_Country_1": "VN", "hte_Date_1": "20/03/2022", "hte_Type_1": "Exploitation",
        "hte_City_2": "Hà Giang", "hte_Country_2": "VN", "hte_Date_2": "13/03/2022", "hte_Type_2": "Recruitment",
        "hte_City_3": "Lạng Sơn", "hte_Country_3": "VN", "hte_Date_3": "15/03/2022", "hte_Type_3": "Transit",
    }  # fmt: skip
    taken.take(written(tmp_path / "x.csv", row_of(**said)))
    assert taken.rows("stops", "stop", "place_name", "kind", "date") == [
        (1, "Hà Giang", "recruitment", "2022-03-13"),
        (2, "Lạng Sơn", "transit", "2022-03-15"),
        (3, "Bắc Ninh", "exploitation", "2022-03-20"),
    ]
    assert taken.links()["travels"] == 3


def test_events_on_a_sheet_of_their_own_find_their_submission(taken: Taken, tmp_path: Path) -> None:
    events = [
        ["hte_City", "hte_Country", "hte_Date", "hte_Type", "_index", "_parent_index"],
        ["Bavet", "KH", "2022-03-20", "Exploitation", "1", "2"],
        ["Tây Ninh", "VN", "2022-03-13", "Recruitment", "2", "2"],
        ["Nowhere", "KH", "2022-03-13", "Transit", "3", "99"],
    ]
    path = workbook(tmp_path / "kobo.xlsx", {"main": survey_rows(people(3)), "events": events})
    ledger = taken.take(path)
    stops = [row for row in taken.rows("stops", "stop", "place_name", "country") if row[1] in ("Bavet", "Tây Ninh")]
    assert stops == [(1, "Tây Ninh", "VN"), (2, "Bavet", "KH")]
    assert [(issue.row, issue.code) for issue in ledger.files[0].rejected] == [(4, "unknown_case")]
    assert balanced(ledger)


@pytest.mark.parametrize(
    ("said", "roles", "flag"),
    [
        ({"vic_TraffickingStatus": "", "vic_MethodsOfControl": "DebtBondage"}, ["possible_victim"], "no_status"),
        ({"vic_TraffickingStatus": "Perhaps"}, ["possible_victim"], "no_status"),
        ({"vic_TraffickingStatus": NOT, "vic_AgeWhenTrafficked": "15"}, ["reporter"], "under_18"),
        ({"vic_TraffickingStatus": ACTUAL, "per_RoleInProcess": "Transporter"}, ["victim"], ""),
        ({"vic_TraffickingStatus": NOT, "per_RoleInProcess": "Smuggler"}, ["reporter"], "screened"),
        (
            {"vic_TraffickingStatus": ACTUAL, "per_Name": "Kẻ Xấu", "per_RoleInProcess": "Exploiter"},
            ["suspect", "victim"],
            "",
        ),
        (
            {"vic_TraffickingStatus": NOT, "per_Name": "Kẻ Xấu", "per_RoleInProcess": "Exploiter"},
            ["reporter", "suspect"],
            "",
        ),
        ({"vic_TraffickingStatus": NOT}, ["reporter"], ""),
        ({"vic_TraffickingStatus": "Unconfirmed"}, ["possible_victim"], "no_status"),
    ],
)  # fmt: skip
def test_nobody_but_a_named_perpetrator_becomes_one(
    taken: Taken, tmp_path: Path, said: dict[str, str], roles: list[str], flag: str
) -> None:
    ledger = taken.take(written(tmp_path / "x.csv", row_of(cas_Status="Active", **said)))
    assert sorted(role for (role,) in taken.rows("involvements", "role")) == roles
    assert not flag or ledger.files[0].flags[flag] == 1
    with taken.case() as case:
        names = dict(zip(case.table("persons").name, case.table("persons").protected, strict=True))
    assert names["Nguyễn Ví Dụ"]
    assert "Kẻ Xấu" not in names or not names["Kẻ Xấu"]


def test_nothing_of_the_people_in_it_shows(taken: Taken, tmp_path: Path) -> None:
    rows = people(12, seed=5)
    for n, row in enumerate(rows):
        row |= {"vic_TraffickingStatus": STATUSES[n % 3], "cas_IncomingReferralDetails": f"{row['prs_FirstName']} gọi"}
    taken.take(variants(tmp_path, rows)["template"])
    secrets = {row[field] for row in rows for field in ("prs_FirstName", "prs_Email", "prs_MobilePhone")}
    secrets |= {f"+84{row['prs_MobilePhone'][1:]}" for row in rows}
    with taken.case() as case:
        persons = case.table("persons")
        assert len(protected_ids(case)) == len(persons) == len(rows)
        shown = [shown_label(case, entity) for entity in case.table("entities").id]
        for at in range(len(persons)):
            source = Source(int(persons.file[at]), int(persons.row[at]))
            shown += shown_written(case, case.as_written(source)).values()
    everything = "\n".join(shown)
    assert not [secret for secret in secrets if secret in everything]


def test_rings_told_of_it_name_nobody(taken: Taken, tmp_path: Path) -> None:
    from netlens.network.evidence import gather
    from netlens.network.rings.detect import detect
    from netlens.report.listing import rings_json

    rows = people(12, seed=5)
    taken.take(variants(tmp_path, rows)["survey"])
    with taken.case() as case:
        told = json.dumps(rings_json(case, finish(detect(case, gather(case)))), ensure_ascii=False)
    assert not [row["prs_FirstName"] for row in rows if row["prs_FirstName"] in told]


def test_the_same_file_again_adds_nothing_and_another_is_other_people(taken: Taken, tmp_path: Path) -> None:
    paths = variants(tmp_path, people(3))
    taken.take(paths["template"])
    again = taken.take(paths["template"]).files[0]
    assert (again.rows_used, again.rows_merged) == (0, 3)
    taken.take(paths["survey"])
    assert len(taken.rows("persons", "name")) == 6


def test_an_empty_template_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path / "empty.xlsx", {"Sheet1": template_rows([])})
    assert reads(path) == "htcds"
    assert not [one for one in IMPORTER.read(path, ReadOptions()) if isinstance(one, CaseRecord)]


def test_other_sheets_are_left_to_others(tmp_path: Path) -> None:
    people_ = written(
        tmp_path / "p.csv", "Họ,Tên,Ngày sinh,Giới tính,Quốc tịch,Điện thoại\nA,B,1990,Nam,VN,0912000001\n"
    )
    english = written(
        tmp_path / "e.csv", "First Name,Last Name,Date of Birth,Sex,Nationality,Mobile\nA,B,1990,M,VN,09\n"
    )
    assert "htcds" not in (reads(people_), reads(english))


WORDS = [
    "",
    "x",
    "TRUE",
    "Forced labour; Servitude",
    ISIC,
    "13/02/1990",
    "99/99/9999",
    "\u0000",
    '"',
    "1",
    "Nguyễn",
    "=1+1",
]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["template", "survey", "labels"]))
def test_messy_sheets_lose_no_row(tmp_path_factory: pytest.TempPathFactory, seed: int, layout: str) -> None:
    rng = random.Random(seed)
    rows = people(4, seed)
    lines = (
        survey_rows(rows) if layout == "survey" else template_rows(rows, numbered=6)[1 if layout == "labels" else 0 :]
    )
    head = 2 if layout == "template" else 1
    filled = set()
    for number, line in enumerate(lines[head:], head + 1):
        for _ in range(rng.randint(0, 8)):
            line[rng.randrange(1, len(line))] = rng.choice(WORDS)
        if any(cell.strip() for cell in line[1 if layout != "survey" else 0 :]):
            filled.add(number)
    path = written(tmp_path_factory.mktemp("messy") / "x.csv", text(lines))
    found = list(IMPORTER.read(path, ReadOptions()))
    told = {one.row for one in found if isinstance(one, CaseRecord) or (isinstance(one, Issue) and one.row > head)}
    assert told == filled
