"""Grades of sources and information: UK 3x5x2, Admiralty 6x6, Europol 4x4. The form tells the scheme.

The strength of a link of an i2 chart (`Unconfirmed`, `Tentative`) grades its information, beside any grade of a source.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from netlens.resource import toml

_TOGETHER = re.compile(  # a handling code may follow: `2-C-P`, `B22`
    r"\s*([A-FX1-3])\s*[/\-. ]?\s*([1-6A-E])\s*(?:[/\-. ]?\s*(?:P|C|H[0-3]|[1-5]))?\s*", re.IGNORECASE
)


def split_grade(text: str) -> tuple[str, str]:
    """`B/2`, `b2`, `2C`, `2-C-P` → (source, information); a lone grade is the source's, but for the strength of a link.
    Anything else: (text, "").
    """
    found = _TOGETHER.fullmatch(text)
    if found:
        return found[1].upper(), found[2].upper()
    source, _, info = (part.strip().upper() for part in text.partition("/"))
    return ("", source) if not info and source in toml("grades.toml")["strength"]["info"] else (source, info)


@lru_cache(maxsize=4096)
def scheme(source: str, info: str = "") -> str:
    """`admiralty`, `3x5x2`, `4x4`, `strength`, or "" when the form fits none. A–C with 1–4 fits two: Admiralty."""
    return _scheme(*_both(source, info))[0]


_Axes = tuple[str, Mapping[str, Any], Mapping[str, Any]]  # a scheme, its grades of sources and of information


def _scheme(source: str, info: str) -> _Axes:
    tables = toml("grades.toml")
    if source or info:
        for name, table in tables.items():
            if (not source or source in table.get("source", ())) and (not info or info in table["info"]):
                return name, table.get("source", {}), table["info"]
    if info not in tables["strength"]["info"]:
        return "", {}, {}
    name, sources, _info = _scheme(source, "")
    return "strength" if name else "", sources, tables["strength"]["info"]


@lru_cache(maxsize=4096)
def grade_weight(source: str, info: str = "") -> float:
    """0…1: the product of what the source and the information weigh. `source` may hold both ("B/2").

    Ungraded, or a form no scheme knows, weighs 1.0: it is never hidden, but shown as ungraded.
    """
    source, info = _both(source, info)
    _name, *axes = _scheme(source, info)
    weight = 1.0
    for axis, grade in zip(axes, (source, info), strict=True):
        if grade in axis:
            weight *= float(axis[grade]["weight"])
    return round(weight, 6)


def grade_label(source: str, info: str = "", lang: str = "en") -> str:
    """What a grade means, in words: `usually reliable; probably true`. "" when ungraded; unknown forms as written."""
    source, info = _both(source, info)
    name, *axes = _scheme(source, info)
    if not name:
        return "/".join(part for part in (source, info) if part)
    return "; ".join(axis[grade][lang] for axis, grade in zip(axes, (source, info), strict=True) if grade)


def weaker(a: str, b: str) -> str:
    """The weaker of two grades ("B/2"). Ungraded is weaker than a full grade, stronger than any doubt."""
    return min(a, b, key=_strength)


def _strength(grade: str) -> tuple[float, bool, str]:
    return grade_weight(grade), bool(grade), grade


def _both(source: str, info: str) -> tuple[str, str]:
    if info:
        return source.strip().upper(), info.strip().upper()
    return split_grade(source)
