"""Short words for codes, dates, counts and entities, in the person's language, masked."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.i18n import _, language
from ui.answers.plain.page import Target

if TYPE_CHECKING:
    from netlens.case.records import Ring
    from ui.answers.ground.reading import Book

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T|$)")
ICONS = frozenset(
    ("person", "phone", "account", "vehicle", "document", "place", "organisation", "event", "case", "route", "report")
)


def entity_icon(book: "Book", entity: int) -> str:
    from netlens.case.protection import protected_ids

    kind = book.case.ref(entity).kind
    if kind == "person" and entity in protected_ids(book.case):
        return "protected"
    return kind if kind in ICONS else "info"


def entity_name(book: "Book", entity: int) -> str:
    """What an entity is called: masked where it must be; a case and a route by their number first, if it is one."""
    from netlens.case.protection import is_local, shown_label

    label, ref = shown_label(book.case, entity), book.case.ref(entity)
    if ref.kind not in ("case", "route", "report") or is_local(ref):
        return label
    number = book.case.record_id(entity).partition(":")[2]
    return number if label in ("", number) else f"{number} · {label}"


def pick(book: "Book", entity: int, ring: str = "") -> Target:
    """A click that picks an entity in every view, in the ring it is looked at in, else in the ring it belongs to."""
    return Target("select", (ring or home(book, entity), (entity,)))


def home(book: "Book", entity: int) -> str:
    """The ring an entity is a member of, else that of someone who holds it or stands in it; "" when there is none."""
    if entity in book.rings_of:
        return book.rings_of[entity][0]
    others = book.facts.other(book.facts.touching(entity), entity).tolist()
    return next((book.rings_of[one][0] for one in others if one in book.rings_of), "")


def code(names: Sequence[tuple[str, str]]) -> str:
    """(list, code) pairs as words; what is empty is left out; list "" is text as it is."""
    said = [schema.label(name, value, language()) if name else value for name, value in names if value]
    return ", ".join(dict.fromkeys(said))


def kind(name: str) -> str:
    return schema.kind_label(name, language())


def span(since: str, until: str = "") -> str:
    """A period as a person reads it; "" when nothing is known."""
    first, last = (day(text) if _ISO.match(text) else text for text in (since, until))
    if first and last and first != last:
        return f"{first} – {last}"
    return first or (_("until {date}").format(date=last) if last else "")


def day(when: str) -> str:
    """An ISO date or time in the way the language writes it; partly known dates stay partly known."""
    date, _t, time = when.partition("T")
    parts = date.split("-")
    if language() == "vi":
        date = "/".join(reversed(parts))
    return f"{date} {time[:5]}" if time else date


def period(dates: Iterable[str]) -> str:
    """First to last of many dates."""
    known = sorted(date for date in dates if _ISO.match(date))
    return span(known[0][:10], known[-1][:10]) if known else ""


def rows_target(sources: Iterable[Any], title: str) -> Target:
    """Leads to the list of these rows."""
    return Target("rows:several", (tuple((int(file), int(row)) for file, row in sources), title))


def number(value: float) -> str:
    """A count or figure with the thousands told apart as the language does."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
    return text.translate(str.maketrans(",.", ".,")) if language() == "vi" else text


def ring_name(ring: "Ring") -> str:
    """The operation's name, or the ring by its number."""
    return ring.label or _("Ring {id}").format(id=ring.id)


def band(name: str) -> str:
    """How firmly a member stands in the ring."""
    return {"firm": _("firm"), "likely": _("likely"), "possible": _("possible"), "loose": _("loose")}.get(name, name)


def recorded(role: str) -> str:
    """As what a member of a ring is recorded."""
    return {"offender": _("offender"), "suspect": _("suspect"), "none": _("no role recorded")}.get(role, role)
