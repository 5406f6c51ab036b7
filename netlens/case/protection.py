"""Who is protected, and how they are shown: by their code, on screen and in every output, until someone unmasks them.

Protected is anyone ever recorded as victim, possible victim, witness or reporter, or under 18 in a case (the rule is
in store/protected.py). Their phones, accounts, documents and addresses are masked too, unless someone else holds them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.case.masking import Masker, masker
from netlens.case.records import LOCAL, Ref, Source
from netlens.case.store.protected import held_only_by
from netlens.case.store.reading import KEYED
from netlens.case.store.written import Written
from netlens.case.tables.links import as_list
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


def protected_ids(case: "Case") -> frozenset[int]:
    """The entity ids of all protected people."""
    return case.reading.protected


def code(case: "Case", person: int) -> str:
    """The stored code of a protected person, "V-0042"; "" for anyone else."""
    return _shown(case).codes.get(person, "")


def shown_name(case: "Case", person: int) -> str:
    """A person's name; the code of a protected one; the record id of a nameless one. Anything else by its label."""
    shown = _shown(case)
    return shown.codes.get(person) or shown.names.get(person) or shown_label(case, person)


def shown_label(case: "Case", entity: int, lang: str = "") -> str:
    """What an entity is called: a person as shown_name; "phone of V-0042" for a thing only protected people hold."""
    shown = _shown(case)
    if entity in shown.codes:
        return shown.codes[entity]
    if shown.names.get(entity):
        return shown.names[entity]
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
    return label if ref.kind in ("phone", "vehicle") else _masker(case).text(label)


def is_local(ref: Ref) -> bool:
    """Whether only its file knows an entity by its key (item 7 of a chart): its label, if any, is what it is called."""
    return ref.register.startswith(LOCAL)


def shown_text(case: "Case", text: str) -> str:
    """Any text with the names and numbers of protected people replaced by their codes."""
    return _masker(case).text(text)


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
        elif column in FREE_TEXT:
            cells[column] = _(HIDDEN)
        elif masked and column in PERSONAL and _personal(column, written):
            cells[column] = _masked(column, value, whose)
        elif column in REFERRING:
            cells[column] = _referring(case, written.register, value)
        elif column == "full_name":
            cells[column] = value
        else:
            cells[column] = value if _listed(column, value) else _masker(case).text(value)
    return cells | {column: _(HIDDEN) if value else "" for column, value in written.extra.items()}


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
            parts.append(shown.codes.get(person) or key)
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
    holdings = case.table("holdings")
    holders: dict[int, set[int]] = {}
    kinds: dict[int, str] = {}
    for person, thing, kind in zip(*(holdings[name].tolist() for name in ("person", "thing", "kind")), strict=True):
        holders.setdefault(thing, set()).add(person)
        kinds[thing] = kind or reading.refs[thing].kind
    only = held_only_by(holders, codes.keys())
    owners = {thing: tuple(sorted(codes[person] for person in holders[thing])) for thing in only}
    return _Shown(codes, names, kinds, owners)


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
    numbers: dict[int, set[str]] = {}
    for thing, codes in shown.owners.items():
        if reading.refs[thing].kind in _THINGS:
            for code in codes:
                numbers.setdefault(whose[code], set()).add(reading.refs[thing].key)
    names = {person: {reading.labels.get(person, "")} for person in shown.codes}
    said = reading.statements("person")
    for at, person in enumerate(said.entity.tolist()):
        if person in names:  # every name ever stated, also one that an update replaced
            detail = said.detail(at)
            names[person] |= {str(detail.get("full_name", "")), *as_list(detail.get("aliases", ""))}
            for name in ("id_number", "passport"):
                numbers.setdefault(person, set()).update(as_list(detail.get(name, "")))
    return masker(names, numbers, shown.codes)
