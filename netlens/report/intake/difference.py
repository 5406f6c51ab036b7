"""How another case differs from this one, in words: for the command line and for the import dialog."""

from netlens.case import schema
from netlens.case.merging.difference import Compared, Difference
from netlens.i18n import _, language, ngettext

SHOWN = 12
_TABLES = {"person": "persons", "case": "cases", "report": "reports", "involvement": "involvements", "stop": "routes"}


def lines(found: Difference) -> list[str]:
    """What to print before the other case comes in."""
    said = [_("{file} beside this case (registers there: {names}):").format(
        file=found.name, names=", ".join(found.registers)
    )]  # fmt: skip
    text = _("  {kind}: only here {here}, only there {there}, in both {both}")
    for one in (*found.entities, *found.links):
        if not one.there and not one.both:
            continue
        line = text.format(kind=kind_name(one), here=f"{one.here:,}", there=f"{one.there:,}", both=f"{one.both:,}")
        said.append(line + (", " + _("with other values {n}").format(n=f"{one.differ:,}") if one.differ else ""))
    text = _("  {record}, {field}: {here} here, {there} there")
    said += (
        text.format(record=one.record, field=field_name(one.table, one.field), here=one.here, there=one.there)
        for one in found.values[:SHOWN]
    )
    more = found.differing - SHOWN
    if more > 0:
        said.append("  " + ngettext("… and {n} more value", "… and {n} more values", more).format(n=f"{more:,}"))
    return said + notes(found)


def notes(found: Difference) -> list[str]:
    """What does not come over, and what stops the import."""
    said = []
    if found.same:
        said.append(_("The other case holds nothing that does not stand here."))
    if found.decisive:
        n = found.decisive
        words = ngettext(
            "{n} name, date of birth or day of opening contradicts what stands here: give the other case's registers a"
            " name of their own, or take its values as an update.",
            "{n} names, dates of birth or days of opening contradict what stands here: give the other case's registers"
            " a name of their own, or take its values as an update.",
            n,
        )
        said.append(words.format(n=f"{n:,}"))
    if found.decisions:
        n = len(found.decisions)
        words = ngettext("{n} decision is not taken over: {what}", "{n} decisions are not taken over: {what}", n)
        said.append(words.format(n=n, what="; ".join(decision(one) for one in found.decisions[:SHOWN])))
    if found.withdrawn:
        n = found.withdrawn
        words = ngettext("{n} import withdrawn there stays there.", "{n} imports withdrawn there stay there.", n)
        said.append(words.format(n=n))
    return said


def decision(one: tuple[str, str, str, int]) -> str:
    """One decision of the other case, in words."""
    ring, verdict, name, members = one
    verdicts = {"confirmed": _("confirmed"), "dismissed": _("dismissed"), "open": _("open")}
    people = ngettext("{n} member", "{n} members", members).format(n=members)
    title = f"{ring} ({name})" if name else ring
    return f"{title}: {verdicts.get(verdict, verdict)}, {people}"


def kind_name(one: Compared) -> str:
    """The label of a kind of entity or of link."""
    if schema.entry("entity_kind", one.kind):
        return schema.label("entity_kind", one.kind, language())
    return schema.kind_label(one.kind, language())


def field_name(kind: str, field: str) -> str:
    """The label of a native column."""
    columns = schema.TABLES[_TABLES[kind]].columns
    return next((column.labels.get(language(), field) for column in columns if column.name == field), field)
