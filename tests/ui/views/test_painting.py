"""The layers of the canvas, each by itself: batches, hulls, labels, ties, sprites, and the look at rest."""

import sys
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QPolygonF
from pytestqt.qtbot import QtBot

from benchmarks.crowd import scene_of
from netlens.network.scene import BANDS, KINDS
from ui.theme import CONTRAST, DARK, LIGHT, THEMES, Theme, contrast, font, load_fonts
from ui.views.graph.board import Board
from ui.views.graph.camera import Camera
from ui.views.graph.paint import batches, signs, ties
from ui.views.graph.paint.hulls import PAD, Hulls, around
from ui.views.graph.paint.sprites import Atlas, keys, paint_node
from ui.views.graph.picture import Picture

VIEW = QRectF(0, 0, 200, 100)


@pytest.fixture(autouse=True)
def application(qapp: object) -> None:
    load_fonts()


def image(wide: int = 200, high: int = 100) -> QImage:
    made = QImage(wide, high, QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    return made


def settled(scene: object, scale: float = 0.5) -> tuple[Picture, Camera]:
    picture = Picture(LIGHT, 100)
    picture.show(Board(scene))  # type: ignore[arg-type]
    camera = Camera(width=900, height=600).fitted(picture.board.bounds())
    camera = replace(camera, scale=max(camera.scale, scale))
    picture.refine(camera, 1.0)
    while picture.step():
        pass
    return picture, camera


def test_lines_and_sprites_arrive_where_the_arrays_say() -> None:
    made = image()
    painter = QPainter(made)
    painter.setPen(QPen(QColor("red"), 1))
    batches.draw_lines(painter, np.array([[10.0, 20.0, 90.0, 20.0]]), VIEW)
    dot = QPixmap(4, 4)
    dot.fill(QColor("blue"))
    batches.draw_sprites(painter, np.array([[150.0, 60.0, 0, 0, 4, 4, 1, 1, 0, 1]]), dot)
    painter.end()
    assert made.pixelColor(50, 20) == QColor("red")
    assert made.pixelColor(150, 60) == QColor("blue")
    assert made.pixelColor(50, 60) == QColor("white")


@pytest.mark.parametrize(
    "array", [np.zeros((3, 4), np.float32), np.zeros((3, 3)), np.zeros(4), np.zeros((6, 4))[::2], np.zeros((4, 3)).T]
)
def test_a_wrong_array_never_reaches_qt(array: np.ndarray) -> None:
    made = image()
    painter = QPainter(made)
    with pytest.raises(TypeError, match="contiguous"):
        batches.draw_lines(painter, array, VIEW)
    painter.end()
    with pytest.raises(TypeError, match="uint32"):
        batches.image_of(np.zeros((2, 2)))  # type: ignore[arg-type]


def test_void_calls_cost_no_reference_of_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one with each call, and aborts the process after some thousands."""
    made = image()
    painter = QPainter(made)
    before = sys.getrefcount(None)
    for at in range(3000):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("red"))
        painter.drawLine(0, at % 50, 10, 10)
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 1000


def test_clipped_lines_stay_inside_and_keep_their_direction() -> None:
    random = np.random.default_rng(1)
    lines = random.uniform(-300, 500, (400, 4))
    inside, seen = ties.clipped(lines, 200, 100)
    kept = inside[seen]
    assert ((kept >= -1e-6) & (kept <= (200.001, 100.001, 200.001, 100.001))).all()
    along = ((kept[:, 2:] - kept[:, :2]) * (lines[seen, 2:] - lines[seen, :2])).sum(axis=1)
    assert (along >= 0).all()
    middle = (lines[:, :2] + lines[:, 2:]) / 2
    through = ((middle > 0) & (middle < (200, 100))).all(axis=1)
    assert seen[through].all()


def test_thick_dashed_and_fanned_lines() -> None:
    line = np.array([[0.0, 0.0, 100.0, 0.0]])
    assert ties.thick(line, np.array([1.0])).tolist() == line.tolist()
    broad = ties.thick(line, np.array([3.0]))
    assert sorted(broad[:, 1].tolist()) == [-1, 0, 1]
    dashes = ties.dashed(line, 6, 4)
    assert len(dashes) == 10
    assert ties.lengths(dashes).sum() == pytest.approx(60)
    fan = ties.fanned(line, np.array([3]), steps=10)
    assert len(fan) == 30
    assert ties.fanned(line, np.array([50])).shape[0] == 10 * ties.FAN
    heads = ties.arrows(line, np.array([10.0]))
    assert heads[:, 0].tolist() == [90, 90]


def test_a_hull_holds_its_members_and_no_more_than_it_must() -> None:
    points = np.random.default_rng(2).normal(0, 100, (30, 2))
    outline = around(points, PAD)
    polygon = QPolygonF([QPointF(*corner) for corner in outline.tolist()])
    assert all(polygon.containsPoint(QPointF(*point), Qt.FillRule.OddEvenFill) for point in points.tolist())
    far = np.hypot(*(outline[:, None] - points[None]).transpose(2, 0, 1)).min(axis=1)
    assert far.max() < 6 * PAD
    assert len(around(points[:0], PAD)) == 0
    assert len(around(points[:1], PAD)) > 8


def test_hulls_follow_their_members() -> None:
    board = Board(scene_of(400, 1200))
    hulls = Hulls(board)
    ring = next(k for k, shape in enumerate(board.scene.rings) if shape.whole)
    before = hulls.outline(ring).copy()
    member = board.scene.rings[ring].members[:1]
    board.move(member, board.xy[member] + 500)
    assert np.array_equal(hulls.outline(ring), before)
    hulls.forget(np.array([ring]))
    assert not np.array_equal(hulls.outline(ring), before)


def test_only_a_supported_ring_is_drawn_crisp() -> None:
    scene = scene_of(400, 1200)
    ring = next(k for k, shape in enumerate(scene.rings) if shape.status == "supported" and len(shape.members) > 4)

    def painted(status: str) -> tuple[int, int]:
        shapes = [replace(shape, whole=k == ring, status=status) for k, shape in enumerate(scene.rings)]
        board = Board(replace(scene, rings=tuple(shapes)))  # type: ignore[arg-type]
        camera = Camera(width=400, height=400).fitted(board.bounds(scene.rings[ring].members, 80))
        made = image(400, 400)
        painter = QPainter(made)
        Hulls(board).paint_one(painter, camera, LIGHT, ring)
        painter.end()
        pixels = np.frombuffer(made.constBits(), np.uint32).reshape(400, 400)
        return int((pixels != 0xFFFFFFFF).sum()), int(np.bitwise_and(pixels, 0xFF).min())

    assert painted("supported") != painted("tentative")


@pytest.mark.parametrize("plan", ["all", "overview", "unfold"])
def test_no_name_lies_over_another(plan: str) -> None:
    picture, camera = settled(scene_of(400, 1200, plan, "R2"))
    boxes = []
    for one in picture.labels.placed:
        left, top = one.corner(camera)
        if not one.over:
            assert left >= -1
            assert left + one.width <= camera.width + 1
            boxes.append(QRectF(left, top, one.width, one.height))
    assert len(boxes) > 3
    for k, box in enumerate(boxes):
        assert not [other for other in boxes[:k] if box.intersects(other)]


def test_rings_have_their_titles_before_people_have_names() -> None:
    picture, camera = settled(scene_of(400, 1200), 0.3)
    titles = {one.text.text for one in picture.labels.placed if one.text.style == "ring"}
    seen = {picture.board.scene.rings[k].label for k in picture.hulls.visible(camera)}
    assert len(titles & seen) >= 0.8 * len(seen)


def test_a_bundle_says_how_many_facts_it_holds() -> None:
    picture, _camera = settled(scene_of(400, 1200, "overview"))
    counts = {one.text.text for one in picture.labels.placed if one.text.style == "count"}
    assert counts
    assert all(text.startswith("×") for text in counts)


def test_work_at_rest_comes_in_short_pieces_and_can_be_dropped() -> None:
    picture = Picture(LIGHT, 100)
    picture.show(Board(scene_of(3000, 9000)))
    camera = Camera(width=900, height=600).fitted(picture.board.bounds())
    picture.refine(camera, 1.0)
    assert picture.step(0.0001)
    picture.interrupt()
    assert not picture.busy
    assert not picture.exact(camera)
    picture.refine(camera, 1.0)
    pieces = 0
    while picture.step(0.001):
        pieces += 1
    assert pieces > 3
    assert picture.exact(camera)
    assert picture.layer.covers(camera)
    assert not picture.layer.covers(camera.panned(camera.width, 0))


def test_far_away_the_layer_says_that_it_leaves_ties_out() -> None:
    picture, _camera = settled(scene_of(3000, 9000), 0.01)
    assert picture.layer.limited


@pytest.mark.parametrize("theme", THEMES.values(), ids=str)
def test_every_colour_can_be_read(theme: Theme) -> None:
    for ground in (theme.canvas, theme.window, theme.base):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert all(contrast(colour, theme.canvas) >= 3 for colour in (*theme.rings, theme.tie, theme.accent))
    assert len(set(theme.rings)) == 8


def test_vietnamese_is_in_the_bundled_font() -> None:
    from PySide6.QtGui import QRawFont

    raw = QRawFont.fromFont(font())
    assert all(raw.supportsCharacter(ord(sign)) for sign in "ĐđƠơƯưẤắễộửỹỳ")
    assert font(200).pixelSize() == 2 * font(100).pixelSize()
    assert font(20).pixelSize() == font(80).pixelSize()


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=str)
def test_kinds_and_bands_look_different_without_colour(theme: Theme) -> None:
    plain = len(BANDS) - 1
    shapes = {_grey(theme, kind, plain, 0) for kind in range(len(KINDS))}
    assert len(shapes) == len(KINDS)
    outlines = {_grey(theme, 0, band, 0) for band in range(len(BANDS))}
    assert len(outlines) == len(BANDS)
    marks = {_grey(theme, 0, plain, flags) for flags in (0, 2, 3, 4, 8, 16)}
    assert len(marks) == 6


def test_the_atlas_paints_each_picture_once_and_grows() -> None:
    atlas = Atlas(LIGHT)
    kind = np.zeros(40, dtype=np.uint8)
    wanted = keys(kind, np.arange(40) % 32, kind, kind)
    first = atlas.slots(wanted, np.full(40, 60))
    assert np.array_equal(atlas.slots(wanted, np.full(40, 60)), first)
    assert len(np.unique(first, axis=0)) == 32
    atlas.slots(wanted, np.full(40, 120))
    assert atlas.pixmap.height() > 256


def test_every_sign_can_be_drawn() -> None:
    for name in signs.FORMS:
        made = image(40, 40)
        painter = QPainter(made)
        painter.translate(20, 20)
        signs.sign(painter, name, 30, QColor("black"))
        painter.end()
        assert made != image(40, 40)


def _grey(theme: Theme, kind: int, band: int, flags: int) -> bytes:
    made = QImage(64, 64, QImage.Format.Format_ARGB32)
    made.fill(QColor(theme.canvas))
    painter = QPainter(made)
    painter.translate(32, 32)
    one = [np.array([value], dtype=np.uint8) for value in (kind, band, flags)]
    paint_node(painter, theme, int(keys(one[0], np.array([4]), one[1], one[2])[0]), 32)
    painter.end()
    return bytes(made.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_picture_of_one_and_of_none(qtbot: QtBot) -> None:
    whole = scene_of(400, 1200)
    one = replace(
        whole, ids=whole.ids[:1], xy=whole.xy[:1], kind=whole.kind[:1], ring=whole.ring[:1] * 0 - 1,
        band=whole.band[:1], flags=whole.flags[:1], size=whole.size[:1], labels=whole.labels[:1],
        a=whole.a[:0], b=whole.b[:0], weight=whole.weight[:0], count=whole.count[:0], rings=(),
        direction=None, grade=None,
    )  # fmt: skip
    picture, camera = settled(one)
    made = image(900, 600)
    painter = QPainter(made)
    picture.paint(painter, camera)
    painter.end()
    assert [label.node for label in picture.labels.placed] == [0]
