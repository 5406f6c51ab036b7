"""netlens why: what a ring and a member hang on, asked one thing at a time and all at once, in both languages."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import main
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE, detected, imported
from netlens.case.case import Case
from netlens.case.edits.rings import KeepRings
from netlens.case.protection import protected_ids
from netlens.case.records import Ring
from netlens.i18n import use_language
from netlens.network.rings.portrait.hanging import GROUPS, hanging
from netlens.report.evidence import as_detected
from netlens.report.ring.without import lines, member_lines, member_text, what_ifs

MIXED = "R901"  # one from each of three rings
REMAINS = {"without", "survives", "broken", "staying", "falling", "excess", "redundancy", "text", "rows"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = imported(Plan(200, 41), tmp_path_factory.mktemp("why"))
    rings = detected(made.path)
    mixed = replace(
        rings.rings[0], id=MIXED, status="tentative", members=tuple(one.members[0] for one in rings.rings[:3])
    )
    with Case.open(made.path, PASSPHRASE) as opened:
        opened.apply(KeepRings(replace(rings, rings=(*rings.rings, mixed))))
    return made.path


@pytest.fixture(scope="module")
def opened(case: Path) -> Iterator[Case]:
    with Case.open(case, PASSPHRASE) as made:
        yield made


@pytest.fixture(scope="module")
def rings(opened: Case) -> list[Ring]:
    detection = opened.detection()
    assert detection is not None
    return [ring for ring in detection.rings if ring.status == "supported"]


@pytest.fixture
def why(case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    monkeypatch.setenv("NETLENS_PASSPHRASE", PASSPHRASE)

    def run(*arguments: object, code: int = 0) -> str:
        assert main.main(["why", str(case), *map(str, arguments), "--quiet"]) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    return run


def test_every_question_has_an_answer(why: Callable[..., str], rings: list[Ring], opened: Case) -> None:
    ring = rings[0]
    file = opened.record_id(ring.cases[0])
    for what in (file, "grade", "grade:B/2", "grade:", "hubs", "kind:case", "file:calls.csv", "import:1"):
        said = why("--ring", ring.id, "--without", what).splitlines()[-1]
        assert re.match(r"Without .+: (The ring holds|The ring does not hold)", said), said
    hidden = next(one.vertex for ring in rings for one in ring.members if one.vertex in protected_ids(opened))
    home = next(one for one in rings if hidden in {member.vertex for member in one.members})
    said = why("--ring", home.id, "--without", opened.reading.codes[hidden]).splitlines()[-1]
    assert said.startswith(f"Without {opened.reading.codes[hidden]}: ")
    for nonsense in ("cases:NONE", "kind:love", "file:no.csv", "import:99", "#99999"):
        assert nonsense in why("--ring", ring.id, "--without", nonsense, code=1)


def test_all_at_once_as_data(why: Callable[..., str], rings: list[Ring], tmp_path: Path, opened: Case) -> None:
    ring = rings[0]
    why("--ring", ring.id, "--without", "hubs", "--json", tmp_path / "why.json")
    said: dict[str, Any] = json.loads((tmp_path / "why.json").read_text(encoding="utf-8"))
    found = said["hangs_on"]
    assert set(found) == {"whole", *GROUPS, "not_tried"}
    assert set(found["whole"]) == REMAINS
    assert found["whole"]["survives"]
    assert [set(one) for one in said["without"]] == [REMAINS]
    assert len(found["case"]) == len(ring.cases)
    for group in GROUPS:
        for one in found[group]:
            assert set(one) == REMAINS
            assert one["without"]
            assert one["survives"] == (one["broken"] == "")
            assert (group == "member") or one["rows"]
    assert said["member_hangs_on"] == []
    entities = {opened.record_id(member.vertex) for member in ring.members}
    assert set(found["whole"]["staying"]) | set(found["whole"]["falling"]) <= entities | set(
        opened.reading.codes.values()
    )


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_words_say_what_the_figures_say(rings: list[Ring], opened: Case, lang: str) -> None:
    evidence = as_detected(opened)
    for ring in rings:
        found = hanging(opened, evidence, ring)
        told = lines(opened, found, lang)
        outcomes = [one for group in found.removals.values() for one in group]
        assert sum(len(line.asked) for line in told) == len(outcomes)
        assert sum(not line.survives for line in told) == sum(not one.survives for one in outcomes)
        for line in told:
            assert line.without
            assert "{" not in line.without + line.said
            assert len(line.asked) == 1 or (line.survives and not line.lost)
        for member in ring.members:
            fell = [one for one in outcomes if member.vertex in one.falling]
            assert len(member_lines(opened, found, member.vertex, lang)) == len(fell)
            assert "{" not in member_text(opened, found, member.vertex, lang)
        use_language(lang)
        assert len(what_ifs(opened, evidence, ring, lang)) == len(told)


def test_a_member_is_told_what_they_hang_on(why: Callable[..., str], rings: list[Ring], opened: Case) -> None:
    ring = rings[0]
    member = opened.record_id(ring.members[0].vertex)
    last = why("--ring", ring.id, "--member", member).splitlines()[-1]
    assert last.startswith(("Belongs to the ring whichever", "Would no longer belong to the ring without"))
    assert why("--ring", ring.id, "--member", member, "--lang", "vi").splitlines()[-1] != last


def test_a_group_that_does_not_stand_is_asked_no_further(why: Callable[..., str], opened: Case) -> None:
    detection = opened.detection()
    assert detection is not None
    ring = next(one for one in detection.rings if one.id == MIXED)
    assert why("--ring", MIXED).splitlines()[-1].startswith("Even with all its evidence it does not pass every test.")
    evidence = as_detected(opened)
    found = hanging(opened, evidence, ring)
    assert member_text(opened, found, ring.members[0].vertex, "en") == ""
    assert len(what_ifs(opened, evidence, ring, "en")) == 1
