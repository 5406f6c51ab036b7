"""One entity of FollowTheMoney in plain values, and what its schema is to us."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from netlens.case.intake.charts.values import value_of
from netlens.resource import toml

_OWN = frozenset({"id", "schema", "properties"})


@dataclass(frozen=True, slots=True)
class Entity:
    """`properties` hold all their values as texts. `value` is the object as read: datasets, referents … stand in it."""

    row: int
    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]
    value: Mapping[str, Any]

    def all(self, *names: str) -> tuple[str, ...]:
        """The values of these properties, each once."""
        return tuple(dict.fromkeys(text for name in names for text in self.properties.get(name, ())))

    def first(self, *names: str) -> str:
        return next((text for name in names for text in self.properties.get(name, ())), "")

    def extra(self, used: Iterable[str]) -> dict[str, str]:
        """Every property that fed nothing, and what stands beside the properties."""
        left = {name: "; ".join(texts) for name, texts in self.properties.items() if name not in used and texts}
        more = {str(name): "; ".join(texts) for name in self.value if name not in _OWN and (texts := self.beside(name))}
        return {**left, **more}

    def beside(self, name: str) -> tuple[str, ...]:
        """What stands beside the properties under that name."""
        return _texts(self.value[name]) if name in self.value else ()


@dataclass(frozen=True, slots=True)
class Edge:
    """How a schema ties: the properties of its ends, what it says in a word of words.toml or a code, what says more."""

    ends: tuple[str, str]
    type: str
    kind: str
    directed: bool
    says: tuple[str, ...]


def entity_of(row: int, value: Mapping[str, Any]) -> Entity | None:
    """The entity a JSON object is; None for one without id or schema."""
    id_, schema = value.get("id"), value.get("schema")
    if (
        not isinstance(schema, str)
        or not isinstance(id_, str | int)
        or not schema
        or id_ == ""
        or isinstance(id_, bool)
    ):
        return None
    said = value.get("properties")
    properties: dict[str, tuple[str, ...]] = {}
    if isinstance(said, dict):
        for name, one in said.items():
            texts = _texts(one)
            if texts:
                properties[name] = texts
    return Entity(
        row, id_ if type(id_) is str and id_.isascii() else normalize("NFC", str(id_)), schema, properties, value
    )


def with_nested(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """An entity, and those that stand whole inside it (OpenSanctions' nested files): things first, then what ties.

    What ties, and leaves out the end it stands in, gets it back.
    """
    found = [value]
    for outer in found:  # which grows
        for one in _inside(outer.get("properties")):
            how = edge(str(one.get("schema")))
            whose = one["properties"]
            missing = [end for end in how.ends if not whose.get(end)] if how else []
            given = {missing[0]: [outer.get("id")]} if len(missing) == 1 else {}
            found.append({**one, "properties": {**whose, **given}})
    return sorted(found, key=lambda one: is_tie(str(one.get("schema"))))


def _inside(properties: Any) -> list[dict[str, Any]]:
    """The whole entities among the values of properties."""
    if not isinstance(properties, dict):
        return []
    values = (one for said in properties.values() if type(said) is list for one in said if type(one) is dict)
    return [one for one in values if isinstance(one.get("schema"), str) and isinstance(one.get("properties"), dict)]


def _texts(value: Any) -> tuple[str, ...]:
    """The texts of a property: of an entity set inside another, its id."""
    found: list[str] = []
    for one in value if type(value) is list else (value,):
        if type(one) is str:
            if one and not one.isspace():
                found.append(one if one.isascii() else normalize("NFC", one))
        elif isinstance(one, list):
            found += _texts(one)
        elif isinstance(one, dict):
            found += _texts(one.get("id"))
        elif one is not None:
            found.append(str(one))
    return tuple(found)


@lru_cache(maxsize=1)
def _model() -> dict[str, Any]:
    return toml("charts/follow_the_money.toml")


def thing_kind(entity: Entity) -> tuple[str, str]:
    """(kind, flag code) of an entity that is a thing; ("", "") of one that ties. Unknown schemata are organisations."""
    kind = str(_model()["thing"].get(entity.schema, ""))
    if kind == "route" and not entity.first("startLocation", "endLocation"):
        return "event", ""
    if kind == "person?":
        human = entity.first("birthDate", "gender", "firstName", "lastName", "nationality", "passportNumber")
        return ("person", "") if human else ("organisation", "either_person")
    if kind:
        return kind, ""
    return ("", "") if is_tie(entity.schema) else ("organisation", "unknown_type")


def is_tie(schema: str) -> bool:
    return schema in _model()["edge"] or schema in ("Call", "Message", "Similar")


@lru_cache(maxsize=64)
def edge(schema: str) -> Edge | None:
    """How an edge schema ties; None for any other."""
    said = _model()["edge"].get(schema)
    if said is None:
        return None
    first, second = said["ends"]
    return Edge(
        (first, second), said["type"], said.get("kind", ""), said.get("directed", False), tuple(said.get("says", ()))
    )


def person_columns() -> Mapping[str, list[str]]:
    return dict(_model()["person"])


def holders() -> Mapping[str, str]:
    """Property of a thing that names who has it → the basis."""
    return dict(_model()["held"])


@lru_cache(maxsize=1)
def references() -> frozenset[str]:
    """The properties of a thing that refer to another and tie them."""
    return frozenset((*_model()["references"]["names"], *_model()["held"]))


def name_of(entity: Entity) -> str:
    """What an entity is called: its name, else what says it shortest."""
    name = entity.first("name")
    if not name and (entity.first("firstName") or entity.first("lastName")):
        name = " ".join(text for part in ("firstName", "middleName", "lastName") if (text := entity.first(part)))
    captions = entity.beside("caption")
    return name or entity.first("full", "title", "fileName", "username", "label") or (captions[0] if captions else "")


def number_of(entity: Entity, kind: str) -> str:
    """What an account, vehicle, document or place is known by everywhere; "" where nothing is a number."""
    if kind == "place":
        full = entity.first("full")
        if not full:
            town = " ".join(entity.all("postalCode", "city"))
            parts = (*entity.all("street", "street2"), town, *entity.all("region", "state"))
            full = ", ".join(text for text in parts if text) or name_of(entity)
        land = entity.first("country").upper()
        # With its country, as a stop of a route would have it: one place by either.
        return f"{full}, {land}" if full and land not in ("", "VN") and len(land) == 2 else full
    if kind == "account" and entity.schema == "CryptoWallet":
        key = entity.first("publicKey", "cryptoAddress", "accountId")
        return f"crypto:{key}" if key else ""
    if kind == "account" and entity.schema == "UserAccount":
        service = entity.first("service")
        return value_of("account", entity.all("username", "email"), (), service or "other")
    stated = {
        "account": ("iban", "accountNumber"),
        "vehicle": ("registrationNumber", "imoNumber", "mmsi", "serialNumber"),
        "document": ("number", "passportNumber"),
    }
    found = value_of(kind, entity.all(*stated.get(kind, ())), (), "bank" if kind == "account" else "")
    bank = entity.first("bankName")
    return f"bank:{bank} {found[5:]}" if bank and found.startswith("bank:") and found[5:6].isdigit() else found
