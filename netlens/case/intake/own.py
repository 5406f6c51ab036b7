"""Keys that no register knows: a file's own numbering (nodes of a graph, items of a chart), and rows without any key.

Such a key is good inside its file alone: node 7 of two files is two people. It becomes an entity of the register
`#` + the start of the file's SHA-256, known as `file:key`. A file's own ids count as the keys of a register when a
person said which (`--register`); the numbers of rows never do. An importer marks both with a sign of the private-use
area, which no agency writes; what is shown or kept as written has the mark taken off.
"""

from collections.abc import Mapping
from typing import NamedTuple

from netlens.case.records import LOCAL, Ref

_OWN, _ROW, _HERE = "\ue000", "\ue001", "\ue004"
_MARKS = frozenset({_OWN, _ROW, _HERE})
_SIGNS = {ord(";"): "\ue002", ord("\n"): "\ue003"}  # an id is one value, also where a cell may hold several
_BACK = {ord(code): sign for sign, code in ((";", "\ue002"), ("\n", "\ue003"))}


class File(NamedTuple):
    """Whose keys the marked ones are: the file's name, its SHA-256, and the register a person named ("" when none)."""

    name: str
    sha256: str
    register: str = ""


def own(text: str) -> str:
    """An id of the file's own numbering, for any column that takes a key or a party."""
    return _OWN + (text.translate(_SIGNS) if ";" in text or "\n" in text else text)


def here(text: str) -> str:
    """An id of the file's own numbering that means nothing outside it, whatever register a person named: item 7."""
    return _HERE + own(text)[1:]


def row_id(row: int | str, part: str = "") -> str:
    """A key for what a row speaks of without naming it; `part` tells several of one row apart."""
    return f"{_ROW}{row}.{part}" if part else f"{_ROW}{row}"


def is_marked(text: str) -> bool:
    return text[:1] in _MARKS


def plain(text: str) -> str:
    """The id as the file has it; a row's number stands for itself."""
    if not is_marked(text):
        return text
    return text[1:].translate(_BACK) if "\ue002" in text or "\ue003" in text else text[1:]


def local(kind: str, text: str, file: File) -> Ref:
    """The entity of a marked key."""
    key = plain(text)
    if text[0] == _OWN and file.register:
        return Ref(kind, file.register, key)
    return Ref(kind, LOCAL + file.sha256[:12], f"{file.name}:{key}")


def as_written(values: Mapping[str, str]) -> Mapping[str, str]:
    """A record's values without marks; keys that were made for a row stand in no file, and are left out."""
    whole = "".join(values.values())
    if whole.isascii() or not (_OWN in whole or _ROW in whole or _HERE in whole):
        return values
    written = {}
    for name, text in values.items():
        if _OWN not in text and _ROW not in text and _HERE not in text:
            written[name] = text
        elif text[0] != _ROW:
            written[name] = ";".join(map(plain, text.split(";"))) if ";" in text else plain(text)
    return written
