"""Old Excel workbooks made by hand, cell by cell: what no library writes any more."""

import struct

FREE = 0xFFFFFFFF
END = 0xFFFFFFFE


def workbook(*cells: tuple[int, int, str], sheet: str = "persons") -> bytes:
    """An .xls of one sheet with these (row, column, text), counted from 0."""
    name = sheet.encode()

    def globals_(offset: int) -> bytes:
        bound = _record(0x85, struct.pack("<IHBB", offset, 0, len(name), 0) + name)
        return _begins(5) + bound + _record(0x0A, b"")

    offset = len(globals_(0))
    records = globals_(offset) + _begins(0x10) + b"".join(_label(*cell) for cell in cells) + _record(0x0A, b"")
    return _container(records)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begins(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))


def _label(row: int, column: int, text: str) -> bytes:
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def _container(stream: bytes) -> bytes:
    """The stream in sectors of 512 bytes: header, table, directory, then the stream itself."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    table = [0xFFFFFFFD, END, *range(3, count + 2), END]
    table += [FREE] * (128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0, 0) + b"\xff" * 432
    entries = _entry("Root Entry", 5, END, 0, 1) + _entry("Workbook", 2, 2, len(stream), FREE)
    return head + struct.pack("<128I", *table) + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    named = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return named + bytes(36) + struct.pack("<IQ", start, size)
