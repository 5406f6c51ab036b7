"""Do we know this name, number, plate, account, document? By the whole of it, in whatever spelling; never by a part.

What only protected people hold, or are called, is known and no more: who it is must be asked for, and is entered in the
audit. So the answer to a name gives nobody away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.case.protection import masked_ids, shown_label, shown_name
from netlens.case.records import Ref
from netlens.case.values import account, gate, id_number, phone, plate
from netlens.case.values.name import fold

if TYPE_CHECKING:
    from netlens.case.case import Case

LEAST = 6  # digits of an account's number
NAMED = ("case", "place", "organisation")  # what a person may ask for by its label, beside people


@dataclass(frozen=True, slots=True)
class Known:
    """One thing or person of the case that a term means.

    `protected`: nothing else is said of it (`entity` -1). `holders`: shown names of those who hold it. `cases`: record
    ids of those it stands in. `calls`, `others`, `first`, `last`: of a phone, how many calls, with how many numbers,
    from which day to which.
    """

    kind: str
    entity: int = -1
    record: str = ""
    label: str = ""
    protected: bool = False
    holders: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    calls: int = 0
    others: int = 0
    first: str = ""
    last: str = ""


def look_up(case: "Case", term: str) -> tuple[Known, ...]:
    """All that a term means, people first; () when the case knows nothing of it."""
    found = dict.fromkeys(_meant(case, " ".join(term.split())))
    return tuple(_told(case, entity) for entity in sorted(found, key=lambda one: (_rank(case, one), one)))


def read_list(text: str) -> list[str]:
    """The terms of a list: one a line; of a line with several cells, the first."""
    lines = (line.split("\t")[0].strip().strip("\ufeff") for line in text.splitlines())
    return [line for line in lines if line]


def _meant(case: "Case", term: str) -> Iterator[int]:
    if not term:
        return
    ids = (term, f"persons:{term}", f"cases:{term}") if "/" in term and ":" not in term else (term,)
    yield from (known for one in ids if (known := case.by_record_id(one)) is not None)
    number, problem = phone.clean(term)
    refs = [Ref("phone", "", number)] if number and not problem else []
    refs += [Ref("account", "", one) for one in {account.clean(term)[0], *_accounts(term)} if one]
    refs += [Ref("vehicle", "", plate.clean(term)[0]), Ref("document", "", id_number.clean_document(term)[0])]
    refs += [Ref("document", "", id_number.clean(term)[0])]
    refs += [Ref(kind, register, term) for kind in ("person", "case") for register in case.registers()]
    for ref in refs:
        entity = case.find(ref) if ref.key else None
        if entity is not None:
            yield entity
    digits = re.sub(r"[\s.\-]", "", term)
    if digits.isascii() and digits.isdigit() and len(digits) >= LEAST:
        ends = f" {digits}"  # an account's number is its own whatever the bank
        found = (one for one, ref in case.reading.refs.items() if ref.kind == "account" and ref.key.endswith(ends))
        yield from (one for one in found if case.ref(one).key.startswith("bank:"))
    yield from _called(case, fold(term), fold(gate.clean(term)[0]))


def _accounts(term: str) -> Iterator[str]:
    """A handle or a number without a word on whose service: as an account of each kind that goes by such."""
    for kind in ("zalo", "facebook", "telegram", "wechat", "bank"):
        value, problem = account.clean(term, kind)
        if not problem:
            yield value


def _called(case: "Case", wanted: str, place: str) -> Iterator[int]:
    """Everyone of that name or alias, or who had that name before an update, every case, place or organisation of that
    label.
    """
    persons = case.table("persons")
    columns = (persons["id"].tolist(), persons["name"].tolist(), persons["aliases"].tolist())
    for entity, name, aliases in zip(*columns, strict=True):
        if any(one and fold(one) == wanted for one in (name, *aliases)):
            yield entity
    said = case.reading.statements("person")
    for entity in said.further:
        if any(fold(detail.get("full_name", "")) == wanted for detail in said.details(entity)):
            yield entity
    for entity, label in case.reading.labels.items():
        if (called := fold(label)) not in (wanted, place):
            continue
        kind = case.ref(entity).kind
        if (called == wanted and kind in NAMED) or (called == place and kind == "place"):
            yield entity


def _rank(case: "Case", entity: int) -> int:
    kinds: Sequence[str] = ("person", "phone", "account", "document", "vehicle")
    kind = case.ref(entity).kind
    return kinds.index(kind) if kind in kinds else len(kinds)


def _told(case: "Case", entity: int) -> Known:
    kind = case.ref(entity).kind
    if entity in masked_ids(case):
        return Known(kind, protected=True)
    held = case.table("holdings")
    holders = set(held.person[held.thing == entity].tolist())
    names = tuple(sorted(shown_name(case, person) for person in holders))
    found = Known(
        kind, entity, case.record_id(entity), shown_label(case, entity), False, names, _cases(case, entity, holders)
    )
    return found if kind != "phone" else _called_by(case, found)


def _cases(case: "Case", entity: int, holders: set[int]) -> tuple[str, ...]:
    stands = case.table("involvements")
    people = {entity, *holders}
    return tuple(sorted({case.record_id(one) for one in stands.case[stands.person.isin(people)].tolist()}))


def _called_by(case: "Case", known: Known) -> Known:
    from dataclasses import replace

    ties = case.ties_of(known.entity)
    days = [day for day in (*ties["first"].tolist(), *ties["last"].tolist()) if day]
    first, last = (min(days), max(days)) if days else ("", "")
    return replace(known, calls=int(ties.calls.sum()), others=len(ties), first=first, last=last)
