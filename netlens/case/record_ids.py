"""Record ids: what a person reads and types. `persons:P0001` while a case has one register, `persons:LC/P0001` from the
second on, `phone:+84912345678` for what everyone numbers alike, and `file:row` for what only its file numbers.
"""

from typing import TYPE_CHECKING

from netlens.case.records import LOCAL, Ref
from netlens.case.store.reading import TABLES

if TYPE_CHECKING:
    from netlens.case.case import Case


def record_id(case: "Case", ref: Ref) -> str:
    """The record id of an entity, with codes for whoever is protected and named in the file's name."""
    text = case.reading.record_id(ref)
    if not ref.register.startswith(LOCAL):
        return text
    name, shown = _files(case).get(ref.register, ("", ""))
    return text if name == shown else text.replace(f"{name}:", f"{shown}:", 1)


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
    named += [(key[:cut], key[cut + 1 :]) for cut in cuts]
    found = {number for register, rest in named if (number := case.find(Ref(kind, register, rest))) is not None}
    return found.pop() if len(found) == 1 else None


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
