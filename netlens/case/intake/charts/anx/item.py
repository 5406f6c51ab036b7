"""One ChartItem in plain values, whatever the way the chart refers to its types, grades and ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from netlens.case.intake.charts import words
from netlens.case.intake.charts.anx.catalogue import Catalogue
from netlens.case.intake.charts.values import moment
from netlens.case.intake.xml import Element
from netlens.case.values.grade import weaker
from netlens.i18n import _

Shape = Literal["entity", "link", "text", "none"]
_TEXTS = ("TextBlock", "OleItem", "Label")
_SHAPES = ("Icon", "Box", "Circle", "Event", "Theme", *_TEXTS)
_GRADES = (("GradeOne", "grade_source"), ("GradeTwo", "grade_info"), ("GradeThree", "handling"))
_PLAIN = ("Description", "DateTimeDescription", "SourceType")
_GRADED = tuple(f"{name}{by}" for name, _column in _GRADES for by in ("Index", "Reference"))
ARROWS = {"ArrowOnHead": 1, "ArrowOnTail": -1, "ArrowOnBoth": 2}


@dataclass(slots=True)
class Item:
    """One item. `representation` is how it is drawn (Icon … Theme); `library` the names of its library types.

    `ends`: the two (reference, by item id) of a link. `terms`: source_ref, grade_source, grade_info, handling. `more`:
    all else worth keeping, under the names the chart gives it. `arrow` as in ties.Said.
    """

    shape: Shape
    id: str = ""
    label: str = ""
    type: str = ""
    library: tuple[str, ...] = ()
    representation: str = ""
    entity_id: str = ""
    identity: str = ""
    label_is_identity: bool = False
    ends: tuple[tuple[str, bool], ...] = ()
    arrow: int = 0
    date: str = ""
    terms: dict[str, str] = field(default_factory=dict)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)


def outline(element: Element, catalogue: Catalogue) -> Item:
    """What the first reading needs: shape, type, ids, ends."""
    end, link = element.first("End"), element.first("Link")
    made = Item("none", element.get("Id"), element.get("Label"))
    if link is not None:
        made.shape = "link"
        style = link.first("LinkStyle") or link
        made.type = catalogue.name(style, "Type", "LinkTypeReference")
        made.library = catalogue.library(link.get("SemanticTypeGuid"), style.get("LinkTypeReference"), made.type)
        made.ends = tuple(
            (link.get(f"End{n}Reference"), True) if link.get(f"End{n}Reference") else (link.get(f"End{n}Id"), False)
            for n in (1, 2)
        )
        made.arrow = ARROWS.get(style.get("ArrowStyle"), 0)
    elif end is not None:
        entity = end.first("Entity")
        made.shape = "entity" if entity is not None else "text" if end.first("Label") is not None else "none"
        if entity is not None:
            _entity(made, entity, catalogue)
    return made


def _entity(made: Item, entity: Element, catalogue: Catalogue) -> None:
    made.entity_id, made.identity = entity.get("EntityId"), entity.get("Identity")
    made.label_is_identity = is_true(entity.get("LabelIsIdentity"))
    drawn = next((child for child in entity.children if child.name in _SHAPES), None)
    if drawn is not None:
        made.representation = drawn.name
        style = next((child for child in drawn.children if child.name.endswith("Style")), drawn)
        made.type = catalogue.name(style, "Type", "EntityTypeReference")
        made.library = catalogue.library(entity.get("SemanticTypeGuid"), style.get("EntityTypeReference"), made.type)
        if drawn.name in _TEXTS and not kind_of(made):
            made.shape = "text"


def kind_of(item: Item) -> str:
    """The kind of thing an item's type names, by its words or those of its library types; "" when none is known."""
    return next((kind for type_ in (item.type, *item.library) if (kind := words.entity_kind(type_))), "")


def whole(element: Element, catalogue: Catalogue) -> Item:
    """All an item says."""
    made = outline(element, catalogue)
    made.date = date_of(element)
    made.terms, grades = _terms(element, catalogue)
    made.more = {**_more(element, made, catalogue), **grades}
    made.attributes = attributes_of(element, catalogue)
    _cards(element, made, catalogue)
    _doubted(made)
    return made


def _doubted(made: Item) -> None:
    """A link drawn as unconfirmed or tentative is graded so, unless a stated grade doubts it more."""
    strength, stated = words.strength(made.more.get("Strength", "")), made.terms.get("grade_info", "")
    if strength and (not stated or weaker(f"/{strength}", f"/{stated}") == f"/{strength}"):
        made.terms["grade_info"] = strength
        if stated:
            made.more.setdefault("GradeTwo", stated)


def attributes_of(element: Element, catalogue: Catalogue) -> list[tuple[str, str]]:
    """(class, value) of the attributes of an item that have a value."""
    return [
        (catalogue.name(one, "AttributeClass", "AttributeClassReference") or _("Attribute"), text)
        for collection in element.all("AttributeCollection")
        for one in collection.all("Attribute")
        if (text := one.get("Value"))
    ]


def date_of(element: Element) -> str:
    """The date of an item or card, as exact as it is set; what stands there without being set is none."""
    text = element.get("DateTime")
    if not text:
        return ""
    day, time = element.get("DateSet"), element.get("TimeSet")
    return moment(text, day=is_true(day) or not day, time=is_true(time) or not (day or time))


def is_true(text: str) -> bool:
    return text.strip().lower() in ("true", "1")


def _terms(element: Element, catalogue: Catalogue) -> tuple[dict[str, str], dict[str, str]]:
    """Source and grades under native names; and the grades' full texts, where a code alone was taken from them."""
    attributes = element.attributes
    source = attributes.get("SourceReference") or attributes.get("SourceType") or ""
    terms: dict[str, str] = {"source_ref": source} if source else {}
    texts: dict[str, str] = {}
    if not any(name in attributes for name in _GRADED):
        return terms, texts
    for name, column in _GRADES:
        text = catalogue.text(name, element.get(f"{name}Index"), element.get(f"{name}Reference")).strip()
        if not text:
            if element.get(f"{name}Index"):
                texts[f"{name}Index"] = element.get(f"{name}Index")  # of a list the chart does not define
            continue
        code = words.handling(text) if column == "handling" else words.grade(column.removeprefix("grade_"), text)
        terms[column] = code
        if code != text:
            texts[name] = text
    return {name: text for name, text in terms.items() if text}, texts


def _more(element: Element, made: Item, catalogue: Catalogue) -> dict[str, str]:
    """What has no field of its own: descriptions, times, zones, strengths, groups, how the item was drawn."""
    zone, link, get = element.first("TimeZone"), element.first("Link"), element.attributes.get
    more = {name: text for name in _PLAIN if (text := get(name))}
    if zone is not None and zone.get("Name"):
        more["TimeZone"] = zone.get("Name")
    if group := get("GroupReference"):
        more["Group"] = catalogue.names.get(group, group)
    if get("Shown", "").lower() in ("false", "0"):
        more["Shown"] = "false"
    if link is not None:
        style = link.first("LinkStyle")
        if style is not None:
            more["Strength"] = catalogue.name(style, "Strength", "StrengthReference")
        multiplicity = catalogue.multiplicity.get(link.get("ConnectionReference"), "")
        more["Multiplicity"] = multiplicity or (style.get("MlStyle") if style else "")
    else:
        more["Representation"] = made.representation if made.representation not in ("", "Icon") else ""
    return {name: text for name, text in more.items() if text}


def _cards(element: Element, made: Item, catalogue: Catalogue) -> None:
    """Each card as one text with its date, source and grades. Those of a lone card are the item's too."""
    inside = element.first("Link") or element.first("End")
    cards = list(_all_cards(inside)) if inside is not None else []
    for number, card in enumerate(cards, 1):
        terms, texts = _terms(card, catalogue)
        grades = [texts.get(name, terms.get(column, "")) for name, column in _GRADES]
        source = [card.get("SourceReference"), card.get("SourceType")]
        parts = (
            f"{date_of(card)} {card.get('DateTimeDescription')}".strip(),
            card.get("Summary").strip(),
            (card.get("Text") or card.text).strip(),
            ", ".join(text for text in (*source, *grades) if text),
        )
        name = "Card" if len(cards) == 1 else f"Card {number}"
        made.more[name] = " | ".join(text for text in parts if text)
        if len(cards) == 1:
            made.terms = {**terms, **made.terms}


def _all_cards(element: Element) -> Iterator[Element]:
    for collection in element.anywhere("CardCollection"):
        yield from collection.all("Card")
