"""Dates and times, as exact as they were written: `2022`, `2022-03`, `2022-03-07`, `2022-03-07T21:04:10`."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

from netlens.case.values import date_words as words
from netlens.case.values.name import fold
from netlens.case.values.nothing import is_nothing

Order = Literal["dmy", "mdy", "either", "undecidable"]

FIRST_YEAR, LAST_YEAR = 1900, 2100
SHORT_YEAR_TURN = 30  # two digits up to this are 20xx, above it 19xx; flagged either way
VIET_NAM = timezone(timedelta(hours=7))
SERIALS = range(10_000, 73_051)  # Excel day numbers from 1927 to 2099; shorter numbers are years

_ISO = re.compile(
    r"(\d{4})-(\d\d)(?:-(\d\d)(?:([T ])(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?", re.ASCII
)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)[T ](\d\d)(\d\d)(\d\d)?(?=\s*(?:Z|[+-]\d\d:?\d\d)?$)", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})\s*([/.\- ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{1,2}))?", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})", re.ASCII)
_WORDS_VI = re.compile(r"(?:(?:ngay\s*)?(\d{1,2})\s*)?thang\s*(\d{1,2})\s*(?:nam\s*|[/\-.,]\s*|\s)(\d{4})", re.ASCII)
_WORDS_EN = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-]+)?([a-z]{3,9})\.?[\s\-,]+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4}|\d{2})"
)
_CLOCK = re.compile(
    r"(\d{1,2})\s*(?:[:h])\s*(\d\d)?\s*(?:[:mp'\u2019]\s*(\d\d)(?:[.,]\d+)?)?\s*(?:s|ph|phut)?\s*([ap]m|sa|ch)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_DAY_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's first days are one off, for it knows a 29 February 1900


class _OutOfRangeError(ValueError):
    pass


@lru_cache(maxsize=65536)
def clean(text: str, order: str = "dmy", *, zone: str = "", era: str = "", epoch: int = 1900) -> tuple[str, str]:
    """The ISO form and "" or a problem code. `order` reads `03/04/2022`: "dmy" (Viet Nam) or "mdy".

    `zone` is that of clocks which name none (`+08:00`); they are turned to Vietnamese time. `era` "be": years count
    from the Buddha, as in Thai files. `epoch`: the year from which a workbook counts its days, 1900 or 1904.
    Read: ISO date or time, day/month/year, month/year, year, `ngày 7 tháng 3 năm 2022`, `7 Mar 2022`, `2022年3月7日`,
    `7 มีนาคม 2565`, Excel day numbers, a clock before or after the day with or without its zone; `00/00/1985` is the
    year alone.
    Problems: `bad_date`, `date_out_of_range` and `lunar_date` (kept as written), `date_order` (only the other order is
    possible: read so), `short_year` (a two-digit year was completed), `rough_date` (said to be about), `buddhist_era`.
    """
    written = " ".join(text.split())
    if is_nothing(written):
        return "", ""
    try:
        value, moment, problem = _read(written, order, era, epoch)
    except _OutOfRangeError:
        return written, "date_out_of_range"
    except (ValueError, OverflowError):
        return written, "bad_date"
    if not value:
        return written, problem if problem == "lunar_date" else "bad_date"
    if len(value) > 10 and (moment or zone):
        return _vietnamese(value, moment or words.named_zone(zone)) or written, problem
    return value, problem


def order(values: Iterable[str]) -> Order:
    """The order of day and month in a whole column: told by days above 12, "either" where it does not matter.

    "undecidable" when dates that read both ways stand beside no telling one, or when both orders occur.
    """
    dmy = mdy = open_ = 0
    for value in values:
        found = _NUMERIC.search(value)
        if found is None or _ISO.match(value.strip()):
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second > 0:
            dmy += 1
        elif second > 12 >= first > 0:
            mdy += 1
        elif first != second and 0 < first <= 12 and 0 < second <= 12:  # 32/13/2020 is wrong either way
            open_ += 1
    if dmy and (not mdy or dmy >= 50 * mdy):  # one slip in fifty is flagged in its row, and does not stop a file
        return "dmy"
    if mdy and (not dmy or mdy >= 50 * dmy):
        return "mdy"
    return "undecidable" if open_ or dmy else "either"


def year(value: str) -> int | None:
    """The year of a cleaned value, or None."""
    return int(value[:4]) if re.match(r"\d{4}(?!\d)", value, re.ASCII) else None


def earlier(a: str, b: str) -> bool:
    """Whether cleaned value a lies before b for certain: `2022-03` is not before `2022-03-07`."""
    shared = min(len(a), len(b))
    return bool(a and b) and a[:shared] < b[:shared]


def _read(written: str, order: str, era: str, epoch: int) -> tuple[str, tzinfo | None, str]:
    """The ISO form as the clock shows it, the zone the text names, a problem code; "" when it is no date."""
    text = words.western_digits(written)
    if era == "be":
        common = words.common_era(text)
        problem, text = "" if common == text else "buddhist_era", common
    else:
        problem = ""
    found = _ISO.fullmatch(_COMPACT.sub(_dashed, text))
    if found:
        return *_iso(found), problem
    number = re.fullmatch(r"(\d+)(\.\d+)?", text, re.ASCII)
    if number:
        counted = _number(number[1], float(number[2] or 0), order, epoch)
        if counted:
            return counted[0], None, counted[1] or problem
    plain = fold(text)
    if words.is_lunar(plain):
        return "", None, "lunar_date"
    if not written.isascii():
        if words.is_thai(written):
            plain, more = words.from_thai(plain)
            problem = problem or more
        plain = words.from_east(plain)
        found = _ISO.fullmatch(plain)
        if found:
            return *_iso(found), problem
    plain, rough = words.plain(plain)
    plain, zone = words.zone_of(plain)
    value, more = _worded(plain, order) or ("", "")
    return value, zone, more or problem or rough


def _worded(plain: str, order: str) -> tuple[str, str] | None:
    """A day, a month or a year by itself, or a day with its clock before or behind it."""
    plain = re.sub(r"\s*\bphut\b", "", re.sub(r"(?<=\d)\s*gio\b(?:\s*(?=\d))?", "h", plain)).replace(",", ", ").strip()
    day = _day(plain, order)
    if day is not None:
        return day
    for pattern in (
        r"(?P<clock>\d{1,2}\s*[:h].*?)[\s,]+(?P<day>\S.*)",
        r"(?P<day>.*?\d{4}|.*?\d{2})[\s,t]+(?P<clock>\d{1,2}\s*[:h].*)",
        r"(?P<day>\d{4}-\d\d?-\d\d?)[\s,t]+(?P<clock>\d{1,2}\s*[:h].*)",
    ):
        halves = re.fullmatch(pattern, " ".join(plain.split()))
        clock = _clock(halves["clock"]) if halves else None
        day = _day(halves["day"].strip(" ,"), order) if halves and clock is not None else None
        if day is not None and len(day[0]) == 10:
            return (day[0] if clock == "" else f"{day[0]}T{clock}"), day[1]
    return None


def _dashed(found: re.Match[str]) -> str:
    y, m, d, hour, minute, second = found.groups()
    return f"{y}-{m}-{d}T{hour}:{minute}" + (f":{second}" if second else "")


def _iso(found: re.Match[str]) -> tuple[str, tzinfo | None]:
    y, m, d, between, hour, minute, second, offset = found.groups()
    if d is None:
        return _whole(int(y), int(m), 0), None
    day = _whole(int(y), int(m), int(d))
    if hour is None or len(day) < 10:
        return day, None
    if between == " " and (hour, minute, second) == ("00", "00", "00"):
        return day, None  # how spreadsheets write a day without a time
    moment = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second or '00'}")
    zone = datetime.strptime(offset, "%z").tzinfo if offset else None
    return moment.isoformat()[: 19 if second else 16], zone


def _vietnamese(value: str, zone: tzinfo) -> str:
    """A time of a zone as the clock in Viet Nam showed it; "" when that lies out of range."""
    moment = datetime.fromisoformat(value).replace(tzinfo=zone)
    try:
        there = moment.astimezone(VIET_NAM).replace(tzinfo=None)
        _in_range(there.year)
    except (OverflowError, _OutOfRangeError):
        return ""
    return there.isoformat()[: len(value)]


def _number(digits: str, fraction: float, order: str, epoch: int) -> tuple[str, str] | None:
    if len(digits) == 4 and not fraction:
        return _whole(int(digits), 0, 0), ""
    if len(digits) == 5 and int(digits) in SERIALS:
        first = _DAY_1904 if epoch == 1904 else _DAY_1900
        moment = first + timedelta(days=int(digits), seconds=round(fraction * 86400))
        return (moment.date().isoformat() if not fraction else moment.isoformat()), ""
    if len(digits) == 8 and not fraction:
        if digits[:2] in ("19", "20") and "01" <= digits[4:6] <= "12":
            return _whole(int(digits[:4]), int(digits[4:6]), int(digits[6:])), ""
        return _ordered(int(digits[:2]), int(digits[2:4]), int(digits[4:]), order)
    if len(digits) == 14 and not fraction:
        day = _whole(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        return datetime.fromisoformat(f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}").isoformat(), ""
    return None


def _day(plain: str, order: str) -> tuple[str, str] | None:
    found = _NUMERIC.fullmatch(re.sub(r"^(?:sinh )?ngay ", "", plain))
    if found:
        y, short = _year(found[4])
        value, problem = _ordered(int(found[1]), int(found[3]), y, order)
        return value, problem or ("short_year" if short else "")
    found = _YEAR_FIRST.fullmatch(plain)
    if found:
        return _whole(int(found[1]), int(found[2]), int(found[3] or 0)), ""
    found = _MONTH_YEAR.fullmatch(plain)
    if found:
        return _whole(int(found[2]), int(found[1]), 0), ""
    found = _WORDS_VI.fullmatch(plain)
    if found:
        return _whole(int(found[3]), int(found[2]), int(found[1] or 0)), ""
    found = re.fullmatch(r"(?:(?:nam|sinh nam|sinh|sn|born)\s*[.:]?\s*)?(\d{4})", plain)
    if found:
        return _whole(int(found[1]), 0, 0), ""
    found = _WORDS_EN.fullmatch(plain)
    if found and found[2][:3] in _MONTHS and not (found[1] and found[3]):
        y, short = _year(found[4])
        if not short or found[1] or found[3]:
            month = _MONTHS.index(found[2][:3]) + 1
            return _whole(y, month, int(found[1] or found[3] or 0)), "short_year" if short else ""
    return None


def _year(digits: str) -> tuple[int, bool]:
    """A year of four digits, or of two, completed; and whether it was."""
    y = int(digits)
    return (y, False) if len(digits) == 4 else (y + (2000 if y <= SHORT_YEAR_TURN else 1900), True)


def _ordered(first: int, second: int, y: int, order: str) -> tuple[str, str]:
    day, month = (second, first) if order == "mdy" else (first, second)
    if month > 12 >= day > 0:
        return _whole(y, day, month), "date_order"
    return _whole(y, month, day), ""


def _whole(y: int, m: int, d: int) -> str:
    """ISO of what is known: 0 stands for an unknown month or day. Raises ValueError for a day no calendar has."""
    _in_range(y)
    if m == 0:
        if d:
            raise ValueError("a day without a month")
        return f"{y:04d}"
    return date(y, m, d or 1).isoformat()[: 10 if d else 7]


def _in_range(y: int) -> None:
    if not FIRST_YEAR <= y <= LAST_YEAR:
        raise _OutOfRangeError(y)


def _clock(text: str) -> str | None:
    """`21:04:10`, `21h04`, `9:04 PM`, `9:04 CH` → `21:04:10`, `21:04`; None when it is no time of day."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second, half = int(found[1]), int(found[2] or 0), found[3], found[4]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in ("pm", "ch") else 0)
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{second}" if second else "")
