"""Line icons from resources/icons, tinted in the colour they stand on."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from netlens.resource import folder

SIZES = (16, 24, 32, 48)


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """The icon `name` in `colour` ("#rrggbb"), sharp at the sizes the window uses, also on dense screens."""
    made = QIcon()
    for size in SIZES:
        made.addPixmap(pixmap(name, colour, size))
    return made


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, density: float = 1.0) -> QPixmap:
    """The icon as a square picture of `size` pixels, sharp on a screen of that density (device pixels per pixel)."""
    drawing = (folder("icons") / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode("utf-8")))
    picture = QPixmap(round(size * density), round(size * density))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture
