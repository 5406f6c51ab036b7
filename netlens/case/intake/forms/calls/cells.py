"""Cell ids as MCC-MNC-LAC-CID: put together where they stand in columns of their own, checked where they are whole."""

import re

_WHOLE = re.compile(r"(\d{3})[-_/:. ](\d{1,3})[-_/:. ]([\dA-Fa-f]{1,10})[-_/:. ]([\dA-Fa-f]{1,12})", re.ASCII)
_MOST_LAC, _MOST_CID = 0xFFFFFF, 0xFFFFFFFFF  # a 5G tracking area has 24 bits, a 5G cell 36


def joined(mcc: str, mnc: str, lac: str, cid: str, cell: str) -> str:
    """The cell a row names: in one column, or in parts, what is known of them in order."""
    if cell and not (lac or cid):
        return cell
    if cell and _WHOLE.fullmatch(cell):
        return cell
    parts = [part for part in (mcc, mnc, lac, cid or cell) if part]
    return "-".join(parts)


def is_odd(cell: str) -> bool:
    """Whether a cell is written as MCC-MNC-LAC-CID and yet cannot be one; other writings (names, masts) are not odd."""
    found = _WHOLE.fullmatch(cell)
    if not found:
        return False
    mcc, _mnc, lac, cid = found.groups()
    base = 10 if (lac + cid).isdigit() else 16
    return not ("200" <= mcc <= "799" and int(lac, base) <= _MOST_LAC and int(cid, base) <= _MOST_CID)
