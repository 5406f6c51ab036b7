"""One thing of a chart → the records that make it known; and what a tie needs to know of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from netlens.case.intake.own import row_id
from netlens.case.records import CaseRecord
from netlens.i18n import _

Flag = tuple[str, str, str]
_LONGEST = 180  # characters of an id; what is longer is cut, and told apart by what it was
_TABLES = {"person": "persons", "case": "cases"}
THINGS = frozenset({"phone", "account", "vehicle", "document"})  # what a person holds, beside an address


class Node(NamedTuple):
    """A thing as a tie sees it: `key` its id in the file, marked (own.py); `value` what it is known by everywhere ("":
    by its id alone); `date` when it was, of an event.
    """

    kind: str
    key: str
    value: str = ""
    date: str = ""

    @property
    def party(self) -> str:
        """How records name it; a number that has no item of its own stands for itself."""
        return self.key or self.value


@dataclass(frozen=True, slots=True)
class Thing:
    """All a chart says of one thing. `values` are native columns of its table, `role` one the law protects."""

    node: Node
    row: int
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    role: str = ""


def key_of(text: str) -> str:
    """An id as a key: what is too long to be one keeps its beginning and a mark of the rest."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[:150]}…{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def records(thing: Thing, chart: str) -> Iterator[CaseRecord]:
    """The records of one thing. `chart` names the file: whom it shows as a victim is one in a case of that name."""
    node, row = thing.node, thing.row
    table = _TABLES.get(node.kind, "entities")
    if table == "persons":
        values = {"person_id": node.party, "full_name": thing.label, **thing.values}
    elif table == "cases":
        values = {"case_id": node.party, "title": thing.label, **thing.values}
    else:
        values = {"entity_id": node.party, "kind": node.kind, "value": node.value, "label": thing.label, **thing.values}
    filled = {name: text for name, text in values.items() if text}
    yield CaseRecord(table, row, filled, thing.extra, flags=thing.flags)
    if thing.role and node.kind == "person":
        case = row_id("(chart)")
        yield CaseRecord("cases", row, {"case_id": case, "title": _("Shown in the chart {file}").format(file=chart)})
        involved = {"case_id": case, "person_id": node.party, "role": thing.role}
        flags = (("role", thing.role, "shown_protected"),)
        yield CaseRecord("involvements", row, involved, flags=flags)
