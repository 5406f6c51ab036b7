"""What the ring hangs on, in words: what is left out, and what remains; what changes nothing in one line a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.protection import shown_file, shown_label, shown_text
from netlens.case.records import Ring, Source
from netlens.i18n import counter, translator
from netlens.network.reduced import HUBS
from netlens.network.rings.portrait.hanging import Hanging, hanging
from netlens.network.rings.what_if import Outcome
from netlens.report.sentences import outcome_text, whole_text
from netlens.report.wording import evidence as kind_words
from netlens.report.wording import grade_words

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.evidence import Evidence

NAMED = 4  # things that a sentence names; the rest are counted
FEW = 2  # questions of a group that change nothing are listed one by one up to so many


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `asked`: the questions it answers, as left_out() knows them, with their names in words;
    several when they change nothing and are told together. `lost`: members that would no longer belong to the ring.
    """

    group: str
    without: str
    said: str
    survives: bool
    lost: int
    asked: tuple[tuple[tuple[str, ...], str], ...]
    rows: tuple[Source, ...] = ()


def group_title(group: str, lang: str) -> str:
    _ = translator(lang)
    return {
        "evidence": _("Kinds of evidence"),
        "case": _("One case"),
        "member": _("One member"),
        "file": _("One file"),
        "import": _("One import"),
    }[group]


def what_ifs(case: "Case", evidence: "Evidence", ring: Ring, lang: str) -> tuple[Mapping[str, str], ...]:
    """For a summary: one entry a line, what is left out and what remains of the ring then."""
    _ = translator(lang)
    found = hanging(case, evidence, ring)
    if said := whole_text(found.whole, lang):
        # What falls without this or that says nothing when it does not stand with everything either.
        return ({"without": _("nothing"), "outcome": said},)
    return tuple({"without": line.without, "outcome": line.said} for line in lines(case, found, lang))


def lines(case: "Case", found: Hanging, lang: str) -> tuple[Line, ...]:
    """The whole table, group by group: what breaks the ring first, then what costs it members, then the rest."""
    made: list[Line] = []
    for group, outcomes in found.removals.items():
        told = [(outcome, removed_text(case, outcome.without, lang)) for outcome in outcomes]
        heavy = [one for one in told if one[0].broken] + [one for one in told if one[0].survives and one[0].falling]
        light = [one for one in told if one[0].survives and not one[0].falling]
        made += [_line(case, group, *one, lang) for one in heavy]
        if len(light) <= FEW:
            made += [_line(case, group, *one, lang) for one in light]
        else:
            made.append(_together(group, light, bool(heavy), found.more.get(group, 0), lang))
    return tuple(made)


def member_lines(case: "Case", found: Hanging, vertex: int, lang: str) -> tuple[Line, ...]:
    """What one member hangs on: each single thing without which they would no longer belong to the ring; () for none.

    Also () where the ring itself does not stand: then nothing can be said of its members.
    """
    if not found.whole.survives:
        return ()
    return tuple(
        _line(case, group, outcome, removed_text(case, outcome.without, lang), lang)
        for group, outcomes in found.removals.items()
        for outcome in outcomes
        if vertex in outcome.falling
    )


def member_text(case: "Case", found: Hanging, vertex: int, lang: str) -> str:
    """The same as one sentence; "" where the ring itself does not stand."""
    _, n_ = translator(lang), counter(lang)
    if not found.whole.survives:
        return ""
    names = [line.without for line in member_lines(case, found, vertex, lang)]
    if not names:
        return _("Belongs to the ring whichever single case, member, kind of evidence or file is left out.")
    listed = "; ".join(names[:NAMED])
    if len(names) > NAMED:
        left = len(names) - NAMED
        listed = n_("{text} and {n} more", "{text} and {n} more", left).format(text=listed, n=left)
    return n_(
        "Would no longer belong to the ring without {things}.",
        "Would no longer belong to the ring without any one of {n} things: {things}.",
        len(names),
    ).format(n=len(names), things=listed)


def _line(case: "Case", group: str, outcome: Outcome, named: str, lang: str) -> Line:
    said = outcome_text(case, outcome, lang)
    asked = ((outcome.without, named),)
    return Line(group, named, said, outcome.survives, len(outcome.falling), asked, outcome.rows)


def _together(group: str, light: Sequence[tuple[Outcome, str]], others: bool, more: int, lang: str) -> Line:
    """What changes nothing, whichever of them is left out."""
    _, n_ = translator(lang), counter(lang)
    some = {
        "evidence": _("any other kind of evidence ({n})"),
        "case": _("any other of its cases ({n})"),
        "member": _("any other of its members ({n})"),
        "file": _("any other of its files ({n})"),
        "import": _("any other of its imports ({n})"),
    }
    every = {
        "evidence": _("any one kind of evidence ({n})"),
        "case": _("any one of its cases ({n})"),
        "member": _("any one of its members ({n})"),
        "file": _("any one of its files ({n})"),
        "import": _("any one of its imports ({n})"),
    }
    words = (some if others else every)[group].format(n=len(light))
    if more:
        left = n_("{n} of less weight was not tried", "{n} of less weight were not tried", more).format(n=more)
        words = f"{words}; {left}"
    said = (
        _("The ring holds, with all its other members.")
        if group == "member"
        else _("The ring holds, with all its members.")
    )
    return Line(group, words, said, True, 0, tuple((outcome.without, named) for outcome, named in light))


def removed_text(case: "Case", texts: Sequence[str], lang: str) -> str:
    """What is left out, as a sentence names it: a phrase for "without …"."""
    named = [_named(case, text, lang) for text in texts]
    if len(set(named)) < len(named) or len(named) < 2:
        return named[0] if named else ""
    return _all_of(named, lang)


def _all_of(named: Sequence[str], lang: str) -> str:
    _ = translator(lang)
    return _("{first} and {last}").format(first=", ".join(named[:-1]), last=named[-1])


def _named(case: "Case", text: str, lang: str) -> str:
    _ = translator(lang)
    what, _colon, name = text.partition(":")
    if text == HUBS:
        return _("numbers and things that more than ten share")
    if what == "grade":
        if not name:
            return _("ungraded evidence, and worse")
        return _("evidence graded {grade}, and worse").format(grade=grade_words(shown_text(case, name), lang))
    if what == "kind":
        return _("evidence of the kind “{kind}”").format(kind=kind_words(name, lang))
    if what == "file":
        return _("the file {file}").format(file=_file(case, name))
    if what == "import":
        return _import(case, name, lang)
    entity = int(text[1:]) if text.startswith("#") else case.by_record_id(text)
    if entity is None:
        return shown_text(case, text)
    ref = case.ref(entity)
    if ref.kind in ("case", "route"):  # by number: titles stay in the case
        kind = schema.label("entity_kind", ref.kind, lang).lower()
        number = case.record_id(entity).partition(":")[2]
        return _("the {kind} {name}").format(kind=kind, name=shown_text(case, number))
    return shown_label(case, entity, lang)


def _file(case: "Case", name: str) -> str:
    """A file by its number; with its register where another sent one of the same name."""
    table = case.table("files")
    known = table[table.id == int(name)] if name.isdecimal() else table[:0]
    for file, sheet, batch in zip(known.name, known.sheet, known.import_id, strict=True):
        shown = shown_file(case, file)
        imports = case.table("imports")
        register = dict(zip(imports.id.tolist(), imports.register, strict=True))
        senders = {register.get(one) for one in table.import_id[table.name == file].tolist()}
        if len(senders) > 1:
            shown = f"{shown_text(case, register.get(batch, ''))}: {shown}"
        return f"{shown}, {shown_file(case, sheet)}" if sheet else shown
    return shown_file(case, name)


def _import(case: "Case", name: str, lang: str) -> str:
    _ = translator(lang)
    table = case.table("imports")
    known = table[table.id == int(name)] if name.isdecimal() else table[:0]
    for time, register in zip(known.time, known.register, strict=True):
        return _("the import of {date} (register {register})").format(
            date=str(time)[:10], register=shown_text(case, register)
        )
    return shown_text(case, name)
