"""What ties people in FollowTheMoney: edges, and what is no edge there and ties them still (calls, messages)."""

from collections.abc import Iterator
from itertools import product

from netlens.case.intake.charts import ties
from netlens.case.intake.charts.ftm.entity import Entity, edge
from netlens.case.intake.charts.ftm.index import Index
from netlens.case.intake.charts.things import Flag, Node
from netlens.case.intake.own import own
from netlens.case.intake.reasons import reason
from netlens.case.records import CaseRecord, Issue

_MOST = 10_000  # pairs one entity may tie
_DATES = ("startDate", "endDate", "date")


def tie(entity: Entity, found: Index) -> Iterator[CaseRecord | Issue]:
    """The records of one tie, or the Issue that says which end is missing."""
    if entity.schema == "Call":
        yield from _call(entity, found)
    elif entity.schema == "Message":
        yield from _message(entity, found)
    elif entity.schema == "Similar":
        yield from _similar(entity, found)
    else:
        yield from _edge(entity, found)


def _dates(entity: Entity) -> tuple[str, str]:
    return min(entity.all("startDate", "date"), default=""), max(entity.all("endDate"), default="")


def _nodes(entity: Entity, name: str, found: Index) -> tuple[list[Node], list[Flag]]:
    """The things a property names; what the file does not hold is taken for a person the case may know."""
    here = [found.nodes[id_] for id_ in entity.all(name) if id_ in found.nodes]
    absent = [id_ for id_ in entity.all(name) if id_ not in found.nodes]
    if here or not absent:
        return here, [(name, id_, "absent_entity") for id_ in absent]
    return [Node("person", own(id_)) for id_ in absent], []


def _missing(entity: Entity, name: str) -> Issue:
    return Issue(entity.row, name, "", reason("absent_end"), code="absent_end")


def _pairs(
    entity: Entity, found: Index, first: str, second: str
) -> tuple[list[tuple[Node, Node]], list[Flag], Issue | None]:
    firsts, flags = _nodes(entity, first, found)
    seconds, more = _nodes(entity, second, found)
    if not firsts or not seconds:
        return [], [], _missing(entity, second if firsts else first)
    if len(firsts) * len(seconds) > _MOST:
        return [], [], Issue(entity.row, first, "", reason("too_many_ends"), code="too_many_ends")
    return list(product(firsts, seconds)), [*flags, *more], None


def _said(entity: Entity, used: set[str], flags: list[Flag], **how: object) -> ties.Said:
    since, until = _dates(entity)
    extra = {"schema": entity.schema, **entity.extra({*used, *_DATES})}
    values = {"source_ref": entity.first("sourceUrl")}
    said = ties.Said(entity.row, since=since, until=until, values=values, extra=extra, flags=tuple(flags))
    return ties.with_(said, **how)


def _several(pairs: list[tuple[Node, Node]], said: ties.Said) -> Iterator[CaseRecord]:
    """One tie for each pair; what the file says besides is kept with the first."""
    for a, b in pairs:
        yield from ties.records(a, b, said)
        said = ties.with_(said, extra={}, flags=())


def _edge(entity: Entity, found: Index) -> Iterator[CaseRecord | Issue]:
    how = edge(entity.schema)
    assert how is not None
    pairs, flags, issue = _pairs(entity, found, *how.ends)
    if issue:
        yield issue
        return
    used = set(how.ends)
    more: dict[str, str] = {}
    held: list[tuple[Node, Node]] = []
    if entity.schema == "Payment":
        accounts = _accounts(entity, found)
        if accounts:
            used |= {"payerAccount", "beneficiaryAccount"}
            held = [(one, accounts[end]) for pair in pairs for end, one in enumerate(pair)]
            pairs = [accounts]
        more = _sum(entity, used)
    says = entity.first(*how.says)
    # A role in a case, and the only word for an unknown link, decide what it is; any other word comes with it.
    decides = how.type == "unknown link" or any(b.kind == "case" for _a, b in pairs)
    used |= {name for name in how.says if entity.all(name) == (says,)}
    made = _said(
        entity,
        used,
        flags,
        type=says if decides else "",
        label="" if decides else says,
        word=how.type,
        kind=how.kind,
        arrow=int(how.directed),
        more=more,
    )
    yield from _several(pairs, made)
    yield from _users(entity, held)


def _users(entity: Entity, held: list[tuple[Node, Node]]) -> Iterator[CaseRecord]:
    """That people used the numbers and accounts by which they called or paid."""
    for person, thing in dict.fromkeys(held):
        if person.kind == "person":
            yield from ties.records(person, thing, ties.Said(entity.row, kind="holds", basis="user"))


def _accounts(entity: Entity, found: Index) -> tuple[Node, Node] | None:
    """The accounts a sum went from and to, where the file says both."""
    payer, payee = (
        [node for id_ in entity.all(name) if (node := found.nodes.get(id_)) and node.kind == "account"]
        for name in ("payerAccount", "beneficiaryAccount")
    )
    return (payer[0], payee[0]) if len(payer) == len(payee) == 1 else None


def _sum(entity: Entity, used: set[str]) -> dict[str, str]:
    """The sum, its currency, and what it was for."""
    more = {"amount": entity.first("amount"), "currency": entity.first("currency")}
    if more["amount"]:
        used |= {"amount", "currency"}
    else:
        for name, currency in (("amountEur", "EUR"), ("amountUsd", "USD")):
            if entity.first(name):
                more = {"amount": entity.first(name), "currency": currency}
                used.add(name)
                break
    more["reference"] = entity.first("transactionNumber", "purpose")
    used |= {name for name in ("transactionNumber", "purpose") if entity.all(name) == (more["reference"],)}
    return more


def _call(entity: Entity, found: Index) -> Iterator[CaseRecord | Issue]:
    """A call between two numbers, or between whoever made it; who made it uses the number."""
    ends: list[list[Node]] = []
    held: list[tuple[Node, Node]] = []
    flags: list[Flag] = []
    for name in ("caller", "receiver"):
        people, absent = _nodes(entity, name, found)
        lines = [Node("phone", "", number) for number in entity.all(f"{name}Number")]
        if not people and not lines:
            yield _missing(entity, name)
            return
        flags += absent
        ends.append(lines or people)
        if len(lines) == 1:
            held += [(person, lines[0]) for person in people]
    if len(ends[0]) * len(ends[1]) > _MOST:
        yield Issue(entity.row, "caller", "", reason("too_many_ends"), code="too_many_ends")
        return
    used = {"caller", "callerNumber", "receiver", "receiverNumber", "duration"}
    more = {"seconds": entity.first("duration")}
    yield from _several(
        [(a, b) for a in ends[0] for b in ends[1]],
        _said(entity, used, flags, word="call", kind="called", arrow=1, more=more),
    )
    yield from _users(entity, held)


def _message(entity: Entity, found: Index) -> Iterator[CaseRecord | Issue]:
    """From its sender, or the sender's account, to each recipient."""
    senders, flags = _nodes(entity, "sender", found)
    if not senders:
        senders, flags = _nodes(entity, "senderAccount", found)
    receivers, more = _nodes(entity, "recipients", found)
    if not receivers:
        receivers, more = _nodes(entity, "recipientAccount", found)
    if not senders or not receivers:
        yield _missing(entity, "recipients" if senders else "sender")
        return
    if len(senders) * len(receivers) > _MOST:
        yield Issue(entity.row, "recipients", "", reason("too_many_ends"), code="too_many_ends")
        return
    used = {"sender", "senderAccount", "recipients", "recipientAccount"}
    said = _said(entity, used, [*flags, *more], word="message", kind="messaged", label=entity.first("subject"), arrow=1)
    yield from _several([(a, b) for a in senders for b in receivers], said)


def _similar(entity: Entity, found: Index) -> Iterator[CaseRecord | Issue]:
    """Kept as a note that ties nobody: nothing joins two but a register's key or a recorded decision."""
    pairs, flags, issue = _pairs(entity, found, "candidate", "match")
    if issue:
        yield issue
        return
    score = entity.first("confidenceScore")
    flags = [*flags, ("match", score, "similar")]
    said = _said(entity, {"candidate", "match"}, flags, word="similar", kind="other", more={"count": "0"})
    yield from _several(pairs, said)
