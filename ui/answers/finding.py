"""Looking for rings: found and kept by the worker; those of 100,000 people are too much to hand to the window."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case.records import Preset, Rings
from netlens.i18n import _, language
from netlens.network.plain.asked import ENGINE, again, asked, way
from netlens.progress import Job, Progress
from ui.answers.plain.lines import FirstLook

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.case.edits import Edit
    from netlens.network.evidence import Evidence
    from ui.answers.ground.reading import Book


def find(
    path: Path, passphrase: str, seed: int, since: str = "", until: str = "", preset: Preset | None = None
) -> "Job[tuple[str, Edit]]":
    """Find rings in all that counts now, or in the evidence of a period, and keep them; gives the edit's name and its
    inverse, for the undo menu. `preset`: in another way than the standard one; its own period goes before.
    """
    from netlens.case.case import Case
    from netlens.case.edits.rings import KeepRings
    from netlens.network.rings import find_rings

    how = way(preset) if preset is not None else {"since": since, "until": until}
    rings = yield from find_rings(path, passphrase, seed=seed, look=_look, **how)
    yield Progress(_("Writing to the case file"))
    edit = KeepRings(rings)
    with Case.open(path, passphrase) as case:
        return edit.name, case.apply(edit)


def _look(case: "Case", evidence: "Evidence", first: Callable[[], Rings]) -> FirstLook | None:
    """The first rings, as plain as the window needs them; nothing while older rings are shown: they stay."""
    from ui.answers.ground.first import first_look

    return None if case.detections() else first_look(case, evidence, first())


@dataclass(frozen=True, slots=True)
class Ways:
    """What may be chosen: saved presets with their names as they may be shown, and how the latest rings were found."""

    presets: tuple[tuple[str, Preset], ...]
    last: Preset | None
    last_words: str


def ways(book: "Book") -> Ways:
    """The ways to look for rings that the case knows."""
    from netlens.case.protection import shown_text
    from netlens.report.comparing.words import settings_words

    saved = tuple((shown_text(book.case, name), preset) for name, preset in book.case.presets().items())
    kept = book.case.detections()[-1:]
    last = again(kept[0][2]) if kept else None
    words = shown_text(book.case, settings_words(kept[0][2], language())) if kept else ""
    return Ways(saved, last, words)


def check(book: "Book", preset: Preset) -> bool:
    """Whether a search can be asked for so. NetLensError, in a person's words, where it cannot."""
    from netlens.network.facts.period import period
    from netlens.network.facts.weights import checked
    from netlens.network.reduced import left_out

    asked(
        preset.method or ENGINE,
        objective=preset.objective,
        resolution=preset.resolution,
        core=preset.core,
        max_size=preset.max_size,
    )
    period(preset.since, preset.until)
    checked(preset.weights)
    left_out(book.case, preset.without)
    return True
