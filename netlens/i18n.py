"""Words for people. `_` speaks the language in use; `translator(lang)` speaks a given one (reports, extracts)."""

import gettext
from collections.abc import Callable
from functools import lru_cache

from netlens.resource import folder

LANGUAGES = ("en", "vi")
_current = ["en"]


@lru_cache(maxsize=8)
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("netlens", str(folder("translations")), languages=[lang], fallback=True)


def use_language(lang: str) -> None:
    """Set the language of `_` for this process; one of LANGUAGES, anything else falls back to English."""

    _current[0] = lang if lang in LANGUAGES else "en"


def language() -> str:
    return _current[0]


def _(text: str) -> str:
    return _catalogue(_current[0]).gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    return _catalogue(_current[0]).ngettext(one, many, n)


def translator(lang: str) -> Callable[[str], str]:
    """The gettext function of one language: `_ = translator("vi")`."""
    return _catalogue(lang).gettext


def counter(lang: str) -> Callable[[str, str, int], str]:
    """The ngettext function of one language: `n_ = counter("vi")`."""
    return _catalogue(lang).ngettext


def mark(text: str) -> str:
    """Mark a text for translation where it is a constant; it is translated where it is shown."""
    return text
