"""Persons and cases that do not fit together: one id with two names, one document of two, people in no case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from netlens.case.quality.ground import Ground
from netlens.case.quality.problem import Problem
from netlens.case.values.name import fold, same
from netlens.i18n import _, ngettext

if TYPE_CHECKING:
    from pandas import DataFrame

MANY = 5  # people who hold one phone: from the next one on it says little of who belongs together


def find(ground: Ground) -> Iterator[Problem | None]:
    yield _two_names(ground)
    yield _one_document(ground)
    yield _alike(ground)
    yield _shared_phones(ground)
    yield from _alone(ground)


def _two_names(ground: Ground) -> Problem | None:
    """Keys of a register under which different names were taken in (with --update): whose they are is doubtful."""
    said = ground.case.reading.statements("person")
    places: list[tuple[int, int]] = []
    for person in said.further:
        names = [(value, file, row) for name, value, file, row in said.conflicts(person) if name == "full_name"]
        if any(not same(names[0][0], other[0]) for other in names[1:]):
            places += [(file, row) for _name, file, row in names]
    line = ngettext(
        "{n} row gives an id another name than another row.", "{n} rows give one id different names.", len(places)
    )
    advice = _("If these are two people, import one file under a register of its own.")
    return ground.problem("two_names", "wrong", places, line, advice=advice)


def _one_document(ground: Ground) -> Problem | None:
    holdings = ground.table("holdings")
    documents = holdings[holdings.kind == "document"]
    names = _names(ground)
    holders: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    columns = (documents[name].tolist() for name in ("thing", "person", "file", "row"))
    for thing, person, file, row in zip(*columns, strict=True):
        holders[thing].setdefault(person, (file, row))
    places = []
    for people in holders.values():
        known = [names[one] for one in people if names.get(one)]
        if len(people) > 1 and any(not same(known[0], other) for other in known[1:]):
            places += list(people.values())
    line = ngettext(
        "{n} row gives a document to a person while another row gives it to somebody of another name.",
        "{n} rows give a document to people of different names.",
        len(places),
    )
    advice = _("A forged or borrowed document, or a slip of the pen: look at the rows.")
    return ground.problem("document_of_two", "wrong", places, line, advice=advice)


def _alike(ground: Ground) -> Problem | None:
    """People of one register who may be one: the same name and date of birth. Counted only; a person decides."""
    table = ground.table("persons")
    groups: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    columns = (table[name].tolist() for name in ("register", "name", "birth_date", "file", "row"))
    for register, name, born, file, row in zip(*columns, strict=True):
        if " " in name and len(born) == 10:
            groups[register, fold(name), born].append((file, row))
    places = [place for found in groups.values() if len(found) > 1 for place in found]
    line = ngettext(
        "{n} person has the name and date of birth of another one of the same register.",
        "{n} persons have the name and date of birth of another one of the same register.",
        len(places),
    )
    advice = _("They may be one person under two ids; nothing joins them until someone decides.")
    return ground.problem("alike", "wrong", places, line, advice=advice)


def _shared_phones(ground: Ground) -> Problem | None:
    holdings = ground.table("holdings")
    phones = holdings[holdings.kind == "phone"]
    counts = phones.groupby("thing").person.nunique()
    shared = phones[phones.thing.isin(counts[counts > MANY].index)]
    line = ngettext(
        "{n} row gives a phone that more than {many} people hold.",
        "{n} rows give phones that more than {many} people hold.",
        len(shared),
    )
    advice = _("An office, a hotline, or a number put in to fill the form: what it ties is weak.")
    return ground.problem("shared_phone", "wrong", _places(shared), line.replace("{many}", str(MANY)), advice=advice)


def _alone(ground: Ground) -> Iterator[Problem | None]:
    persons, cases, involved = ground.table("persons"), ground.table("cases"), ground.table("involvements")
    if not len(involved):
        return
    outside = persons[~persons["id"].isin(involved.person)]
    n = len(outside)
    line = ngettext("{n} person stands in no case.", "{n} persons stand in no case.", n)
    yield ground.problem("person_without_case", "missing", _places(outside), line)
    empty = cases[~cases["id"].isin(involved.case)]
    n = len(empty)
    line = ngettext("{n} case has nobody in it.", "{n} cases have nobody in them.", n)
    advice = _("Import the involvements of these cases: who stood where in them.")
    yield ground.problem("case_without_person", "missing", _places(empty), line, advice=advice)


def _names(ground: Ground) -> dict[int, str]:
    table = ground.table("persons")
    return dict(zip(table["id"].tolist(), table["name"].tolist(), strict=True))


def _places(table: "DataFrame") -> Iterable[tuple[int, int]]:
    return zip(table.file.tolist(), table.row.tolist(), strict=True)
