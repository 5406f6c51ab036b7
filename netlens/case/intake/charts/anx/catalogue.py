"""What a chart defines once and its items refer to: types, attribute classes, grades, strengths, sources, groups."""

from dataclasses import dataclass, field

from netlens.case.intake.xml import Element

DEFINITIONS = frozenset(
    {
        "EntityTypeCollection",
        "LinkTypeCollection",
        "AttributeClassCollection",
        "StrengthCollection",
        "GradeOne",
        "GradeTwo",
        "GradeThree",
        "SourceHints",
        "LibraryCatalogue",
        "GroupCollection",
        "ConnectionCollection",
    }
)
_GRADES = ("GradeOne", "GradeTwo", "GradeThree")
_DEEP = 20  # steps from a type to the one it is a kind of


@dataclass(slots=True)
class Catalogue:
    """Names by id. `lists`: the texts of GradeOne … SourceHints in order; `kinds`: a library type's name and parent."""

    names: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    semantics: dict[str, str] = field(default_factory=dict)  # a type's id or name → its library type
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
    multiplicity: dict[str, str] = field(default_factory=dict)  # of a connection

    def take(self, element: Element) -> None:
        """Take in one collection of definitions."""
        if element.name in (*_GRADES, "SourceHints"):
            texts = self.lists.setdefault(element.name, [])
            texts += ((one.get("Id"), one.get("Text")) for one in element.anywhere("String"))
        elif element.name == "LibraryCatalogue":
            for type_ in element.anywhere("Type"):
                called = type_.first("TypeName")
                self.kinds[type_.get("tGUID")] = (called.text if called else "", type_.get("kindOf"))
        elif element.name == "ConnectionCollection":
            for one in element.all("Connection"):
                drawn = one.first("ConnectionStyle")
                self.multiplicity[one.get("Id")] = drawn.get("Multiplicity") if drawn else ""
        else:
            for one in element.children:
                name = one.get("Name") or one.get("Label") or one.get("Id")
                if one.get("Id"):
                    self.names[one.get("Id")] = name
                if one.get("SemanticTypeGuid"):
                    self.semantics[one.get("Id")] = self.semantics[name] = one.get("SemanticTypeGuid")

    def name(self, element: Element, attribute: str, reference: str) -> str:
        """What an element names by `attribute`, or by a reference to what is defined."""
        return element.get(attribute) or self.names.get(element.get(reference), "")

    def library(self, *ids: str) -> tuple[str, ...]:
        """The names of the library types of an entity or link, the nearest first, then what each is a kind of."""
        guid = next((self.semantics.get(one, one) for one in ids if self.semantics.get(one, one) in self.kinds), "")
        found: list[str] = []
        while guid in self.kinds and len(found) < _DEEP:
            name, guid = self.kinds[guid]
            found.append(name)
        return tuple(found)

    def text(self, collection: str, index: str, reference: str) -> str:
        """The text of a grade or source by its place (from 0) or its id; "" for none."""
        texts = self.lists.get(collection, [])
        if reference:
            return next((text for id_, text in texts if id_ == reference), reference)
        if not index.isascii() or not index.isdigit():
            return ""
        place = int(index[:9])
        return texts[place][1] if place < len(texts) else ""
