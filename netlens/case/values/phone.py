"""Phone numbers: E.164. Vietnamese mobiles by their own prefix table, everything else by phonenumbers."""

import re
from functools import lru_cache

# The change of 15 September to 14 November 2018 from eleven digits to ten (Ministry of Information and Communications).
OLD_PREFIXES = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
_MOBILE = re.compile(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}", re.ASCII)
_FIXED = re.compile(r"2\d{9}", re.ASCII)
_DRESS = re.compile(r"[\s().\-\u2010-\u2015/\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")  # also marks no one sees
_NEAR = (
    "86",
    "855",
    "856",
    "66",
    "95",
    "60",
    "62",
    "65",
    "82",
    "81",
    "886",
    "852",
    "853",
    "44",
    "966",
    "971",
    "7",
    "33",
    "49",
    "420",
    "48",
)


@lru_cache(maxsize=262144)
def clean(text: str) -> tuple[str, str]:
    """E.164 and "" or a problem code. A number without a country is Vietnamese.

    Read: `0912 345 678`, `84912345678`, `0084…`, `+84 (0)91…`, a leading zero lost in a spreadsheet, numbers before the
    2018 change, landlines, other countries with `+` or `00`. Short service numbers (113, 18001091) are kept.
    Problems: `bad_phone` (kept as written), `country_assumed` (a foreign number without its `+`).
    """
    written = " ".join(text.split())
    if written.strip("-?. ") == "" or written.casefold() in ("n/a", "none", "null", "nan"):
        return "", ""
    number = re.sub(r"(?<=\d{8})\.0$", "", written.strip("'\"`"))  # a spreadsheet's float
    number = re.sub(r"^(?:tel|sđt|đt|sdt|dt|phone|mobile)\s*[:.]?\s*", "", number, flags=re.IGNORECASE)
    number = _DRESS.sub("", number)
    plus = number.startswith("+")
    digits = number[1:] if plus else number
    if not (digits.isascii() and digits.isdigit()):
        return written, "bad_phone"
    if digits.startswith("00"):
        plus, digits = True, digits[2:]
    own = _vietnamese(digits, plus)
    if own:
        return own, ""
    if (not plus and 3 <= len(digits) <= 6 and digits[0] != "0") or re.fullmatch(r"1[89]00\d{4,6}", digits):
        return digits, ""
    return _foreign(digits, plus) or (written, "bad_phone")


def is_phone(text: str) -> bool:
    """Whether a text has the form of a phone number: written as one, or a Vietnamese number of the right length."""
    compact = _DRESS.sub("", text)
    if not re.fullmatch(r"\+?\d{9,15}", compact, re.ASCII) or not compact.startswith(("+", "0", "84")):
        return False
    value, problem = clean(text)
    return problem == "" and value.startswith("+")


def _vietnamese(digits: str, plus: bool) -> str:
    """The E.164 number when the digits are a Vietnamese mobile or landline in any usual form, else ""."""
    if plus:
        tails = [digits[2:].removeprefix("0")] if digits.startswith("84") else []
    elif digits.startswith("0"):
        tails = [digits[1:], digits[3:]] if digits.startswith("084") else [digits[1:]]
    else:
        tails = [digits]
        if digits.startswith("84"):
            tails += [digits[2:].removeprefix("0")]
    for tail in tails:
        if _MOBILE.fullmatch(tail) or (_FIXED.fullmatch(tail) and (plus or digits[0] in "08")):
            return f"+84{tail}"
        if len(tail) == 10 and tail[:3] in OLD_PREFIXES:
            return f"+84{OLD_PREFIXES[tail[:3]]}{tail[3:]}"
        if len(tail) == 9 and tail[0] == "4" and digits.startswith("0"):
            return f"+8424{tail[1:]}"  # Hà Nội before 2017: 04, now 024
    return ""


def _foreign(digits: str, plus: bool) -> tuple[str, str] | None:
    if not 8 <= len(digits) <= 15 or (not plus and (len(digits) < 10 or not digits.startswith(_NEAR))):
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return None
    fits = phonenumbers.is_possible_number(parsed) if plus else phonenumbers.is_valid_number(parsed)
    if not fits:
        return None
    value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return value, "" if plus else "country_assumed"
