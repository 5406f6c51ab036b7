"""Countries: ISO 3166-1 alpha-2 from a code or a name, in English or Vietnamese."""

import unicodedata
from functools import lru_cache

from netlens.case.values.name import fold
from netlens.resource import toml


@lru_cache(maxsize=8192)
def clean(text: str) -> tuple[str, str]:
    """(`CN`, "") from `CN`, `chn`, `China`, `Trung Quốc`; a country nobody knows as written, with `unknown_country`.

    Names are tried with their accents before codes, and codes before names without: `Mỹ` is the United States and
    `MY` Malaysia, `Áo` Austria and `AO` Angola. `NGA`, Russia in a Vietnamese list in capitals, is Nigeria's
    three-letter code: read as Russia, with `country_assumed`.
    """
    written = " ".join(text.split())
    if not _key(written):
        return "", ""
    exact, codes, loose = _words()
    if written == "NGA":
        return "RU", "country_assumed"
    code = exact.get(_accented(written)) or codes.get(written.upper()) or loose.get(_key(written))
    return (code, "") if code else (written, "unknown_country")


def label(code: str, lang: str = "en") -> str:
    """The name of a country; a code that is none is shown as it is."""
    entry = toml("countries.toml").get(code, {})
    return str(entry.get(lang, entry.get("en", code)))


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Names with accents, codes, names without accents."""
    exact: dict[str, str] = {}
    codes: dict[str, str] = {}
    loose: dict[str, str] = {}
    for code, entry in toml("countries.toml").items():
        codes.update({code: code, entry["alpha3"]: code})
        for word in (entry["en"], entry["vi"], *entry.get("aliases", ())):
            exact.setdefault(_accented(word), code)
            loose.setdefault(_key(word), code)
    return exact, codes, loose


def _accented(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _key(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
