"""Rings handed on: which may leave, on which terms, under which names, and what is written down about it."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from small_case import KEY, SECRETS, small_case

from netlens.case.case import Case
from netlens.case.edits.rings import DecideRing
from netlens.case.records import Decision
from netlens.case.values.name import fold
from netlens.errors import NetLensError, UsageError
from netlens.progress import finish
from netlens.report.export import chosen, export_rings, formats
from netlens.report.summary import Terms

TERMS = Terms("CN-MPS", "joint working group", "H1")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    folder = tmp_path / "case"
    folder.mkdir()
    with Case.open(small_case(folder), KEY) as opened:
        yield opened


def readable(path: Path) -> str:
    """All that can be read out of a file, however it is encoded, with its name."""
    raw = path.read_bytes()
    text = raw.decode("utf-8", errors="ignore") + raw.decode("latin-1") + raw.decode("utf-16-le", errors="ignore")
    text += re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        text += "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        for number in range(1, int(reader.trailer["/Size"])):
            part = reader.get_object(number)
            text += str(part) + (part.get_data().decode("utf-8", "ignore") if hasattr(part, "get_data") else "")
    return path.name + text


@pytest.mark.parametrize("name", sorted(formats()))
def test_no_byte_of_any_format_tells_of_a_protected_person(case: Case, tmp_path: Path, name: str) -> None:
    job = export_rings(case, chosen(case, ["R1"]), name, tmp_path / "out", TERMS, ("en", "vi"))
    written = finish(job)
    assert len(written) == 2
    for path in sorted((tmp_path / "out").iterdir()):
        said = readable(path)
        folded = fold(said)
        for secret in SECRETS:
            assert fold(secret) not in folded, (path.name, secret)
            assert secret not in said
        assert "V-0004" in said or path.name == "manifest.json"


def test_which_rings_may_leave(case: Case) -> None:
    assert [ring.id for ring in chosen(case)] == ["R1"]
    assert [ring.id for ring in chosen(case, ["R2", "R1", "R2"])] == ["R2", "R1"]
    with pytest.raises(NetLensError, match="chance"):
        chosen(case, ["R3"])
    with pytest.raises(NetLensError, match="no ring R9"):
        chosen(case, ["R9"])
    case.apply(DecideRing(Decision("R1", "dismissed", "x")))
    with pytest.raises(NetLensError, match="dismissed"):
        chosen(case, ["R1"])
    with pytest.raises(NetLensError, match="supported or confirmed"):
        chosen(case)
    case.apply(DecideRing(Decision("R2", "confirmed")))
    assert [ring.id for ring in chosen(case)] == ["R2"]


def test_without_a_detection_nothing_can_leave(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.netlens", KEY) as empty, pytest.raises(NetLensError, match="looked for"):
        chosen(empty)


def test_items_without_a_code_do_not_leave_by_themselves(case: Case, tmp_path: Path) -> None:
    with pytest.raises(NetLensError, match="carr") as refused:
        finish(export_rings(case, chosen(case), "json", tmp_path / "out", replace(TERMS, handling="")))
    assert refused.value.exit_code == 1
    assert "row 9" in str(refused.value)
    assert "--handling" in refused.value.hint
    assert fold("Giàng Thị Múa") not in fold(str(refused.value))
    assert not (tmp_path / "out").exists()


def test_a_folder_gets_a_file_a_ring_and_a_manifest(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = finish(export_rings(case, chosen(case, ["R1", "R2"]), "json", out, TERMS, ("en", "vi")))
    names = ["ring-R1.en.json", "ring-R1.vi.json", "ring-R2.en.json", "ring-R2.vi.json"]
    assert [path.name for path in written] == names
    assert sorted(path.name for path in out.iterdir()) == ["manifest.json", *names]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["recipient"] == "CN-MPS"
    assert manifest["handling"]["given"] == "H1"
    assert manifest["handling"]["items_given_it"] > 0
    assert manifest["protected_people"] == "by code"
    for line in manifest["files"]:
        assert line["sha256"] == hashlib.sha256((out / line["name"]).read_bytes()).hexdigest()
    finish(export_rings(case, chosen(case, ["R2"]), "json", out, replace(TERMS, recipient="KH-NP")))
    assert json.loads((out / "manifest-2.json").read_text(encoding="utf-8"))["recipient"] == "KH-NP"
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8")) == manifest
    extracts = [entry for entry in case.history() if entry.kind == "extract"]
    assert [entry.detail["sha256"] for entry in extracts][:4] == [line["sha256"] for line in manifest["files"]]
    assert extracts[0].detail["recipient"] == "CN-MPS"
    assert extracts[0].detail["rings"] == ["R1"]


def test_one_file_may_have_the_name_that_was_asked_for(case: Case, tmp_path: Path) -> None:
    written = finish(export_rings(case, chosen(case), "json", tmp_path / "Sông.json", TERMS))
    assert [path.name for path in written] == ["Sông.json"]
    assert (tmp_path / "Sông.json.manifest.json").exists()
    with pytest.raises(UsageError, match="2 files"):
        finish(export_rings(case, chosen(case, ["R1", "R2"]), "json", tmp_path / "two.json", TERMS))
    with pytest.raises(UsageError, match="does not end"):
        finish(export_rings(case, chosen(case), "json", tmp_path / "a.pdf", TERMS))


@pytest.mark.parametrize(
    ("changes", "format_name", "langs", "message"),
    [
        ({}, "docx", ("en",), "docx"),
        ({}, "json", ("en", "fr"), "fr"),
        ({"handling": "SECRET!"}, "json", ("en",), "handling code"),
        ({"recipient": " "}, "json", ("en",), "recipient"),
        ({"purpose": ""}, "json", ("en",), "purpose"),
    ],
)
def test_wrong_terms_are_said_at_once(
    case: Case, tmp_path: Path, changes: dict[str, str], format_name: str, langs: tuple[str, ...], message: str
) -> None:
    terms = replace(TERMS, **changes)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=message):
        finish(export_rings(case, chosen(case), format_name, tmp_path / "out", terms, langs))


def test_a_sample_says_so_everywhere(tmp_path: Path) -> None:
    with Case.open(small_case(tmp_path, sample=True), KEY) as sample:
        (path,) = finish(export_rings(sample, chosen(sample), "html", tmp_path / "out", TERMS))
    assert "SYNTHETIC SAMPLE" in path.read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["sample"] is True
