"""Day and time of one moment from the columns they stand in; lengths of time in any writing."""

import re
from functools import lru_cache

from netlens.case.values.name import fold

_CLOCK = re.compile(
    r"\d{1,2}\s*[:hH]\s*\d{2}(?:\s*[:mMpP']\s*\d{2}(?:[.,]\d+)?)?\s*(?:s|[AaPp][Mm]|SA|CH|sa|ch)?", re.ASCII
)
_SPREADSHEET = re.compile(r"(?:1899-12-3[01]|1900-01-0[01])[T ](\d\d:\d\d:\d\d).*")
_FRACTION = re.compile(r"0?[.,]\d+(?:[eE]-\d{1,2})?", re.ASCII)
_DIGITS = re.compile(r"\d{3,6}", re.ASCII)
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00)?")
LONGEST = 40  # signs of a length of time; what is longer is none
_UNITS = (("h", 3600), ("m", 60), ("s", 1))
_LENGTH = re.compile(
    r"(?:(?P<h>\d+)\s*(?:hours?|hrs?|gio|tieng|小时|时|h))?\s*"
    r"(?:(?P<m>\d+)\s*(?:minutes?|mins?|phut|分钟|分|ph|m|p|'))?\s*"
    r"(?:(?P<s>\d+)\s*(?:seconds?|secs?|giay|秒钟|秒|s|g|\"|'')?)?"
)


def moment(*texts: str) -> str:
    """One written moment out of several cells: the one that tells a day, and the clock that stands beside it.

    `2022-03-07T00:00:00` and `21:04:10` are `2022-03-07 21:04:10`, `07/03/2022` and `0.878` too; a day alone stays one.
    """
    day = clock = ""
    for text in texts:
        if not text:
            continue
        time = clock_of(text)
        if time:
            clock = clock or time
        elif not day:
            day = text
    if not day or not clock:
        return day or clock
    midnight = _MIDNIGHT.fullmatch(day)
    return f"{midnight[1] if midnight else day} {clock}"


@lru_cache(maxsize=65536)
def clock_of(text: str) -> str:
    """The time of day where a cell tells nothing else, else "": `21:04:10`, `21h04`, a fraction of a day."""
    text = text.strip()
    if _CLOCK.fullmatch(text):
        return text
    found = _SPREADSHEET.fullmatch(text)
    if found:
        return found[1]
    if _FRACTION.fullmatch(text):
        seconds = round(float(text.replace(",", ".")) * 86400)
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}" if seconds < 86400 else ""
    return ""


def compact_clock(text: str) -> str:
    """A time written as digits alone in a column of times: `210410`, `70410` (its zero lost), `2104`."""
    if not _DIGITS.fullmatch(text):
        return text
    digits = text.zfill(6 if len(text) > 4 else 4)
    parts = [digits[n : n + 2] for n in range(0, len(digits), 2)]
    return ":".join(parts) if int(parts[0]) < 24 and all(int(part) < 60 for part in parts[1:]) else text


@lru_cache(maxsize=65536)
def seconds(text: str, unit: int = 1) -> str:
    """A length of time in seconds, or as written: `80`, `00:01:20`, `1分20秒`, `1m20s`, `1 phút 20 giây`.

    A bare number counts `unit` seconds each (60 in a column of minutes).
    """
    written = text.strip()
    if len(written) > LONGEST:
        return written
    found = _SPREADSHEET.fullmatch(written)
    if found:
        written = found[1]
    if unit != 1 and re.fullmatch(r"\d+(?:[.,]\d+)?", written, re.ASCII):
        return str(round(float(written.replace(",", ".")) * unit))
    if re.fullmatch(r"[\d:.,]*", written, re.ASCII):
        return written
    parts = _LENGTH.fullmatch(fold(written))
    if parts and any(parts.groups()):
        return str(sum(int(parts[name] or 0) * size for name, size in _UNITS))
    return written


def minutes_in(header: str) -> bool:
    """Whether a heading says that a length is counted in minutes."""
    plain = fold(header)
    return bool(re.search(r"\bmin(?:ute)?s?\b|\bphut\b|分", plain)) and not re.search(r"\bsec|giay|秒|hh|:", plain)
