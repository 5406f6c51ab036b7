"""Identity numbers: the 9-digit card (CMND), the 12-digit citizen number (CCCD, personal number), and passports.

Twelve digits: 3 province or country of birth registration, 1 century and sex (1900s: 0 male, 1 female; 2000s: 2, 3;
and so on), 2 year of birth, 6 random; no check digit (Decree 137/2015/NĐ-CP art. 13, Circular 07/2016/TT-BCA art. 7).
"""

import re
from dataclasses import dataclass

from netlens.resource import toml

_DRESS = re.compile(r"[\s.\-_/]+")
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}", re.ASCII)
FIRST_COUNTRY = 97  # codes above the provinces' stand for countries of birth


@dataclass(frozen=True, slots=True)
class Told:
    """What a 12-digit number says: province code of birth registration ("" when born abroad), sex, year of birth."""

    province: str
    sex: str
    year: int


def clean(text: str, sex: str = "", birth_date: str = "") -> tuple[str, str]:
    """The digits and "" or a problem code. `sex` is male or female, `birth_date` a cleaned date: what the record says.

    Problems: `bad_id_number` (kept as written), `id_zero_restored` (a spreadsheet ate leading zeros), and for 12 digits
    `id_province`, `id_sex`, `id_birth_year`: a mismatch, for a person to look at; never a reason to reject.
    """
    written = " ".join(text.split())
    digits = re.sub(r"(?<=\d{7})\.0$", "", written.strip("'\"`"))
    digits = _DRESS.sub("", re.sub(r"^(?:cccd|cmnd|cmt|số|so|id)\s*[:.]?\s*", "", digits, flags=re.IGNORECASE))
    if not digits.strip("?"):
        return "", ""
    if not (digits.isascii() and digits.isdigit()):
        return written, "bad_id_number"
    restored = _restored(digits)
    if restored:
        return restored, "id_zero_restored"
    if len(digits) == 9:
        return digits, ""
    if len(digits) != 12:
        return written, "bad_id_number"
    return digits, next(iter(mismatches(digits, sex, birth_date)), "")


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
    number = _DRESS.sub("", written).upper()
    if not number.strip("?"):
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
