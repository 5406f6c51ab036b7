"""The reports (referrals) that came in: when, by which channel, from whom, to which case, with what outcome.

Who reported is never shown: a report names its channel and partner; its subject is free text and stays hidden.
"""

from collections import Counter
from typing import Any

from netlens.case import schema
from netlens.case.protection import HIDDEN, shown_text
from netlens.i18n import _, language, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_name, number, pick, rows_target, span
from ui.answers.plain.page import Block, Facts, Link, Words
from ui.answers.plain.reported import Asked, Reported
from ui.answers.plain.table import Column, TableData, fold, tabulate


def listed(book: Book, asked: Asked) -> Reported:
    """The reports asked for, the newest first, and the counts of all."""
    rows = _rows(book)
    years = sorted({one["year"] for one in rows if one["year"]}, reverse=True)
    known = [code for code in schema.codes("channel") if any(one["channel"] == code for one in rows)]
    others = sorted({one["channel"] for one in rows if one["channel"] and one["channel"] not in known})
    channels = tuple((code, _channel(book, code)) for code in (*known, *others))
    found = [one for one in rows if _fits(one, asked)]
    return Reported(asked, _table(book, found, len(rows)), _counts(rows, channels), tuple(years), channels, len(rows))


def facts(book: Book, entity: int) -> list[Block]:
    """What a report says of itself, for its page."""
    one = next((row for row in _rows(book) if row["id"] == entity), None)
    if one is None:
        return []
    columns = schema.TABLES["reports"]
    said: list[tuple[str, Words]] = [
        (columns.column(name).labels.get(language(), name), (one["shown"][name],))
        for name in ("received", "channel", "partner", "subject", "outcome")
        if one["shown"][name]
    ]
    if one["case"] >= 0:
        said.append((_("Case"), (Link(entity_name(book, one["case"]), pick(book, one["case"])),)))
    said.append((_("Record"), (Link(_("as imported"), rows_target([(one["file"], one["row"])], "")),)))
    return [Facts(tuple(said))]


def _rows(book: Book) -> list[dict[str, Any]]:
    """All reports with what may be shown of them; kept with the book."""
    if "reports" not in book.memo:
        table = book.case.table("reports")
        columns = {name: table[name].tolist() for name in table.columns}
        made = []
        for values in zip(*columns.values(), strict=True):
            one: dict[str, Any] = dict(zip(columns, values, strict=True))
            year = one["received"][:4]
            shown = {name: shown_text(book.case, one[name]) for name in ("partner", "outcome")}
            shown |= {
                "received": span(shown_text(book.case, one["received"])),
                "channel": _channel(book, one["channel"]),
            }
            shown["subject"] = _(HIDDEN) if one["subject"] else ""  # free text, which may name who reported
            made.append(one | {"year": year if year.isdigit() else "", "shown": shown})
        book.memo["reports"] = sorted(
            made, key=lambda one: (bool(one["year"]), one["received"], one["key"]), reverse=True
        )
    found: list[dict[str, Any]] = book.memo["reports"]
    return found


def _channel(book: Book, code: str) -> str:
    return schema.label("channel", code, language()) if code in schema.codes("channel") else shown_text(book.case, code)


def _fits(one: dict[str, Any], asked: Asked) -> bool:
    if (asked.year and one["year"] != asked.year) or (asked.channel and one["channel"] != asked.channel):
        return False
    state = {"case": one["case"] >= 0, "open": one["case"] < 0, "silent": not one["outcome"]}
    if asked.state and not state[asked.state]:
        return False
    words = (one["key"], *(one["shown"][name] for name in ("received", "channel", "partner", "outcome")))
    return not asked.text or fold(asked.text) in fold(" ".join(words))


def _table(book: Book, rows: list[dict[str, Any]], whole: int) -> TableData:
    columns = (
        Column(_("Received"), "date", 12),
        Column(_("Report"), width=12),
        Column(_("Channel"), width=22),
        Column(_("From"), width=24, help=_("The partner that sent it on. Who reported it is not shown.")),
        Column(_("Case"), width=24),
        Column(_("Outcome"), width=36),
    )
    cells = [
        (
            one["shown"]["received"],
            book.case.record_id(one["id"]).partition(":")[2],
            one["shown"]["channel"],
            one["shown"]["partner"],
            entity_name(book, one["case"]) if one["case"] >= 0 else "",
            one["shown"]["outcome"],
        )
        for one in rows
    ]
    title = ngettext("{n} report", "{n} reports", len(rows)).format(n=number(len(rows)))
    if len(rows) < whole:
        title = _("{found} of {n}").format(found=title, n=number(whole))
    ids = [one["id"] for one in rows]
    return tabulate(columns, cells, targets=[pick(book, one) for one in ids], ids=ids, title=title)


def _counts(rows: list[dict[str, Any]], channels: tuple[tuple[str, str], ...]) -> TableData:
    """Channels down, years across, the newest first; how many led to a case."""
    years = sorted({one["year"] for one in rows if one["year"]}, reverse=True)
    by = Counter((one["channel"], one["year"]) for one in rows)
    cases = Counter(one["channel"] for one in rows if one["case"] >= 0)
    undated = any(not one["year"] for one in rows)
    columns = (
        Column(_("Channel"), width=40),
        *(Column(year, "number", 7) for year in years),
        *((Column(_("undated"), "number", 8),) if undated else ()),
        Column(_("All"), "number", 7),
        Column(_("With a case"), "number", 10),
    )
    empty = (("", _("no channel")),) if any(not one["channel"] for one in rows) else ()
    across = (*years, *(("",) if undated else ()))
    lines: list[tuple[str | int, ...]] = []
    for code, label in (*channels, *empty):
        counts = [by[code, year] for year in across]
        lines.append((label, *counts, sum(counts), cases[code]))
    total = [sum(by[code, year] for code, _label in (*channels, *empty)) for year in across]
    lines.append((_("All"), *total, len(rows), sum(cases.values())))
    return tabulate(columns, lines)
