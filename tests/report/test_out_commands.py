"""`netlens export` and `netlens picture`: what a person types, what they read, and the exit code."""

import json
from pathlib import Path

import pytest
from small_case import KEY, small_case

import main
from netlens.case.case import Case

TERMS = ("--recipient", "CN-MPS", "--purpose", "họp chung")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)
    monkeypatch.setenv("NETLENS_LANG", "en")
    return small_case(tmp_path)


def run(*words: object) -> int:
    return main.main([str(word) for word in words])


def test_export_writes_each_language_and_says_where(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert (
        run("export", case, "--all", "--format", "json", "--to", out, *TERMS, "--handling", "h1", "--lang", "en,vi")
        == 0
    )
    names = ["ring-R1.en.json", "ring-R1.vi.json"]
    assert capsys.readouterr().out.splitlines() == [str(out / name) for name in names]
    assert sorted(path.name for path in out.iterdir()) == ["manifest.json", *names]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["purpose"] == "họp chung"
    assert manifest["handling"]["given"] == "H1"


def test_export_without_a_code_fails_with_the_list(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", case, "--ring", "R1", "--format", "pdf", "--to", tmp_path / "a.pdf", *TERMS) == 1
    said = capsys.readouterr().err
    assert "carry no handling code" in said
    assert ", row " in said
    assert "--handling" in said
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--ring", "R3", "--format", "json"), 1),
        (("--ring", "R9", "--format", "json"), 1),
        (("--ring", "R1", "--format", "docx"), 2),
        (("--ring", "R1", "--format", "json", "--lang", "zh"), 2),
        (("--ring", "R1", "--format", "json", "--identify-victims"), 2),
    ],
)
def test_export_refuses(case: Path, tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    assert run("export", case, *words, "--to", tmp_path / "out", *TERMS, "--handling", "H1") == code
    assert not (tmp_path / "out").exists()


def test_names_leave_only_on_an_authority_and_that_is_written_down(case: Path, tmp_path: Path) -> None:
    words = ("--ring", "R1", "--format", "json", "--to", tmp_path / "a.json", *TERMS, "--handling", "H1")
    assert run("export", case, *words, "--identify-victims", "--authority", "Lệnh 12/2026") == 0
    assert "Giàng Thị Múa" in (tmp_path / "a.json").read_text(encoding="utf-8")
    manifest = json.loads((tmp_path / "a.json.manifest.json").read_text(encoding="utf-8"))
    assert manifest["protected_people"] == "named"
    with Case.open(case, KEY) as opened:
        kinds = [entry.kind for entry in opened.history()]
        assert kinds.count("unmasking") >= 4
        assert opened.history()[-1].detail["authority"] == "Lệnh 12/2026"


def test_verify_knows_an_exported_file_again(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "a.json"
    assert run("export", case, "--ring", "R2", "--format", "json", "--to", to, *TERMS, "--handling", "P") == 0
    capsys.readouterr()
    assert run("verify", case, "--export", to) == 0
    assert "CN-MPS" in capsys.readouterr().out


@pytest.mark.parametrize("words", [(), ("--ring", "R1"), ("--ring", "R1", "--lang", "vi")])
def test_picture_is_written_and_audited(case: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    to = tmp_path / "a.svg"
    assert run("picture", case, "--to", to, "--size", "900x600", *words) == 0
    text = to.read_text(encoding="utf-8")
    assert "Lò Văn Sửu" in text
    assert "Giàng Thị Múa" not in text
    assert "&lt;script&gt;" in text or "--ring" in words
    with Case.open(case, KEY) as opened:
        assert opened.history()[-1].kind == "extract"


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--to", "a.gif"), 2), (("--to", "a.png", "--size", "big"), 2), (("--ring", "R9", "--to", "a.png"), 1)],
)
def test_picture_refuses(case: Path, tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    words = tuple(str(tmp_path / word) if word.startswith("a.") else word for word in words)
    assert run("picture", case, *words) == code
