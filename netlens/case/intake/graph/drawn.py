"""What GraphML programs keep in elements of their own behind a `data`: yEd's labels and shapes, Maltego's entities."""

import re
from collections.abc import Iterator

from netlens.case.intake.charts.words import entity_kind
from netlens.case.intake.graph.items import add
from netlens.case.intake.xml import Element

UNKNOWN = "organisation"  # what a thing of another program's own kind is: no person (as in charts)
_LABEL = {"node": "NodeLabel", "edge": "EdgeLabel"}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LOOKS = frozenset(("maltego.link.show-label", "maltego.link.color", "maltego.link.style", "maltego.link.thickness"))
_SAYS = "maltego.link.manual.type"  # the property of a link in which it says what it is


def drawn(data: Element, what: str, found: dict[str, str]) -> str:
    """Add what a `data` with elements of its own says of a node or edge; its word for its kind, or ""."""
    for entity in (*data.all("MaltegoEntity"), *data.all("MaltegoLink")):
        return _maltego(entity, found)
    texts = [text for one in _labels(_active(data), _LABEL.get(what, "")) if (text := one.strip())]
    for n, text in enumerate(texts, 1):
        found["label" if n == 1 and "label" not in found else f"label {n}" if n > 1 else "label 1"] = text
    for shape in data.anywhere("Geometry"):
        for name in "xy":
            if shape.get(name):
                found.setdefault(name, shape.get(name))
    for name, element in (("color", "Fill"), ("color", "LineStyle")):
        for one in data.anywhere(element):
            if one.get("color"):
                found.setdefault(name, one.get("color"))
            if element == "LineStyle" and one.get("type", "line") != "line":
                found.setdefault("line", one.get("type"))
    return ""


def _active(data: Element) -> Element:
    """Of a group, which is drawn open and closed, the way it shows."""
    for realizers in data.anywhere("Realizers"):
        place = realizers.get("active", "0")
        if place.isdecimal() and len(place) < 4 and int(place) < len(realizers.children):
            return realizers.children[int(place)]
    return data


def _labels(data: Element, name: str) -> Iterator[str]:
    for one in data.anywhere(name):
        yield one.text
    for one in data.anywhere("Label"):  # yEd Live, yFiles for HTML
        yield one.get("Text")
        for text in (*one.all("Label.Text"), *one.all("Text")):
            yield text.text


def _maltego(entity: Element, found: dict[str, str]) -> str:
    """The first property of an entity is what it is called; the type says what it is."""
    type_, link = entity.get("type").removeprefix("maltego."), entity.name == "MaltegoLink"
    for one in entity.anywhere("Property"):
        name, value = one.get("name"), next((child.text for child in one.all("Value")), "")
        if not value or name in _LOOKS:
            continue
        if name == _SAYS or (not link and "label" not in found):
            found["label"] = value
        else:
            add(found, one.get("displayName") or name, value)
    for notes in entity.anywhere("Notes"):
        add(found, "note", notes.text)
    if link:
        return ""
    add(found, "maltego type", type_)
    return entity_kind(_CAMEL.sub(" ", type_.rpartition(".")[2])) or UNKNOWN
