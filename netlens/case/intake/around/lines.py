"""Lines below a header that are no records: the numbers of its columns, sums, the place and date of signing, names.

They are told by what stands in them, so that none becomes a person; all of them are listed with the file.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from netlens.case.schema import TABLES
from netlens.case.values.name import fold

_NUMBER = re.compile(r"[(\[-]?\s*(\d{1,3})(?:\.\d{1,2})*\s*[)\]]?\s*(?:=.*)?")
_LETTER = re.compile(r"[(\[]?\s*[A-ZĐ]\s*[)\]]?")
_BRACKETED = re.compile(r"[(\[].*[)\]]|-\d+")  # Excel takes (3) for minus three
_BEGINS = re.compile(r"([\s\d.,]*)(?:[(\[-]|(t[oổô]|c[oộô]|gr|su))", re.IGNORECASE)
_WORD = re.compile(r"(?:\A|\n)\s*(?:[tcgs]|[^\x00-\x7f])", re.IGNORECASE)  # a cell that may begin with such a word
_FIRST = "tTcCgGsSſ"  # the letters it may begin with
_FIGURE = re.compile(r"[\d\s.,%()+\-–đ₫$]*")
_TOTAL = re.compile(r"(?:(?:tong|cong)|(?:tong (?:cong|so)|cong so|total|grand total|sub ?total)\b.{0,40})[\s:.\d]*")
_SIGNED = re.compile(
    r"nguoi (?:lap|tong hop|ghi) |nguoi lap$|lap bieu|thu truong|chi huy|\bky,? (?:va )?ghi ro|ky ten|dong dau"
    r"|xac nhan cua|ngay [\d. …]*thang [\d. …]*nam|noi nhan\s*:|^(?:tm|kt|tl|tuq)\."
    r"|^(?:truong|pho truong) (?:phong|cong an|ban)|^can bo (?:lap|tong hop)"
    r"|prepared by|approved by|signature|signed by|full name and (?:seal|signature)"
)
_NAMED = frozenset({"name", "date", "phone", "id_number", "passport", "address"})  # kinds no small number is of


def is_numbering(cells: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether a row right below the header counts its columns: (1), (2) …, or A, B, 1, 2 … over columns of names.

    `fields`: what each column feeds, as `column` or `table.column`.
    """
    filled = [(place, cell.strip()) for place, cell in enumerate(cells) if cell.strip()]
    if len(filled) < 3 or 2 * len(filled) < len(cells):
        return False
    numbers = [int(found[1]) for _place, cell in filled if (found := _NUMBER.fullmatch(cell))]
    letters = sum(bool(_LETTER.fullmatch(cell)) for _place, cell in filled)
    if len(numbers) + letters < len(filled) or len(numbers) < 2:
        return False
    rising = all(0 <= b - a <= 1 for a, b in pairwise(numbers)) and numbers[0] <= 2
    if not rising or numbers[0] == numbers[-1]:
        return False
    if all(_BRACKETED.fullmatch(cell) for _place, cell in filled):
        return True
    whole = len(filled) >= max(4, len(cells) - 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return whole and any(place < len(fields) and _kind(fields[place]) in _NAMED for place, _cell in filled)


def may_be_none(cells: Sequence[str]) -> bool:
    """Whether a row further down may be a sum or count its columns, told at a glance: most rows are records."""
    first = cells[0][:1] if cells else ""
    if first.isalpha() and first not in _FIRST:
        return False
    whole = "\n".join(cells)
    found = _BEGINS.match(whole)
    if found is None:
        return False
    # 0912345678, 2022-03-07: behind figures a bracket or a minus counts no columns, and a sum has its word somewhere.
    return bool(found[2]) or not found[1].strip() or _WORD.search(whole) is not None


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row sums up others: `Tổng cộng`, then figures alone."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or len(filled[0]) > 80:
        return False
    figures = [cell for cell in filled if _FIGURE.fullmatch(cell)]
    words = [cell for cell in filled if not _FIGURE.fullmatch(cell)]
    return len(words) == 1 and bool(_TOTAL.fullmatch(fold(words[0]))) and len(figures) == len(filled) - 1


def is_signing(cells: Sequence[str], width: int) -> bool:
    """Whether a row begins what stands below a form: who made it, who signs, the place and the day."""
    filled = [cell for cell in cells if cell.strip()]
    return is_sparse(cells, width) and any(len(cell) < 200 and _SIGNED.search(fold(cell)) for cell in filled)


def is_sparse(cells: Sequence[str], width: int) -> bool:
    """Whether a row holds far less than a record of so many columns."""
    return 0 < sum(map(bool, map(str.strip, cells))) <= sparse_of(width)


def sparse_of(width: int) -> int:
    """How many filled cells are far less than a record of so many columns."""
    return max(2, width // 3)


def _kind(field: str) -> str:
    table, _dot, name = field.rpartition(".")
    for known in (TABLES[table],) if table in TABLES else TABLES.values():
        if any(column.name == name for column in known.columns):
            return known.column(name).kind
    return ""
