"""What a summary says of a ring of a real case file, and that nothing of a protected person is in it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from small_case import KEY, SECRETS, small_case

from netlens.case.case import Case
from netlens.case.values.name import fold
from netlens.errors import NetLensError
from netlens.i18n import language
from netlens.report.evidence import as_detected
from netlens.report.summary import RingSummary, Terms, summarise

TERMS = Terms("CN-MPS", "joint working group", "H1")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with Case.open(small_case(tmp_path_factory.mktemp("summary")), KEY) as opened:
        yield opened


def made(case: Case, terms: Terms = TERMS, ring_id: str = "R1") -> RingSummary:
    detected = case.detection()
    assert detected is not None
    ring = next(ring for ring in detected.rings if ring.id == ring_id)
    return summarise(case, as_detected(case), ring, terms)


@pytest.fixture(scope="module")
def summary(case: Case) -> RingSummary:
    return made(case)


def text(summary: RingSummary) -> str:
    return json.dumps(asdict(summary), ensure_ascii=False)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_nothing_of_a_protected_person_is_in_it(case: Case, lang: str) -> None:
    said = fold(text(made(case, replace(TERMS, lang=lang, purpose="cứu Giàng Thị Múa"))))
    for secret in SECRETS:
        assert fold(secret) not in said, secret
    assert "nhan ra" not in said  # the reason of a decision is free text
    assert "khai" not in said.split()


def test_members_come_firmest_first_with_what_must_be_known(summary: RingSummary) -> None:
    bands = [member.band for member in summary.members]
    assert bands == sorted(bands, key=["firm", "likely", "possible", "loose"].index)
    by_name = {member.name: member for member in summary.members}
    assert by_name["Lò Văn Sửu"].record == "persons:P1"
    assert by_name["Lò Văn Sửu"].words["functions"] == "Organiser"
    assert by_name["Vàng A Chứ"].flags == ("cleared",)
    assert "Acquitted" in by_name["Vàng A Chứ"].notes[0]
    hidden = [member for member in summary.members if member.protected]
    assert {member.flags[0] for member in hidden} == {"dual", "protected"}
    assert all(member.name == member.record and member.name.startswith("V-") for member in hidden)
    assert any("non-punishment" in note for member in hidden for note in member.notes)


def test_protected_people_are_codes_and_counts(summary: RingSummary) -> None:
    assert [set(one) for one in summary.protected] == [{"code", "kind", "facts"}] * len(summary.protected)
    assert len(summary.protected) == 4
    kinds = sorted(str(one["kind"]) for one in summary.protected)
    assert kinds[2:] == ["Victim", "Victim; also a member of the ring"]
    assert "informant" not in text(summary).lower()  # who informed is not told apart


def test_every_statement_has_its_sources(summary: RingSummary) -> None:
    assert summary.why
    for sentence, sources in (*summary.why, *(said for member in summary.members for said in member.why)):
        assert sentence
        assert all(1 <= number <= len(summary.sources) for number in sources)
    assert all(any(sources for _sentence, sources in member.why) for member in summary.members)
    assert len(summary.annex) == len(summary.sources)
    files = {file["number"]: file for file in summary.files}
    for number, source in enumerate(summary.annex, 1):
        assert source["number"] == number
        assert len(files[source["file"]]["sha256"]) == 64
    assert any(file["name"].startswith("involvements V-") for file in summary.files)


def test_cases_routes_and_corridors(summary: RingSummary) -> None:
    assert [one["record"] for one in summary.cases] == ["cases:C2", "cases:C1", "cases:C3"]
    assert summary.cases[1]["offence"] == "Trafficking in persons (art. 150)"
    assert summary.cases[1]["members"] == 3
    assert summary.cases[1]["victims"] == 1
    assert "title" not in summary.cases[0]
    stops = summary.routes[0]["stops"]
    assert [stop["stop"] for stop in stops] == [1, 2, 3]
    assert stops[0]["place"] == "Lào Cai"  # where someone was recruited may be their home: the province, no more
    assert "Hekou" in stops[2]["place"]
    assert summary.ring.corridors[0]["words"] == "1 of 1 case"
    assert summary.routes[0]["corridor"] == summary.ring.corridors[0]["label"]


def test_handling_is_the_strictest_and_what_has_none_is_counted(summary: RingSummary) -> None:
    assert summary.handling in {"H1", "H2"}
    assert summary.handling_counts["H1"] > 0
    assert summary.handling_counts.get("", 0) > 0
    assert list(summary.handling_counts)[-1] == ""


def test_the_same_case_gives_the_same_summary(case: Case, summary: RingSummary) -> None:
    again = made(case)
    assert replace(again, made=summary.made) == summary
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in summary.positions)


def test_the_other_language_says_the_same(case: Case, summary: RingSummary) -> None:
    other = made(case, replace(TERMS, lang="vi"))
    assert language() == "en"
    assert other.cases[1]["offence"] == "Mua bán người (Điều 150)"
    assert [member.code for member in other.members] == [member.code for member in summary.members]
    assert [len(member.why) for member in other.members] == [len(member.why) for member in summary.members]


def test_names_are_released_only_on_an_authority(case: Case) -> None:
    with pytest.raises(NetLensError, match="authority"):
        made(case, replace(TERMS, identify=True))
    before = len(case.history())
    named = made(case, replace(TERMS, identify=True, authority="Lệnh 12/2026"))
    assert "Tẩn Lở Mẩy" in text(named)
    assert "Giàng Thị Múa" in {str(one["code"]).split(" · ")[1] for one in named.protected}
    entries = case.history()[before:]
    assert {entry.kind for entry in entries} == {"unmasking"}
    assert all("Lệnh 12/2026" in str(entry.detail) for entry in entries)
    assert all(fold(secret) not in fold(str(entry.detail)) for entry in entries for secret in SECRETS)


def test_a_tentative_ring_says_what_that_means(case: Case) -> None:
    tentative = made(case, ring_id="R2")
    assert tentative.ring.words["status"] == "Tentative"
    assert any("may be chance" in sentence for sentence in tentative.ring.sentences)


def test_what_it_hangs_on_is_asked_and_answered(case: Case, summary: RingSummary) -> None:
    for one in (summary, made(case, ring_id="R2")):
        assert one.what_if
        assert all(set(asked) == {"without", "outcome"} and all(asked.values()) for asked in one.what_if)
    bare = made(case, ring_id="R2").what_if
    assert len(bare) == 1 or len(bare) >= 4  # one that does not stand with all its evidence is not asked further
