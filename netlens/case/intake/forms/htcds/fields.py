"""The standard's fields and lists, and which field a heading means: by system name, by label, by a path of a survey."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

from netlens.case.schema import word_key
from netlens.resource import toml

PREFIXES = ("prs", "vic", "cas", "con", "per", "hte", "cco", "spl", "org")  # where a label is shared, the first has it
_MARKED = frozenset(f"{prefix}_" for prefix in PREFIXES)
_OBJECTS = frozenset({"contact", "case", "account", "activity", "event", "task"})  # of Salesforce
_EVENTS = frozenset({"type", "date", "city", "country", "state", "street", "postalcode", "description", "longitude"})
_SALESFORCE = re.compile(r"__[cr]\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(.*?)[\s_.(\[#-]*(\d{1,2})[)\]]?$")
_PATH = re.compile(r"[/:.]|(?<=\w)-(?=\w)")
_ALIKE = 0.93


@dataclass(frozen=True, slots=True)
class Field:
    """`kind`: text, date, pick, multi, checkbox; `values`: code → label of its list."""

    name: str
    label: str
    kind: str
    values: Mapping[str, str]


class Meant(NamedTuple):
    """The field a heading means ("" when none), how it was told (name, label, misspelt), the one choice of a list whose
    ticks the column holds, and the number of the event where there are several."""

    field: str = ""
    how: str = ""
    choice: str = ""
    number: int = 0


@lru_cache(maxsize=1)
def fields() -> Mapping[str, Field]:
    data: dict[str, Any] = toml("forms/htcds.toml")
    return {
        name: Field(name, said["label"], said["kind"], data["lists"].get(said.get("list", ""), {}))
        for name, said in data["fields"].items()
    }


def _is_system(word: str) -> bool:
    return word[:4].casefold() in _MARKED


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, said in toml("forms/htcds.toml")["fields"].items():
        for word in (name, *filter(_is_system, said.get("aliases", ()))):
            found.setdefault(word_key(word), name)
    return found


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, str]:
    """Labels, other words for them, and names without their prefix, each to its likeliest field."""
    found: dict[str, str] = {}
    aliases = {name: said.get("aliases", ()) for name, said in toml("forms/htcds.toml")["fields"].items()}
    for prefix in ("hte", *PREFIXES):
        for name, field in fields().items():
            bare = word_key(name[4:])
            if not name.startswith(prefix) or (prefix == "hte") != (bare in _EVENTS and name.startswith("hte")):
                continue
            for word in (field.label, name[4:], *aliases[name]):
                found.setdefault(word_key(word), name)
    return found


@lru_cache(maxsize=4096)
def by_label(heading: str) -> Meant:
    """The field whose label, or whose name without prefix, a heading is; also `Type of Exploitation/Forced labour`."""
    text = _SALESFORCE.sub("", heading.strip())
    known = _labels().get(word_key(text))
    if known:
        return Meant(known, "label")
    label, slash, rest = text.rpartition("/")
    known = _labels().get(word_key(label.rpartition("/")[2])) if slash else None
    choice = choice_of(known, rest) if known else ""
    return Meant(known or "", "label", choice) if choice else Meant()


@lru_cache(maxsize=4096)
def by_name(heading: str) -> Meant:
    """The field a system name means: exact, of the survey or Salesforce, numbered, inside groups, or misspelt."""
    custom = bool(_SALESFORCE.search(heading))
    text = _SALESFORCE.sub("", heading.strip())
    if not text:
        return Meant()
    found = _exact(text)
    if found.field:
        return found
    parts = [part for part in _PATH.split(text) if part]
    for place, part in enumerate(parts if len(parts) > 1 else ()):
        found = _exact(part)
        if found.field:
            rest = "".join(parts[place + 1 :]) if found.number == 0 else parts[-1]
            number = found.number or next((int(n[1]) for n in (_group(one) for one in parts[:place]) if n), 0)
            return Meant(found.field, found.how, choice_of(found.field, rest), number)
    if custom or (len(parts) == 2 and parts[0].casefold() in _OBJECTS):
        known = _labels().get(word_key(parts[-1]))
        return Meant(known, "name") if known else Meant()
    if _is_system(text):
        close = get_close_matches(word_key(text), _names().keys(), 1, _ALIKE)
        if close:
            return Meant(_names()[close[0]], "misspelt")
    return Meant()


def _exact(text: str) -> Meant:
    known = _names().get(word_key(text)) if _is_system(text) else None
    if known:
        return Meant(known, "misspelt" if _misspelt(text) else "name")
    numbered = _NUMBERED.match(text) if _is_system(text) else None
    known = _names().get(word_key(numbered[1])) if numbered else None
    return Meant(known, "name", "", int(numbered[2])) if known and numbered else Meant()


def _misspelt(text: str) -> bool:
    return word_key(text) == "victraffickinstatusdecisionmakingorg"  # as the official workbooks have it


def _group(text: str) -> re.Match[str] | None:
    return re.search(r"\[?(\d{1,2})\]?$", text)


def choice_of(field: str, text: str) -> str:
    """The code of a list that a text means by its code or its label, "" when none."""
    return _choices(field).get(word_key(text), "") if text else ""


@lru_cache(maxsize=128)
def _choices(field: str) -> Mapping[str, str]:
    known = fields()[field].values
    return {word_key(label): code for code, label in known.items()} | {word_key(code): code for code in known}
