"""FollowTheMoney entities: what each line becomes, in any order and in every form the JSON comes in."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.follow_the_money import IMPORTER
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import ReadOptions, import_files
from netlens.case.intake.own import own
from netlens.case.records import CaseRecord, FileLedger, Issue
from netlens.progress import finish

KEY = "bảy tám chín"
SAMPLE = Path(__file__).parent.parent / "samples" / "entities.ftm.json"
Entity = dict[str, Any]
Rows = dict[int, list[CaseRecord | Issue]]


def entity(id_: str, schema: str, **properties: str | list[str]) -> Entity:
    values = {name: [text] if isinstance(text, str) else text for name, text in properties.items()}
    return {"id": id_, "schema": schema, "properties": values}


def written(path: Path, *entities: Entity) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities), encoding="utf-8")
    return path


def read(path: Path) -> Rows:
    found: Rows = {}
    last = 0
    for one in IMPORTER.read(path, ReadOptions()):
        assert one.row == last or one.row not in found, "the records of a row follow each other"
        found.setdefault(one.row, []).append(one)
        last = one.row
    return found


def records(tmp_path: Path, *entities: Entity) -> list[list[CaseRecord]]:
    found = read(written(tmp_path / "one.ftm.json", *entities))
    return [[one for one in found[row] if isinstance(one, CaseRecord)] for row in range(1, len(entities) + 1)]


def imported(tmp_path: Path, path: Path, register: str = "") -> tuple[Case, FileLedger]:
    case = tmp_path / "case.netlens"
    if not case.exists():
        Case.create(case, KEY).close()
    ledger = finish(import_files(case, KEY, [path], [IMPORTER], register=register, extra={"text": "keep"}))
    opened = Case.open(case, KEY)
    opened.apply(CountImport(ledger.import_id))
    return opened, ledger.files[0]


AN, BA = entity("a", "Person", name="An Mẫu"), entity("b", "Person", name=["Ba Thử", "Ba T."])
FIRM = entity("c", "Company", name="Công ty Mẫu")


def test_the_sample_is_accounted_for(tmp_path: Path) -> None:
    case, file = imported(tmp_path, SAMPLE)
    with case:
        assert file.rows_read == len(SAMPLE.read_text(encoding="utf-8").splitlines())
        assert [issue.value for issue in file.rejected] == ["khong-co"]
        entities, links = case.counts()
        assert (entities["person"], entities["route"], entities["case"], links["travels"]) == (4, 1, 1, 4)
        assert sorted(case.table("involvements").role) == ["suspect", "suspect"]
        assert case.table("stops").country.tolist() == ["", ""]


@pytest.mark.parametrize("form", ["lines", "array", "wrapped", "pretty", "utf-16", "bom", "escaped"])
def test_every_form_of_the_json_says_the_same(form: str, tmp_path: Path) -> None:
    entities = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    path = tmp_path / "entities.json"
    text = "\n".join(json.dumps(one, ensure_ascii=form == "escaped") for one in entities)
    if form == "array":
        text = json.dumps(entities, indent=2)
    elif form == "wrapped":
        text = json.dumps({"dataset": "mẫu", "entities": entities})
    elif form == "pretty":
        text = "\n".join(json.dumps(one, indent=1, ensure_ascii=False) for one in entities)
    path.write_text(text, encoding={"utf-16": "utf-16", "bom": "utf-8-sig"}.get(form, "utf-8"))
    assert IMPORTER.recognises(path)
    assert read(path) == read(SAMPLE)


def test_statements_are_put_together(tmp_path: Path) -> None:
    path, lines = tmp_path / "statements.json", []
    for number, line in enumerate(SAMPLE.read_text(encoding="utf-8").splitlines()):
        one = json.loads(line)
        said = [(name, text) for name, texts in one["properties"].items() for text in texts]
        for prop, value in [("id", one["id"]), *said]:
            statement = {"id": f"s{number}", "canonical_id": one["id"], "schema": one["schema"], "dataset": "mẫu"}
            lines.append(json.dumps({**statement, "prop": prop, "value": value}))
    path.write_text("\n".join(lines), encoding="utf-8")
    assert IMPORTER.recognises(path)
    case, file = imported(tmp_path, path)
    with case:
        held = case.counts()
    (tmp_path / "case.netlens").unlink()
    case, entities = imported(tmp_path, SAMPLE)
    with case:
        assert held == case.counts()
    assert (file.rows_read, file.rows_rejected) == (entities.rows_read, entities.rows_rejected)


@pytest.mark.parametrize("turn", [1, -1])
def test_entities_may_come_in_any_order(turn: int, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    case, file = imported(tmp_path, written(tmp_path / "turned.ftm.json", *lines[::turn]))
    with case:
        assert (file.rows_read, file.rows_used, file.rows_rejected) == (34, 33, 1)
        assert case.counts()[1]["holds"] == 14


def test_edges_tie_by_what_they_say(tmp_path: Path) -> None:
    ties = [
        entity("1", "Associate", person="a", associate="b", relationship="bạn"),
        entity("2", "Family", person="b", relative="a", startDate="1990"),
        entity("3", "UnknownLink", subject="a", object="b", role="Tuyển mộ"),
        entity("4", "Directorship", director="a", organization="c", startDate="2020", endDate="2021-05"),
        entity("5", "Membership", member="b", organization="c"),
        entity("6", "Representation", agent="c", client="a"),
        entity("7", "Debt", debtor="a", creditor="b", amount="5"),
    ]
    found = records(tmp_path, AN, BA, FIRM, *ties)
    assert found[1][0].values["aliases"] == "Ba T."
    kinds = [(one[0].values["kind"], one[0].values["directed"]) for one in found[3:]]
    assert kinds == [
        ("associate", "0"),
        ("family", "0"),
        ("recruited", "1"),
        ("controls", "1"),
        ("other", "1"),
        ("other", "1"),
        ("other", "1"),
    ]
    assert (found[6][0].values["since"], found[6][0].values["until"]) == ("2020", "2021-05")


def test_calls_and_payments_are_those_of_the_numbers(tmp_path: Path) -> None:
    account, other = (
        entity("x", "BankAccount", accountNumber="0011009990001", bankName="VCB"),
        entity("y", "BankAccount", iban="DE89370400440532013000"),
    )
    call = entity(
        "1",
        "Call",
        caller="a",
        callerNumber="0912000001",
        receiver="b",
        receiverNumber="0912000002",
        date="2024-02-10T08:15:30",
    )
    bare = entity("2", "Call", caller="a", receiver=["b", "c"], date="2024")
    pay = entity(
        "3",
        "Payment",
        payer="a",
        beneficiary="b",
        payerAccount="x",
        beneficiaryAccount="y",
        amount="50",
        currency="EUR",
        date="2024",
    )
    euros = entity("4", "Payment", payer="c", beneficiary="b", amountEur="9.50", date="2024-02-03")
    found = records(tmp_path, AN, BA, FIRM, account, other, call, bare, pay, euros)
    assert [one.table for one in found[5]] == ["calls", "identifiers", "identifiers"]
    assert found[5][1].values["person_id"] == own("a")
    assert [one.values["b"] for one in found[6]] == [own("b"), own("c")]
    assert (found[7][0].values["payer"], found[7][0].values["payee"]) == (own("x"), own("y"))
    assert [one.values["value"] for one in found[7][1:]] == ["bank:VCB 0011009990001", "other:DE89370400440532013000"]
    assert (found[8][0].values["amount"], found[8][0].values["currency"]) == ("9.50", "EUR")


def test_a_trip_is_a_route_with_its_travellers(tmp_path: Path) -> None:
    start, end = entity("s", "Address", full="Bến xe Mèo Vạc"), entity("e", "Address", city="Bavet", country="kh")
    trip = entity("t", "Trip", name="Chuyến", startLocation="s", endLocation="e", startDate="2024", involved=["a", "c"])
    *_things, stops = records(tmp_path, AN, FIRM, start, end, trip)
    assert [(one.values["stop"], one.values["place"]) for one in stops[:2]] == [
        ("1", "Bến xe Mèo Vạc"),
        ("2", "Bavet, KH"),
    ]
    assert stops[0].values["persons"] == own("a")
    assert stops[2].values["b"] == own("c")


def test_likenesses_join_and_tie_nobody(tmp_path: Path) -> None:
    path = written(
        tmp_path / "s.ftm.json", AN, BA, entity("1", "Similar", candidate="a", match="b", confidenceScore="0.9")
    )
    case, file = imported(tmp_path, path)
    with case:
        from netlens.network.evidence import gather

        assert len(case.table("persons")) == 2
        assert file.flags["similar"] == 1
        evidence = gather(case)
        assert not evidence.pairs
        assert not evidence.groups


def test_topics_make_nobody_an_offender(tmp_path: Path) -> None:
    case, _file = imported(
        tmp_path, written(tmp_path / "t.ftm.json", entity("a", "Person", name="An", topics="crime.traffick.human"))
    )
    with case:
        assert not len(case.table("involvements"))
        assert case.table("persons").extra[0]["topics"] == "crime.traffick.human"


def test_several_lines_of_one_person_are_one_and_keep_all_names(tmp_path: Path) -> None:
    again = [entity("a", "Person", name="A. Mẫu", birthDate="1981"), entity("a", "Person", birthDate="1979")]
    case, file = imported(tmp_path, written(tmp_path / "f.ftm.json", AN, *again))
    with case:
        persons = case.table("persons")
        assert (persons.name.tolist(), persons.aliases[0], persons.birth_date[0]) == (["An Mẫu"], ["A. Mẫu"], "1981")
        assert file.flags["differs"] == 1


def test_a_register_joins_files_of_one_source(tmp_path: Path) -> None:
    imported(tmp_path, written(tmp_path / "one.ftm.json", AN, BA), "Aleph")[0].close()
    tie = entity("1", "Associate", person="a", associate="b")
    case, file = imported(tmp_path, written(tmp_path / "two.ftm.json", tie), "Aleph")
    with case:
        assert (file.rows_used, len(case.table("links"))) == (1, 1)


def test_a_former_id_still_names_it(tmp_path: Path) -> None:
    merged = {**AN, "referents": ["a-old"]}
    found = records(tmp_path, merged, BA, entity("1", "Associate", person="a-old", associate="b"))
    assert found[2][0].values["a"] == own("a")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "broken_row"),
        ("[1]", "broken_row"),
        ("3", "broken_row"),
        ('{"schema":"Person"}', "no_entity"),
        ('{"id":"x"}', "no_entity"),
        ('{"id":"x","schema":["Person"]}', "no_entity"),
        ('{"id":"x","schema":"Person","properties":{"name":["\\u0000"]}}', "broken_row"),
        ('{"id":"x","schema":"Person","properties":{"name":["\\ud800"]}}', "broken_row"),
        ("[" * 100_000, "broken_row"),
        ('{"id":"x","schema":"Associate","properties":{"person":["a"]}}', "absent_end"),
        ('{"id":"x","schema":"Call","properties":{}}', "absent_end"),
        ('{"id":"x","schema":"Message","properties":{"sender":["a"]}}', "absent_end"),
    ],
)
def test_what_is_no_entity_is_told_line_by_line(line: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.ftm.json"
    path.write_text(f"{json.dumps(AN)}\n\n{line}\n{json.dumps(BA)}\n", encoding="utf-8")
    found = read(path)
    assert sorted(found) == [1, 3, 4]
    (issue,) = found[3]
    assert isinstance(issue, Issue)
    assert issue.code == code
    assert issue.reason


def test_bytes_of_another_encoding_cost_their_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "odd.ftm.json"
    path.write_bytes(
        json.dumps(AN).encode()
        + b"\n"
        + json.dumps(entity("b", "Person", name="Bà"), ensure_ascii=False).encode("cp1258")
        + b"\n"
    )
    case, file = imported(tmp_path, path)
    with case:
        assert (file.rows_used, file.rows_rejected) == (1, 1)


def test_what_follows_a_break_in_an_array_is_said(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_text(json.dumps([AN, BA, FIRM])[:-40], encoding="utf-8")
    found = read(path)
    assert [type(found[row][0]) for row in sorted(found)] == [CaseRecord, CaseRecord, Issue]


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=10)
ids = st.sampled_from("abcdefgz")
SCHEMATA = """Person LegalEntity Company Address Vehicle BankAccount UserAccount Passport Event Trip CourtCase Call
Message Similar Associate Family UnknownLink Ownership Payment CourtCaseParty Membership Widget Note"""
NAMES = """name birthDate gender phone caller receiver callerNumber receiverNumber person associate relative subject
object owner asset payer beneficiary amount date startDate party case role involved startLocation endLocation vehicle
holder number accountNumber username service sender recipients candidate match addressEntity full topics"""
schemata, names = st.sampled_from(SCHEMATA.split()), st.sampled_from(NAMES.split())
dates = st.sampled_from(["2024", "2024-02-10", "2024-02-10T08:15:30", "sometime"])
properties = st.dictionaries(
    names, st.lists(ids | texts | dates | st.sampled_from(["0912000001", "bị cáo"]), max_size=3), max_size=6
)
anything = st.fixed_dictionaries({"id": ids, "schema": schemata, "properties": properties})
fixture = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=40, deadline=None, suppress_health_check=fixture)
@given(st.lists(anything, min_size=1, max_size=12))
def test_any_entities_give_every_line_something(tmp_path: Path, entities: list[Entity]) -> None:
    found = read(written(tmp_path / "any.ftm.json", *entities))
    assert sorted(found) == list(range(1, len(entities) + 1))


@settings(max_examples=6, deadline=None, suppress_health_check=fixture)
@given(st.lists(anything, min_size=1, max_size=12))
def test_any_entities_are_accounted_for(tmp_path: Path, entities: list[Entity]) -> None:
    case = tmp_path / "any.netlens"
    case.unlink(missing_ok=True)
    Case.create(case, KEY).close()
    path = written(tmp_path / "any.ftm.json", *entities)
    (file,) = finish(import_files(case, KEY, [path], [IMPORTER], dates="dmy", extra={"text": "keep"})).files
    assert file.rows_read == len(entities) == file.rows_used + file.rows_merged + file.rows_rejected
