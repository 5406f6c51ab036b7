"""Two sources disagree: each value with its file and row, which of them stands, and what it is about."""

from netlens.case import disagreements, schema
from netlens.case.disagreements import Disagreement, Said
from netlens.case.protection import FREE_TEXT, HIDDEN, PERSONAL, protected_ids, shown_file, shown_text
from netlens.case.records import Source
from netlens.case.values import country
from netlens.i18n import _, language, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import code, day, entity_name, span
from ui.answers.plain.page import Block, Item, Items, Section, Sentence, Target, Tone

SHOWN = 12
_TABLES = {"person": "persons", "case": "cases", "report": "reports", "route": "routes"}


def section(book: Book, entity: int) -> list[Block]:
    """What the sources of an entity disagree on; [] when they agree."""
    found = disagreements.of(book.case, entity)
    if not found:
        return []
    blocks: list[Block] = [Section(_("Sources disagree"), str(len(found)))]
    for one in found[:SHOWN]:
        n = len(one.said)
        words = ngettext("{n} source disagrees", "{n} sources disagree", n).format(n=n)
        blocks.append(Sentence((f"{_about(book, entity, one)}: {words}",), "warning"))
        blocks.append(Items(tuple(_item(book, one, said) for said in one.said)))
    return blocks


def _about(book: Book, entity: int, one: Disagreement) -> str:
    """What is disagreed on: the field, and of whom or where when that is not the page's own subject."""
    column = _column(book, one)
    label = column.labels.get(language(), one.field) if column else one.field
    if one.beside < 0:
        return label
    other = one.beside if one.entity == entity else one.entity
    return f"{label} ({entity_name(book, other)})"


def _column(book: Book, one: Disagreement) -> schema.Column | None:
    kind = book.case.ref(one.entity).kind
    table = "involvements" if kind == "person" and one.beside >= 0 else _TABLES[kind]
    return next((column for column in schema.TABLES[table].columns if column.name == one.field), None)


def _item(book: Book, one: Disagreement, said: Said) -> Item:
    written = book.case.as_written(Source(said.file, said.row))
    place = _("{file}, row {row}").format(file=shown_file(book.case, written.file), row=said.row)
    if written.sheet:
        sheet = shown_file(book.case, written.sheet)
        place = _("{file}, sheet {sheet}, row {row}").format(
            file=shown_file(book.case, written.file), sheet=sheet, row=said.row
        )
    under = f"{place} · {_('imported {day}').format(day=day(written.imported[:10]))}"
    right = _("stands") if said.stands else ""
    tone: Tone = "plain" if said.stands else "muted"
    return Item(_shown(book, one, said.value), under, right, "document", _row(said), tone, _row(said))


def _row(said: Said) -> Target:
    return Target("rows:record", ((said.file, said.row),))


def _shown(book: Book, one: Disagreement, value: str) -> str:
    """A value as this person may see it."""
    hidden = one.entity in protected_ids(book.case)
    if one.field in FREE_TEXT or (hidden and one.field in PERSONAL):
        return _(HIDDEN)
    column = _column(book, one)
    if column and column.kind.startswith(("code:", "codes:")):
        name = column.kind.partition(":")[2]
        parts = (part.strip() for part in value.split(";"))
        return code([(name, part if schema.entry(name, part) else shown_text(book.case, part)) for part in parts])
    shown = shown_text(book.case, value)
    if one.field == "nationality":
        return country.label(shown, language())
    return span(shown) if column and column.kind == "date" else shown
