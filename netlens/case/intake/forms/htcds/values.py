"""Cells of HTCDS: labels for codes, several values in one cell, ticks."""

from netlens.case.intake.forms.htcds.fields import choice_of, fields
from netlens.case.schema import word_key

_YES = frozenset({"1", "true", "yes", "y", "x", "co", "dung", "dongy", "given", "consentgiven", "agreed", "checked"})
_NO = frozenset({"0", "false", "no", "n", "khong", "khongdongy", "notgiven", "refused", "unchecked", "declined"})


def ticked(text: str) -> bool | None:
    """Whether a checkbox is ticked; None when the cell says neither."""
    key = word_key(text)
    return True if key in _YES else False if key in _NO else None


def one_of(field: str, text: str) -> str:
    """The code a cell means; as written, without blanks around it, where the list does not know it."""
    return choice_of(field, text) or text.strip()


def several_of(field: str, text: str) -> list[str]:
    """The codes of a cell with several values, parted by `; ` in the workbooks, by blanks in surveys.

    Labels may hold semicolons and blanks themselves: the longest run that is a label counts as one. What no list knows
    is kept as written.
    """
    if fields()[field].kind != "multi":
        return [one_of(field, text)] if text.strip() else []
    found: list[str] = []
    for piece in _joined(field, [part for part in text.replace("\n", ";").split(";") if part.strip()], ";"):
        whole = choice_of(field, piece)
        if whole:
            found.append(whole)
            continue
        for mark in (",", "|", None):
            words = [word.strip() for word in piece.split(mark)]
            parts = _joined(field, words, mark or " ") if len(words) > 1 else []
            if parts and all(choice_of(field, part) for part in parts):
                found += (choice_of(field, part) for part in parts)
                break
        else:
            found.append(" ".join(piece.split()))
    return list(dict.fromkeys(found))


def _joined(field: str, pieces: list[str], sign: str) -> list[str]:
    """Pieces put together again where only together they are a value: the longest run first."""
    made, start = [], 0
    while start < len(pieces):
        for end in range(min(len(pieces), start + 16), start + 1, -1):
            if choice_of(field, sign.join(pieces[start:end])):
                break
        else:
            end = start + 1
        made.append(sign.join(pieces[start:end]))
        start = end
    return made
