"""What the contents of an XLSX sheet's cells are as text, a column at a time."""

import re
from collections.abc import Sequence
from unicodedata import is_normalized
from zipfile import ZipFile

from netlens.case.intake.sheet import MAX_CELL
from netlens.case.intake.workbook.parts import BLANKS, NotPlainError, mended, odd_text, shared_texts, told
from netlens.case.intake.workbook.typed import text_of

_WHOLE = re.compile(r"(?:0|-?[1-9]\d{0,14})(?:\n(?:0|-?[1-9]\d{0,14}))*", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_A_DAY = "44000.25"


class Meaning:
    """`odd`: some text met is not in NFC, not whole or very long: each is to be looked at."""

    def __init__(self, archive: ZipFile, place: int) -> None:
        self.odd = False
        self._archive, self._place = archive, place
        self._numbers_of: dict[str, dict[str, str]] = {}  # by style: a number as written → as text
        self._dated: set[str] = set()  # styles by which a number is a date or a time
        self._shared: dict[str, str] | None = None

    def texts(self, kind: str, style: str, column: Sequence[str]) -> Sequence[str]:
        """Cells written in one way, as text; "" where a row has none."""
        if kind == "number":
            return self._numbers(style, column)
        if kind == "shared":
            try:
                return list(map(self._known().__getitem__, column))
            except KeyError:
                raise NotPlainError from None
        if kind == "loose":
            column = [text.strip(BLANKS) for text in column]
        return self._looked(column)

    def _looked(self, texts: Sequence[str]) -> Sequence[str]:
        """Texts without the ways in which XML writes some signs; takes note of odd ones."""
        whole = "\n".join(texts)
        if odd_text(whole):
            raise NotPlainError
        if "&" in whole:
            texts = list(map(mended, texts))
            whole = "\n".join(texts)
        self.odd = self.odd or (
            "\x00" in whole
            or "\ufffd" in whole
            or (len(whole) > MAX_CELL and max(map(len, texts)) > MAX_CELL)
            or not (whole.isascii() or is_normalized("NFC", whole))
        )
        return texts

    def _known(self) -> dict[str, str]:
        if self._shared is None:
            texts = self._looked(shared_texts(self._archive))
            self._shared = {str(number): text for number, text in enumerate(texts)}
            self._shared[""] = ""
        return self._shared

    def _numbers(self, style: str, column: Sequence[str]) -> Sequence[str]:
        known = self._numbers_of.get(style)
        if known is None:
            self._numbers_of[style] = known = {"": ""}
            if type(told(self._archive, self._place, [(style, _A_DAY)])[0]) is not float:
                self._dated.add(style)
        dated = style in self._dated
        if not dated and _WHOLE.fullmatch("\n".join(filter(None, column))):
            return column
        new = [one for one in dict.fromkeys(column) if one not in known]
        if new:
            if not all(map(_NUMBER.fullmatch, new)):
                raise NotPlainError
            asked = [(style, one) for one in new]
            values = told(self._archive, self._place, asked) if dated else map(float, new)
            known.update(zip(new, map(text_of, values), strict=True))
        return list(map(known.__getitem__, column))
