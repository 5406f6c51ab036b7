"""What leaves the case: ring summaries and pictures. Long work, done in a worker that opens the case itself."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.i18n import _, language
from netlens.progress import Job, Progress
from ui.answers.ground.words import ring_name

if TYPE_CHECKING:
    from netlens.network.scene import Scene
    from netlens.report.summary import Terms
    from ui.answers.ground.reading import Book


@dataclass(frozen=True, slots=True)
class Choices:
    """What the export dialog offers. Rings: (id, name, said of it, ticked at first)."""

    rings: tuple[tuple[str, str, str, bool], ...]
    formats: tuple[tuple[str, str, str], ...]  # name, label, suffix
    handling: tuple[tuple[str, str], ...]  # code, label


def choices(book: "Book") -> Choices:
    """Rings that may be handed on, formats, handling codes."""
    from netlens.report.export import formats

    rings = []
    for ring in book.rings.rings if book.rings else ():
        confirmed = ring.decision == "confirmed"
        if ring.decision == "dismissed" or (ring.status == "chance" and not confirmed):
            continue
        word = _("confirmed") if confirmed else _("supported") if ring.status == "supported" else _("tentative")
        rings.append((ring.id, ring_name(ring), word, confirmed or ring.status == "supported"))
    known = tuple((one.name, _(one.label), one.suffix) for one in formats().values())
    codes = tuple((code, schema.label("handling", code, language())) for code in schema.codes("handling"))
    return Choices(tuple(rings), known, codes)


def export(
    path: Path, passphrase: str, ids: tuple[str, ...], name: str, to: Path, terms: "Terms", langs: tuple[str, ...]
) -> Job[tuple[str, ...]]:
    """Write the rings; gives the files written. NetLensError when something may not leave."""
    from netlens.case.case import Case
    from netlens.report.export import chosen, export_rings

    with Case.open(path, passphrase) as case:
        written = yield from export_rings(case, chosen(case, ids), name, to, terms, langs)
    return tuple(str(one) for one in written)


def picture(
    path: Path, passphrase: str, scene: "Scene", to: Path, size: tuple[int, int], title: str
) -> Job[tuple[str, ...]]:
    """Write the picture as the window shows it, masked as it is there, and enter it in the audit."""
    from netlens.case.case import Case
    from netlens.case.protection import shown_text
    from netlens.report.picture import write_picture

    with Case.open(path, passphrase) as case:
        yield Progress(_("Drawing the picture"))
        write_picture(scene, to, size, title=shown_text(case, title), sample=case.sample, lang=language())
        sha256 = hashlib.sha256(to.read_bytes()).hexdigest()
        rings = [ring.id for ring in scene.rings]
        case.note("extract", {"name": to.name, "sha256": sha256, "format": "picture", "rings": rings})
    return (str(to),)
