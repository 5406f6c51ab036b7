"""Old Excel workbooks (.xls): how far their cells reach, told from the records of the file itself.

The container is a small file system (OLE2, [MS-CFB]): sectors chained by a table; inside it one stream of records
([MS-XLS]): a type, a length, and for a cell its row and column first.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

_FREE = 0xFFFFFFFA  # from here on a number of a sector is none
_STREAMS = ("workbook", "book")
_BEGINS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0001, 0x0002})
_CELLS |= {0x0003, 0x0004, 0x0005, 0x0206, 0x0406, 0x0007, 0x0207}
_SEVERAL = frozenset({0x00BD, 0x00BE})  # a run of cells: its last column stands at its end


def spans(path: Path) -> int:
    """The cells between the first and the last of the largest sheet. ValueError for what is no whole workbook."""
    try:
        stream = _stream(path.read_bytes())
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("no workbook") from error
    most = rows = columns = 0
    at, end = 0, len(stream) - 4
    unpack = struct.Struct("<HH").unpack_from
    while at <= end:
        kind, size = unpack(stream, at)
        if kind in _CELLS and size >= 4 and at + 8 <= len(stream):
            row, column = unpack(stream, at + 4)
            if kind in _SEVERAL and at + 4 + size <= len(stream):
                column = max(column, *struct.unpack_from("<H", stream, at + 2 + size))
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind in _BEGINS:
            rows = columns = 0
        most = max(most, rows * columns)
        at += 4 + size
    return most


def _stream(data: bytes) -> bytes:
    """The stream of records; the largest where there are several."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if not 7 <= shift <= 16 or not 4 <= small_shift <= 12:
        raise ValueError("no sectors")
    tables, start, cutoff, small_start, small_count, more, more_count = struct.unpack_from(
        "<I I 4x I I I I I", data, 44
    )
    size = 1 << shift
    places = [one for one in struct.unpack_from("<109I", data, 76) if one < _FREE]
    for _number in range(min(more_count, len(data) // size + 1)):
        if more >= _FREE:
            break
        *found, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        places += [one for one in found if one < _FREE]
    table: list[int] = []
    for place in places[: min(tables, len(data) // size + 1)]:
        table += struct.unpack_from(f"<{size // 4}I", data, (place + 1) * size)
    chained = b"".join(_chain(data, start, table, size, size))
    entries = [chained[at : at + 128] for at in range(0, len(chained) - 127, 128)]
    small_table: list[int] = []
    if small_count:
        found_ = b"".join(_chain(data, small_start, table, size, size))
        small_table = list(struct.unpack(f"<{len(found_) // 4}I", found_[: len(found_) // 4 * 4]))
    streams = []
    root = b""
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le").lower()
        begin, whole = struct.unpack_from("<IQ", entry, 116)
        if entry[66] == 5 and not root:
            root = b"".join(_chain(data, begin, table, size, size))
        if name in _STREAMS:
            streams.append((begin, whole & 0xFFFFFFFF))
    if not streams:
        raise ValueError("no stream of records")
    made = []
    for begin, whole in streams:
        if whole < cutoff:
            made.append(b"".join(_chain(root, begin, small_table, 1 << small_shift, 0))[:whole])
        else:
            made.append(b"".join(_chain(data, begin, table, size, size))[:whole])
    return b"".join(made)


def _chain(data: bytes, start: int, table: list[int], size: int, offset: int) -> Iterator[bytes]:
    """The sectors from `start` on; a chain that comes back to itself ends where it must."""
    for _number in range(len(table) + 1):
        if start >= _FREE:
            return
        yield data[start * size + offset : (start + 1) * size + offset]
        if start >= len(table):
            return
        start = table[start]
