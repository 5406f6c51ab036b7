"""Charts of i2 Analyst's Notebook as two kinds of program write them: ends by entity id, or by item id."""

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

GRADES = ("GradeOne", "GradeTwo", "GradeThree")


@dataclass
class Shown:
    """An entity. `drawn` is its representation, `cards` the attributes of each card, `item` those of its ChartItem."""

    id: str
    type: str
    label: str = ""
    identity: str = ""
    drawn: str = "Icon"
    attributes: dict[str, str] = field(default_factory=dict)
    cards: list[dict[str, str]] = field(default_factory=list)
    item: dict[str, str] = field(default_factory=dict)


@dataclass
class Tied:
    """A link between two entities, by their ids."""

    a: str
    b: str
    type: str = ""
    label: str = ""
    arrow: str = "ArrowOnHead"
    strength: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    cards: list[dict[str, str]] = field(default_factory=list)
    item: dict[str, str] = field(default_factory=dict)


@dataclass
class Chart:
    """`items` in the order of the file. `references`: ends by item id, types by reference; else by entity id and name.

    `definitions`: "first" or "last". `collections`: how many ChartItemCollections. `grades`: texts of the three lists.
    """

    items: list[Shown | Tied]
    rigorous: bool = True
    references: bool = False
    collections: int = 1
    definitions: str = "first"
    grades: tuple[tuple[str, ...], ...] = ((), (), ())

    def write(self, path: Path, encoding: str = "utf-8") -> Path:
        """To a file; UTF-16 gets its byte order mark, as Windows programs write it."""
        root = ElementTree.Element("Chart", Rigorous=_yes(self.rigorous), IdReferenceLinking=_yes(self.references))
        collections = []
        size = max(1, -(-len(self.items) // self.collections))
        for start in range(0, max(1, len(self.items)), size):
            collections.append(ElementTree.Element("ChartItemCollection"))
            for number, item in enumerate(self.items[start : start + size], start + 1):
                collections[-1].append(self._item(number, item))
        defined = self._definitions()
        root.extend([*defined, *collections] if self.definitions == "first" else [*collections, *defined])
        ElementTree.indent(root, "  ")
        text = ElementTree.tostring(root, encoding="unicode")
        path.write_bytes(f"<?xml version='1.0' encoding='{encoding}'?>\n{text}\n".encode(encoding))
        return path

    def _types(self, of: type) -> list[str]:
        return sorted({item.type for item in self.items if isinstance(item, of)} - {""})

    def _definitions(self) -> list[ElementTree.Element]:
        found = []
        names = sorted({name for item in self.items for name in item.attributes})
        strengths = sorted({item.strength for item in self.items if isinstance(item, Tied)} - {""})
        for name, texts in zip(GRADES, self.grades, strict=True):
            if texts:
                grade = ElementTree.Element(name)
                strings = ElementTree.SubElement(grade, "StringCollection")
                for number, text in enumerate(texts):
                    ElementTree.SubElement(strings, "String", Id=f"{name} {number}", Text=text)
                found.append(grade)
        for one, texts in (
            ("Strength", strengths),
            ("AttributeClass", names),
            ("EntityType", self._types(Shown)),
            ("LinkType", self._types(Tied)),
        ):
            collection = ElementTree.Element(f"{one}Collection")
            for text in texts:
                ElementTree.SubElement(collection, one, Id=f"{one} {text}", Name=text)
            found.append(collection)
        return found

    def _item(self, number: int, item: Shown | Tied) -> ElementTree.Element:
        id_ = f"item {item.id}" if isinstance(item, Shown) else f"link {number}"
        made = ElementTree.Element("ChartItem", Id=id_, Label=item.label, **item.item)
        if isinstance(item, Shown):
            end = ElementTree.SubElement(made, "End", X="0", Y="0", Z="0")
            ids = {"Identity": item.identity or item.id, "LabelIsIdentity": "false"}
            inner = ElementTree.SubElement(end, "Entity", ids if self.references else {"EntityId": item.id, **ids})
            drawn = ElementTree.SubElement(inner, item.drawn)
            style = ElementTree.SubElement(drawn, f"{item.drawn}Style")
            self._typed(style, "EntityType", item.type)
        else:
            ends = {f"End{n}{'Reference' if self.references else 'Id'}": end for n, end in ((1, item.a), (2, item.b))}
            inner = ElementTree.SubElement(made, "Link")
            inner.attrib.update({name: f"item {end}" if self.references else end for name, end in ends.items()})
            style = ElementTree.SubElement(inner, "LinkStyle", ArrowStyle=item.arrow)
            self._typed(style, "LinkType", item.type)
            if item.strength:
                by = "StrengthReference" if self.references else "Strength"
                style.set(by, self._named("Strength", item.strength))
        if item.cards:
            cards = ElementTree.SubElement(inner, "CardCollection")
            for card in item.cards:
                ElementTree.SubElement(cards, "Card", card)
        if item.attributes:
            attributes = ElementTree.SubElement(made, "AttributeCollection")
            for name, text in item.attributes.items():
                one = ElementTree.SubElement(attributes, "Attribute", Value=text)
                by = "AttributeClassReference" if self.references else "AttributeClass"
                one.set(by, self._named("AttributeClass", name))
        return made

    def _typed(self, style: ElementTree.Element, of: str, type_: str) -> None:
        if type_:
            style.set(f"{of}Reference" if self.references else "Type", self._named(of, type_))

    def _named(self, of: str, name: str) -> str:
        return f"{of} {name}" if self.references else name


def _yes(on: bool) -> str:
    return "true" if on else "false"
