"""A row taken in by the column, as it was written: every cell from the lexicon of its column."""

from netlens.case.store.bulk import lexicons
from netlens.case.store.bulk.chunks import Chunk
from netlens.case.store.bulk.counted import Kept


def as_written(kept: Kept, chunk: Chunk, at: int) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of a row by native column, and those no table knows, by header."""
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    for slot in kept.slots:
        code = int(kept.column(chunk, slot.name)[at])
        text = lexicons.texts_of(kept.connection, kept.file, slot.lexicon, code)
        if text:
            into, name = (values, slot.field) if slot.field else (extra, slot.header)
            into[name] = into.get(name, "") + text
    return values, extra
