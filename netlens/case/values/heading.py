"""The headings of a table as they are meant: on one line, read where typed for an old font, each by its own name."""

from collections import Counter
from collections.abc import Sequence

from netlens.case.values import legacy, mojibake

JOINED = " › "  # between a group heading and the heading below it, of a header over several rows


def meant(cells: Sequence[str]) -> list[str]:
    """The headings of a row, each on one line.

    When any of them is typed for an old font (TCVN3, VNI), all of them are read so; garbled ones are mended. No value
    of a record is touched.
    """
    if all(cell.isascii() and "\n" not in cell for cell in cells):
        return list(cells)
    texts = [" ".join(mojibake.mend(cell).split()) for cell in cells]
    font = next((kind for text in texts if not text.isascii() and (kind := legacy.detect(text))), "")
    return [legacy.read(text, font) for text in texts] if font else texts


def row(cells: Sequence[str]) -> list[str]:
    """The same, where the second `Năm sinh` is `Năm sinh (2)`: a mapping tells columns apart by their names."""
    met = Counter[str]()
    named = []
    for text in meant(cells):
        key = text.strip().casefold()
        met[key] += bool(key)
        named.append(f"{text.strip()} ({met[key]})" if met[key] > 1 else text)
    return named
