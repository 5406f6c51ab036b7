"""Every export format the folder scan finds keeps the same promises; then what each format promises alone."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from made_summary import NAMES, hostile_summary, made_summary
from pypdf import PdfReader

from netlens.errors import NetLensError
from netlens.report.export import Export, formats
from netlens.report.typeset import replace_file, typeset

FORMATS = formats()
HOSTILE = (
    '<script>alert(1)</script>"><img src=x onerror=alert(1)></title></style></script><b>',
    '#import "@preview/x:0.1.0" ] *b* _i_ $x$ @ref <label> \\u{41} // /* =cmd()!A1 ${alert(1)} {{7*7}} {page}',
)


def written(export: Export, folder: Path, summary: object = None) -> Path:
    path = folder / f"ring-R3{export.suffix}"
    export.write([summary or made_summary()], path)  # type: ignore[list-item]
    return path


def text_of(path: Path) -> str:
    """All a reader can get out of a file: text and metadata."""
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    if path.suffix == ".json":
        return json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
    return path.read_text(encoding="utf-8")


@pytest.fixture(params=list(FORMATS.values()), ids=list(FORMATS))
def export(request: pytest.FixtureRequest) -> Export:
    found: Export = request.param
    return found


def test_the_three_formats_are_found() -> None:
    assert {"pdf", "html", "json"} <= set(FORMATS)
    assert len({one.suffix for one in FORMATS.values()}) == len(FORMATS)


def test_a_summary_is_all_there(export: Export, tmp_path: Path) -> None:
    text = re.sub(r"\s+", " ", text_of(written(export, tmp_path)))
    for name in NAMES:
        assert name in text
    for words in ("SYNTHETIC SAMPLE" if export.name != "json" else '"sample": true', "CN-MPS-JWG", "H1", "V-0043"):
        assert words in text
    assert "ho_so_1.xlsx" in text
    assert "1" * 64 in text
    assert "not complicity" in text


def test_the_same_summary_gives_the_same_bytes(export: Export, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, second = written(export, tmp_path), written(export, tmp_path / "again")
    assert first.read_bytes() == second.read_bytes()


def test_nothing_but_the_file_is_left(export: Export, tmp_path: Path) -> None:
    path = written(export, tmp_path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_text(export: Export, tmp_path: Path, text: str) -> None:
    path = written(export, tmp_path, hostile_summary(text))
    raw = path.read_text(encoding="utf-8") if export.name == "html" else ""
    found = visible(raw) if export.name == "html" else text_of(path).replace('\\"', '"').replace("\\\\", "\\")
    assert re.sub(r"\s+", "", text) in re.sub(r"\s+", "", found)
    if export.name == "html":
        assert {tag for tag, _attributes in tags(raw)}.isdisjoint(
            {"img", "b", "iframe", "object", "embed", "base", "form"}
        )
        assert [tag for tag, _attributes in tags(raw)].count("script") == 3


def test_a_bare_summary_can_be_written(export: Export, tmp_path: Path) -> None:
    whole = made_summary("vi", sample=False)
    bare = replace(
        whole, members=whole.members[:1], ties=(), positions=((0.5, 0.5),), protected=(), cases=(), routes=(), why=(),
        offences=(), evidence=(), what_if=(), limits=(), annex=(), files=(), sources=(), settings={}, handling="",
    )  # fmt: skip
    bare = replace(bare, members=(replace(bare.members[0], why=(), notes=()),))
    assert NAMES[0] in text_of(written(export, tmp_path, bare))


def test_a_file_that_cannot_be_written_says_so(export: Export, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(NetLensError, match="could not be written"):
        export.write([made_summary()], tmp_path / "taken" / f"x{export.suffix}")


def test_an_older_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    replace_file(path, b"old and long")
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"


# PDF


def test_pdf_is_archival_tagged_and_says_its_time(tmp_path: Path) -> None:
    reader = PdfReader(written(FORMATS["pdf"], tmp_path))
    assert b"pdfaid" in reader.root_object["/Metadata"].get_object().get_data()
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert "Operation Red River" in str(reader.metadata)
    assert "20261122" in str(reader.metadata)


def test_pdf_says_on_every_page_what_it_is(tmp_path: Path) -> None:
    for lang, banner in (("en", "SYNTHETIC SAMPLE"), ("vi", "")):
        reader = PdfReader(written(FORMATS["pdf"], tmp_path, made_summary(lang)))
        assert len(reader.pages) > 2
        for page in reader.pages:
            assert banner in page.extract_text()
            assert "H1" in page.extract_text()


def test_pdf_draws_the_members_in_bundled_fonts_only(tmp_path: Path) -> None:
    reader = PdfReader(written(FORMATS["pdf"], tmp_path))
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("NotoSans" in font for font in fonts)
    assert sum(page.extract_text().count("Phùng Thị Ngọc Diệp") for page in reader.pages) >= 3  # diagram, table, why


def test_several_rings_share_one_pdf(tmp_path: Path) -> None:
    path = tmp_path / "two.pdf"
    other = made_summary("vi")
    FORMATS["pdf"].write([made_summary(), replace(other, ring=replace(other.ring, id="R9", label="R9"))], path)
    text = text_of(path)
    assert "Operation Red River" in text
    assert "R9" in text


def test_no_sign_vanishes_from_a_page() -> None:
    """Without a font for it a sign is written as its code point, never as an empty box."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text font-family="Noto Sans">{}</text></svg>'
    inputs = {
        "picture": picture.format("\U0001f9ff\U00013000"),
        "width": "300",
        "height": "200",
        "title": "t",
        "lang": "en",
    }
    assert typeset("picture.typ", inputs).startswith(b"%PDF")


# HTML


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside = ""
        self.bodies: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in {"script", "style"}:
            self.bodies.append((self.inside, data))
        else:
            self.texts.append(data)


def parsed(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    return tags


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    return parsed(page).found


def visible(page: str) -> str:
    return "".join(parsed(page).texts)


@pytest.fixture
def page(tmp_path: Path) -> str:
    return written(FORMATS["html"], tmp_path).read_text(encoding="utf-8")


def test_page_loads_nothing(page: str) -> None:
    for tag, attributes in tags(page):
        for name, value in attributes.items():
            if name in {"src", "href", "data", "srcset", "action", "poster"}:
                assert (value or "").startswith(("#", "data:")), (tag, name, value)
    styles = "".join(body for kind, body in parsed(page).bodies if kind == "style")
    assert "url(" not in styles
    assert "@import" not in styles


def test_page_policy_covers_every_script_and_style(page: str) -> None:
    policy = next(a["content"] or "" for tag, a in tags(page) if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    bodies = parsed(page).bodies
    assert [kind for kind, _body in bodies] == ["style", "script", "script", "script"]
    for _kind, body in bodies:
        digest = base64.b64encode(hashlib.sha256(body.encode("utf-8")).digest()).decode("ascii")
        assert f"'sha256-{digest}'" in policy
    assert "\r" not in page


def test_page_has_no_inline_style_and_no_handler(page: str) -> None:
    for tag, attributes in tags(page):
        assert not [name for name in attributes if name == "style" or name.startswith("on")], tag


def test_page_says_all_without_a_script(page: str) -> None:
    assert "<svg" in page
    text = visible(page)
    assert "Named as offender or suspect in 6 cases" in text
    assert text.count("Vàng A Chứ") >= 3


def test_page_draws_at_most_so_many(tmp_path: Path) -> None:
    small = made_summary()
    many = tuple(replace(small.members[0], code=f"m{n}", why=(), notes=()) for n in range(1, 1602))
    large = replace(small, members=many, positions=tuple((n / 1601, (n * 7 % 1601) / 1601) for n in range(1601)))
    page = written(FORMATS["html"], tmp_path, large).read_text(encoding="utf-8")
    assert "1500 of 1601 members are drawn" in page
    assert page.count('"group":') == 1500


def test_page_shows_one_ring(tmp_path: Path) -> None:
    with pytest.raises(NetLensError, match="one ring"):
        FORMATS["html"].write([made_summary(), made_summary()], tmp_path / "two.html")


# JSON


def test_json_has_all_fields_in_their_order(tmp_path: Path) -> None:
    data = json.loads(written(FORMATS["json"], tmp_path).read_bytes())
    assert list(data) == ["format", "version", "summaries"]
    summary = data["summaries"][0]
    assert list(summary)[:3] == ["ring", "members", "protected"]
    assert summary["members"][0]["name"] == "Lò Văn Sửu"
    assert summary["ring"]["corridors"][0]["code"] == "CN"
    assert summary["annex"][0]["row"] == 2
