"""Record ids: what a person reads and types. `persons:P0001` while a case has one register, `persons:LC/P0001` from the
second on, `phone:+84912345678` for what everyone numbers alike, and `file:row` for what only its file numbers.
"""

import re
from typing import TYPE_CHECKING

from netlens.case.records import LOCAL, Ref
from netlens.case.store.reading import KEYED, TABLES

if TYPE_CHECKING:
    from netlens.case.case import Case

PLAIN = re.compile(r"[A-Za-z]{0,6}[-_/.]?\d{1,8}", re.ASCII)  # P0001, 12, LC-0412: most keys, told at once
_TELLING = re.compile(r"\s|[^\x00-\x7f]|\d{9}")  # words, letters of a name, an identity number
_CODE = re.compile(r"V-\d{4,}")


def record_id(case: "Case", ref: Ref) -> str:
    """The record id of an entity, with codes for whoever is protected: in the name of a file or register, and where a
    key is a name.
    """
    text = case.reading.record_id(ref)
    if ref.register.startswith(LOCAL):
        name, shown = _files(case).get(ref.register, ("", ""))
        text = text if name == shown else text.replace(f"{name}:", f"{shown}:", 1)
    elif (said := shown_registers(case).get(ref.register, ref.register)) != ref.register:
        text = text.replace(f":{ref.register}/", f":{said}/", 1)
    if PLAIN.fullmatch(_own(ref)):
        return text
    number = case.find(ref)
    if ref.kind not in KEYED:
        return text if number is not None and _is_open(case, number) else _masked(case, text)
    if ref.kind != "person":
        return text if _TELLING.search(_own(ref)) is None else _masked(case, text)
    if number is None or number not in case.reading.protected:
        return text if _own(ref).isalpha() else _masked(case, text, names=False)
    return _code(case, number).join(text.rsplit(_own(ref), 1)) if _tells(case, ref) else text


def shown_registers(case: "Case") -> dict[str, str]:
    """How each register is named where others read it."""
    lasting = case.reading.lasting
    if "shown_registers" not in lasting:
        lasting["shown_registers"] = {one: _masked(case, one) for one in case.registers()}
    found: dict[str, str] = lasting["shown_registers"]
    return found


def _own(ref: Ref) -> str:
    """The key as the register or the file has it."""
    return ref.key.partition(":")[2] if ref.register.startswith(LOCAL) else ref.key


def _tells(case: "Case", ref: Ref) -> bool:
    """Whether a protected person's key is a name or an identity number: then they are known by their code."""
    return _TELLING.search(_own(ref)) is not None or _masked(case, _own(ref)) != _own(ref)


def _masked(case: "Case", text: str, *, names: bool = True) -> str:
    from netlens.case.protection import shown_text

    return shown_text(case, text, names=names)


def _is_open(case: "Case", number: int) -> bool:
    from netlens.case.protection import is_open

    return is_open(case, number)


def _code(case: "Case", number: int) -> str:
    from netlens.case.protection import code

    return code(case, number)


def find(case: "Case", text: str) -> int | None:
    """The counted entity of a record id, with or without its register where that leaves no doubt."""
    kind, colon, key = text.partition(":")
    if not colon:
        return None
    local = _local(case, text)
    if local is not None:
        return local
    kind = TABLES.get(kind, kind)
    plain = case.find(Ref(kind, "", key))
    if plain is not None:
        return plain
    named = [(register, key) for register in case.registers()]
    cuts = [place for place, sign in enumerate(key) if sign == "/"]
    meant = {shown: register for register, shown in shown_registers(case).items()}
    named += [(meant.get(key[:cut], key[:cut]), key[cut + 1 :]) for cut in cuts]
    found = {number for register, rest in named if (number := case.find(Ref(kind, register, rest))) is not None}
    if found:
        return found.pop() if len(found) == 1 else None
    coded = _CODE.search(text)  # of somebody whose key would tell who they are, or of what is theirs
    if coded is None:
        return None
    of = (one for one, its in case.reading.codes.items() if its == coded[0])
    some = (one for one, ref in case.reading.refs.items() if ref.kind == kind or ref.register.startswith(LOCAL))
    return next((one for one in (*of, *some) if _is(case, one, text)), None)


def _is(case: "Case", entity: int, text: str) -> bool:
    ref = case.reading.refs.get(entity)
    return ref is not None and record_id(case, ref) == text


def _local(case: "Case", text: str) -> int | None:
    """The entity that only its file numbers, by `file:row`, or `cases:file:row` for what is no person.

    Where two files share a name, `~` and the start of the file's SHA-256 follow.
    """
    table, _colon, rest = text.partition(":")
    for kind, full in (("person", text), (TABLES.get(table, table), rest)):
        key, _tilde, mark = full.rpartition("~")
        for said, start in ((full, ""), (key, mark)):
            found = [
                number
                for name, register in _meant(case, said)
                if register[1:].startswith(start) and (number := case.find(Ref(kind, register, name))) is not None
            ]
            if len(found) == 1:
                return found[0]
    return None


def _meant(case: "Case", said: str) -> list[tuple[str, str]]:
    """(key, register) of the entities whose key, or its masked form, was said."""
    local = case.reading.local
    keys = {said} | {
        name + said.removeprefix(shown)
        for name, shown in _files(case).values()
        if name != shown and said.startswith(f"{shown}:")
    }
    return [(key, register) for key in sorted(keys) for register in local.get(key, ())]


def _files(case: "Case") -> dict[str, tuple[str, str]]:
    """By the register of a file's own keys: the file's name, and how it is shown."""
    from netlens.case.protection import shown_file

    reading = case.reading
    if "files of local keys" not in reading.lasting:
        registers = {register for known in reading.local.values() for register in known}
        rows = reading.connection.execute("SELECT DISTINCT name, sha256 FROM file") if registers else []
        named = {f"{LOCAL}{sha256[:12]}": name for name, sha256 in rows}
        reading.lasting["files of local keys"] = {
            register: (name, shown_file(case, name)) for register, name in named.items() if register in registers
        }
    found: dict[str, tuple[str, str]] = reading.lasting["files of local keys"]
    return found
