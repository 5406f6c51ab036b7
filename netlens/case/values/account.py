"""Accounts, `kind:value`: `zalo:+84912345678`, `facebook:name`, `bank:VCB 0011001234567`, `game:NAME`."""

import re
import unicodedata
from functools import lru_cache

from netlens.case import schema
from netlens.case.values import phone

_FACEBOOK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)?(?:facebook|fb)\.com/(?:profile\.php\?id=|people/[^/]+/)?([\w.\-]+)/?(?:[?#].*)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_BANK = re.compile(
    r"(?:(?P<code>[^\d].*?)[\s:\-–]+)?(?P<number>\d[\d\s.\-]{3,28}\d)(?:[\s:\-–(]+(?P<after>[^\d\s].*?)\)?)?"
)


@lru_cache(maxsize=65536)
def clean(text: str, kind: str = "") -> tuple[str, str]:
    """`kind:value` and "" or a problem code. `kind` is used where the text names none.

    Problems: `account_kind` (no kind given or known: kept as written, or as `bank:` when it is a bare number),
    `bad_account` (nothing after the kind, or a bank account without a number).
    """
    written = " ".join(unicodedata.normalize("NFC", text).split())
    if not written.strip("-?. "):
        return "", ""
    found = _FACEBOOK.fullmatch(written)
    if found:
        return f"facebook:{found[1].casefold()}", ""
    before, colon, after = written.partition(":")
    code = schema.code("account_kind", before) if colon else None
    if code is None:
        code, before, after = schema.code("account_kind", kind) if kind else None, "", written
    if code is None:
        return _kindless(written)
    return _named(code, after.strip(), written)


def is_account(text: str) -> bool:
    """Whether a text is written `kind:value` with a kind we know."""
    before, colon, after = text.partition(":")
    return bool(colon and after.strip()) and schema.code("account_kind", before) is not None


def _named(code: str, value: str, written: str) -> tuple[str, str]:
    if not value:
        return written, "bad_account"
    if code == "bank":
        return _bank(value) or (written, "bad_account")
    if schema.entry("account_kind", code).get("number"):
        number, problem = phone.clean(value)
        if not problem and number.startswith("+"):
            return f"{code}:{number}", ""
        return f"{code}:{value}", ""
    if code == "facebook":
        found = _FACEBOOK.fullmatch(value)
        return f"facebook:{(found[1] if found else value.lstrip('@')).casefold() or value}", ""
    return f"{code}:{value.casefold() if code == 'email' else value}", ""


def _bank(value: str) -> tuple[str, str] | None:
    found = _BANK.fullmatch(value.strip())
    if not found:
        return None
    number = re.sub(r"\D", "", found["number"])
    name = (found["code"] or found["after"] or "").strip(" .:-–()")
    if not name:
        return f"bank:{number}", ""
    known = schema.code("bank", re.sub(r"^(?:ngân hàng|nh|tại)\s+", "", name, flags=re.IGNORECASE))
    return f"bank:{known or name.upper()} {number}", ""


def _kindless(written: str) -> tuple[str, str]:
    if _EMAIL.fullmatch(written):
        return f"email:{written.casefold()}", ""
    bank = _bank(written)
    if bank and (" " not in bank[0] or schema.code("bank", bank[0][5:].split()[0])):
        return bank[0], "" if " " in bank[0] else "account_kind"
    return written, "account_kind"
