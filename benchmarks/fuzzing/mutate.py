"""From a good file to a bad one: bits and bytes, pieces of other files, and what each format makes of itself."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Mutation = Callable[[bytes, Random, Sequence[bytes]], bytes]

# What breaks readers: ends of ranges, signs that mean something, text of other encodings.
TOKENS = [
    b"", b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n\r\n", b'"', b"'", b'""', b";", b",",
    b"\t", b"|",
    b"-1", b"0", b"1e999", b"-1e999", b"NaN", b"Infinity", b"9" * 40, b"9" * 5000, b"1" + b"0" * 400, b"0x7fffffff",
    b"2147483648", b"-9223372036854775809", b"99999999999999999999", b"1.7976931348623157e309", b"00/00/0000",
    b"31/02/2022", b"2022-13-45", b"24:61:61", b"0000-00-00T00:00:00", b"9999-12-31", b"10000-01-01", b"30/02/2565",
    b"<", b">", b"&", b"&amp;", b"&#0;", b"&#xD800;", b"&nope;", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x>",
    b"<?xml?>",
    b"{", b"}", b"[", b"]", b"null", b"true", b"[[[[[[[[", b"{}", b'{"a":', b"\\u0000", b"\\ud800", b"\\udfff",
    b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xcc\x81" * 50, b"\xa0",
    "Nguyễn".encode(), "NguyÔn".encode(), "Nguyeãn".encode(), "阮".encode("gb18030"), "đ".encode("cp1258"), b"=1+1",
    b"@x",
    b"persons", b"P1", b"person_id", b"0912345678", b"+84912345678", b"../../x", b"%s%n", b"{0}", b"x" * 70000,
]  # fmt: skip
_WORD = re.compile(rb"[\w.+\-:/]+")
_TAG = re.compile(rb"<[^<>]{0,400}>")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")


def mutated(data: bytes, chance: Random, corpus: Sequence[bytes], kind: str) -> bytes:
    """One bad file out of a good one. `kind`: table, xml, json, zip or bytes: what it is made of."""
    if kind == "zip" and chance.random() < 0.8:
        return _inside_zip(data, chance)
    ways = [*_BYTES, *_BY_KIND.get(kind, ())]
    for _time in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(ways)(data, chance, corpus)[: 1 << 20]
    return data


def _cut(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 64, 512)))


def _flip(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    if not data:
        return b"\x00"
    changed = bytearray(data)
    for _time in range(chance.choice((1, 1, 4, 32))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _delete(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    start, end = _cut(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    start, end = _cut(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _insert(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    start, _end = _cut(data, chance)
    return data[:start] + chance.choice(TOKENS) + data[start:]


def _replace(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    """A word, a number or a name becomes something else."""
    found = list(_WORD.finditer(data))
    if not found:
        return data
    word = chance.choice(found)
    return data[: word.start()] + chance.choice(TOKENS) + data[word.end() :]


def _number(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(TOKENS[15:33]) + data[one.end() :]


def _splice(data: bytes, chance: Random, corpus: Sequence[bytes]) -> bytes:
    other = chance.choice(corpus)
    start, _end = _cut(data, chance)
    begin = chance.randrange(len(other) + 1)
    return data[:start] + other[begin : begin + chance.choice((16, 256, 4096))] + data[start:]


def _swap(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    found = list(_WORD.finditer(data))
    if len(found) < 2:
        return data
    a, b = sorted(chance.sample(found, 2), key=lambda one: one.start())
    return data[: a.start()] + b[0] + data[a.end() : b.start()] + a[0] + data[b.end() :]


def _recode(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1258", "gb18030", "utf-32")), errors="replace"
    )


def _lines(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    """Lines taken out, doubled, exchanged, joined."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    way = chance.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines[at:at] = [lines[at]] * chance.choice((1, 3, 200))
    elif way == 2:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    elif way == 3:
        lines[at : at + 2] = [b"".join(lines[at : at + 2])]
    else:
        chance.shuffle(lines)
    return b"\n".join(lines)


def _cells(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    """One cell of a row emptied, doubled, exchanged, quoted or replaced; or the same in every row."""
    lines = data.split(b"\n")
    sign = max((b",", b";", b"\t", b"|", b" "), key=lambda one: lines[0].count(one) * 2 + data.count(one))
    rows = range(len(lines)) if chance.random() < 0.3 else [chance.randrange(len(lines))]
    at, other, way, token = chance.randrange(12), chance.randrange(12), chance.randrange(5), chance.choice(TOKENS)
    for number in rows:
        cells = lines[number].split(sign)
        place, second = at % len(cells), other % len(cells)
        if way == 0:
            cells[place] = b""
        elif way == 1:
            cells.insert(place, cells[second])
        elif way == 2:
            cells[place], cells[second] = cells[second], cells[place]
        elif way == 3:
            cells[place] = b'"' + cells[place]
        else:
            cells[place] = token
        lines[number] = sign.join(cells)
    return b"\n".join(lines)


def _tags(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    """Tags taken out, doubled, exchanged, put within each other."""
    found = list(_TAG.finditer(data))
    if len(found) < 2:
        return data
    a, b = sorted(chance.sample(found, 2), key=lambda one: one.start())
    way = chance.randrange(5)
    if way == 0:
        return data[: a.start()] + data[a.end() :]
    if way == 1:
        return data[: a.start()] + b[0] + data[a.end() : b.start()] + a[0] + data[b.end() :]
    if way == 2:
        return data[: b.end()] + data[a.start() : b.end()] * chance.choice((1, 5)) + data[b.end() :]
    if way == 3:
        return data[: a.start()] + data[b.end() :]
    return data[: a.start()] + a[0] * chance.choice((2, 300)) + data[a.end() :]


def _attributes(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    """The value of an attribute: another one's, or something no attribute says."""
    found = list(re.finditer(rb'="([^"<>]{0,300})"', data))
    if not found:
        return data
    one = chance.choice(found)
    new = (
        chance.choice(found)[1]
        if chance.random() < 0.5
        else chance.choice(TOKENS).replace(b'"', b"").replace(b"<", b"")
    )
    return data[: one.start(1)] + new + data[one.end(1) :]


_EXTREMES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**400, "", "\x00", "\ud800", "x" * 5000, [], {}, [[]], [None], {"": None},
    [1, "a", None],
    "31/02/2022", "9999-99-99", {"id": "a", "schema": "Person"}, ["+84912345678"],
)  # fmt: skip


def _json(data: bytes, chance: Random, _corpus: Sequence[bytes]) -> bytes:
    """A value somewhere in one line of JSON becomes another kind of value; a key is taken out or doubled."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    try:
        whole = json.loads(lines[at])
    except (ValueError, RecursionError):
        return data
    inner = whole
    path: list[tuple[Any, Any]] = []
    while isinstance(inner, dict | list) and inner and (not path or chance.random() < 0.75):
        key = chance.choice(list(inner)) if isinstance(inner, dict) else chance.randrange(len(inner))
        path.append((inner, key))
        inner = inner[key]
    if path:
        holder, key = path[-1]
        way = chance.randrange(4)
        if way == 0 and isinstance(holder, dict):
            del holder[key]
        elif way == 1 and isinstance(holder, dict):
            holder[chance.choice(("id", "schema", "properties", "name", "\ud800", ""))] = holder.pop(key)
        else:
            holder[key] = chance.choice(_EXTREMES)
    else:
        whole = chance.choice(_EXTREMES)
    lines[at] = json.dumps(whole).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _inside_zip(data: bytes, chance: Random) -> bytes:
    """One file of an archive mutated, and the archive packed again."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            entries = archive.infolist()
            chosen = chance.choice(entries)
            for entry in entries:
                inside = archive.read(entry)
                if entry is chosen:
                    inside = mutated(inside, chance, [inside], "xml")
                copy.writestr(entry.filename, inside)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return _flip(data, chance, [])
    return made.getvalue()


_BYTES: tuple[Mutation, ...] = (_flip, _truncate, _delete, _repeat, _insert, _splice, _recode)
_BY_KIND: dict[str, tuple[Mutation, ...]] = {
    "table": (_lines, _cells, _cells, _replace, _swap, _number),
    "xml": (_tags, _tags, _attributes, _attributes, _replace, _number),
    "json": (_json, _json, _json, _lines, _replace),
}
