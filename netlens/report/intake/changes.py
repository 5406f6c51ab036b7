"""What rows change of what stands, before it is done: whom, in which field, which value by which, in which row."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from netlens.case import schema
from netlens.case.protection import FREE_TEXT, HIDDEN, PERSONAL, protected_ids, shown_file, shown_name, shown_text
from netlens.case.record_ids import record_id
from netlens.case.records import Differing, Ref
from netlens.i18n import _, language, ngettext

if TYPE_CHECKING:
    from netlens.case.case import Case

SHOWN = 12
_TABLES = {"person": "persons", "case": "cases", "report": "reports", "route": "routes"}


class ChangeLine(NamedTuple):
    """One value beside another, as it may be shown. `decisive`: name or date of birth."""

    who: str
    field: str
    stands: str
    said: str
    place: str
    taken: bool
    decisive: bool


def lines(case: "Case", changes: Sequence[Differing], *, done: bool) -> list[str]:
    """A short list for the command line; [] when nothing contradicts what stood."""
    if not changes:
        return []
    said = [summary(changes, done=done)]
    for one in shown(case, changes[:SHOWN]):
        text = _("{who}, {field}: {stands} → {said} ({place})") if one.taken else _(
            "{who}, {field}: {stands} stays, {said} is kept beside it ({place})"
        )  # fmt: skip
        said.append(
            "  " + text.format(**{name: getattr(one, name) for name in ("who", "field", "stands", "said", "place")})
        )
    more = len(changes) - SHOWN
    if more > 0:
        said.append("  " + ngettext("… and {n} more value", "… and {n} more values", more).format(n=f"{more:,}"))
    return said


def summary(changes: Iterable[Differing], *, done: bool) -> str:
    """ "12 persons change, 3 of them by name or date of birth; 2 roles in cases change"."""
    changes = list(changes)
    people = {one.entity for one in changes if one.beside is None and one.entity.kind == "person"}
    decisive = {one.entity for one in changes if one.decisive}
    others = {one.entity for one in changes if one.beside is None} - people
    ties = {(one.entity, one.beside) for one in changes if one.beside is not None}
    parts = []
    if people:
        words = ngettext("{n} person changes", "{n} people change", len(people))
        if done:
            words = ngettext("{n} person changed", "{n} people changed", len(people))
        parts.append(words.format(n=f"{len(people):,}"))
    if decisive:
        words = ngettext(
            "{n} contradicts what stands by name or date of birth",
            "{n} contradict what stands by name or date of birth",
            len(decisive),
        )
        parts.append(words.format(n=f"{len(decisive):,}"))
    if others:
        words = ngettext("{n} case or report differs", "{n} cases or reports differ", len(others))
        parts.append(words.format(n=f"{len(others):,}"))
    if ties:
        words = ngettext("{n} role or stop gets a newer word", "{n} roles or stops get a newer word", len(ties))
        parts.append(words.format(n=f"{len(ties):,}"))
    return "; ".join(parts) + "."


def shown(case: "Case", changes: Iterable[Differing]) -> list[ChangeLine]:
    """Values as they may be seen: those of protected people hidden, of such as these rows make protected too."""
    return [_line(case, one) for one in changes]


def _line(case: "Case", one: Differing) -> ChangeLine:
    entity = case.find(one.entity)
    hidden = one.protected or (entity is not None and entity in protected_ids(case))
    hide = one.field in FREE_TEXT or (hidden and one.field in PERSONAL)
    stands, said = (_(HIDDEN) if hide else _value(case, one, value) for value in (one.stands, one.said))
    who = _who(case, one.entity, hidden)
    if one.beside is not None:
        who = f"{who} – {_who(case, one.beside, hidden=False)}"
    file = shown_file(case, one.file)
    place = _("{file}, row {row}").format(file=file, row=one.row)
    if one.sheet:
        sheet = shown_file(case, one.sheet)
        place = _("{file}, sheet {sheet}, row {row}").format(file=file, sheet=sheet, row=one.row)
    return ChangeLine(who, _label(one), stands, said, place, one.taken, one.decisive)


def _who(case: "Case", ref: Ref, hidden: bool) -> str:
    entity = case.find(ref)
    if hidden and entity is not None and entity in protected_ids(case):
        return shown_name(case, entity)
    return record_id(case, ref)


def _label(one: Differing) -> str:
    table = "involvements" if one.beside is not None and one.entity.kind == "person" else _TABLES[one.entity.kind]
    columns = (column for column in schema.TABLES[table].columns if column.name == one.field)
    return next((column.labels.get(language(), one.field) for column in columns), one.field)


def _value(case: "Case", one: Differing, value: str) -> str:
    table = "involvements" if one.beside is not None and one.entity.kind == "person" else _TABLES[one.entity.kind]
    kinds = {column.name: column.kind for column in schema.TABLES[table].columns}
    if kinds.get(one.field, "").startswith("code:"):
        name, codes = kinds[one.field][5:], (part.strip() for part in value.split(";"))
        known = (code if schema.entry(name, code) else shown_text(case, code) for code in codes)
        return ", ".join(schema.label(name, code, language()) for code in known)
    return shown_text(case, value)
