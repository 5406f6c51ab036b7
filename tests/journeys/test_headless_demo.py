"""The demo without a window: everything is written, and no protected person can be read out of any byte of it."""

import csv
import html
import json
import unicodedata
from pathlib import Path

import pytest

from benchmarks.generate import ROOT, SAMPLE_RECORDS, SAMPLE_TRUTH
from benchmarks.generator.names import without_marks
from main import main
from netlens.case.audit import verify
from netlens.case.case import Case
from netlens.commands.demo import PASSPHRASE, is_current

NAME, ID_NUMBER, PASSPORT = 1, 7, 8  # columns of persons.csv, in both registers


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--headless", str(folder), "--quiet"]) == 0
    return folder


def people() -> dict[str, list[str]]:
    """The rows of persons.csv by record id."""
    found = {}
    for register in ("main", "LC"):
        with (ROOT / SAMPLE_RECORDS / register / "persons.csv").open(encoding="utf-8-sig", newline="") as stream:
            found |= {f"persons:{register}/{row[0]}": row for row in list(csv.reader(stream))[1:]}
    return found


def secrets() -> set[str]:
    """Names and papers of protected people which nobody unprotected bears: they must not be found anywhere."""
    rows = people()
    shielded = set(json.loads((ROOT / SAMPLE_TRUTH / "truth.json").read_text(encoding="utf-8"))["protected"])

    def known(records: set[str], column: int) -> set[str]:
        return {unicodedata.normalize("NFC", rows[record][column]) for record in records} - {""}

    others = rows.keys() - shielded
    folded = {without_marks(name).lower() for name in known(others, NAME)}
    names = {name for name in known(shielded, NAME) if without_marks(name).lower() not in folded}
    papers = {paper for column in (ID_NUMBER, PASSPORT) for paper in known(shielded, column) - known(others, column)}
    assert len(names) > 200
    return names | papers


def found_in(text: str) -> set[str]:
    readable = unicodedata.normalize("NFC", html.unescape(text))
    folded = without_marks(readable).lower()
    return {secret for secret in secrets() if secret in readable or without_marks(secret).lower() in folded}


def extracts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".netlens"]


def test_a_summary_of_each_supported_ring_in_every_format_and_a_picture(demo: Path) -> None:
    with Case.open(demo / "sample.netlens", PASSPHRASE) as case:
        rings = case.detection()
        assert rings is not None
        supported = [ring.id for ring in rings.rings if ring.status == "supported"]
        assert not verify(case).problems
        written = [entry.detail["name"] for entry in case.history() if entry.kind == "extract"]
    assert len(supported) >= 10
    for suffix in ("pdf", "html", "json"):
        made = [path for path in (demo / suffix).glob(f"*.{suffix}") if path.name != "manifest.json"]
        assert len(made) == len(supported)
        assert {path.name for path in made} <= set(written)
    assert (demo / "rings.png").read_bytes().startswith(b"\x89PNG")
    assert is_current(demo / "sample.netlens")


def test_no_byte_names_a_protected_person(demo: Path) -> None:
    for path in extracts(demo):
        raw = path.read_bytes()
        assert found_in(raw.decode("utf-8", errors="ignore")) == set(), path
        for name in secrets():
            assert name.encode("utf-16-le") not in raw, path
            assert name.encode("utf-16-be") not in raw, path


def test_no_text_of_a_pdf_or_json_names_one(demo: Path) -> None:
    from pypdf import PdfReader

    for path in (demo / "pdf").glob("*.pdf"):
        reader = PdfReader(path)
        text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
        assert len(text) > 500
        assert found_in(text + str(reader.metadata)) == set(), path
    for path in (demo / "json").glob("*.json"):
        assert found_in(json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)) == set(), path


def test_the_search_would_find_a_name(demo: Path) -> None:
    name = sorted(secrets())[-1]
    assert found_in(f"… {unicodedata.normalize('NFD', name)} …") == {name}
    assert found_in(html.escape(without_marks(name).upper())) == {name}


def test_every_extract_says_that_it_is_synthetic(demo: Path) -> None:
    for path in (demo / "json").glob("*.json"):
        assert "ynthetic" in path.read_text(encoding="utf-8"), path
    for path in (demo / "html").glob("*.html"):
        assert "ynthetic" in path.read_text(encoding="utf-8"), path


def test_again_into_the_same_folder_makes_it_anew(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--headless", str(demo), "--quiet"]) == 0
    said = capsys.readouterr().out
    assert PASSPHRASE in said
    assert "sample.netlens" in said


def test_another_case_in_its_place_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sample.netlens"
    Case.create(path, "somebody's own").close()
    before = path.read_bytes()
    assert main(["demo", "--headless", str(tmp_path), "--quiet"]) == 1
    assert "is no sample case" in capsys.readouterr().err
    assert path.read_bytes() == before
