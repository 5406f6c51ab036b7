"""Border gates: the official gate a text means, and the country it faces. Trails and unknown gates stay free text."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from netlens.case.values.name import fold
from netlens.case.values.near import only_near
from netlens.resource import toml

_RANK = re.compile(
    r"\b(?:(?:cap )?cua khau(?: quoc te| quoc gia| chinh| phu)?|ck(?:qt|qg|c|p)?|loi mo|cap cho|san bay(?: quoc te)?"
    r"|sbqt|cang hang khong(?: quoc te)?|duong bo|duong sat|ga|international|border|gate|crossing|checkpoint|airport)\b"
)


_PARTS = re.compile(r"\s*[-–—/(),]\s*")
_LONG = 7  # letters of a name that may be misspelt by one


@lru_cache(maxsize=16384)
def clean(text: str) -> tuple[str, str]:
    """The official gate's Vietnamese name, also from its foreign twin's (`Bavet`, `河口`) and from both together.

    Trails stay as written; of a name that two gates have only the spelling is settled (`CK Thanh Thuỷ` is `Thanh
    Thủy`, whichever it is). There is no problem: any text is a gate.
    """
    written = " ".join(unicodedata.normalize("NFC", text).split()).strip(" ,;")
    slug = _meant(written)
    if not slug:
        parts = [part for part in _PARTS.split(written) if part]
        slug = _meant(parts[0]) if len(parts) > 1 else ""
        if slug and not all(_meant(part) == slug or _in(slug, part) for part in parts[1:]):
            slug = ""
    if not slug:
        slug = only_near(_key(written), _single(), _LONG)
    return (str(toml("gates.toml")[slug]["name"]) if slug else _shared(written) or written), ""


def _meant(text: str) -> str:
    """The one gate of a name; "" when none has it, or two have."""
    return next(filter(None, (_single().get(key, "") for key in _keys(text))), "")


def _shared(text: str) -> str:
    """The bare name that two gates have, however it is spelt; "" for any other text."""
    slugs = _words().get(_key(text), ())
    names = [str(toml("gates.toml")[slug]["name"]) for slug in slugs if len(slugs) > 1]
    return next((name for name in names if _key(name) == _key(text)), "")


@lru_cache(maxsize=1)
def _single() -> dict[str, str]:
    """Name → the one gate that has it. `Thanh Thủy (Nghệ An)` is its own by its full name only."""
    return {key: slugs[0] for key, slugs in _words().items() if len(slugs) == 1}


@lru_cache(maxsize=16384)
def find(text: str, province: str = "") -> Mapping[str, Any] | None:
    """The gate (slug, name, en, faces, across, province, way, class) that a text names, or None.

    `Cửa khẩu quốc tế Mộc Bài`, `Moc Bai`, `Bavet`, `Hữu Nghị - Hữu Nghị Quan`. Of two gates with one name, that of the
    province, by its old or new name.
    """
    words = _words()
    for part in (text, *re.split(r"\s*[-–—/(),]\s*", text)):
        found = next(filter(None, (words.get(key, ()) for key in _keys(part))), ())
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
    return _sounds(_RANK.sub(" ", fold(text)))


def _keys(text: str) -> tuple[str, ...]:
    """The key, and that of a name which begins like a rank: folded, `cửa khẩu Phú Quốc` could be a `cửa khẩu phụ`."""
    short = _sounds(re.sub(r"\b(?:cap )?cua khau\b|\bck\b", " ", fold(text)))
    return tuple(dict.fromkeys((_key(text), short)))


def _sounds(folded: str) -> str:
    return "".join(sign for sign in folded if sign.isalnum())
