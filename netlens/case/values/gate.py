"""Border gates: the official gate a text means, and the country it faces. Trails and unknown gates stay free text."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from netlens.case.values.name import fold
from netlens.resource import toml

_RANK = re.compile(
    r"\b(?:(?:cap )?cua khau(?: quoc te| quoc gia| chinh| phu)?|ck(?:qt)?|loi mo|cap cho|san bay(?: quoc te)?"
    r"|cang hang khong(?: quoc te)?|duong bo|duong sat|ga|international|border|gate|crossing|checkpoint|airport)\b"
)


@lru_cache(maxsize=16384)
def find(text: str, province: str = "") -> Mapping[str, Any] | None:
    """The gate (slug, name, en, faces, across, province, way, class) that a text names, or None.

    `Cửa khẩu quốc tế Mộc Bài`, `Moc Bai`, `Bavet`, `Hữu Nghị - Hữu Nghị Quan`. Of two gates with one name, that of the
    province, by its old or new name.
    """
    words = _words()
    for part in (text, *re.split(r"\s*[-–—/(),]\s*", text)):
        found = words.get(_key(part), ())
        for slug in found:
            if len(found) == 1 or not province or _in(slug, province):
                return {"slug": slug, "faces": "", "across": "", **toml("gates.toml")[slug]}
    return None


def is_named(text: str) -> bool:
    """Whether a place's name says that it is a gate: `Cửa khẩu Mộc Bài`, `Noi Bai Airport`. `Lào Cai` is a town."""
    return bool(_RANK.search(fold(text))) and find(text) is not None


def faces(text: str, province: str = "") -> str:
    """The country (alpha-2) on the other side of a gate; "" for an airport or a gate nobody knows."""
    found = find(text, province)
    return str(found["faces"]) if found else ""


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for slug, entry in toml("gates.toml").items():
        for word in (slug, entry["name"], entry["en"], entry.get("across", ""), *entry.get("aliases", ())):
            for key in {_key(word), _key(word.partition("(")[0])} - {""}:
                if slug not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), slug)
    return found


def _in(slug: str, province: str) -> bool:
    from netlens.case.values import place

    own = toml("gates.toml")[slug]["province"]
    meant = place.clean_province(province)[0]
    return meant in (own, place.current(own))


def _key(text: str) -> str:
    return "".join(sign for sign in _RANK.sub(" ", fold(text)) if sign.isalnum())
