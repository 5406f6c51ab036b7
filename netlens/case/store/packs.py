"""Bulk facts as they are stored: some thousand at a time, column by column, compressed.

Rows of their own would take three times the space and ten times the time to read. The columns of whole numbers are
stored as the step from row to row, all first bytes before all second ones and so on: most steps are 0 or 1, so that
hardly anything is left of them.
"""

import json
import zlib
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

RECORD = ("file", "row", "tbl", "outcome")  # the columns of a pack of records; the record is first, first + 1 …
STATEMENT = ("record", "file", "row", "entity")
LINK = ("record", "file", "row", "tbl", "a", "b", "directed", "grade", "handling", "sort", "cell")
PRINT = 16  # bytes of a fingerprint
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Pack(NamedTuple):
    """A row of the table `pack`, but for its import."""

    what: str
    kind: int
    first: int  # record
    last: int
    n: int
    ints: bytes
    numbers: bytes
    texts: bytes


def pack_ints(values: "array[int]", width: int) -> bytes:
    """Whole numbers, row after row, `width` a row. Each is below 2**31."""
    import numpy as np

    rows = np.frombuffer(values, dtype=np.intc).astype("<i4").reshape(-1, width)
    steps = np.diff(rows.T, axis=1, prepend=np.int32(0))
    planes = np.ascontiguousarray(steps).view(np.uint8).reshape(width, len(rows), 4).transpose(0, 2, 1)
    return zlib.compress(planes.tobytes(), 1)


def unpack_ints(data: bytes, width: int) -> "Ints":
    """The inverse of pack_ints, as a `width` × n array."""
    import numpy as np

    planes = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(width, 4, -1)
    steps = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<i4").reshape(width, -1)
    return np.cumsum(steps, axis=1, dtype=np.int64)


def pack_numbers(values: "array[float]") -> bytes:
    return zlib.compress(values.tobytes(), 1)


def unpack_numbers(data: bytes) -> "NDArray[np.float64]":
    import numpy as np

    return np.frombuffer(zlib.decompress(data), dtype="<f8")


def pack_texts(values: Any) -> bytes:
    """Anything JSON can say."""
    return zlib.compress(_json(values).encode(), 1)


def unpack_texts(data: bytes) -> Any:
    return json.loads(zlib.decompress(data))


class Statements:
    """What a batch says of entities of one kind, until it is packed."""

    def __init__(self) -> None:
        self.ints = array("i")
        self.details: list[dict[str, Any]] = []

    def packed(self, kind: int) -> Pack:
        n, width = len(self.details), len(STATEMENT)
        ints = pack_ints(self.ints, width)
        return Pack("statement", kind, self.ints[0], self.ints[-width], n, ints, b"", pack_texts(self.details))


class LinkRows:
    """The links of one kind of a batch, until they are packed."""

    def __init__(self) -> None:
        self.ints = array("i")
        self.numbers = array("d")
        self.since: list[str] = []
        self.until: list[str] = []
        self.details: list[dict[str, Any] | None] = []

    def packed(self, kind: int) -> Pack:
        n, width = len(self.numbers), len(LINK)
        texts = (
            self.since if any(self.since) else None,
            self.until if any(self.until) else None,
            self.details if any(self.details) else None,
        )
        ints, numbers = pack_ints(self.ints, width), pack_numbers(self.numbers)
        return Pack("link", kind, self.ints[0], self.ints[-width], n, ints, numbers, pack_texts(texts))


def packed_records(first: int, ints: "array[int]", prints: Sequence[bytes]) -> Pack:
    n = len(prints)
    return Pack("record", 0, first, first + n - 1, n, pack_ints(ints, len(RECORD)), b"".join(prints), b"")
