"""What became of every import: rows read, used, merged and rejected, file by file, and each rejected row."""

from dataclasses import dataclass
from typing import Any

from netlens.case.intake.ledger import ids
from netlens.case.protection import shown_file, shown_text
from netlens.i18n import _, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day, number
from ui.answers.plain.page import Block, Chip, Chips, Facts, Heading, Item, Items, Link, Page, Section, Sentence, Target
from ui.answers.plain.table import Column, TableData, tabulate
from ui.answers.sources.digest import blocks as touched

SHOWN = 300  # rejected rows of a list


@dataclass(frozen=True, slots=True)
class ImportLine:
    id: int
    when: str
    label: str
    register: str
    counted: bool
    files: int
    read: int
    rejected: int


def listing(book: Book) -> tuple[ImportLine, ...]:
    """The imports of the case, the newest first."""
    return tuple(_line(book, row) for row in reversed(records(book, "imports")))


def table(book: Book) -> TableData:
    """The imports as a table; a click opens what became of one."""
    columns = (
        Column(_("When"), "date", 16),
        Column(_("Name"), width=30),
        Column(_("Register"), width=10),
        Column(_("State"), width=12),
        Column(_("Files"), "number", 6),
        Column(_("Rows read"), "number", 9),
        Column(_("Rejected"), "number", 9),
    )
    lines = listing(book)
    rows = [
        (
            one.when,
            one.label,
            one.register or "–",
            _("counts") if one.counted else _("withdrawn"),
            one.files,
            one.read,
            one.rejected,
        )
        for one in lines
    ]
    return tabulate(
        columns, rows, targets=[Target("imports:one", (one.id,)) for one in lines], ids=[one.id for one in lines]
    )


def one(book: Book, import_id: int) -> Page:
    """The ledger of one import."""
    row = next(row for row in records(book, "imports") if row["id"] == import_id)
    files: list[dict[str, Any]] = row["ledger"].get("files", [])
    title = _label(book, row) or _("Import of {when}").format(when=day(str(row["time"])[:16]))
    state = (
        Chip(_("counts"), "good", "confirm") if row["state"] == "counted" else Chip(_("withdrawn"), "muted", "withdraw")
    )
    total = {
        name: sum(file[name] for file in files) for name in ("rows_read", "rows_used", "rows_merged", "rows_rejected")
    }
    blocks: list[Block] = [
        Heading(title, "import", day(str(row["time"])[:16])),
        Chips((state,)),
        Facts(
            (
                (_("Whose ids"), (_whose(shown_text(book.case, str(row["register"])), files),)),
                (_("Rows read"), (number(total["rows_read"]),)),
                (_("used"), (number(total["rows_used"]),)),
                (_("merged"), (number(total["rows_merged"]),)),
                (_("rejected"), (_rejected(import_id, total["rows_rejected"]),)),
            )
        ),
        *touched(book, import_id),
        Section(_("Files"), str(len(files))),
        Items(tuple(_file(book, file) for file in files)),
    ]
    if total["rows_rejected"]:
        blocks.append(
            Sentence((_("Rejected rows stay in the case; correct them at their source and import again."),), "muted")
        )
    return Page(title, tuple(blocks), facts={"import": import_id})


def rejected(book: Book, import_id: int) -> Page:
    """Every rejected row of an import, with its reason."""
    rows = [row for row in records(book, "rejected") if row["import_id"] == import_id]
    files = {row["id"]: shown_file(book.case, row["name"]) for row in records(book, "files")}
    lines = tuple(
        Item(
            _("{file}, row {row}").format(file=files.get(row["file"], ""), row=row["row"]),
            row["reason"],
            row["field"],
            "warning",
            Target("rows:record", ((row["file"], row["row"]),)),
        )
        for row in rows[:SHOWN]
    )
    title = ngettext("{n} row rejected", "{n} rows rejected", len(rows)).format(n=number(len(rows)))
    return Page(title, (Heading(title, "warning"), Items(lines)))


def records(book: Book, name: str) -> list[dict[str, Any]]:
    """The rows of a small table as plain values."""
    found = book.case.table(name)
    columns = [found[column].tolist() for column in found.columns]
    return [dict(zip(found.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _label(book: Book, row: dict[str, Any]) -> str:
    """The name of an import: those of its files, with codes for protected people."""
    return ", ".join(shown_file(book.case, name) for name in str(row["label"]).split(", ") if name)


def _line(book: Book, row: dict[str, Any]) -> ImportLine:
    files: list[dict[str, Any]] = row["ledger"].get("files", [])
    return ImportLine(
        row["id"],
        day(row["time"][:16]),
        _label(book, row),
        shown_text(book.case, row["register"]) if any(_kept(file) in ("register", "both") for file in files) else "",
        row["state"] == "counted",
        len(files),
        sum(file["rows_read"] for file in files),
        sum(file["rows_rejected"] for file in files),
    )


def _kept(file: dict[str, Any]) -> str:
    """Whose ids a file's are, as its ledger line keeps it."""
    return str(file.get("ids", "register"))


def _whose(register: str, files: list[dict[str, Any]]) -> str:
    """Whose the ids of an import are: of its register, of single files, both, or nobody's."""
    kept = {_kept(file) for file in files} - {"none"}
    return ids("both" if len(kept) > 1 else next(iter(kept), ""), register)


def _rejected(import_id: int, count: int) -> str | Link:
    return Link(number(count), Target("imports:rejected", (import_id,))) if count else "0"


def _file(book: Book, file: dict[str, Any]) -> Item:
    parts = [
        _("{n} read").format(n=number(file["rows_read"])),
        _("{n} used").format(n=number(file["rows_used"])),
        _("{n} merged").format(n=number(file["rows_merged"])),
        _("{n} rejected").format(n=number(file["rows_rejected"])),
    ]
    flagged = sum(file["flags"].values())
    if flagged:
        parts.append(
            ngettext("{n} value kept as written", "{n} values kept as written", flagged).format(n=number(flagged))
        )
    return Item(
        shown_file(book.case, str(file["name"])),
        " · ".join(parts),
        "" if _kept(file) == "register" else ids(_kept(file), str(file.get("register", ""))),
        "document",
        tone="warning" if file["rows_rejected"] else "plain",
    )
