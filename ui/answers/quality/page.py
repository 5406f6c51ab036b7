"""One problem in full: examples that lead to their rows, what a fix would put in the place of what; one correction."""

from netlens.case.corrections import stored
from netlens.case.quality.names import correction_words
from netlens.case.quality.problem import Place, Problem
from netlens.case.quality.shown import file_names, shown_pair, shown_place, shown_value
from netlens.i18n import _, language, ngettext
from netlens.report.intake.quality import SEVERITIES
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day, number
from ui.answers.plain.page import (
    Block,
    Chip,
    Chips,
    Facts,
    Heading,
    Item,
    Items,
    Link,
    Page,
    Section,
    Sentence,
    Target,
    Tone,
)
from ui.answers.quality.listed import report

EXAMPLES, PAIRS = 12, 40
_TONES: dict[str, Tone] = {"lost": "danger", "wrong": "warning", "missing": "accent", "note": "muted"}


def problem(book: Book, name: str) -> Page:
    """What is wrong, where, and what would stand instead."""
    one = next((one for one in report(book).problems if one.name == name), None)
    if one is None:
        return Page("", (Heading(_("This problem is gone"), "confirm"),))
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=number(one.rows))
    blocks: list[Block] = [
        Heading(one.sentence, "warning"),
        Chips((Chip(_(SEVERITIES[one.severity]), _TONES[one.severity]),)),
    ]
    if one.fix is not None:
        blocks += _fix(book, one)
    elif one.advice:
        blocks.append(Sentence((one.advice,)))
    if one.word is not None and one.fix is None:
        blocks.append(Sentence((_("In the panel below, choose what it stands for, then press Fix."),), "muted"))
    if one.places:
        blocks += _examples(book, one)
    return Page(rows, tuple(blocks), facts={"problem": name})


def correction(book: Book, number_: int) -> Page:
    """What one correction did. The values themselves stand with each row: they may be protected people's."""
    one = next(one for one in stored.listed(book.case.connection) if one.id == number_)
    title = correction_words(one.problem)
    state = Chip(_("in force"), "good", "confirm") if one.counts else Chip(_("taken back"), "muted", "withdraw")
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=number(one.rows))
    said = _("The rows stay as they were written; what stands instead is shown with each of them.")
    imports = tuple(Link(str(one_), Target("imports:one", (one_,))) for one_ in one.imports)
    parts: list[str | Link] = []
    for link in imports:
        parts += [", ", link] if parts else [link]
    return Page(
        title,
        (
            Heading(title, "confirm", rows),
            Chips((state,)),
            Facts(((_("When"), (day(one.time[:16]),)), (_("Imports"), tuple(parts)))),
            Sentence((said,), "muted"),
        ),
    )


def _fix(book: Book, one: Problem) -> list[Block]:
    assert one.fix is not None
    words = ngettext(
        "{fix}: {n} row changes what it says. The row itself stays as it was written.",
        "{fix}: {n} rows change what they say. The rows themselves stay as they were written.",
        one.fix.rows,
    )
    said = words.format(fix=one.fix.label, n=number(one.fix.rows))
    shown = [(*shown_pair(book.case, pair), pair.rows) for pair in one.fix.pairs[:PAIRS]]
    facts = tuple(
        (written or _("(empty)"), (f"→ {stands}" + (f"   × {number(n)}" if n > 1 else ""),))
        for written, stands, n in shown
    )
    blocks: list[Block] = [
        Sentence((said,), "good"),
        Section(_("As written → what would stand")),
        Facts(facts, written=True),
    ]
    left = len({(swap.field, swap.was) for swap in one.fix.swaps}) - len(shown)
    if left > 0:
        more = ngettext("… and {n} more value", "… and {n} more values", left)
        blocks.append(Sentence((more.format(n=number(left)),), "muted"))
    return blocks


def _examples(book: Book, one: Problem) -> list[Block]:
    files = file_names(book.case)
    items = tuple(_item(book, place, files) for place in one.places[:EXAMPLES])
    more = None
    if one.rows > EXAMPLES and len(one.places) > EXAMPLES:
        sources = tuple((place.file, place.row) for place in one.places)
        words = ngettext("the first {n} row", "the first {n} rows", len(sources)).format(n=number(len(sources)))
        more = Link(words, Target("rows:several", (sources, one.sentence)))
    return [Section(_("Examples")), Items(items, more)]


def _item(book: Book, place: Place, files: dict[int, tuple[str, str]]) -> Item:
    value = shown_value(book.case, place)
    column = _column(files, place)
    under = f"{column}: {value}" if value else column
    return Item(
        shown_place(book.case, place, files), under, "", "document", Target("rows:record", ((place.file, place.row),))
    )


def _column(files: dict[int, tuple[str, str]], place: Place) -> str:
    from netlens.case.schema import TABLES

    for table in TABLES.values():
        for column in table.columns:
            if column.name == place.field:
                return column.labels.get(language(), place.field)
    return place.field
