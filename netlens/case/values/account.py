"""Accounts, `kind:value`: `zalo:+84912345678`, `facebook:name`, `bank:VCB 0011001234567`, `game:NAME`."""

import re
import unicodedata
from functools import lru_cache

from netlens.case import schema
from netlens.case.values import phone
from netlens.case.values.nothing import is_nothing

_SITE = r"(?:https?://)?(?:[\w-]+\.)?"
_END = r"/?(?:[?#&].*)?"
_FACEBOOK = re.compile(
    _SITE + r"(?:facebook|fb)\.com/(?:profile\.php\?id=|people/[^/]+/)?((?:groups/)?[\w.\-]+)" + _END, re.IGNORECASE
)
_LINKS = (  # what stands behind the site's name, and the kind
    (_FACEBOOK, "facebook"),
    (re.compile(_SITE + r"(?:m\.me|messenger\.com/t)/([\w.\-]+)" + _END, re.IGNORECASE), "facebook"),
    (re.compile(_SITE + r"zalo\.me/((?:g/)?[\w+]+)" + _END, re.IGNORECASE), "zalo"),
    (re.compile(_SITE + r"(?:t|telegram)\.me/(\+?\w+)" + _END, re.IGNORECASE), "telegram"),
    (re.compile(_SITE + r"(?:wa\.me|api\.whatsapp\.com/send\?phone=)/?(\+?\d+)" + _END, re.IGNORECASE), "whatsapp"),
    (re.compile(_SITE + r"tiktok\.com/@([\w.]+)" + _END, re.IGNORECASE), "tiktok"),
    (re.compile(_SITE + r"instagram\.com/([\w.]+)" + _END, re.IGNORECASE), "instagram"),
    (re.compile(_SITE + r"line\.me/(?:R/)?ti/p/~?([\w.@%\-]+)" + _END, re.IGNORECASE), "line"),
)
_HANDLES = ("facebook", "telegram", "wechat", "qq", "tiktok", "instagram", "line")  # in any case, with @ or without
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_BANK = re.compile(
    r"(?:(?P<code>[^\d].*?)[\s:\-–]+)?(?P<number>\d[\d\s.\-]{3,28}\d)(?:[\s:,\-–(]+(?P<after>[^\d\s].*?)\)?)?"
)
_BANK_SAID = re.compile(
    r"^(?:(?:số\s+)?(?:tài khoản|tk|stk|tknh)(?:\s+ngân hàng)?|số|tại|ngân hàng|nh|bank)\b[\s:.]*", re.IGNORECASE
)
_BRANCH = re.compile(r"\s+(?:cn|chi nhánh|pgd)\s.*$", re.IGNORECASE)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}|#{3,}", re.IGNORECASE | re.ASCII)
_NAMED = re.compile(r"(?P<kind>[^\W\d]+(?:\s+(?:id|no))?)\s*(?:\s[-–]\s|\s)\s*(?P<value>\S.*)", re.IGNORECASE)


@lru_cache(maxsize=65536)
def clean(text: str, kind: str = "") -> tuple[str, str]:
    """`kind:value` and "" or a problem code. `kind` is used where the text names none.

    Read: `zalo:0912…`, `Zalo 0912…`, links of Facebook, Messenger, Zalo, Telegram, WhatsApp, TikTok, Instagram and
    Line, `@handle` behind its kind, a bank's name before or behind a number.
    Problems: `account_kind` (no kind given or known: kept as written, or as `bank:` when it is a bare number),
    `bad_account` (nothing after the kind, or a bank account without a number), `digits_lost` (rounded by a
    spreadsheet), `account_note` (words left out).
    """
    written = " ".join(unicodedata.normalize("NFC", text).split())
    if is_nothing(written):
        return "", ""
    if _ROUNDED.fullmatch(written):
        return written, "digits_lost"
    linked = _linked(written)
    if linked:
        return linked, ""
    before, colon, after = written.partition(":")
    code = _kind(before) if colon else None
    if code is None and not colon and (named := _NAMED.fullmatch(written)) and (code := _kind(named["kind"])):
        after = named["value"]
        if code == "bank" and not _bank(after):
            code = None
    if code is None:
        code, after = schema.code("account_kind", kind) if kind else None, written
    if code is None:
        return _kindless(written)
    return _named(code, after.strip(), written)


def is_account(text: str) -> bool:
    """Whether a text is written `kind:value` with a kind we know, or is the link of an account."""
    before, colon, after = text.partition(":")
    known = bool(colon and after.strip()) and schema.code("account_kind", before) is not None
    return known or ("/" in text and bool(_linked(text.strip())))


def _kind(word: str) -> str | None:
    """The kind a word means, also `WeChat ID`."""
    return schema.code("account_kind", word) or schema.code(
        "account_kind", re.sub(r"\s+(?:id|no)\s*$", "", word, flags=re.I)
    )


def _linked(text: str) -> str:
    for pattern, code in _LINKS:
        if found := pattern.fullmatch(text):
            value = found[1]
            number = code in ("zalo", "whatsapp", "telegram") and phone.clean(value)[0]
            return f"{code}:{number}" if number and number.startswith("+") else f"{code}:{_handle(value)}"
    return ""


def _handle(text: str) -> str:
    return text.lstrip("@").casefold() or text


def _named(code: str, value: str, written: str) -> tuple[str, str]:
    if not value:
        return written, "bad_account"
    if code == "bank":
        return _bank(value) or (written, "bad_account")
    if linked := _linked(value):
        return (linked, "") if linked.startswith(f"{code}:") else (f"{code}:{value}", "")
    if schema.entry("account_kind", code).get("number"):
        number, problem = phone.clean(value)
        if not problem and number.startswith("+"):
            return f"{code}:{number}", ""
    if code in _HANDLES:
        return f"{code}:{_handle(value)}", ""
    return f"{code}:{value.casefold() if code == 'email' else value}", ""


def _bank(value: str) -> tuple[str, str] | None:
    found = _BANK.fullmatch(_undressed(value))
    if not found:
        return None
    number = re.sub(r"\D", "", found["number"])
    name, more = (found["code"] or found["after"] or "").strip(" .,:-–()"), ""
    name = _BRANCH.sub("", _undressed(name))
    if not name or _BANK_SAID.fullmatch(name):  # `12345 bank`: a word for it, and no name
        return f"bank:{number}", ""
    known = _bank_named(name)
    if not known and any(sign.isdigit() for sign in name):
        return None  # which of the two is the number?
    if not known and (whose := re.match(r"(.+?)\s*[-–,]\s*(.+)", name)):
        known, more = _bank_named(whose[1]), whose[2]
    return f"bank:{known or name.upper()} {number}", "account_note" if more and known else ""


def _bank_named(name: str) -> str | None:
    return schema.code("bank", name) or schema.code("bank", _BRANCH.sub("", _undressed(name)))


def _undressed(text: str) -> str:
    """Without `STK`, `số`, `tại`, `ngân hàng` before it, as often as they stand there."""
    while (shorter := _BANK_SAID.sub("", text).strip(" .,:-–")) and shorter != text:
        text = shorter
    return text


def _kindless(written: str) -> tuple[str, str]:
    if _EMAIL.fullmatch(written):
        return f"email:{written.casefold()}", ""
    bank = _bank(written)
    if bank and (" " not in bank[0] or schema.code("bank", bank[0][5:].split()[0])):
        return bank[0], bank[1] if " " in bank[0] else "account_kind"
    return written, "account_kind"
