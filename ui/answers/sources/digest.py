"""What an import touched: rings, whom and what is watched, who stands beside several rings now; down to the rows."""

from netlens.i18n import _
from netlens.network.digest import digest
from netlens.report.intake.digest import news, ring_name
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_icon, entity_name, pick, rows_target
from ui.answers.plain.page import Block, Item, Items, Link, Page, Section, Sentence, Target

SHOWN = 8  # rings, and watched people, before "all of them"


def blocks(book: Book, import_id: int, whole: bool = False) -> list[Block]:
    """For the page of an import: rings, then the watched; a sentence when it touched none of them."""
    found = digest(book.case, import_id)
    if found.empty:
        if import_id not in book.case.counted_imports():
            return []
        none = _("It touched no ring that was found, and nobody who is watched.")
        return [Section(_("What it touched")), Sentence((none,), "muted")]
    made: list[Block] = []
    rings = list(found.rings.items())
    if rings:
        items = tuple(
            Item(name := ring_name(book.case, ring), news(one), str(len(one.rows)), "ring", Target("select", (ring,)),
                 rows=rows_target(one.rows, name))
            for ring, one in rings[: None if whole else SHOWN]
        )  # fmt: skip
        made += [Section(_("Rings it touched"), str(len(rings))), Items(items, _all(import_id, len(rings), len(items)))]
    if found.watched:
        items = tuple(
            Item(name := entity_name(book, entity), news(one), str(len(one.rows)), entity_icon(book, entity),
                 pick(book, entity), "accent", rows_target(one.rows, name))
            for entity, one in found.watched.items()
        )  # fmt: skip
        made += [Section(_("Watched, and touched by it"), str(len(items))), Items(items)]
    if found.across:
        items = tuple(
            Item(entity_name(book, person), _("beside {rings}").format(rings=", ".join(rings)), "",
                 entity_icon(book, person), pick(book, person))
            for person, rings in list(found.across.items())[:SHOWN]
        )  # fmt: skip
        made += [Section(_("Beside several rings now"), str(len(found.across))), Items(items)]
    return made


def _all(import_id: int, n: int, shown: int) -> Link | None:
    return Link(_("all {n}").format(n=n), Target("sources.digest:page", (import_id, True))) if shown < n else None


def page(book: Book, import_id: int, whole: bool = False) -> Page:
    """The digest by itself."""
    return Page(_("What it touched"), tuple(blocks(book, import_id, whole)), facts={"import": import_id})
