"""Names as they are borne: family – middle – given, by people and sex; and the ways clerks write the same name."""

import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.generator.draw import Draw, weighted

if TYPE_CHECKING:
    from benchmarks.generator.model import World

NAMES_GO_ROUND = 2_000  # people
LISTS = Path(__file__).parent / "lists"
_names: dict[str, Any] = tomllib.loads((LISTS / "names.toml").read_text(encoding="utf-8"))
_family = {people: weighted(names) for people, names in _names["family"].items()}
_middle = {people: {sex: weighted(names) for sex, names in by.items()} for people, by in _names["middle"].items()}
_given = {people: {sex: names.split() for sex, names in by.items()} for people, by in _names["given"].items()}
_abroad = {country: [names.split() for names in two] for country, two in _names["abroad"].items()}
_nicknames = _names["nicknames"].split()
VILLAGES: dict[str, list[str]] = _names["villages"]


def full_name(draw: Draw, people: str, sex: str, nationality: str) -> str:
    """An invented name; any likeness to a living person is chance. Abroad by nationality, at home by people."""
    if nationality in _abroad:
        family, given = (draw.pick(part) for part in _abroad[nationality])
        return f"{given} {family}" if nationality == "GB" else f"{family} {given}"
    middle = draw.of(_middle.get(people, _middle["Kinh"])[sex])
    return f"{draw.of(_family[people])} {middle} {draw.pick(_given.get(people, _given['Kinh'])[sex])}"


def nickname(draw: Draw, name: str) -> str:
    """What the street calls him: the given name and a by-name."""
    return f"{name.rsplit(maxsplit=1)[-1]} {draw.pick(_nicknames)}"


def without_marks(name: str) -> str:
    """`Đặng Thị Hòa` → `Dang Thi Hoa`: what a form without Vietnamese keys leaves."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def as_another_clerk_wrote(draw: Draw, name: str) -> str:
    """The same name in one of the forms registers really hold: no marks, capitals, old tone place, decomposed."""
    way = draw.random()
    if way < 0.35:
        return without_marks(name)
    if way < 0.55:
        return name.upper()
    if way < 0.7:
        return name.replace("òa", "oà").replace("úy", "uý").replace("ủy", "uỷ")
    if way < 0.85:
        return unicodedata.normalize("NFD", name)
    return name.replace(" Thị ", " T. ").replace(" Văn ", " V. ")


def tell_apart(draw: Draw, world: "World") -> None:
    """Rename whoever is not protected until no protected person's name stands in theirs.

    A victim and an offender of one name are nothing strange, but then nobody could search what is handed on for the
    names of victims and rely on the answer. Only in worlds small enough for the names to go round.
    """
    if len(world.people) > NAMES_GO_ROUND:
        return
    protected = {person for case in world.cases for person in case.protected()}
    hidden = {without_marks(person.name).lower() for person in protected}
    for person in world.people:
        while person not in protected and any(name in without_marks(person.name).lower() for name in hidden):
            person.name = full_name(draw, person.ethnicity, person.sex, person.nationality)
            person.alias = person.alias and nickname(draw, person.name)
