"""The audit, readable: who did what to the case, and when."""

from collections.abc import Mapping
from typing import Any

from netlens.case.audit import AuditEntry
from netlens.case.protection import shown_file, shown_text
from netlens.i18n import _, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day, number
from ui.answers.plain.table import Column, TableData, tabulate


def entries(book: Book) -> TableData:
    """Every entry, the newest first."""
    columns = (
        Column("#", "number", 5),
        Column(_("When"), "date", 17),
        Column(_("Who"), width=14),
        Column(_("What"), width=26),
        Column(_("Seal"), width=13, help=_("The first letters of the entry's hash: each seals the one before it.")),
        Column(_("Of what"), width=60),
    )
    rows = [
        (one.seq, day(one.time[:16]), one.actor, _what(one), one.hash[:12], _detail(book, one.detail))
        for one in reversed(book.case.history())
    ]
    return tabulate(columns, rows, title=ngettext("{n} entry", "{n} entries", len(rows)).format(n=number(len(rows))))


def _what(entry: AuditEntry) -> str:
    known = {
        "created": _("Case made"),
        "import": _("Import counted"),
        "withdrawal": _("Import withdrawn"),
        "unmasking": _("Protected person shown"),
        "extract": _("Extract written"),
        "lookup": _("Looked up"),
    }
    edits = {
        "keep_rings": _("Rings kept"),
        "forget_rings": _("Rings set aside"),
        "recall_rings": _("Rings brought back"),
        "decide_ring": _("Ring decided"),
        "move_positions": _("Picture arranged"),
        "set_weights": _("Evidence weighed"),
        "decide_suggestion": _("Suggested tie decided"),
        "watch": _("Watched from now on"),
        "unwatch": _("Watched no longer"),
        "save_preset": _("Preset saved"),
        "delete_preset": _("Preset deleted"),
        "correct": _("Values corrected"),
        "take_back_correction": _("Correction taken back"),
    }
    return edits.get(str(entry.detail.get("edit", ""))) or known.get(entry.kind) or entry.kind


def _detail(book: Book, detail: Mapping[str, Any]) -> str:
    said = []
    for name, value in detail.items():
        if name == "edit" or value in ("", None, [], {}, 0):
            continue
        said.append(f"{_label(name)}: {_value(_named(book, name, value))}")
    return shown_text(book.case, " · ".join(said))


def _named(book: Book, name: str, value: Any) -> Any:
    """Names of files as they may be shown: a name may stand in one word in them."""
    if name == "files" and isinstance(value, list):
        return [shown_file(book.case, _value(one)) for one in value]
    if name == "label":
        return ", ".join(shown_file(book.case, one) for one in str(value).split(", "))
    return shown_file(book.case, str(value)) if name == "name" else value


def _label(name: str) -> str:
    return {
        "ring": _("ring"),
        "rings": _("rings"),
        "verdict": _("decision"),
        "added": _("added"),
        "removed": _("taken out"),
        "reason": _("reason"),
        "authority": _("authority"),
        "code": _("person"),
        "recipient": _("recipient"),
        "purpose": _("purpose"),
        "format": _("format"),
        "files": _("files"),
        "label": _("label"),
        "import": _("import"),
        "detection": _("detection"),
        "register": _("register"),
        "rows": _("rows"),
        "records": _("records"),
        "statements": _("statements"),
        "links": _("links"),
        "rejected": _("rejected"),
        "flags": _("flagged"),
        "codes": _("protected people"),
        "entities": _("moved"),
        "handling": _("handling code"),
        "name": _("file"),
        "method": _("method"),
        "correction": _("correction"),
        "problem": _("problem"),
        "values": _("values"),
    }.get(name, name.replace("_", " "))


def _value(value: Any) -> str:
    if isinstance(value, Mapping) and "name" in value:
        return str(value["name"])
    if isinstance(value, Mapping):
        return ", ".join(f"{_label(str(key))} {_value(one)}" for key, one in value.items() if one not in ("", 0, None))
    if isinstance(value, list | tuple):
        return ", ".join(_value(one) for one in value[:6]) + (" …" if len(value) > 6 else "")
    return str(value)
