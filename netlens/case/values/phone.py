"""Phone numbers: E.164. Vietnamese mobiles by their own prefix table, everything else by phonenumbers."""

import re
import unicodedata
from functools import lru_cache

from netlens.case.values.nothing import is_nothing

# The change of 15 September to 14 November 2018 from eleven digits to ten (Ministry of Information and Communications).
OLD_PREFIXES = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
# Area codes before and after 11 February to 17 June 2017 (Ministry of Information and Communications, decision 2036).
OLD_AREAS = {
    "22": "212", "231": "213", "20": "214", "230": "215", "29": "216", "52": "232", "53": "233", "54": "234",
    "510": "235", "511": "236", "37": "237", "38": "238", "39": "239", "33": "203", "240": "204", "25": "205",
    "26": "206", "27": "207", "280": "208", "281": "209", "320": "220", "321": "221", "241": "222", "31": "225",
    "351": "226", "36": "227", "350": "228", "30": "229", "780": "290", "781": "291", "710": "292", "711": "293",
    "74": "294", "76": "296", "77": "297", "79": "299", "4": "24", "8": "28", "61": "251", "62": "252", "64": "254",
    "55": "255", "56": "256", "57": "257", "58": "258", "68": "259", "60": "260", "501": "261", "500": "262",
    "63": "263", "59": "269", "70": "270", "651": "271", "72": "272", "73": "273", "650": "274", "75": "275",
    "66": "276", "67": "277",
}  # fmt: skip
AREAS = frozenset({*OLD_AREAS.values(), "210", "211", "218", "219"})
_MOBILE = re.compile(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}", re.ASCII)
_TODAY = re.compile(rf"0{_MOBILE.pattern}", re.ASCII)  # how nearly all are written
_DRESS = re.compile(r"[\s().\-\u2010-\u2015/\u00b7\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")  # also marks no one sees
_NAMED = re.compile(
    r"^(?:số\s+)?(?:điện thoại|đtdđ|sđt|đt|dđ|sdt|dtdd|dt|tel|phone|mobile|hotline|di động)"
    r"(?:\s+số)?\b\s*[:.]?\s*|^\w{2,12}\s*:\s*(?=\+)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\s(,;-]+(?:số\s+)?(?:máy\s+)?(?:lẻ|nhánh|ext\.?|extension|x)\s*[:.]?\s*\d{1,5}\s*\)?$", re.IGNORECASE
)
_NOTE = re.compile(r"(?<=\d)\s*(?:\([^()\d+]{1,60}\)|(?:[-–,:]\s*)?(?!e\b)[^\W\d_][^\d+]{0,60})$")
_WHOSE = re.compile(r"^(?:[^\W\d_]{1,12}[\s:.\-]+){1,3}(?=[+\d])")  # `mẹ: 0912…`, `Sơn 0912…`
_ROUNDED = re.compile(r"([1-9])(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE | re.ASCII)
_HIDDEN = re.compile("#{3,}")
_OLD_AREA = re.compile(
    r"\(\s*(?:\+?84[\s.\-]+0?|0)(\d{1,3})\s*\)\s*(\d[\d\s.\-]*)|0([48])[\s.\-]+([2-7]\d{7}|[2-7]\d{3}[\s.\-]\d{4})"
)
_SEVERAL = re.compile(r"\s*(?:[;\n,/|&]|\s[-–]\s|\b(?:và|hoặc|or|and)\b)\s*|(?<=\d)\s+(?=0\d{9}\b)")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_NEAR = (
    "86", "855", "856", "66", "95", "60", "62", "65", "82", "81", "886", "852", "853", "44", "966", "971", "7", "33",
    "49", "420", "48",
)  # fmt: skip


def split(text: str) -> list[str]:
    """The numbers of a cell that holds several: by `;` and line ends always, by `/`, `,`, `|`, `&`, ` - `, `và` or a
    blank where each part is a number by itself."""
    found: list[str] = []
    for piece in filter(None, map(str.strip, re.split("[;\n]", text))):
        parts = [part for part in map(str.strip, _SEVERAL.split(piece)) if part]
        several = len(parts) > 1 and all(len(clean(part)[0]) > 8 and clean(part)[1] in _FINE for part in parts)
        found += parts if several else [piece]
    return found


_FINE = ("", "phone_note", "phone_extension", "country_assumed")


@lru_cache(maxsize=262144)
def clean(text: str) -> tuple[str, str]:
    """E.164 and "" or a problem code. A number without a country is Vietnamese.

    Read: `0912 345 678`, `84912345678`, `0084…`, `+84 (0)91…`, a leading zero lost in a spreadsheet, numbers before the
    2018 change, landlines before and after that of 2017, other countries with `+` or `00`. Short service numbers (113,
    18001091) are kept. `9.12345678E+08` holds all its digits; `9.12346E+08` has lost some.
    Problems: `bad_phone` and `digits_lost` (kept as written), `country_assumed` (a foreign number without its `+`),
    `phone_note`, `phone_extension` (left out).
    """
    if _TODAY.fullmatch(text):
        return f"+84{text[1:]}", ""
    written = " ".join(text.split())
    if is_nothing(written):
        return "", ""
    if _HIDDEN.fullmatch(written):
        return written, "digits_lost"
    rounded = _ROUNDED.fullmatch(written)
    if rounded:
        whole = unrounded(written)
        return clean(whole) if whole else (written, "digits_lost")
    number = unicodedata.normalize("NFKC", written) if not written.isascii() else written
    number = re.sub(r"(?<=\d{8})\.0$", "", number.strip("'\"`"))  # a spreadsheet's float
    number = _NAMED.sub("", number)
    found = _number(number)
    if found:
        return found
    for pattern, problem in ((_EXTENSION, "phone_extension"), (_NOTE, "phone_note"), (_WHOSE, "phone_note")):
        shorter = pattern.sub("", number)
        found = _number(shorter) if shorter != number else None
        if found and len(found[0]) > 8:
            return found[0], found[1] or problem
    return written, "bad_phone"


def unrounded(text: str) -> str:
    """The digits of a spreadsheet's `9.12345678E+08` where none was rounded away; else ""."""
    found = _ROUNDED.fullmatch(text.strip())
    if not found:
        return ""
    digits = found[1] + (found[2] or "")
    return digits if len(digits) == int(found[3]) + 1 else ""


def _number(text: str) -> tuple[str, str] | None:
    old = _OLD_AREA.fullmatch(text)
    if old and (fixed := _fixed((old[1] or old[3]) + re.sub(r"\D", "", old[2] or old[4]), named=True)):
        return f"+84{fixed}", ""
    number = _DRESS.sub("", text)
    plus = number.startswith("+")
    digits = number[1:] if plus else number
    if not (digits.isascii() and digits.isdigit()):
        return None
    if digits.startswith("00"):
        plus, digits = True, digits[2:]
    own = _vietnamese(digits, plus)
    if own:
        return own, ""
    if (not plus and 3 <= len(digits) <= 6 and digits[0] != "0") or re.fullmatch(r"1[89]00\d{4,6}", digits):
        return digits, ""
    return _foreign(digits, plus)


def is_phone(text: str) -> bool:
    """Whether a text has the form of a phone number: written as one, or a Vietnamese number of the right length."""
    compact = _DRESS.sub("", text)
    if not re.fullmatch(r"\+?\d{9,15}", compact, re.ASCII) or not compact.startswith(("+", "0", "84")):
        return False
    value, problem = clean(text)
    return problem == "" and value.startswith("+")


def _vietnamese(digits: str, plus: bool) -> str:
    """The E.164 number when the digits are a Vietnamese mobile or landline in any usual form, else ""."""
    bare = not plus and not digits.startswith("0")
    if plus:
        tails = [digits[2:].removeprefix("0")] if digits.startswith("84") else []
    elif not bare:
        tails = [digits[1:], digits[3:]] if digits.startswith("084") else [digits[1:]]
    else:
        tails = [digits]
        if digits.startswith("84"):
            tails += [digits[2:].removeprefix("0")]
    for place, tail in enumerate(tails):
        if _MOBILE.fullmatch(tail):
            return f"+84{tail}"
        if len(tail) == 10 and tail[:3] in OLD_PREFIXES:
            return f"+84{OLD_PREFIXES[tail[:3]]}{tail[3:]}"
        fixed = _fixed(tail, old=not bare or place > 0)
        if fixed:
            return f"+84{fixed}"
    return ""


def _fixed(tail: str, *, old: bool = True, named: bool = False) -> str:
    """A landline without its 0, under today's area code; "" when it is none.

    Nothing here hangs on the last seven digits: large files are cleaned by what stands before them.
    `old`: codes before 2017 count, where the number could be no mobile of today. `named`: the code was written apart.
    """
    if len(tail) == 10 and (tail[:3] in AREAS or tail[:2] in AREAS):
        if tail[:2] in AREAS:
            return tail if tail[2] in "2356789" else ""
        return tail
    if not old:
        return ""
    for length in (3, 2, 1):
        new = OLD_AREAS.get(tail[:length])
        rest = tail[length:]
        if (
            new
            and len(rest) == (8 if len(new) == 2 else 7)
            and rest[0] in "235678"
            and (named or not _MOBILE.fullmatch(tail))
        ):
            return new + rest
    return ""


def _foreign(digits: str, plus: bool) -> tuple[str, str] | None:
    if not plus and _CHINESE_MOBILE.fullmatch(digits):
        digits = f"86{digits}"
    if not 8 <= len(digits) <= 15 or (not plus and (len(digits) < 10 or not digits.startswith(_NEAR))):
        return None
    import phonenumbers

    try:
        parsed = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return None
    sure = plus and parsed.country_code != 84  # our own numbers are known digit by digit
    fits = phonenumbers.is_possible_number(parsed) if sure else phonenumbers.is_valid_number(parsed)
    if not fits:
        return None
    value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return value, "" if plus else "country_assumed"
