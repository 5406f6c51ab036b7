"""Identity numbers: the 9-digit card (CMND), the 12-digit citizen number (CCCD, personal number), and passports.

Twelve digits: 3 province or country of birth registration, 1 century and sex (1900s: 0 male, 1 female; 2000s: 2, 3;
and so on), 2 year of birth, 6 random; no check digit (Decree 137/2015/NĐ-CP art. 13, Circular 07/2016/TT-BCA art. 7).
"""

import re
from dataclasses import dataclass

from netlens.case.values.nothing import is_nothing
from netlens.case.values.phone import unrounded
from netlens.resource import toml

_DRESS = re.compile(r"[\s.\-_/]+")
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}", re.ASCII)
_NAMED = re.compile(
    r"^(?:(?:thẻ\s+)?(?:cccd|cmnd|cmt|căn cước(?: công dân)?|chứng minh (?:nhân dân|thư)|đdcn|số định danh|id)"
    r"(?:\s+số)?|số\s+(?:cccd|cmnd|cmt|căn cước|định danh)|số|so)\s*[:.]?\s*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?<=\d)\s*(?:[,;(-]\s*)?(?:do\b|cấp\b|ngày\b|nơi\b|tại\b|ca\b|công an\b|cũ\b|mới\b).*$", re.IGNORECASE
)
_SEVERAL = re.compile(r"\s*[;/,\n]\s*|\s+[-–]\s+|\s+(?:và|hoặc)\s+|\s+(?=\d{9}(?:\d{3})?(?:\s|$))")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}|#{3,}", re.IGNORECASE | re.ASCII)
FIRST_COUNTRY = 97  # codes above the provinces' stand for countries of birth


@dataclass(frozen=True, slots=True)
class Told:
    """What a 12-digit number says: province code of birth registration ("" when born abroad), sex, year of birth."""

    province: str
    sex: str
    year: int


def split(text: str) -> list[str]:
    """The numbers of a cell that holds several: by `;` and line ends always, by `/`, `,`, ` - ` or a blank where each
    part is a document's number by itself."""
    if text.isdigit():
        return [text]
    found: list[str] = []
    for piece in filter(None, map(str.strip, re.split("[;\\n]", text))):
        parts = [part for part in map(str.strip, _SEVERAL.split(piece)) if part]
        found += parts if len(parts) > 1 and all(map(_whole, parts)) else [piece]
    return found


def _whole(text: str) -> bool:
    value, problem = clean_document(text)
    return len(value) > 6 and problem not in ("bad_passport", "digits_lost", "id_note")


def clean(text: str, sex: str = "", birth_date: str = "") -> tuple[str, str]:
    """The digits and "" or a problem code. `sex` is male or female, `birth_date` a cleaned date: what the record says.

    Problems: `bad_id_number` and `digits_lost` (kept as written), `id_zero_restored` (a spreadsheet ate leading zeros),
    `id_note` (words left out), and for 12 digits `id_province`, `id_sex`, `id_birth_year`: a mismatch, for a person to
    look at, which goes before the others; never a reason to reject.
    """
    if len(text) == 12 and text.isascii() and text.isdigit():
        return text, next(iter(mismatches(text, sex, birth_date)), "")
    written = " ".join(text.split())
    if is_nothing(written):
        return "", ""
    if _ROUNDED.fullmatch(written):
        whole = unrounded(written)
        value, problem = clean(whole, sex, birth_date) if whole else ("", "bad_id_number")
        # Eight digits that a spreadsheet shows so are a number whose zero it ate too: nothing shows that it was one.
        return (written, "digits_lost") if problem == "bad_id_number" or len(value) == 9 else (value, problem)
    digits = re.sub(r"(?<=\d{7})\.0$", "", written.strip("'\"`"))
    digits = _NAMED.sub("", digits)
    shorter = _NOTE.sub("", digits)
    noted, digits = shorter != digits, _DRESS.sub("", shorter)
    if not (digits.isascii() and digits.isdigit()):
        return written, "bad_id_number"
    restored = _restored(digits)
    digits = restored or digits
    if len(digits) not in (9, 12):
        return written, "bad_id_number"
    odd = next(iter(mismatches(digits, sex, birth_date)), "")
    return digits, odd or ("id_zero_restored" if restored else "id_note" if noted else "")


def mismatches(digits: str, sex: str = "", birth_date: str = "") -> tuple[str, ...]:
    """All that a 12-digit number says otherwise than the record: `id_province`, `id_sex`, `id_birth_year`."""
    said = told(digits)
    if said is None:
        return ("id_province",) if len(digits) == 12 else ()
    found = []
    if sex in ("male", "female") and sex != said.sex:
        found.append("id_sex")
    if birth_date[:4].isdigit() and len(birth_date) >= 4 and int(birth_date[:4]) != said.year:
        found.append("id_birth_year")
    return tuple(found)


def told(digits: str) -> Told | None:
    """What a 12-digit number says, or None when it is none or its first three digits are no province and no country."""
    if not re.fullmatch(r"\d{12}", digits, re.ASCII):
        return None
    province = digits[:3]
    if province not in toml("provinces.toml")["legacy"]:
        if int(province) < FIRST_COUNTRY:
            return None
        province = ""
    century, sex = divmod(int(digits[3]), 2)
    return Told(province, ("male", "female")[sex], 1900 + 100 * century + int(digits[4:6]))


def clean_passport(text: str) -> tuple[str, str]:
    """Upper case, without blanks and signs. Problem: `bad_passport` (kept as written)."""
    written = " ".join(text.split())
    number = _DRESS.sub(
        "", re.sub(r"^(?:hộ chiếu|hc|passport|pp)(?:\s+số)?\s*[:.]?\s*", "", written, flags=re.I)
    ).upper()
    if is_nothing(written) or not number.strip("?"):
        return "", ""
    if not _PASSPORT.fullmatch(number) or not any(sign.isdigit() for sign in number):
        return written, "bad_passport"
    return number, ""


def clean_document(text: str) -> tuple[str, str]:
    """A document of any kind: an identity number where it is one, else a passport, pass or other number."""
    value, problem = clean(text)
    return (value, problem) if problem != "bad_id_number" else clean_passport(text)


def _restored(digits: str) -> str:
    """A number whose leading zeros were lost, where only one reading is left; else ""."""
    if len(digits) == 8:
        return f"0{digits}"
    if len(digits) in (10, 11):
        whole = digits.zfill(12)
        return whole if told(whole) else ""
    return ""
