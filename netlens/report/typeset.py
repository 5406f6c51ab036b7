"""The one door to typst: a bundled template and plain data in, bytes out; nothing touches the disk on the way."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from netlens.errors import NetLensError
from netlens.i18n import _
from netlens.resource import folder

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

# What Noto Sans and Noto Sans Math hold, by block: Latin with Vietnamese, Greek, Cyrillic, punctuation, currency,
# arrows, mathematics. Anything else would be an empty box, and archival PDF (rightly) refuses to be written with one.
_UNHELD = re.compile(
    r"[^\t\n\r\u0020-\u007e\u00a0-\u036f\u0370-\u052f\u1e00-\u1eff\u2010-\u205e\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff]"
)


def typeset(
    template: str, inputs: Mapping[str, str], form: Literal["pdf", "png"] = "pdf", *, made: int | None = None
) -> bytes:
    """Typeset resources/typst/`template`; `inputs` reach it as data, never as markup. PDF is PDF/A-2a (ISO 19005-2).

    `made` is the document's time in seconds (UNIX); without it the document bears none. A sign that no bundled font
    holds (Chinese, Khmer) is taken from the fonts of this machine; where it has none either, its code point is written
    instead, as [U+5F20]: no character vanishes. Raises NetLensError when the page cannot be set.
    """
    import typst

    source, root = folder("typst") / template, folder("typst")
    plain, spelled = dict(inputs), _spelled(inputs)
    tries: tuple[tuple[bool, dict[str, str], PDFStandard], ...] = (
        (True, plain, "a-2a"),
        (False, plain, "a-2a"),
        (False, plain, "a-2b"),  # Khmer is shaped: not every glyph of it is one character, which 2a asks for
        (True, spelled, "a-2a"),
        (True, spelled, "1.7"),
    )
    reason = ""
    for own, data, standard in tries:
        fonts = _fonts(own=own)
        try:
            page = typst.compile(
                source, root=root, font_paths=fonts, sys_inputs=data, pdf_standards=standard, timestamp=made
            )
            if form == "png":  # only PDF/A says that a sign is missing, so the PDF is always made first
                page = typst.compile(source, root=root, font_paths=fonts, sys_inputs=data, format="png", ppi=72.0)
        except typst.TypstError as error:
            reason = error.message
            if not reason.startswith("PDF/A"):
                break
        else:
            return page
    raise NetLensError(
        _("The page could not be typeset ({reason}).").format(reason=reason.partition(":")[0]),
        _("Please export as HTML or JSON, and report this."),
    )


def replace_file(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: beside its place first, then moved there. Raises NetLensError when it cannot."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise NetLensError(
            _("{name} could not be written: {reason}.").format(name=path.name, reason=error.strerror or ""),
            _("Is the folder there, writable, and the file not open in another program?"),
        ) from error


@lru_cache(maxsize=2)
def _fonts(*, own: bool) -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=not own, include_embedded_fonts=False, font_paths=[str(folder("fonts"))])


def _spelled(inputs: Mapping[str, str]) -> dict[str, str]:
    return {name: _UNHELD.sub(lambda found: f"[U+{ord(found[0]):04X}]", text) for name, text in inputs.items()}
