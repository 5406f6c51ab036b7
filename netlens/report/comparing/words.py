"""How rings were looked for, what became of them, and why, in one language. No name of anyone is said here."""

from collections.abc import Collection, Mapping
from typing import Any

from netlens.case.records import Ring
from netlens.i18n import counter, translator
from netlens.network.comparing.comparison import Between, Comparison, Difference
from netlens.network.comparing.fresh import Fresh
from netlens.network.comparing.passages import Became, Move, Passage
from netlens.network.facts.weights import DEFAULTS, HALF_LIFE
from netlens.network.plain.asked import ENGINE, METHODS
from netlens.report import wording
from netlens.report.periods.story import facts, listed
from netlens.report.periods.words import day

KINDS = 3  # kinds of new evidence that are named; the rest are counted


def ring_name(ring: Ring, lang: str) -> str:
    """The operation's name, or the ring by its number; mask it before it is shown."""
    return ring.label or translator(lang)("Ring {id}").format(id=ring.id)


def method_name(method: str, lang: str) -> str:
    return translator(lang)(METHODS[method].label) if method in METHODS else method


def settings_words(settings: Mapping[str, Any], lang: str) -> str:
    """How rings were looked for, in a line: method and parameters, period, what was left out, weights, seed."""
    _, n_ = translator(lang), counter(lang)
    method = str(settings.get("method", ENGINE))
    said = [_method(settings, method, lang)]
    filters = settings.get("filters") or {}
    since, until = str(filters.get("from") or ""), str(filters.get("to") or "")
    if since or until:
        said.append(
            _("evidence of {since} to {until}").format(since=day(since, lang) or "…", until=day(until, lang) or "…")
        )
    without = len(filters.get("without") or ())
    if without:
        said.append(n_("{n} thing left out", "{n} things left out", without).format(n=without))
    changed = _changed(settings.get("weights") or {})
    if changed:
        named = [f"{weight_name(kind, lang)} {figure(value, lang)}" for kind, value in changed.items()]
        said.append(_("weights: {named}").format(named=listed(named, lang, keep_order=True)))
    seeds = [seed for seed in settings.get("seeds") or () if seed != 1]
    if seeds:
        said.append(_("seed {n}").format(n=", ".join(map(str, seeds))))
    return "; ".join(said)


def _method(settings: Mapping[str, Any], method: str, lang: str) -> str:
    _ = translator(lang)
    said = []
    if settings.get("objective") and method == "leiden":
        said.append({"modularity": _("modularity"), "cpm": "CPM"}.get(str(settings["objective"]), ""))
    if method != ENGINE and settings.get("resolutions"):
        said.append(_("resolution {r}").format(r=figure(settings["resolutions"][0], lang)))
    if settings.get("core"):
        said.append(_("k = {k}").format(k=settings["core"]))
    if settings.get("max_size"):
        said.append(_("at most {n} people").format(n=settings["max_size"]))
    name = method_name(method, lang)
    return f"{name} ({', '.join(said)})" if said else name


def _changed(weights: Mapping[str, Any]) -> dict[str, float]:
    """The weights that are not the defaults."""
    return {kind: float(value) for kind, value in weights.items() if DEFAULTS.get(kind) != value}


def weight_name(kind: str, lang: str) -> str:
    if kind == HALF_LIFE:
        return translator(lang)("years after which evidence counts half")
    return wording.evidence(kind, lang).lower()


def figure(value: float, lang: str) -> str:
    """A parameter as the language writes it: no more digits than it has."""
    text = f"{float(value):g}"
    return text.replace(".", ",") if lang == "vi" else text


def became_word(became: Became, lang: str) -> str:
    """One word for what became of a ring."""
    _ = translator(lang)
    return {
        "new": _("new"),
        "split": _("split"),
        "merged": _("merged"),
        "regrouped": _("regrouped"),
        "grown": _("grown"),
        "changed": _("other members"),
        "shrunk": _("smaller"),
        "gone": _("no longer found"),
        "same": _("unchanged"),
    }[became]


def counts(passage: Passage) -> str:
    """`+3 −1`; "" when nobody came or went."""
    gained, lost = len(passage.gained), len(passage.lost)
    return " ".join(text for text, n in ((f"+{gained}", gained), (f"−{lost}", lost)) if n)


def passage_words(passage: Passage, lang: str) -> str:
    """What became of the ring, in sentences that name it."""
    _, n_ = translator(lang), counter(lang)
    was, now = _names(passage, lang)
    people = len(passage.ring.members)
    sentences = {
        "new": n_("{now} is new, with {n} person.", "{now} is new, with {n} people.", people),
        "gone": n_("{was}, {n} person, is no longer found.", "{was}, {n} people, is no longer found.", people),
        "split": _("{was} is now several rings: {now}."),
        "merged": _("{was} are now one ring: {now}."),
        "regrouped": _("{was} are now grouped otherwise: {now}."),
        "grown": _("{now} has grown."),
        "shrunk": _("{now} has become smaller."),
        "changed": _("{now} has other members than before."),
        "same": _("{now} has the same members as before."),
    }
    return " ".join([sentences[passage.became].format(was=was, now=now, n=people), *_further(passage, was, lang)])


def passage_note(passage: Passage, lang: str) -> str:
    """The same for where the ring's name and its lot stand above it already; "" when there is no more to say."""
    _, n_ = translator(lang), counter(lang)
    was, now = _names(passage, lang)
    people = len(passage.ring.members)
    notes = {
        "new": n_("{n} person", "{n} people", people),
        "gone": n_("{n} person", "{n} people", people),
        "split": _("{was} is now several rings: {now}."),
        "merged": _("{was} are now one ring: {now}."),
        "regrouped": _("{was} are now grouped otherwise: {now}."),
    }
    said = notes.get(passage.became, "").format(was=was, now=now, n=people)
    return " ".join(text for text in (said, *_further(passage, was, lang)) if text)


def _names(passage: Passage, lang: str) -> tuple[str, str]:
    was, now = (", ".join(ring_name(one, lang) for one in some) for some in (passage.before, passage.after))
    return was, now


def _further(passage: Passage, was: str, lang: str) -> list[str]:
    """Another number, another status, and groups that are no closer than chance makes."""
    _, said = translator(lang), []
    if len(passage.before) == len(passage.after) == 1 and passage.before[0].id != passage.after[0].id:
        said.append(_("It was {was} before.").format(was=was))
    if passage.surer:
        step = (passage.before[0].status, passage.after[0].status)
        said.append(
            _("It was {then} and is now {now}.").format(then=_status(step[0], lang), now=_status(step[1], lang))
        )
    if passage.shadow is not None and passage.became == "gone":
        said.append(_("Its people still form a group, but no closer than chance makes."))
    elif passage.shadow is not None:
        said.append(_("Its people formed a group before, but no closer than chance makes."))
    return said


def _status(status: str, lang: str) -> str:
    _ = translator(lang)
    return {"supported": _("supported"), "tentative": _("tentative"), "chance": _("chance")}[status]


def gained_words(move: Move, lang: str) -> str:
    """Why, as far as it is known, someone came to a ring."""
    _ = translator(lang)
    if move.by_hand:
        return _("added by hand")
    if move.ring:
        return _("before in ring {id}").format(id=move.ring)
    return _("before in no ring") if move.known else _("not in the evidence before")


def lost_words(move: Move, lang: str) -> str:
    """Where someone is now who left a ring."""
    _ = translator(lang)
    if move.ring:
        return _("now in ring {id}").format(id=move.ring)
    return _("now in no ring") if move.known else _("no longer in the evidence")


def reasons(comparison: Comparison, names: Mapping[int, str], lang: str) -> list[str]:
    """What may say why rings changed: settings, imports (`names`: import id → its label), decisions; or none of it."""
    _, n_ = translator(lang), counter(lang)
    said = [difference_words(one, lang) for one in comparison.differences if one.what != "version"]
    said += _imports(comparison.between, names, lang)
    versions = [one for one in comparison.differences if one.what == "version"]
    if versions:
        changed = ", ".join(f"{one.kind} {one.before or '–'} → {one.after or '–'}" for one in versions)
        said.append(_("Other versions of the programs: {listed}.").format(listed=changed))
    if comparison.between.decisions:
        n = comparison.between.decisions
        text = n_("{n} decision was made about rings.", "{n} decisions were made about rings.", n)
        said.append(text.format(n=n))
    return said or [_("Nothing came into the case between the two, and both were looked for alike.")]


def difference_words(one: Difference, lang: str) -> str:
    """A setting that differs, in a sentence."""
    _ = translator(lang)
    if one.what == "method":
        told = _("Looked for by {after}, before by {before}.")
        return told.format(
            before=method_name(str(one.before or ENGINE), lang), after=method_name(str(one.after or ENGINE), lang)
        )
    if one.what == "weight":
        return _("{kind}: weight {after}, before {before}.").format(
            kind=weight_name(one.kind, lang).capitalize(),
            before=_value(one.before, lang),
            after=_value(one.after, lang),
        )
    names = {
        "objective": _("Objective"),
        "resolutions": _("Resolution"),
        "core": _("k of the k-core"),
        "max_size": _("Largest ring"),
        "seeds": _("Seed"),
        "from": _("Evidence from"),
        "to": _("Evidence until"),
        "without": _("Left out"),
    }
    return _("{what}: {after}, before {before}.").format(
        what=names.get(one.what, one.what), before=_value(one.before, lang), after=_value(one.after, lang)
    )


def _value(value: Any, lang: str) -> str:
    _ = translator(lang)
    if value in (None, "", 0, [], ()):
        return _("not set")
    if isinstance(value, list | tuple):
        return ", ".join(_value(one, lang) for one in value)
    return figure(value, lang) if isinstance(value, int | float) else day(str(value), lang)


def _imports(between: Between, names: Mapping[int, str], lang: str) -> list[str]:
    _, n_ = translator(lang), counter(lang)
    said = []
    if between.imports:
        n, named = len(between.imports), ", ".join(names.get(one, str(one)) for one in between.imports)
        text = n_("{n} import came between: {listed}.", "{n} imports came between: {listed}.", n)
        said.append(text.format(n=n, listed=named))
    if between.withdrawn:
        n, named = len(between.withdrawn), ", ".join(names.get(one, str(one)) for one in between.withdrawn)
        text = n_("{n} import was withdrawn: {listed}.", "{n} imports were withdrawn: {listed}.", n)
        said.append(text.format(n=n, listed=named))
    return said


def fresh_words(fresh: Collection[Fresh], lang: str) -> str:
    """The new evidence inside a ring, by kind; "" when there is none."""
    _ = translator(lang)
    total: dict[str, int] = {}
    for one in fresh:
        for kind, count in one.facts.items():
            total[kind] = total.get(kind, 0) + count
    if not total:
        return ""
    return _("New evidence ties its members: {listed}.").format(listed=facts(total, lang, KINDS))
