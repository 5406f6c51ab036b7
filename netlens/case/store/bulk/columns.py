"""Columns of whole numbers as bytes: as few planes as their largest value needs, each compressed where that helps."""

import struct
import zlib
from typing import TYPE_CHECKING, Any

from netlens.case.store.connection import damaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_HEAD = struct.Struct("<BBIq")  # form, planes, values, least value
_PLAIN, _STEPS = 0, 1
_SAMPLE = 1 << 13
_WORTH = 0.8  # compressed to more than this, a plane is stored as it is: quicker by far to write and to read


def packed(values: "NDArray[Any]", *, steps: bool = False) -> bytes:
    """Whole numbers as bytes; `steps` for those that grow slowly from row to row: rows, times."""
    import numpy as np

    n = len(values)
    if not n:
        return _HEAD.pack(_PLAIN, 0, 0, 0)
    form, first = _PLAIN, 0
    values = values.astype(np.int64)
    if steps:
        form, first = _STEPS, int(values[0])
        values = np.diff(values, prepend=values[:1])
    least = int(values.min())
    width = _width(int(values.max()) - least)
    head = _HEAD.pack(form, width, n, least) + (struct.pack("<q", first) if steps else b"")
    if not width:
        return head
    whole = values - least if width > 4 else (values - least).astype(np.uint32)
    parts = [head]
    for plane in range(width):
        data = (whole >> (8 * plane)).astype(np.uint8).tobytes()
        parts.append(_plane(data))
    return b"".join(parts)


def _plane(data: bytes) -> bytes:
    sample = data[len(data) // 2 : len(data) // 2 + _SAMPLE]
    if len(_deflated(sample)) < _WORTH * len(sample):
        small = _deflated(data)
        return struct.pack("<BI", 1, len(small)) + small
    return struct.pack("<BII", 0, len(data), zlib.crc32(data)) + data


def _deflated(data: bytes) -> bytes:
    """Runs and rare values are all there is to save: to look for longer likenesses takes five times as long."""
    stream = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    return stream.compress(data) + stream.flush()


def _width(largest: int) -> int:
    return (largest.bit_length() + 7) // 8


def unpacked(data: bytes) -> "Ints":
    """The inverse of `packed`. CaseFileError when the bytes are damaged."""
    import numpy as np

    try:
        form, width, n, least = _HEAD.unpack_from(data)
        at = _HEAD.size
        first = 0
        if form == _STEPS:
            (first,) = struct.unpack_from("<q", data, at)
            at += 8
        whole = np.zeros((n, 4 if width <= 4 else 8), dtype=np.uint8)
        for number in range(width):
            small, size = struct.unpack_from("<BI", data, at)
            at += 5
            if not small:
                (check,) = struct.unpack_from("<I", data, at)
                at += 4
            plane = data[at : at + size]
            at += size
            if small:
                plane = zlib.decompress(plane)
            elif zlib.crc32(plane) != check:
                raise damaged()
            whole[:, number] = np.frombuffer(plane, dtype=np.uint8)
    except (struct.error, zlib.error, ValueError) as error:
        raise damaged() from error
    values = whole.view("<u4" if width <= 4 else "<i8").ravel().astype(np.int64)
    if least:
        values += least
    return np.cumsum(values) + first if form == _STEPS else values
