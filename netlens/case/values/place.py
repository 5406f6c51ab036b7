"""Places and Vietnamese provinces: the 63 before 1 July 2025 and the 34 since, each under the name it was given."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from netlens.case.values.name import fold
from netlens.case.values.near import only_near
from netlens.case.values.nothing import is_nothing
from netlens.resource import toml

Era = Literal["legacy", "current"]

_FORMER = re.compile(
    r"\s*(?:\((?:cũ|mới|nay là [^()]*|nay thuộc [^()]*|trước đây|sáp nhập[^()]*)\)|\bcũ)$", re.IGNORECASE
)
_PART = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")
_LONG = 7  # letters of a name that may be misspelt by one
_RANK = re.compile(r"^(?:tinh|thanh pho|tp|t\.p|city of|province of)[\s.]+|[\s,]+(?:province|city|prov\.?)$")


def clean(text: str) -> tuple[str, str]:
    """A place name as it is shown: NFC, single spaces. Any text is a place: trails and houses have no list."""
    return " ".join(unicodedata.normalize("NFC", text).split()).strip(" ,;"), ""


@lru_cache(maxsize=16384)
def clean_province(text: str, country: str = "") -> tuple[str, str]:
    """The province's proper name (`Ha Giang`, `T. Hà Giang`, `Hà Giang (cũ)`, `002` → `Hà Giang`), old or new.

    Problems: `unknown_province` (kept as written; a province of another `country` (alpha-2) is kept without one),
    `province_mended` (misspelt by one letter, and of seven or more only one is so near), `province_part` (the last part
    of an address was taken: `huyện Mường Khương, tỉnh Lào Cai`).
    """
    written = clean(text)[0]
    if is_nothing(written):
        return "", ""
    name = _names().get(_key(written)) or _names().get(_key(_FORMER.sub("", written)))
    if name:
        return name, ""
    if country not in ("", "VN"):
        return written, ""
    *before, last = _PART.split(written)
    name = _names().get(_key(last)) if before and all(before) and not last.isdigit() else None
    if name:
        return name, "province_part"
    name = only_near(_key(written), _names(), _LONG)
    return (name, "province_mended") if name else (written, "unknown_province")


def era(on: str) -> Era:
    """Which provinces stand on a day (ISO, as exact as known): the old before 1 July 2025. No day: the new."""
    decides = str(toml("provinces.toml")["decides"])
    return "legacy" if on and on < decides[: max(4, len(on))] else "current"


def province(name: str, on: str = "") -> Mapping[str, Any] | None:
    """What is known of a province on a day: code, name, en, region, borders, era; None when none had that name.

    A name that stands only in the other list is found there: a record of 2026 may still say Hà Giang.
    """
    first = era(on)
    for which in (first, "legacy" if first == "current" else "current"):
        found = _by_name(which).get(clean_province(name)[0])
        if found:
            return found
    return None


def current(name: str) -> str:
    """The province since 1 July 2025 in which an old (or new) one lies; "" when unknown."""
    proper = clean_province(name)[0]
    old = _by_name("legacy").get(proper)
    if old:
        return str(toml("provinces.toml")["current"][old["now"]]["name"])
    return proper if proper in _by_name("current") else ""


def legacy(name: str) -> tuple[str, ...]:
    """The provinces before 1 July 2025 that make up a new one (itself among them); () when unknown."""
    new = _by_name("current").get(clean_province(name)[0])
    if new is None:
        return ()
    return tuple(old["name"] for old in toml("provinces.toml")["legacy"].values() if old["now"] == new["code"])


def name_of(code: str, which: Era = "legacy") -> str:
    """The province of a three-digit code; "" when there is none."""
    return str(toml("provinces.toml")[which].get(code, {}).get("name", ""))


def names(which: Era) -> tuple[str, ...]:
    return tuple(entry["name"] for entry in toml("provinces.toml")[which].values())


def borders(name: str, on: str = "") -> tuple[str, ...]:
    """The countries (alpha-2) a province has a land border with, by its old or new name, on a day."""
    found = province(name, on)
    return tuple(found["borders"]) if found else ()


@lru_cache(maxsize=2)
def _by_name(which: str) -> dict[str, dict[str, Any]]:
    data = toml("provinces.toml")
    old = data["legacy"]
    found = {}
    for code, entry in data[which].items():
        parts = [old[code]] if which == "legacy" else [part for part in old.values() if part["now"] == code]
        edges = dict.fromkeys(country for part in parts for country in part.get("borders", ()))
        found[entry["name"]] = {
            "code": code,
            "name": entry["name"],
            "en": entry["en"],
            "era": which,
            "region": entry.get("region") or old[entry["seat"]]["region"],
            "borders": tuple(edges),
            "now": entry.get("now", code),
        }
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    data = toml("provinces.toml")
    found: dict[str, str] = {}
    for which in ("current", "legacy"):
        for entry in data[which].values():
            for word in (entry["name"], entry["en"], *entry.get("aliases", ())):
                found.setdefault(_key(word), entry["name"])
    for code, entry in data["legacy"].items():
        found.setdefault(code, entry["name"])
    return found


def _key(text: str) -> str:
    plain = fold(text)
    plain = _RANK.sub("", plain)
    plain = re.sub(r"^t\.\s*", "", plain)
    return "".join(sign for sign in plain if sign.isalnum())
