"""One node → what it says: a person, unless the file says it is a number, a car, a firm, an event or a case."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from netlens.case.intake.graph.items import Node
from netlens.case.intake.graph.words import (
    column_of,
    entity_kind,
    is_name,
    is_name_column,
    is_number,
    node_use,
    role_of,
)
from netlens.case.intake.own import own
from netlens.case.records import CaseRecord

PROTECTED = frozenset({"victim", "possible_victim", "witness", "reporter"})
HOLDABLE = frozenset({"phone", "account", "vehicle", "document"})
_SEVERAL = re.compile(r"[:;,|]")  # Neo4j: `:Person:Suspect`
_VALUES = {
    "phone": ("number", "phone", "msisdn", "telephone", "value", "sdt"),
    "account": ("number", "account", "iban", "email", "value"),
    "vehicle": ("plate", "number", "registration", "value"),
    "document": ("number", "value"),
}


@dataclass(slots=True)
class Known:
    """The nodes met so far: what kind each is, and the value of those that can be held."""

    file: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    filed: bool = False  # whether the case that stands for the file itself is told


def kind_of(node: Node) -> str:
    """person, case, or a kind of entity. A node of the second mode of which no more is said is an event."""
    second = node.second
    for name, text in node.attributes.items():
        use = node_use(name)
        if use == "kind":
            found = entity_kind(text) or next(filter(None, map(entity_kind, _SEVERAL.split(text))), "")
            if found:
                return found
            if text in ("true", "True") or (text == "1" and name.lower() == "mode"):
                second = True
        elif use == "second" and text in ("1", "1.0", "true", "True"):
            second = True
    found = entity_kind(node.kind)
    if found:
        return found
    if second:
        return "event"
    if is_number(text := node.label or node.id):
        return "account" if ":" in text else "phone"
    return "person"


def node_records(node: Node, known: Known) -> Iterator[CaseRecord]:
    """The records of one node, all with its row."""
    kind = known.kinds.get(node.id) or kind_of(node)
    known.kinds[node.id] = kind
    if kind == "person":
        yield from _person(node, known)
    elif kind == "case":
        yield _case(node)
    else:
        yield _entity(node, kind, known)


def _label(node: Node) -> str:
    if node.label:
        return node.label
    found = ""
    for name, text in node.attributes.items():
        if node_use(name) == "label":
            return text
        if is_name_column(name):
            found = found or text
    return found


def _person(node: Node, known: Known) -> Iterator[CaseRecord]:
    values = {"person_id": own(node.id)}
    extra: dict[str, str] = {}
    name, label = "", node.label
    role = case = ""
    for attribute, text in node.attributes.items():
        use = node_use(attribute)
        if not name and is_name_column(attribute) and is_name(text, node.id):
            name = text
            continue
        if use == "label" and not label:
            label = text
            continue
        if use == "role":
            role = role_of(text)
        elif use == "case":
            case = text
        elif use == "kind" and not role:
            role = role_of(text)  # a node of the type `victim` is a person, and must be protected
        column = "" if use else column_of("persons", attribute)
        if column and column not in values:
            values[column] = text
        else:
            extra[attribute] = text
    if not name and is_name(label or node.id, node.id):
        name, label = label or node.id, ""
    if name:
        values["full_name"] = name
    if label and label not in (node.id, name):
        extra["label"] = label
    yield CaseRecord("persons", node.row, values, extra)
    if role and (case or role in PROTECTED):
        yield from _standing(node, role, case, extra, known)


def _standing(node: Node, role: str, case: str, extra: Mapping[str, str], known: Known) -> Iterator[CaseRecord]:
    """A role is told in a case. Victims of a file that names none are told in one that stands for the file: only so
    are they protected. Offenders are not, or everyone in the file would be tied to all others.
    """
    key = own(case or known.file)
    if case or not known.filed:
        yield CaseRecord("cases", node.row, {"case_id": key, "title": case or known.file})
    known.filed = known.filed or not case
    values = {"case_id": key, "person_id": own(node.id), "role": role}
    yield CaseRecord("involvements", node.row, values)


def _case(node: Node) -> CaseRecord:
    values = {"case_id": own(node.id)}
    extra = {}
    title = _label(node)
    if title and title != node.id:
        values["title"] = title
    for name, text in node.attributes.items():
        column = "" if node_use(name) else column_of("cases", name)
        if column and column not in values:
            values[column] = text
        elif text != title:
            extra[name] = text
    return CaseRecord("cases", node.row, values, extra)


def _entity(node: Node, kind: str, known: Known) -> CaseRecord:
    label = _label(node) or node.id
    values = {"entity_id": own(node.id), "kind": kind, "label": label}
    attributes = node.attributes
    extra = {}
    value = label
    if kind in HOLDABLE:
        value = ""
        lower = {name.lower(): text for name, text in attributes.items()}
        for text in (*(lower.get(name, "") for name in _VALUES[kind]), label, node.id):
            if any(sign.isdecimal() for sign in text) or (kind == "account" and ("@" in text or ":" in text)):
                value = text
                break
        if value:
            known.values[node.id] = value
    if value:
        values["value"] = value
        values["label"] = _label(node) or value
    for name, text in attributes.items():
        if column := column_of("entities", name.lower()):
            values[column] = text
        elif text not in (label, value):
            extra[name] = text
    return CaseRecord("entities", node.row, values, extra)
