"""Number plates. Vietnamese plates in one form, `29A-12345`, `29B1-12345`, `TM-1234`; others in capitals as written."""

import re
import unicodedata

_CIVIL = re.compile(r"(\d{2})[\s.\-]*([A-ZĐ]{1,2}\d?|[A-ZĐ]{2,3})[\s.\-]*(\d[\d.\s]{2,5}\d)")
_MILITARY = re.compile(r"([A-Z]{2})[\s.\-]*(\d{2})[\s.\-]*(\d{2})")
_RUN_ON = re.compile(r"(\d{2})([A-ZĐ]{1,2})(\d{4,6})")
_NAMED = re.compile(r"^(?:BKS|BIỂN(?: KIỂM SOÁT| SỐ)?|BSX?|SỐ XE|XE(?: SỐ)?)\s*[:.]?\s*(?=\d)")
_DASHES = dict.fromkeys(range(0x2010, 0x2016), "-")
_OTHER = re.compile(r"[^\W_][\w\s.\-·/]{1,18}")


def clean(text: str) -> tuple[str, str]:
    """The plate and "" or `odd_plate` (kept as written): what does not look like a plate of any country."""
    written = " ".join(unicodedata.normalize("NFC", text).split())
    plate = _NAMED.sub("", written.upper().translate(_DASHES))
    if not plate.strip("-?. "):
        return "", ""
    found = _RUN_ON.fullmatch(plate)
    if found:  # nothing shows where the series ends: five digits is today's form, so a sixth belongs to the series
        series, number = (found[2] + found[3][0], found[3][1:]) if len(found[3]) == 6 else (found[2], found[3])
        return f"{found[1]}{series}-{number}", ""
    found = _CIVIL.fullmatch(plate)
    number = re.sub(r"\D", "", found[3]) if found else ""
    if found and 4 <= len(number) <= 5:
        return f"{found[1]}{found[2]}-{number}", ""
    found = _MILITARY.fullmatch(plate)
    if found:
        return f"{found[1]}-{found[2]}{found[3]}", ""
    if _OTHER.fullmatch(plate) and any(sign.isdigit() for sign in plate):
        return plate, ""
    return written, "odd_plate"
