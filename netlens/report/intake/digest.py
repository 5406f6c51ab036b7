"""The digest of an import in words and as data: masked, rings by number and name, watched people by name or code."""

from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.case.protection import shown_name, shown_text
from netlens.i18n import _, language, ngettext
from netlens.network.digest import Digest, News

if TYPE_CHECKING:
    from netlens.case.case import Case

SHOWN = 12  # rings, and watched people, told of on the command line; all of them stand in --json and in the window


def lines(case: "Case", digest: Digest) -> list[str]:
    """What to print after the ledger; [] when nothing of interest was touched."""
    if digest.empty:
        return []
    said = [_("What it touched:")]
    said += [f"  {ring_name(case, ring)}: {news(one)}" for ring, one in list(digest.rings.items())[:SHOWN]]
    said += _more(len(digest.rings) - SHOWN, "rings")
    for entity, one in list(digest.watched.items())[:SHOWN]:
        said.append("  " + _("Watched: {who}: {what}").format(who=shown_name(case, entity), what=news(one)))
    said += _more(len(digest.watched) - SHOWN, "watched")
    for person, rings in list(digest.across.items())[:SHOWN]:
        names = ", ".join(rings)
        said.append("  " + _("{who} stands beside {rings}.").format(who=shown_name(case, person), rings=names))
    return said


def _more(n: int, what: str) -> list[str]:
    if n <= 0:
        return []
    if what == "rings":
        return ["  " + ngettext("… and {n} more ring", "… and {n} more rings", n).format(n=n)]
    return ["  " + ngettext("… and {n} more that is watched", "… and {n} more that are watched", n).format(n=n)]


def ring_name(case: "Case", ring: str) -> str:
    """The ring by its number, and by the operation's name where it has one."""
    decision = case.decisions().get(ring)
    name = shown_text(case, decision.name) if decision and decision.name else ""
    return _("Ring {id} ({name})").format(id=ring, name=name) if name else _("Ring {id}").format(id=ring)


def news(one: News) -> str:
    """ "4 new calls, 1 new person beside it"."""
    said = [_fact(kind, n) for kind, n in one.facts.items()]
    if one.people:
        n = len(one.people)
        said.append(ngettext("{n} new person beside it", "{n} new people beside it", n).format(n=f"{n:,}"))
    if one.things:
        n = len(one.things)
        words = ngettext("{n} new number or document", "{n} new numbers and documents", n)
        said.append(words.format(n=f"{n:,}"))
    return ", ".join(said)


def _fact(kind: str, n: int) -> str:
    return _counted(kind, n).format(n=f"{n:,}", kind=schema.kind_label(kind, language()))


def _counted(kind: str, n: int) -> str:
    if kind == "record":
        return ngettext("{n} record sent again or new", "{n} records sent again or new", n)
    if kind == "changed":
        return ngettext("{n} newer word on a role or stop", "{n} newer words on roles or stops", n)
    if kind == "called":
        return ngettext("{n} new call", "{n} new calls", n)
    if kind == "paid":
        return ngettext("{n} new payment", "{n} new payments", n)
    if kind == "crossed":
        return ngettext("{n} new border crossing", "{n} new border crossings", n)
    if kind == "involvement":
        return ngettext("{n} new role in a case", "{n} new roles in cases", n)
    if kind == "holds":
        return ngettext("{n} new phone, account, paper or address", "{n} new phones, accounts, papers or addresses", n)
    if kind in ("stop", "travels"):
        return ngettext("{n} new part of a route", "{n} new parts of routes", n)
    if kind == "of_case":
        return ngettext("{n} new route or report in a case", "{n} new routes or reports in cases", n)
    return ngettext("{n} new tie ({kind})", "{n} new ties ({kind})", n)


def as_json(case: "Case", digest: Digest) -> dict[str, Any]:
    """The key `digest` of `import --json`."""
    return {
        "rings": [{"id": ring, "name": ring_name(case, ring), **_counts(one)} for ring, one in digest.rings.items()],
        "watched": [
            {"id": _id(case, entity), "name": shown_name(case, entity), **_counts(one)}
            for entity, one in digest.watched.items()
        ],
        "across": [{"name": shown_name(case, person), "rings": list(rings)} for person, rings in digest.across.items()],
    }


def _id(case: "Case", entity: int) -> str:
    """The record id; of what must not be known, the code it goes by."""
    shown, key = shown_name(case, entity), case.ref(entity).key
    hidden = entity in case.reading.protected or (case.ref(entity).kind != "person" and shown != key)
    return shown if hidden else case.record_id(entity)


def _counts(one: News) -> dict[str, Any]:
    return {"facts": dict(one.facts), "new_people": len(one.people), "new_things": len(one.things)}
