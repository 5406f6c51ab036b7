"""Another case beside this one, before it comes in: only here, only there, in both, and in both with other values."""

from pathlib import Path

from netlens.case.importing import ReadOptions
from netlens.case.merging.difference import Compared, Difference, compare
from netlens.case.merging.opened import PASSPHRASE
from netlens.i18n import _, ngettext
from netlens.progress import finish
from netlens.report.intake.difference import decision, field_name, kind_name, notes
from ui.answers.ground.reading import Book
from ui.answers.ground.words import ICONS, number
from ui.answers.plain.arriving import Beside
from ui.answers.plain.page import Block, Heading, Item, Items, Page, Section, Sentence, Tone

SHOWN = 60  # differing values
_VERDICT_ICONS = {"confirmed": "confirm", "dismissed": "dismiss"}


def beside(book: Book, path: Path, passphrase: str, register: str) -> Beside:
    """The comparison; CaseFileError when the other case cannot be opened."""
    extra = {PASSPHRASE: passphrase} if passphrase else {}
    found = finish(compare(book.case, path, ReadOptions(extra=extra), register))
    return Beside(_page(found), found.decisive, found.same)


def _page(found: Difference) -> Page:
    files = ngettext("{n} file", "{n} files", found.files).format(n=number(found.files))
    under = _("{files} · registers: {names}").format(files=files, names=", ".join(found.registers))
    blocks: list[Block] = [Heading(found.name, "case", under)]
    tone: Tone = "warning" if found.decisive else "plain"
    blocks += [Sentence((said,), tone) for said in notes(found)[:1]]
    if found.values:
        blocks.append(Section(_("In both, with other values"), number(found.differing)))
        blocks.append(
            Items(
                tuple(
                    Item(
                        f"{one.record} · {field_name(one.table, one.field)}",
                        _("here {here} · there {there}").format(here=one.here or "–", there=one.there or "–"),
                        tone="warning" if one.decisive else "plain",
                        icon="warning" if one.decisive else "document",
                    )
                    for one in found.values[:SHOWN]
                )
            )
        )
        if found.differing > SHOWN:
            n = found.differing - SHOWN
            blocks.append(
                Sentence((ngettext("… and {n} more value", "… and {n} more values", n).format(n=number(n)),), "muted")
            )
    for title, compared in ((_("People, cases and things"), found.entities), (_("Ties"), found.links)):
        lines = tuple(_line(one) for one in compared if one.there or one.both)
        blocks += [Section(title), Items(lines)] if lines else []
    if found.decisions:
        blocks.append(Section(_("Decisions there, not taken over"), number(len(found.decisions))))
        icons = [_VERDICT_ICONS.get(one[1], "ring") for one in found.decisions]
        blocks.append(
            Items(tuple(Item(decision(one), icon=icon) for one, icon in zip(found.decisions, icons, strict=True)))
        )
    blocks += [Sentence((said,), "muted") for said in notes(found)[1:]]
    return Page(found.name, tuple(blocks))


def _line(one: Compared) -> Item:
    said = _("only here {here} · only there {there} · in both {both}").format(
        here=number(one.here), there=number(one.there), both=number(one.both)
    )
    right = _("differ: {n}").format(n=number(one.differ)) if one.differ else _("+{n}").format(n=number(one.there))
    icon = one.kind if one.kind in ICONS else "path"
    return Item(kind_name(one), said, right if one.differ or one.there else "", icon)
