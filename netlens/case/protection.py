"""Who is protected, and how they are shown: by their code, on screen and in every output, until someone unmasks them.

Protected is anyone ever recorded as victim, possible victim, witness or reporter, or under 18 in a case (the rule is
in store/protected.py). Their phones, accounts, documents and addresses are masked too, unless someone else holds them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.case.masking.belonging import DEVICES, Told, masker, sim_cards
from netlens.case.masking.finding import Masker
from netlens.case.records import LOCAL, Ref, Source
from netlens.case.store.protected import held_only_by
from netlens.case.store.reading import KEYED
from netlens.case.store.written import Written
from netlens.case.values import country, place
from netlens.case.values.name import fold
from netlens.errors import NetLensError
from netlens.i18n import _, language, mark, translator

if TYPE_CHECKING:
    from netlens.case.case import Case

FREE_TEXT = frozenset({"note", "summary", "title", "subject"})
PERSONAL = frozenset(
    {"full_name", "aliases", "ethnicity", "province", "id_number", "passport", "phones", "accounts", "address", "value"}
    | {"birth_date", "document"}
)
REFERRING = frozenset({"person_id", "a", "b", "payer", "payee", "persons", "companions"})  # cells that hold person ids
HIDDEN = mark("[hidden]")
_OF = {
    "phone": mark("phone of {code}"),
    "account": mark("account of {code}"),
    "vehicle": mark("vehicle of {code}"),
    "document": mark("document of {code}"),
    "address": mark("address of {code}"),
    "place": mark("address of {code}"),
    "device": mark("handset of {code}"),
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_THINGS = ("phone", "account", "document", "vehicle")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What showing people needs, made once a revision."""

    codes: Mapping[int, str]  # of those who are protected
    names: Mapping[int, str]
    kinds: Mapping[int, str]  # of things held only by protected people: the kind under which they are held
    owners: Mapping[int, tuple[str, ...]]  # the codes of those who hold such a thing
    open: frozenset[int]  # things that someone else is known to hold or use


def protected_ids(case: "Case") -> frozenset[int]:
    """The entity ids of all protected people."""
    return case.reading.protected


def code(case: "Case", person: int) -> str:
    """The stored code of a protected person, "V-0042"; "" for anyone else."""
    return _shown(case).codes.get(person, "")


def shown_name(case: "Case", person: int) -> str:
    """A person's name; the code of a protected one; the record id of a nameless one. Anything else by its label."""
    shown = _shown(case)
    return shown.codes.get(person) or _named(case, shown.names.get(person, "")) or shown_label(case, person)


def shown_label(case: "Case", entity: int, lang: str = "") -> str:
    """What an entity is called: a person as shown_name; "phone of V-0042" for a thing only protected people hold."""
    shown = _shown(case)
    if entity in shown.codes:
        return shown.codes[entity]
    if shown.names.get(entity):
        return _named(case, shown.names[entity])
    if entity in shown.owners:
        owners = shown.owners[entity]
        text = translator(lang or language())(_OF.get(shown.kinds[entity], _OF["document"]))
        return text.format(code=", ".join(owners[:3]) + (" …" if len(owners) > 3 else ""))
    ref = case.ref(entity)
    if ref.kind == "person":
        return case.record_id(entity)
    label = case.reading.labels.get(entity, "")
    if ref.kind in KEYED and not (label and is_local(ref)):  # titles are free text: what has a number is known by that
        return case.record_id(entity).partition(":")[2]
    label = label or ref.key
    return label if entity in shown.open else _masker(case).text(label)


def is_open(case: "Case", entity: int) -> bool:
    """Whether someone who is not protected is known to hold or use a thing: then it is nobody's secret."""
    return entity in _shown(case).open


def _named(case: "Case", name: str) -> str:
    """A name of someone who is not protected: a victim may bear it too, but no number of hers is a name."""
    plain = name.replace(" ", "").isalpha()
    return name if plain else _masker(case).text(name, names=False)


def is_local(ref: Ref) -> bool:
    """Whether only its file knows an entity by its key (item 7 of a chart): its label, if any, is what it is called."""
    return ref.register.startswith(LOCAL)


def masked_ids(case: "Case") -> frozenset[int]:
    """The entity ids of all protected people, and of the things that only they hold or use."""
    memo = case.reading.lasting
    if "masked_ids" not in memo:
        memo["masked_ids"] = protected_ids(case) | _shown(case).owners.keys()
    found: frozenset[int] = memo["masked_ids"]
    return found


def shown_text(case: "Case", text: str, *, names: bool = True) -> str:
    """Any text with the names and numbers of protected people replaced by their codes; without `names`, the numbers."""
    return _masker(case).text(text, names=names)


def shown_file(case: "Case", name: str) -> str:
    """The name of a file or sheet with codes for protected people; one that holds a name in one word
    ("nguyenthihoa.csv") is hidden but for its suffix.
    """
    known: dict[str, str] = case.reading.lasting.setdefault("shown_files", {})
    if name not in known:
        shown = shown_text(case, name)
        letters = "".join(sign for sign in fold(shown) if sign.isalnum())
        if any(one in letters for one in _joined_names(case)):
            shown = "[…]" + shown[shown.rfind(".") :] if "." in shown else "[…]"
        known[name] = shown
    return known[name]


def shown_written(case: "Case", written: Written) -> dict[str, str]:
    """A record as imported, by column: what belongs to protected people by code or hidden, free text hidden.

    Columns no table knows are hidden too: nobody can say what stands in them.
    """
    shown = _shown(case)
    # A row that was rejected became nobody: who it speaks of, and whether they are protected, is not known.
    masked = not written.people or any(person in shown.codes for person in written.people)
    whose = {case.ref(person).key: code for person in written.people if (code := shown.codes.get(person))}
    cells = {}
    for column, value in written.values.items():
        if not value:
            cells[column] = ""
        elif column in FREE_TEXT or (column == "cell" and _of_masked(case, written)):
            cells[column] = _(HIDDEN)
        elif masked and column in PERSONAL and _personal(column, written):
            cells[column] = _masked(column, value, whose)
        elif column in REFERRING:
            cells[column] = _referring(case, written.register, value)
        elif column == "full_name":
            cells[column] = _named(case, value)
        else:
            cells[column] = value if _listed(column, value) else _masker(case).text(value)
    return cells | {_heading(case, column): _(HIDDEN) if value else "" for column, value in written.extra.items()}


def _heading(case: "Case", text: str) -> str:
    """The heading of a column nobody knows: in a sheet whose first row is no header, it is somebody's cell."""
    return text if text.isascii() and text.isalpha() else _masker(case).text(text)


def unmask(case: "Case", person: int, reason: str, authority: str) -> str:
    """The name of a protected person, for a reason and on an authority, both entered in the audit."""
    shown = _shown(case)
    _need(reason, authority)
    if person in shown.codes:
        case.note("unmasking", {"code": shown.codes[person], **_why(case, reason, authority)})
    return shown.names.get(person) or case.record_id(person)


def unmask_written(case: "Case", source: Source, reason: str, authority: str) -> dict[str, str]:
    """A record as it was imported, all of it, for a reason and on an authority, both entered in the audit."""
    _need(reason, authority)
    written = case.as_written(source)
    place = {"file": source.file, "row": source.row, "sha256": written.sha256}
    case.note("unmasking", {**place, **_why(case, reason, authority)})
    return {**written.values, **written.extra}


def _need(reason: str, authority: str) -> None:
    if not reason.strip() or not authority.strip():
        raise NetLensError(
            _("A protected person is shown only for a reason and on an authority."),
            _("Say why, and who allowed it (an order, a case number, a name)."),
        )


def _why(case: "Case", reason: str, authority: str) -> dict[str, str]:
    return {"reason": shown_text(case, reason.strip()), "authority": shown_text(case, authority.strip())}


def _personal(column: str, written: Written) -> bool:
    """Whether a column speaks of the person: a province does in a row of a person, not in that of a case or route."""
    return column not in ("province", "value") or "person_id" in written.values or "full_name" in written.values


def _of_masked(case: "Case", written: Written) -> bool:
    """Whether a protected person's phone stands in a row of calls: its cell tells where she was."""
    calls = (written.values.get(column, "") for column in ("caller", "callee"))
    return any(text and _masker(case).text(text) != text for text in calls)


def _listed(column: str, value: str) -> bool:
    """Whether a cell holds what a public list holds: that is nobody's name, though somebody may be called so."""
    if column == "province":
        return not place.clean_province(value)[1]
    return column in ("country", "nationality") and not country.clean(value)[1]


def _masked(column: str, value: str, whose: Mapping[str, str]) -> str:
    if column == "full_name" and len(whose) == 1:
        return next(iter(whose.values()))
    year = _YEAR.search(value) if column == "birth_date" else None
    return year[0] if year else _(HIDDEN)


def _referring(case: "Case", register: str, value: str) -> str:
    shown = _shown(case)
    parts = []
    for part in value.split(";"):
        key = part.strip()
        person = case.find(Ref("person", register, key))
        if person is None:
            parts.append(_masker(case).text(key))
        else:
            parts.append(shown.codes.get(person) or _named(case, key))
    return "; ".join(parts)


def _shown(case: "Case") -> _Shown:
    memo = case.reading.lasting
    if "shown" not in memo:
        memo["shown"] = _made(case)
    made: _Shown = memo["shown"]
    return made


def _made(case: "Case") -> _Shown:
    reading = case.reading
    codes = {person: reading.codes.get(person, "V-?") for person in reading.protected}
    persons = case.table("persons")
    names = dict(zip(persons["id"].tolist(), persons["name"].tolist(), strict=True))
    holders, kinds = _holders(case)
    only = held_only_by(holders, codes.keys())
    owners = {thing: tuple(sorted(codes[person] for person in holders[thing])) for thing in only}
    known = frozenset(thing for thing in holders if thing not in only and reading.refs[thing].kind in _THINGS)
    return _Shown(codes, names, kinds, owners, known)


def _holders(case: "Case") -> tuple[dict[int, set[int]], dict[int, str]]:
    """Who holds each thing, and as what. What nobody is said to hold is of those who hold what it is used together
    with, as a handset is with its number: one step, never along a chain of things.
    """
    reading = case.reading
    holdings = case.table("holdings")
    holders: dict[int, set[int]] = {}
    kinds: dict[int, str] = {}
    for person, thing, kind in zip(*(holdings[name].tolist() for name in ("person", "thing", "kind")), strict=True):
        holders.setdefault(thing, set()).add(person)
        kinds[thing] = kind or reading.refs[thing].kind
    shared = reading.links("shares")
    stated = {thing: frozenset(people) for thing, people in holders.items()}
    for pair in zip(shared.a.tolist(), shared.b.tolist(), strict=True):
        for one, other in (pair, pair[::-1]):
            people = {other} if reading.refs[other].kind == "person" else stated.get(other, ())
            if people and one not in stated and reading.refs[one].kind in _THINGS:
                holders.setdefault(one, set()).update(people)
                kinds[one] = reading.refs[one].kind
    for thing in holders:
        if reading.refs[thing].key.startswith(DEVICES):
            kinds[thing] = "device"
    return holders, kinds


def _joined_names(case: "Case") -> frozenset[str]:
    """The names of protected people of two words and more, folded and in one word."""
    memo = case.reading.lasting
    if "joined_names" not in memo:
        persons = case.table("persons")
        hidden = persons[persons["id"].isin(protected_ids(case))]
        named = [[name, *aliases] for name, aliases in zip(hidden["name"], hidden["aliases"], strict=True)]
        joined = ("".join(filter(str.isalnum, fold(name))) for names in named for name in names if " " in name)
        memo["joined_names"] = frozenset(filter(None, joined))
    found: frozenset[str] = memo["joined_names"]
    return found


def _masker(case: "Case") -> Masker:
    memo = case.reading.lasting
    if "masker" not in memo:
        memo["masker"] = _made_masker(case)
    made: Masker = memo["masker"]
    return made


def _made_masker(case: "Case") -> Masker:
    reading, shown = case.reading, _shown(case)
    whose = {code: person for person, code in shown.codes.items()}
    said: dict[int, Told] = {person: Told({reading.labels.get(person, "")}) for person in shown.codes}
    for thing, codes in shown.owners.items():
        ref = reading.refs[thing]
        for code in codes:
            said[whose[code]].thing(ref.kind, ref.key, reading.labels.get(thing, ""))
    for phone, number in sim_cards(case, {thing for thing in shown.owners if reading.refs[thing].kind == "phone"}):
        for code in shown.owners[phone]:
            said[whose[code]].numbers.add(number)
    statements = reading.statements("person")
    for at, person in enumerate(statements.entity.tolist()):
        if person in said:  # every name ever stated, also one that an update replaced
            said[person].statement(statements.detail(at))
    return masker(said, shown.codes)
