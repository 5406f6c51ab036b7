"""Grades of sources and information: UK 3x5x2, Admiralty 6x6, Europol 4x4. The form tells the scheme."""

import re
from functools import lru_cache

from netlens.resource import toml

_TOGETHER = re.compile(r"\s*([A-FX1-3])\s*[/\-. ]?\s*([1-6A-E])\s*", re.IGNORECASE)


def split_grade(text: str) -> tuple[str, str]:
    """`B/2`, `b2`, `2C` → (source, information); a lone grade is the source's. Anything else: (text, "")."""
    found = _TOGETHER.fullmatch(text)
    if found:
        return found[1].upper(), found[2].upper()
    source, _, info = text.partition("/")
    return source.strip().upper(), info.strip().upper()


@lru_cache(maxsize=4096)
def scheme(source: str, info: str = "") -> str:
    """`admiralty`, `3x5x2`, `4x4`, or "" when the form fits none. A–C with 1–4 fits two schemes: read as Admiralty."""
    return _scheme(*_both(source, info))


def _scheme(source: str, info: str) -> str:
    for name, table in toml("grades.toml").items():
        if (source or info) and (not source or source in table["source"]) and (not info or info in table["info"]):
            return name
    return ""


@lru_cache(maxsize=4096)
def grade_weight(source: str, info: str = "") -> float:
    """0…1: the product of what the source and the information weigh. `source` may hold both ("B/2").

    Ungraded, or a form no scheme knows, weighs 1.0: it is never hidden, but shown as ungraded.
    """
    source, info = _both(source, info)
    table = toml("grades.toml").get(_scheme(source, info))
    if table is None:
        return 1.0
    weight = 1.0
    for axis, grade in (("source", source), ("info", info)):
        if grade:
            weight *= float(table[axis][grade]["weight"])
    return round(weight, 6)


def grade_label(source: str, info: str = "", lang: str = "en") -> str:
    """What a grade means, in words: `usually reliable; probably true`. "" when ungraded; unknown forms as written."""
    source, info = _both(source, info)
    table = toml("grades.toml").get(_scheme(source, info))
    if table is None:
        return "/".join(part for part in (source, info) if part)
    said = [table[axis][grade][lang] for axis, grade in (("source", source), ("info", info)) if grade]
    return "; ".join(said)


def weaker(a: str, b: str) -> str:
    """The weaker of two grades ("B/2"). Ungraded is weaker than a full grade, stronger than any doubt."""
    return min(a, b, key=_strength)


def _strength(grade: str) -> tuple[float, bool, str]:
    return grade_weight(grade), bool(grade), grade


def _both(source: str, info: str) -> tuple[str, str]:
    if info:
        return source.strip().upper(), info.strip().upper()
    return split_grade(source)
