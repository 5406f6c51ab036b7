"""How the texts of a row were read that stand in it otherwise: what was typed for old fonts, what was garbled."""

from typing import TYPE_CHECKING

from netlens.case.records import Source
from netlens.case.values import legacy, mojibake

if TYPE_CHECKING:
    from netlens.case.case import Case

_CODES = {f"read_{kind}": kind for kind in legacy.KINDS}


def readings(case: "Case", source: Source) -> dict[str, tuple[str, str]]:
    """(as written, as it was read) by column. Raw: to be shown only where protection shows what was written."""
    found: dict[str, tuple[str, str]] = {}
    place = (int(source.file), int(source.row))
    for column, text, code in case.connection.execute(
        "SELECT field, value, code FROM flag WHERE file = ? AND row = ? ORDER BY id", place
    ):
        mended = mojibake.mend(text)
        if code in _CODES:
            found[column] = text, legacy.read(mended, _CODES[code])
        elif code == "mojibake":
            found[column] = text, mended
    return found
