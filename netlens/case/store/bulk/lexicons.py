"""The different texts of a file's columns, as written, with what each was cleaned to."""

import json
import struct
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.case.store.bulk import columns
from netlens.case.store.connection import Connection, damaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

PART = 1 << 15  # texts packed together: few enough to find one of them at once


class Words(NamedTuple):
    """A lexicon to be stored: its name; its texts as rows of bytes, zeros behind; what they were cleaned to, as JSON or
    as whole numbers; None for a column that nothing reads.
    """

    name: str
    texts: "NDArray[np.uint8]"
    cleaned: "list[Any] | Ints | None"


def write(connection: Connection, file: int, words: Words) -> None:
    """Store a lexicon of a file."""
    import numpy as np

    for first in range(0, max(len(words.texts), 1), PART):
        texts = words.texts[first : first + PART]
        lengths = (texts != 0).sum(axis=1)
        flat = texts[np.arange(texts.shape[1]) < lengths[:, None]].tobytes()
        sizes = columns.packed(lengths)
        data = struct.pack("<I", len(sizes)) + sizes + zlib.compress(flat, 1)
        cleaned = b""
        if isinstance(words.cleaned, list):
            said = json.dumps(words.cleaned[first : first + PART], ensure_ascii=False, separators=(",", ":"))
            cleaned = zlib.compress(said.encode("utf-8", "surrogatepass"), 1)
        elif words.cleaned is not None:
            cleaned = columns.packed(words.cleaned[first : first + PART], steps=False)
        connection.execute(
            "INSERT INTO lexicon VALUES (?, ?, ?, ?, ?, ?)", (file, words.name, first, len(texts), data, cleaned)
        )


def texts_of(connection: Connection, file: int, name: str, code: int) -> str:
    """One text as written, in Unicode NFC."""
    row = connection.execute(
        "SELECT first, texts FROM lexicon WHERE file = ? AND name = ? AND first <= ? ORDER BY first DESC LIMIT 1",
        (file, name, code),
    ).fetchone()
    if row is None:
        raise damaged()
    first, data = row
    found: str = unpacked(data)[code - first]
    return found


def unpacked(data: bytes) -> list[str]:
    """The texts of a part."""
    from unicodedata import normalize

    import numpy as np

    try:
        (size,) = struct.unpack_from("<I", data)
        ends = np.cumsum(columns.unpacked(data[4 : 4 + size]))
        flat = zlib.decompress(data[4 + size :])
        starts = [0, *ends[:-1].tolist()]
        found = [flat[start:end].decode() for start, end in zip(starts, ends.tolist(), strict=False)]
    except (struct.error, zlib.error, UnicodeDecodeError) as error:
        raise damaged() from error
    return [text if text.isascii() else normalize("NFC", text) for text in found]


def values_of(connection: Connection, file: int, name: str) -> list[Any]:
    """What all texts of a lexicon were cleaned to."""
    values: list[Any] = []
    for (data,) in _parts(connection, file, name):
        try:
            values += json.loads(zlib.decompress(data))
        except (zlib.error, ValueError) as error:
            raise damaged() from error
    return values


def entities_of(connection: Connection, file: int, name: str) -> "Ints":
    """The entity each number as written is; 0 for none."""
    import numpy as np

    parts = [columns.unpacked(data) for (data,) in _parts(connection, file, name)]
    return np.concatenate([np.empty(0, np.int64), *parts])


def _parts(connection: Connection, file: int, name: str) -> list[tuple[bytes]]:
    return connection.execute(
        "SELECT cleaned FROM lexicon WHERE file = ? AND name = ? ORDER BY first", (file, name)
    ).fetchall()
