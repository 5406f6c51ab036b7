"""One tie between two things of a chart → the records that say it in our words.

Dated calls between numbers become calls, sums between accounts payments, what a person has identifiers, a person's role
in a case an involvement; all else stays a stated link, with what the chart calls it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from netlens.case import schema
from netlens.case.intake.charts import words
from netlens.case.intake.charts.things import THINGS, Flag, Node
from netlens.case.records import CaseRecord

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Said:
    """What a chart says of one tie. `type` and `label` in its own words; `word` ours for it where it has none; `kind`
    and `basis` codes where the format itself says which.

    `arrow`: 1 from the first end to the second, -1 the other way, 2 both ways, 0 none. `values`: what any table takes
    (source_ref, grades, handling). `more`: amount, currency, count, seconds, cell, reference, as written.
    """

    row: int
    type: str = ""
    label: str = ""
    word: str = ""
    kind: str = ""
    basis: str = ""
    arrow: int = 0
    since: str = ""
    until: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


def with_(said: Said, **how: Any) -> Said:
    """The same, but for what is named."""
    return replace(said, **how)


def records(a: Node, b: Node, said: Said) -> Iterator[CaseRecord]:
    """The records of one tie: one, but for what says two things."""
    tie = words.Tie(said.kind, said.basis) if said.kind else _tie(said)
    arrow = said.arrow
    if arrow == -1:
        a, b, arrow = b, a, 1
    if tie.turned:  # the one it points to does it
        a, b = b, a
    since = said.since or a.date or b.date
    made = (
        _involved(a, b, said, since)
        or _called(a, b, said, tie, arrow)
        or _paid(a, b, said, tie)
        or _held(a, b, said, tie)
        or _linked(a, b, said, tie, arrow, since)
    )
    table, values, flags = made
    filled = {name: text for name, text in {**values, **said.values}.items() if text}
    more = {name: text for name, text in said.more.items() if text and name not in filled}
    extra = {**said.extra, **more}
    if said.label and said.label != said.type and said.label not in filled.values():
        extra["Label"] = said.label
    if said.type and said.type not in filled.values():
        extra["Type"] = said.type
    yield CaseRecord(table, said.row, filled, extra, flags=(*said.flags, *flags))


def _tie(said: Said) -> words.Tie:
    """What its type says; where that is no more than that there is a link, what its label says."""
    tie = words.tie(said.type or said.word)
    if tie.kind in ("", "vague") and said.label and (not said.type or tie.kind == "vague"):
        more = words.label_tie(said.label)
        return more if more.kind else tie
    return tie


Made = tuple[str, dict[str, str], tuple[Flag, ...]]


def _involved(a: Node, b: Node, said: Said, since: str) -> Made | None:
    """A person's part in a case, where a word says which."""
    person, case = (a, b) if b.kind == "case" else (b, a)
    if person.kind != "person" or case.kind != "case":
        return None
    for text in (said.type, said.label):
        values = {"case_id": case.party, "person_id": person.party, "since": since, "until": said.until}
        if role := words.role_of(text):
            return "involvements", {**values, "role": role}, ()
        if function := words.function_of(text):
            flag = ("role", text, "role_by_function")
            return "involvements", {**values, "role": "suspect", "functions": function}, (flag,)
    return None


def _called(a: Node, b: Node, said: Said, tie: words.Tie, arrow: int) -> Made | None:
    """One call or message between two numbers on a day; several in one link, or of no day, stay a link."""
    if tie.kind not in ("called", "messaged") or {a.kind, b.kind} != {"phone"} or not (a.value and b.value):
        return None
    if not said.since or said.more.get("count", "1") != "1" or arrow == 2:
        return None
    values = {"caller": a.value, "callee": b.value, "start": said.since}
    values |= {name: said.more[name] for name in ("seconds", "cell") if name in said.more}
    if tie.kind == "messaged":
        values["kind"] = "sms"
    return "calls", values, () if arrow else (("caller", a.value, "no_direction"),)


def _paid(a: Node, b: Node, said: Said, tie: words.Tie) -> Made | None:
    if tie.kind != "paid" or not said.more.get("amount") or not said.since or said.arrow == 2:
        return None
    values = {"payer": a.party, "payee": b.party, "when": said.since}
    values |= {name: said.more[name] for name in ("amount", "currency", "reference") if name in said.more}
    return "payments", values, () if said.arrow else (("payer", said.label, "no_direction"),)


def _held(a: Node, b: Node, said: Said, tie: words.Tie) -> Made | None:
    """What a person has: where the link says so, or says nothing more than that there is one."""
    person, thing = (a, b) if a.kind == "person" else (b, a)
    if person.kind != "person":
        return None
    address = thing.kind == "place" and tie.kind == "address" and bool(thing.value)
    if not address and (thing.kind not in THINGS or tie.kind not in ("holds", "vague", "shares", "")):
        return None
    if not tie.kind and said.type:
        return None  # a word we do not know may mean anything
    kind = "address" if address else thing.kind
    values = {"person_id": person.party, "kind": kind, "value": thing.value or thing.party}
    return "identifiers", {**values, "since": said.since, "until": said.until, "basis": tie.basis}, ()


def _linked(a: Node, b: Node, said: Said, tie: words.Tie, arrow: int, since: str) -> Made:
    kind, note, flags = _kind(a, b, said, tie)
    directed = "1" if arrow == 1 else "0"
    if arrow == 0 and kind in ("recruited", "controls"):  # who does it to whom is the point of these
        directed, flags = "1", (*flags, ("kind", said.type or said.label, "no_direction"))
    values = {"a": a.party, "b": b.party, "kind": kind, "directed": directed, "since": since, "until": said.until}
    values |= {name: said.more[name] for name in ("count", "amount", "currency") if name in said.more}
    return "links", {**values, "note": note}, flags


def _kind(a: Node, b: Node, said: Said, tie: words.Tie) -> tuple[str, str, tuple[Flag, ...]]:
    """The kind of a stated link, the word it stands for where the kind says less, and a flag where no word is known."""
    called = said.type or said.label or said.word
    organised = "organisation" in (a.kind, b.kind)
    if not tie.kind and said.type:
        known = words.role_of(said.type) or words.function_of(said.type)
        return "other", called, () if known else (("kind", said.type, "unknown_link"),)
    if tie.kind in ("", "vague"):
        return "associate" if a.kind == b.kind == "person" else "other", said.label or called, ()
    if tie.kind == "holds" and b.kind == "organisation" and a.kind in ("person", "organisation"):
        return "controls" if tie.basis == "subscriber" else "other", called, ()
    if (
        not schema.entry("link_kind", tie.kind)
        or tie.kind == "other"
        or (tie.kind == "controls" and organised and b.kind == "person")
    ):
        return "other", called, ()
    return tie.kind, "", ()
