"""Bulk facts as they are stored: some thousand at a time, column by column, compressed.

Rows of their own would take three times the space and ten times the time to read. The columns of whole numbers are
stored as the step from row to row, all first bytes before all second ones and so on: most steps are 0 or 1, so that
hardly anything is left of them.
"""

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.case.store.connection import damaged, storable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

RECORD = ("file", "row", "tbl", "outcome")  # the columns of a pack of records; the record is first, first + 1 …
STATEMENT = ("record", "file", "row", "entity")
LINK = ("record", "file", "row", "a", "b", "directed", "grade", "handling", "sort", "cell")
BATCH = 8192  # records at most whose statements and links stand in one pack
PRINT = 16  # bytes of a fingerprint
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Pack(NamedTuple):
    """A row of the table `pack`, but for its import."""

    what: str
    kind: int
    tbl: int
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
    """The inverse of pack_ints, as a `width` × n array. CaseFileError when the bytes are damaged, as in all below."""
    import numpy as np

    planes = np.frombuffer(_unpacked(data), dtype=np.uint8).reshape(width, 4, -1)
    steps = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<i4").reshape(width, -1)
    return np.cumsum(steps, axis=1, dtype=np.int64)


def pack_numbers(values: "array[float]") -> bytes:
    return zlib.compress(values.tobytes(), 1)


def unpack_numbers(data: bytes) -> "NDArray[np.float64]":
    import numpy as np

    return np.frombuffer(_unpacked(data), dtype="<f8")


def pack_texts(values: Any) -> bytes:
    """Anything JSON can say."""
    return zlib.compress(storable(_json(values)).encode(), 1)


def unpack_texts(data: bytes) -> Any:
    return json.loads(_unpacked(data))


def pack_prints(prints: Sequence[bytes]) -> bytes:
    """Fingerprints of PRINT bytes each; b"" becomes zeros. They cannot be made smaller, but get a checksum."""
    return zlib.compress(b"".join(one or bytes(PRINT) for one in prints), 0)


def unpack_prints(data: bytes) -> list[bytes]:
    """b"" where a record has none."""
    whole, nothing = _unpacked(data), bytes(PRINT)
    prints = [whole[at : at + PRINT] for at in range(0, len(whole), PRINT)]
    return [b"" if one == nothing else one for one in prints]


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise damaged() from error


class Fields:
    """Details of a batch, field by field: None where a row says nothing of a field."""

    def __init__(self) -> None:
        self.n = 0
        self.columns: dict[str, list[Any]] = {}

    def add(self, detail: Mapping[str, Any]) -> None:
        for name, value in detail.items():
            column = self.columns.get(name)
            if column is None:
                self.columns[name] = column = []
            if len(column) < self.n:
                column.extend([None] * (self.n - len(column)))
            column.append(value)
        self.n += 1

    def whole(self) -> dict[str, list[Any]]:
        for column in self.columns.values():
            column.extend([None] * (self.n - len(column)))
        return self.columns


class Statements:
    """What a batch says of entities of one kind, until it is packed."""

    def __init__(self) -> None:
        self.ints = array("i")
        self.fields = Fields()

    def packed(self, kind: int) -> Pack:
        n, width = self.fields.n, len(STATEMENT)
        ints, texts = pack_ints(self.ints, width), pack_texts(self.fields.whole())
        return Pack("statement", kind, 0, self.ints[0], self.ints[-width], n, ints, b"", texts)


class LinkRows:
    """The links of one kind and native table of a batch, until they are packed."""

    def __init__(self) -> None:
        self.ints = array("i")
        self.numbers = array("d")
        self.since: list[str] = []
        self.until: list[str] = []
        self.fields = Fields()

    def packed(self, kind: int, tbl: int) -> Pack:
        n, width = len(self.numbers), len(LINK)
        texts = (self.since if any(self.since) else None, self.until if any(self.until) else None, self.fields.whole())
        ints, numbers = pack_ints(self.ints, width), pack_numbers(self.numbers)
        return Pack("link", kind, tbl, self.ints[0], self.ints[-width], n, ints, numbers, pack_texts(texts))


def packed_records(first: int, ints: "array[int]", prints: Sequence[bytes]) -> Pack:
    n = len(prints)
    return Pack("record", 0, 0, first, first + n - 1, n, pack_ints(ints, len(RECORD)), pack_prints(prints), b"")


def joined(parts: Sequence[tuple[int, dict[str, list[Any]]]]) -> dict[str, list[Any]]:
    """The columns of several packs one after the other; `parts` are (number of rows, columns)."""
    whole: dict[str, list[Any]] = {name: [] for _, columns in parts for name in columns}
    for name, into in whole.items():
        for n, columns in parts:
            into.extend(columns.get(name) or [None] * n)
    return whole
