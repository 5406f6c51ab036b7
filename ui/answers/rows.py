"""Down to the ground: the rows behind a statement, and one row as it was imported, masked."""

from netlens.case import schema
from netlens.case.intake.ledger import ids
from netlens.case.intake.letters.reading import readings
from netlens.case.protection import shown_file, shown_text, shown_written
from netlens.case.quality.shown import corrected_cells
from netlens.case.records import Source
from netlens.case.store.written import Written
from netlens.i18n import _, language, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day
from ui.answers.plain.page import Block, Chip, Chips, Facts, Heading, Item, Items, Link, Page, Section, Sentence, Target

SHOWN = 60  # rows of a list at a time


def several(book: Book, sources: tuple[tuple[int, int], ...], title: str, start: int = 0) -> Page:
    """The rows behind a statement; a click opens one as it was imported. One row is opened at once."""
    if len(sources) == 1:
        return record(book, sources[0])
    items = [_item(book, Source(*place)) for place in sources[start : start + SHOWN]]
    left = len(sources) - start - SHOWN
    more = None
    if left > 0:
        words = ngettext("{n} more row", "{n} more rows", left).format(n=left)
        more = Link(words, Target("rows:several", (sources, title, start + SHOWN)))
    count = ngettext("{n} row", "{n} rows", len(sources)).format(n=len(sources))
    blocks: tuple[Block, ...] = (
        Heading(title, "table", count),
        Sentence((_("Each line is one row of an imported file. Click to read it as it was written."),), "muted"),
        Items(tuple(items), more),
    )
    return Page(count, blocks)


def record(book: Book, place: tuple[int, int]) -> Page:
    """One row as imported: its cells, and where it stands, down to the file's checksum."""
    written = book.case.as_written(Source(*place))
    kind = _kind(written)
    table = _table(kind)
    shown = shown_written(book.case, written)
    cells = tuple((_column(kind, name), (value,)) for name, value in shown.items() if value)
    chips = [Chip(table, icon="table")] if table else []
    if any(shown.get(name) != value for name, value in {**written.values, **written.extra}.items()):
        chips.append(
            Chip(
                _("partly hidden"),
                "warning",
                "protected",
                _("What belongs to protected people is shown by code or hidden; free text is hidden."),
            )
        )
    where = [
        (_("File"), (shown_file(book.case, written.file),)),
        *([(_("Sheet"), (shown_file(book.case, written.sheet),))] if written.sheet else []),
        (_("Row"), (str(written.row),)),
        (_("SHA-256"), (" ".join(written.sha256[i : i + 8] for i in range(0, len(written.sha256), 8)),)),
        (_("Read as"), (written.importer,)),
        (_("Whose ids"), (_whose(book, written),)),
        (_("Imported"), (day(written.imported),)),
        *([(_("Came inside"), (shown_file(book.case, written.through),))] if written.through else []),
    ]
    title = _("{file}, row {row}").format(file=shown_file(book.case, written.file), row=written.row)
    stands = corrected_cells(book.case, Source(*place))
    return Page(
        title,
        (
            Heading(title, "document", _("As it was imported")),
            Chips(tuple(chips)),
            Facts(cells, written=True),
            *_read_otherwise(written.table, shown, readings(book.case, Source(*place))),
            *_corrected(written.table, stands),
            Section(_("Where it stands")),
            Facts(tuple(where), written=True),
            *_beside(book, Source(*place)),
        ),
        facts={"source": place},
    )


def _beside(book: Book, source: Source) -> tuple[Block, ...]:
    """The other rows that say the same: both are read from here."""
    others = book.case.beside(source)
    rows = tuple(_item(book, other) for other in others[:SHOWN])
    return (Section(_("Said by other rows too"), str(len(others))), Items(rows)) if rows else ()


def _read_otherwise(table: str, shown: dict[str, str], read: dict[str, tuple[str, str]]) -> tuple[Block, ...]:
    """How texts for old fonts, and garbled ones, were read: only those that are shown as they were written."""
    rows = tuple((_column(table, column), (now,)) for column, (was, now) in read.items() if shown.get(column) == was)
    return (Section(_("Typed for an old font, or garbled: how it was read")), Facts(rows)) if rows else ()


def _corrected(table: str, stands: list[tuple[str, str, str, int, str]]) -> tuple[Block, ...]:
    """What stands instead of values of the row, each with the correction that put it there."""
    if not stands:
        return ()
    rows = tuple(
        (
            _column(table, column),
            (f"{was or '∅'} → {now} ", Link(f"({day(on)})", Target("quality.page:correction", (correction,)))),
        )
        for column, was, now, correction, on in stands
    )
    return Section(_("Corrected: what stands instead")), Facts(rows)


def _item(book: Book, source: Source) -> Item:
    written = book.case.as_written(source)
    shown = shown_written(book.case, written)
    words = " · ".join(value for value in shown.values() if value)
    file, sheet = (shown_file(book.case, name) for name in (written.file, written.sheet))
    place = _("{file}, row {row}").format(file=file, row=written.row)
    if written.sheet:
        place = _("{file}, sheet {sheet}, row {row}").format(file=file, sheet=sheet, row=written.row)
    return Item(place, _short(words), _table(_kind(written)), "document", Target("rows:record", (tuple(source),)))


def _kind(written: Written) -> str:
    """The table whose columns a row fills: a chart holds people and ties in one file, and is known by its first."""
    names = set(written.values)
    tables = dict.fromkeys((written.table, *schema.EVERY))
    fitting = (table for table in tables if names <= {column.name for column in _columns(table)})
    return next(fitting, written.table) if names else written.table


def _columns(table: str) -> tuple[schema.Column, ...]:
    return schema.EVERY[table].columns if table in schema.EVERY else ()


def _whose(book: Book, written: Written) -> str:
    """Whose the ids of its file are, as the ledger of the import has it."""
    register = shown_text(book.case, written.register)
    for ledger in book.case.table("imports").ledger:
        for file in ledger.get("files", ()):
            if (file["sha256"], file["name"]) == (written.sha256, written.file):
                kept = str(file.get("ids", "register"))
                return ids(kept if kept != "none" else "", register)
    return register


def _table(name: str) -> str:
    known = schema.EVERY.get(name)
    return known.labels.get(language(), name) if known else name


def _column(table: str, name: str) -> str:
    known = schema.EVERY.get(table)
    if known is None:
        return name
    try:
        return known.column(name).labels.get(language(), name)
    except KeyError:
        return name


def _short(words: str) -> str:
    return words if len(words) <= 140 else words[:139] + "…"
