"""One edge → what it says: somebody's part in a case, what somebody holds, or a tie of some kind.

An edge that does not say how two people are tied makes them associates: that is all a line between two people says.
Between two numbers it is a call. A weight that is a whole number says how often; any other is kept beside.
"""

from collections.abc import Iterator, Mapping

from netlens.case import schema
from netlens.case.intake.graph.items import Edge, Hyperedge
from netlens.case.intake.graph.nodes import HOLDABLE, Known
from netlens.case.intake.graph.words import edge_use, is_holding, is_moment, moment, role_of, says_kind
from netlens.case.intake.own import own, row_id
from netlens.case.intake.reasons import reason
from netlens.case.records import CaseRecord, Issue

UNKNOWN = "unknown_node"


class Repeats:
    """Tells equal edges of one file apart, where the format means each of them: the second, third … get a mark."""

    def __init__(self) -> None:
        self._met: dict[int, int] = {}

    def mark(self, values: Mapping[str, str]) -> str:
        """ "" for the first of its kind, else the mark that makes it a fact of its own."""
        print_ = hash(tuple(values.items()))
        n = self._met[print_] = self._met.get(print_, 0) + 1
        return row_id(n) if n > 1 else ""


def edge_records(edge: Edge, known: Known, repeats: Repeats | None) -> Iterator[CaseRecord | Issue]:
    """The records of one edge whose ends are known; an Issue for one whose ends are not."""
    kinds = known.kinds
    a, b = kinds.get(edge.a), kinds.get(edge.b)
    if a is None or b is None:
        missing, at = (edge.a, "source") if a is None else (edge.b, "target")
        yield Issue(edge.row, at, missing, reason(UNKNOWN), "", UNKNOWN)
        return
    said, values, extra = _sorted(edge)
    person, other, thing = (edge.a, edge.b, b) if a == "person" else (edge.b, edge.a, a)
    one_person = (a == "person") != (b == "person")
    if one_person and thing == "case":
        role = role_of(extra.get("role", "")) or role_of(said)
        if role:
            yield _involvement(edge, person, other, role, said, values, extra)
            return
    extra.pop("role", None)
    if one_person and thing in HOLDABLE and other in known.values and is_holding(said):
        rest = {"relation": said, **extra} if said else extra
        yield from _held(edge, person, other, thing, known, values, rest)
        return
    kind = said or ("called" if a == b == "phone" else "associate")
    direction = {} if edge.directed is None else {"directed": "yes" if edge.directed else "no"}
    for since, until in edge.spells or (("", ""),):
        spell = {name: moment(text) for name, text in (("since", since), ("until", until)) if text}
        told = {"a": own(edge.a), "b": own(edge.b), "kind": kind, **direction, **values, **spell}
        if repeats and (mark := repeats.mark(told)):
            told["source_ref"] = mark
        yield CaseRecord("links", edge.row, told, extra)


def _sorted(edge: Edge) -> tuple[str, dict[str, str], dict[str, str]]:
    """(the word for the kind, columns of `links`, the rest). A role stays in the rest, as `role` too."""
    said = edge.relation
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    weight = edge.weight
    if edge.times > 1:
        values["count"] = str(edge.times)
        if weight:
            extra["weight"], weight = weight, ""
    for name, text in edge.attributes.items():
        use, column = edge_use(name)
        if (use == "kind" and not said) or (use == "label" and not said and says_kind(text)):
            said = text
        elif use == "weight" and not weight and "count" not in values and _whole(text):
            values["count"] = _whole(text)
        elif use == "role":
            extra[name] = text
            extra.setdefault("role", text)
        elif use == "column" and column not in values and _fits(column, text):
            values[column] = moment(text) if column in ("since", "until") else text
        else:
            extra[name] = text
    if weight:
        if "count" not in values and _whole(weight):
            values["count"] = _whole(weight)
        else:
            extra.setdefault("weight", weight)
    return said, values, extra


def _whole(text: str) -> str:
    """A whole number above zero, without its `.0`; "" for any other."""
    if text.isdecimal():
        return text if text.strip("0") else ""
    try:
        number = float(text)
    except ValueError:
        return ""
    return str(int(number)) if 1 <= number < 1e15 and number == int(number) else ""


def _fits(column: str, text: str) -> bool:
    if column in ("since", "until"):
        return is_moment(text)
    if column == "count":
        return bool(_whole(text))
    return column != "amount" or any(sign.isdecimal() for sign in text)


def _involvement(
    edge: Edge, person: str, case: str, role: str, said: str, values: Mapping[str, str], extra: Mapping[str, str]
) -> CaseRecord:
    told = {"case_id": own(case), "person_id": own(person), "role": role}
    rest: dict[str, str] = {"role": said} if said else {}
    for name, text in (*values.items(), *extra.items()):
        column = schema.field("involvements", name)
        if column and column not in told:
            told[column] = text
        else:
            rest[name] = text
    return CaseRecord("involvements", edge.row, told, rest)


def _held(
    edge: Edge, person: str, other: str, thing: str, known: Known, values: Mapping[str, str], extra: Mapping[str, str]
) -> Iterator[CaseRecord]:
    dates = {name: text for name, text in values.items() if name in ("since", "until")}
    rest = {**{name: text for name, text in values.items() if name not in dates}, **extra}
    for since, until in edge.spells or ((dates.get("since", ""), dates.get("until", "")),):
        told = {"person_id": own(person), "kind": thing, "value": known.values[other], "since": since, "until": until}
        yield CaseRecord("identifiers", edge.row, {name: text for name, text in told.items() if text}, rest)


def hyperedge_records(edge: Hyperedge, known: Known) -> Iterator[CaseRecord | Issue]:
    """An event, and each node that took part in it."""
    missing = next((node for node in edge.nodes if node not in known.kinds), None)
    if missing is not None or not edge.nodes:
        yield Issue(edge.row, "endpoint", missing or "", reason(UNKNOWN if missing else "missing_field"), "", UNKNOWN)
        return
    label = next((text for name, text in edge.attributes.items() if edge_use(name)[0] == "label"), edge.id)
    values = {"entity_id": own(edge.id), "kind": "event", "label": label, "value": label}
    yield CaseRecord("entities", edge.row, values, dict(edge.attributes))
    for node in edge.nodes:
        yield CaseRecord("links", edge.row, {"a": own(node), "b": own(edge.id), "kind": "associate", "directed": "no"})
