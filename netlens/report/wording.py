"""What figures mean, in words: status, certainty, bands, kinds of evidence, and what a summary does not say."""

from collections.abc import Collection
from math import ceil

from netlens.case import schema
from netlens.case.records import Ring
from netlens.case.values.grade import grade_label, scheme, split_grade
from netlens.i18n import counter, translator


def status_words(ring: Ring, lang: str) -> dict[str, str]:
    """The words that stand for codes: status, decision, period."""
    _ = translator(lang)
    status = {"supported": _("Supported"), "tentative": _("Tentative"), "chance": _("Like chance")}
    decision = {
        "open": _("Not decided yet"),
        "confirmed": _("Confirmed by the analyst"),
        "dismissed": _("Dismissed by the analyst"),
    }
    dates = [date for date in (ring.first, ring.last) if date]
    return {
        "status": status[ring.status],
        "decision": decision[ring.decision],
        "period": " – ".join(dict.fromkeys(dates)),
    }


def band(code: str, lang: str) -> str:
    _ = translator(lang)
    return {
        "firm": _("Firmly in it"),
        "likely": _("Likely in it"),
        "possible": _("Possibly in it"),
        "loose": _("Loosely tied"),
    }.get(code, code)


def bands(codes: Collection[str], lang: str) -> tuple[str, ...]:
    """What the bands that occur mean."""
    _ = translator(lang)
    meanings = {
        "firm": _("Firmly in it: holds to the ring nearly always when a tenth of the evidence is missing."),
        "likely": _("Likely in it: holds to the ring most of the time then."),
        "possible": _("Possibly in it: holds to it more often than not."),
        "loose": _("Loosely tied: seldom holds to it."),
    }
    return tuple(text for code, text in meanings.items() if code in codes)


def recorded(code: str, lang: str) -> str:
    _ = translator(lang)
    return _("No role recorded") if code == "none" else schema.label("role", code, lang)


def functions(codes: tuple[str, ...], lang: str) -> str:
    return "; ".join(schema.label("functions", code, lang) for code in codes)


def evidence(kind: str, lang: str) -> str:
    """A kind of evidence as the evidence table names it."""
    _ = translator(lang)
    shared = {
        "case": _("Standing in the same case"),
        "route": _("On the same route in the same days"),
        "phone": _("Sharing a phone"),
        "account": _("Sharing an account"),
        "vehicle": _("Sharing a vehicle"),
        "document": _("Sharing a document"),
        "address": _("Sharing an address"),
        "victim": _("Handling the same victim"),
        "crossing": _("Crossing the border together"),
        "organisation": _("Tied to the same organisation"),
        "event": _("Tied to the same event"),
        "companion": _("Named as companions at a crossing"),
        "call": _("Calls"),
        "payment": _("Payments"),
    }
    return shared.get(kind) or schema.kind_label(kind, lang)


def sentences(ring: Ring, lang: str) -> tuple[str, ...]:
    """Size, status and what it means, how sure, what weakest ground it stands on."""
    _, n_ = translator(lang), counter(lang)
    size = len(ring.members)
    said = [n_("{n} member forms this ring", "{n} members form this ring", size).format(n=size) + _bands(ring, lang)]
    said.append(_meaning(ring, lang))
    if ring.status == "supported":
        said.append(
            _(
                "When a tenth of the evidence was taken away at random, again and again, and people could move to where"
                " the rest had them, {percent} % of the ring stayed together; chance alone makes such a ring in at most"
                " {n} of 1,000 networks like this one."
            ).format(percent=round(100 * ring.stability), n=max(1, ceil(1000 * ring.p_value)))
        )
    said.append(weakest(ring, lang))
    return tuple(said)


def _bands(ring: Ring, lang: str) -> str:
    counts = [
        (code, sum(member.band == code for member in ring.members)) for code in ("firm", "likely", "possible", "loose")
    ]
    return ": " + ", ".join(f"{n} {band(code, lang).lower()}" for code, n in counts if n) + "."


def _meaning(ring: Ring, lang: str) -> str:
    _ = translator(lang)
    if ring.status == "supported":
        return _(
            "Supported means: its members are tied more closely than chance explains, the ring stays together when"
            " evidence is missing, and it does not hang on one case or one call. It does not mean that anyone in it is"
            " guilty, nor that all who belong to it are known."
        )
    if ring.status == "chance":
        return _(
            "Like chance means: records like these hold groups tied as closely as this one by chance alone. It is no"
            " finding, and nobody should act on it."
        )
    return _(
        "Tentative means: there are signs of a ring here, but they do not pass every test. It may be chance, or part of"
        " something larger; more records are needed before anyone acts on it."
    )


def grade_words(grade: str, lang: str) -> str:
    """`B/2: usually reliable; probably true`; in words when there is none."""
    _ = translator(lang)
    if not grade:
        return _("ungraded")
    meaning, grade = grade_label(grade, lang=lang), grade.strip("/")
    if split_grade(grade)[0] == "" and scheme(grade) == "strength":
        return meaning  # the word is the grade
    return f"{grade}: {meaning}" if meaning and meaning != grade else grade


def weakest(ring: Ring, lang: str) -> str:
    _ = translator(lang)
    if not ring.weakest_grade:
        return _("Some of its evidence is ungraded: how far its source can be relied on is not recorded.")
    return _("Its weakest evidence is graded {grade}.").format(grade=grade_words(ring.weakest_grade, lang))


def limits(lang: str) -> tuple[str, ...]:
    _ = translator(lang)
    return (
        _("Being in the same case, on the same route or at the same address is not complicity."),
        _("The records are records of attention: they show where the police looked, not all that happened."),
        _(
            "A ring is a lead for investigation. It is no evidence of guilt, and no decision about a person may rest on"
            " it alone."
        ),
        _("Who joins or leads others in the network may do so by chance of what was recorded."),
        _("Someone who commits an offence because they were trafficked is a victim: ask before acting on a member."),
    )
