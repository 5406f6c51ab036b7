"""What is said in words around a date: weekdays, months, eras, clocks' zones, that it is about, that it is lunar.

Each function takes a folded text (no accents, small letters) and gives it in the plain forms that `date` reads.
"""

import re
from datetime import timedelta, timezone, tzinfo

_DIGITS = str.maketrans(
    {chr(first + n): str(n) for first in (0x0E50, 0x0ED0, 0x17E0, 0x1040, 0x0660, 0x06F0, 0xFF10) for n in range(10)}
)
_THAI_MONTHS = (
    ("มกราคม", "ม.ค."), ("กุมภาพันธ์", "ก.พ."), ("มีนาคม", "มี.ค."), ("เมษายน", "เม.ย."), ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."), ("กรกฎาคม", "ก.ค."), ("สิงหาคม", "ส.ค."), ("กันยายน", "ก.ย."), ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."), ("ธันวาคม", "ธ.ค."),
)  # fmt: skip
_THAI = re.compile("[\u0e01-\u0e4e]|[\u0e50-\u0e59]")
_THAI_WORDS = re.compile(r"วันที่|พ\.?ศ\.?|เวลา|น\.$|วัน\S+?(?=\s)")
_BUDDHIST = re.compile(r"(?<!\d)(2[456]\d\d)(?!\d)", re.ASCII)
_BEFORE_CHRIST = 543  # years from the Buddha to the common era
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일]?)?)?")
_REPUBLIC = re.compile(r"(?:中華)?民[國国]\s*(\d{2,3})\s*年")
_REPUBLIC_BEGAN = 1911

_LUNAR = re.compile(r"\bam lich\b|[\s(]al\)?$|\bram\b|\bthang (?:gieng|chap)\b|农历|農曆|阴历|陰曆|旧历")
_WEEKDAY = re.compile(
    r"^(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7])\s*[,.:]?\s*(?=ngay|\d)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,\s*)"
)
_ABOUT = re.compile(
    r"^(?:vao )?(?:khoang(?: chung)?|tam|chung|~|≈|c\.|ca\.|circa|about|(?:dau|giua|cuoi)(?= nam| thang| \d{4}))\s*"
)
_AT = re.compile(r"\b(?:vao )?(?:hoi|luc)\b\s*")
_MONTH_WORDS = (
    "mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"
)  # fmt: skip
_IN_WORDS = re.compile(
    r"\bthang (muoi mot|muoi hai|muoi|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)\b(?=\s*(?:nam|[/\-,.]|\d))"
)
_NO_DAY = re.compile(r"^([-?x*_]{1,2}|\d{1,2})\s*/\s*([-?x*_]{1,2}|\d{1,2})\s*/\s*(\d{4})$")
_ZONE = re.compile(
    r"(?<=\d|[a-z\s])\s*\(?\s*(?:(?:gmt|utc)\s*([+-])\s*(\d{1,2})(?::?(\d\d))?|([+-])(\d\d):?(\d\d)|(utc|gmt|ict))\s*\)?$"
)


def western_digits(text: str) -> str:
    """Thai, Lao, Khmer, Burmese, Arabic and full-width digits as 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def is_thai(text: str) -> bool:
    return _THAI.search(text) is not None


def is_lunar(folded: str) -> bool:
    return _LUNAR.search(folded) is not None


def common_era(text: str) -> str:
    """Years from 2400 to 2699 count from the Buddha: 2562 is 2019."""
    return _BUDDHIST.sub(lambda found: str(int(found[1]) - _BEFORE_CHRIST), text)


def from_thai(text: str) -> tuple[str, str]:
    """Thai months and words in plain form, and `short_year` when the year has two digits: 62 is 2562."""
    christian = "ค.ศ" in text
    for month, names in enumerate(_THAI_MONTHS, 1):
        for name in (*names, names[1].rstrip(".")):
            if name in text:
                text = text.replace(name, f" thang {month} ")
                break
        else:
            continue
        break
    text = " ".join(_THAI_WORDS.sub(" ", text).replace("ค.ศ.", " ").split())
    short = re.fullmatch(r"(\d{1,2} thang \d{1,2}) (\d{2})", text)
    if short:
        return f"{short[1]} nam {2500 + int(short[2]) - _BEFORE_CHRIST}", "short_year"
    text = re.sub(r"(thang \d{1,2}) (\d{4})", r"\1 nam \2", text)
    return text if christian else common_era(text), ""


def from_east(text: str) -> str:
    """`2019年3月5日`, `民國108年3月5日`, `2019년 3월 5일` as 2019-03-05."""
    text = _REPUBLIC.sub(lambda found: f"{int(found[1]) + _REPUBLIC_BEGAN}年", text)
    found = _EAST.search(text)
    if not found:
        return text
    parts = [found[1], *(part.zfill(2) for part in (found[2], found[3]) if part)]
    rest = (text[: found.start()] + " " + text[found.end() :]).strip()
    return f"{'-'.join(parts)} {rest}".strip()


def plain(folded: str) -> tuple[str, str]:
    """Without weekday, `lúc`, `mùng`; months in figures; and `rough_date` when it is said to be about."""
    text = _WEEKDAY.sub("", folded)
    found = _ABOUT.match(text)
    if found:
        text = text[found.end() :]
    text = _AT.sub("", text).strip(" ,")
    text = re.sub(r"\bthg\b\.?", "thang", re.sub(r"\b(?:ngay )?(?:mung|mong)\b", "ngay", text))
    text = re.sub(r"^(?:sinh|de) (?=ngay|thang)", "", text)
    text = _IN_WORDS.sub(lambda word: f"thang {_month(word[1])}", text)
    text = re.sub(r"^t\.?\s*(\d{1,2})\s*[/.\-]\s*(\d{4})$", r"\1/\2", text)
    blank = _NO_DAY.match(text)
    if blank:
        text = "/".join(part if part.isdigit() else "00" for part in blank.groups())
    text = re.sub(r"(?<=[/.\- ])['\u2019](\d\d)$", r"\1", text)
    return text, "rough_date" if found else ""


def _month(word: str) -> int:
    return 4 if word == "bon" else _MONTH_WORDS.index(word) + 1


def zone_of(text: str) -> tuple[str, tzinfo | None]:
    """A text without the zone behind its clock, and that zone: `+0800`, `GMT+8`, `UTC`."""
    found = _ZONE.search(text) if ":" in text or "h" in text else None
    if not found:
        return text, None
    sign, hours, minutes = found[1] or found[4], found[2] or found[5], found[3] or found[6]
    if found[7]:
        sign, hours, minutes = "+", "07" if found[7] == "ict" else "00", "00"
    if int(hours) > 14 or int(minutes or 0) > 59:
        return text, None
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return text[: found.start()].rstrip(" ("), timezone(-offset if sign == "-" else offset)


def named_zone(text: str) -> tzinfo:
    """The zone a mapping states: `+07:00`, `UTC`. Raises ValueError."""
    zone = zone_of(f"0:00 {text.strip().lower()}")[1]
    if zone is None:
        raise ValueError(text)
    return zone
