"""Pictures: written here as SVG, set as PNG and PDF; what they say and what they never say."""

import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_summary import hostile_summary, made_summary
from pypdf import PdfReader

from netlens.errors import UsageError
from netlens.network.scene import BY_HAND, DUAL, FLAGGED, KINDS, PROTECTED, RingShape, Scene
from netlens.report.drawing.shapes import convex_hull, hull_path, text_width
from netlens.report.drawing.svg import svg
from netlens.report.picture import from_scene, from_summary, write_picture

NAMES = ("Lò Văn Sửu", "V-0042", "Đặng Thị Quyên", "+84912000111", "<b>&\"'", "Vàng A Chứ", "Đường 6", "51B-123.45")


def made_scene(*, status: str = "supported", folded: bool = False) -> Scene:
    n = len(NAMES)
    kinds = ["person", "person", "person", "phone", "person", "ring" if folded else "person", "place", "vehicle"]
    ring = RingShape("R3", "Sông Hồng", status, np.array([0, 1, 2]), 0, corridor="Trung Quốc")  # type: ignore[arg-type]
    other = RingShape("R4", "R4", "tentative", np.array([5]), 1, whole=not folded, people=17)
    rng = np.random.default_rng(1)
    return Scene(
        ids=np.arange(n, dtype=np.int64),
        xy=rng.uniform(-100, 100, (n, 2)).astype(np.float32),
        kind=np.array([KINDS.index(kind) for kind in kinds], dtype=np.uint8),
        ring=np.array([0, 0, 0, -1, -1, 1, -1, -1], dtype=np.int32),
        band=np.array([0, 2, 1, 4, 4, 3, 4, 4], dtype=np.uint8),
        flags=np.array([0, DUAL | PROTECTED, FLAGGED, 0, PROTECTED, BY_HAND, 0, 0], dtype=np.uint8),
        size=np.linspace(1, 0, n).astype(np.float32),
        labels=NAMES,
        a=np.array([0, 0, 1, 3], dtype=np.int32),
        b=np.array([1, 2, 2, 5], dtype=np.int32),
        weight=np.array([1, 0.5, 0.3, 0.1], dtype=np.float32),
        count=np.array([7, 1, 2, 1], dtype=np.int32),
        rings=(ring, other),
    )


def words(text: str) -> str:
    return " ".join("".join(node.itertext()) for node in ET.fromstring(text).iter() if node.tag.endswith("text"))


def test_svg_is_whole_and_escaped() -> None:
    text = svg(from_scene(made_scene(), "Nhóm <R3>", "x & y", True, "en"), 900, 600)
    said = words(text)
    for name in NAMES:
        assert name in said
    for more in ("Sông Hồng", "Trung Quốc", "Nhóm <R3>", "×7", "SYNTHETIC SAMPLE", "protected person"):
        assert more in said
    assert {node.tag.split("}")[1] for node in ET.fromstring(text).iter()} <= {
        *("svg", "title", "rect", "path", "line", "circle", "text"),
    }
    assert "href" not in text
    assert "style=" not in text


def test_only_a_supported_ring_is_crisp() -> None:
    def edges(status: str) -> int:
        drawing = from_scene(made_scene(status=status), "", "", False, "en")
        text = svg(replace(drawing, hulls=drawing.hulls[:1], ties=()), 900, 600)
        return text.count('stroke-opacity="0.75"')

    assert edges("supported") == 1
    assert edges("tentative") == 0


def test_a_folded_ring_is_one_mark_with_its_people() -> None:
    text = svg(from_scene(made_scene(folded=True), "", "", False, "en"), 900, 600)
    assert ">17</text>" in text


def test_the_legend_names_only_what_is_drawn() -> None:
    said = words(svg(from_scene(made_scene(), "", "", False, "en"), 900, 600))
    assert "Vehicle" in said
    assert "Account" not in said


def test_every_suffix_is_written(tmp_path: Path) -> None:
    for suffix in (".svg", ".png", ".pdf"):
        write_picture(made_scene(), tmp_path / f"a{suffix}", (640, 400), title="Nhóm R3", sample=True, lang="vi")
    png = (tmp_path / "a.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (640, 400)
    assert "Đặng Thị Quyên" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert "Đặng Thị Quyên" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(("name", "size"), [("a.jpg", (640, 400)), ("a.png", (10, 400)), ("a.png", (640, 90_000))])
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    with pytest.raises(UsageError):
        write_picture(made_scene(), tmp_path / name, size)
    assert not list(tmp_path.iterdir())


def test_an_empty_scene_is_a_picture_too(tmp_path: Path) -> None:
    none = np.zeros(0, dtype=np.int64)
    empty = Scene(none, np.zeros((0, 2), np.float32), none, none, none, none, none, (), none, none, none, none, ())  # type: ignore[arg-type]
    write_picture(empty, tmp_path / "a.png", (640, 400), title="–")
    assert (tmp_path / "a.png").exists()


def test_a_ring_is_drawn_alike_for_page_and_print() -> None:
    drawing = from_summary(made_summary())
    assert [mark.text for mark in drawing.marks] == [member.name for member in made_summary().members]
    assert drawing.marks[6].dual
    assert drawing.marks[5].cleared
    assert svg(drawing, 700, 400) == svg(from_summary(made_summary()), 700, 400)
    ET.fromstring(svg(from_summary(hostile_summary("</text><script>")), 700, 400))


@pytest.mark.parametrize(
    "points", [[(0.0, 0.0)], [(0.0, 0.0), (5.0, 1.0)], [(0.0, 0.0), (4.0, 0.0), (8.0, 0.0)], [(0.0, 0.0)] * 3]
)
def test_hulls_of_few_or_flat_points(points: list[tuple[float, float]]) -> None:
    assert hull_path(points, 3).startswith("M")
    assert len(convex_hull(points)) <= 2


def test_a_hull_leaves_out_what_lies_inside() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert set(convex_hull([*square, (2.0, 2.0), (2.0, 0.0)])) == set(square)


def test_accents_take_no_room() -> None:
    assert text_width("Nguyen Thi Ngoc Anh", 10) == pytest.approx(text_width("Nguyễn Thị Ngọc Ánh", 10))
