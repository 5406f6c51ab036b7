"""The demo without a window: everything is written, and no protected person can be read out of any byte of it."""

import csv
import html
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from benchmarks.generate import ROOT, SAMPLE_RECORDS, SAMPLE_TRUTH
from benchmarks.generator.names import without_marks
from main import main
from netlens.case.audit import verify
from netlens.case.case import Case
from netlens.commands.demo import PASSPHRASE, clear_for_sample, is_current

NAME, ID_NUMBER, PASSPORT = 1, 7, 8  # columns of persons.csv, in both registers


def people() -> dict[str, list[str]]:
    """The rows of persons.csv by record id."""
    found = {}
    for register in ("main", "LC"):
        with (ROOT / SAMPLE_RECORDS / register / "persons.csv").open(encoding="utf-8-sig", newline="") as stream:
            found |= {f"persons:{register}/{row[0]}": row for row in list(csv.reader(stream))[1:]}
    return found


@cache
def secrets() -> frozenset[str]:
    """Names and papers of protected people; without names that are, or begin, that of someone unprotected."""
    rows = people()
    shielded = set(json.loads((ROOT / SAMPLE_TRUTH / "truth.json").read_text(encoding="utf-8"))["protected"])

    def known(records: set[str], column: int) -> set[str]:
        return {plain(rows[record][column]) for record in records} - {""}

    others = rows.keys() - shielded
    open_names = " | ".join(f" {name} " for name in known(others, NAME))
    names = {name for name in known(shielded, NAME) if f" {name} " not in open_names}
    papers = {paper for column in (ID_NUMBER, PASSPORT) for paper in known(shielded, column) - known(others, column)}
    assert len(names) > 200
    assert len(papers) > 100
    return frozenset(names | papers)


def plain(text: str) -> str:
    """As a search without accents and case sees it, words apart by one blank; blobs of fonts and pictures left out."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", html.unescape(text)))
    return " ".join(bare(word) for word in words if len(word) < 40)


@cache
def bare(word: str) -> str:
    return without_marks(word).lower()


def found_in(text: str) -> set[str]:
    words = f" {plain(text)} "
    vocabulary = set(words.split())
    return {secret for secret in secrets() if vocabulary.issuperset(secret.split()) and f" {secret} " in words}


def extracts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".netlens"]


def test_the_demo_writes_everything_and_names_nobody_protected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One journey in one test: making the demo takes long, and test workers share nothing."""
    assert main(["demo", "--headless", str(tmp_path), "--quiet"]) == 0
    everything_is_there(tmp_path)
    no_byte_names_anyone(tmp_path)
    no_text_of_a_pdf_names_anyone(tmp_path)
    all_say_that_it_is_a_sample(tmp_path)
    said = capsys.readouterr().out
    assert PASSPHRASE in said
    assert "rows read" in said
    clear_for_sample(tmp_path / "sample.netlens")  # what a second demo in the same folder begins with
    assert not (tmp_path / "sample.netlens").exists()


def everything_is_there(demo: Path) -> None:
    with Case.open(demo / "sample.netlens", PASSPHRASE) as case:
        rings = case.detection()
        assert rings is not None
        supported = [ring.id for ring in rings.rings if ring.status == "supported"]
        assert not verify(case).problems
        written = {entry.detail["name"] for entry in case.history() if entry.kind == "extract"}
    assert len(supported) >= 10
    for suffix in ("pdf", "html", "json"):
        made = {path.name for path in (demo / suffix).glob(f"ring-*.{suffix}")}
        assert len(made) == len(supported)
        assert made <= written
        assert (demo / suffix / "manifest.json").exists()
    assert (demo / "rings.png").read_bytes().startswith(b"\x89PNG")
    assert is_current(demo / "sample.netlens")


def no_byte_names_anyone(demo: Path) -> None:
    for path in demo.rglob("*"):
        if path.is_file() and path.suffix != ".netlens":
            for coding in ("utf-8",) if path.suffix in (".html", ".json") else ("utf-8", "utf-16-le", "utf-16-be"):
                assert found_in(path.read_bytes().decode(coding, errors="ignore")) == set(), path


def no_text_of_a_pdf_names_anyone(demo: Path) -> None:
    from pypdf import PdfReader

    for path in sorted((demo / "pdf").glob("*.pdf"))[::8]:  # all formats write the same summary; reading one takes long
        reader = PdfReader(path)
        text = " ".join(page.extract_text() for page in reader.pages)
        assert len(text) > 500
        assert found_in(text + str(reader.metadata)) == set(), path


def all_say_that_it_is_a_sample(demo: Path) -> None:
    for path in (demo / "json").glob("ring-*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        assert all(summary["terms"]["sample"] is True for summary in content["summaries"]), path
    for path in (demo / "html").glob("*.html"):
        assert "synthetic" in path.read_text(encoding="utf-8").lower(), path


def test_the_search_would_find_a_name() -> None:
    rows, shielded = people(), json.loads((ROOT / SAMPLE_TRUTH / "truth.json").read_text(encoding="utf-8"))["protected"]
    name = next(rows[record][NAME] for record in shielded if plain(rows[record][NAME]) in secrets())
    assert found_in(f"… {unicodedata.normalize('NFD', name)} …") == {plain(name)}
    assert found_in(f"<b>{html.escape(name).upper()}</b>") == {plain(name)}


def test_another_case_in_its_place_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sample.netlens"
    Case.create(path, "somebody's own").close()
    before = path.read_bytes()
    assert main(["demo", "--headless", str(tmp_path), "--quiet"]) == 1
    assert "is no sample case" in capsys.readouterr().err
    assert path.read_bytes() == before
