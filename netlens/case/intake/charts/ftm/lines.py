"""The JSON values of a file with their rows: one to a line, or the elements of an array. Holds one value at a time."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from netlens.case.intake.sheet import problem_of
from netlens.case.records import Issue
from netlens.i18n import _

LONGEST = 10_000_000  # characters of one entity; a document with its text has some hundred thousand
_CHUNK = 1 << 18
_HEAD = 1 << 16
_LISTS = ("entities", "results", "statements")
STATED = "dataset"
_decoder = json.JSONDecoder()


def values(path: Path, wanted: Callable[[int], bool] | None = None) -> Iterator[tuple[int, dict[str, Any] | Issue]]:
    """(row, value): rows count lines (blank ones too), or the elements of an array. What is no object, or cannot be
    read, is an Issue; so is all that follows a break in an array. `wanted`: lines it refuses are passed over unread.
    """
    with _opened(path) as stream:
        start = _array(path)
        yield from _elements(stream, start) if start >= 0 else _lines(stream, wanted)


def _opened(path: Path) -> TextIO:
    """The text, with characters that problem_of() finds in place of bytes that are none."""
    encoding = _encoding(path)
    return path.open(encoding=encoding, errors="replace" if "16" in encoding else "surrogateescape", newline=None)


Values = Iterator[tuple[int, dict[str, Any] | Issue]]


def whole(found: Values) -> Values:
    """The same, with the statements of one entity that follow each other put together, at the row of the first."""
    first, whose = 0, ""
    said: dict[str, list[Any]] = {}
    made: dict[str, Any] = {}
    for row, value in found:
        stated = None if isinstance(value, Issue) or "properties" in value else _statement(value)
        if made and (stated is None or stated[0] != whose):
            yield first, made
            made = {}
        if stated is None:
            yield row, value
            continue
        id_, name, text, schema, dataset = stated
        if not made:
            first, whose, said = row, id_, {}
            made = {"id": id_, "schema": schema, "properties": said, STATED: dataset}
        if name != "id":
            said.setdefault(name, []).append(text)
    if made:
        yield first, made


def _statement(value: dict[str, Any]) -> tuple[str, str, Any, Any, Any] | None:
    """(whose, property, value, schema, data set) of a line that is a statement; None for what is none."""
    whose, name = value.get("canonical_id") or value.get("entity_id"), value.get("prop")
    if not isinstance(whose, str) or not isinstance(name, str) or "value" not in value:
        return None
    return whose, name, value["value"], value.get("schema"), value.get("dataset", "")


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(4)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-16-le" if head[1::2] == b"\x00\x00" else "utf-16-be" if head[::2] == b"\x00\x00" else "utf-8-sig"


def _array(path: Path) -> int:
    """Where values begin that do not stand one to a line: behind a bracket, at an object of several lines; else -1."""
    with _opened(path) as stream:
        head = stream.read(_HEAD)
    start = len(head) - len(head.lstrip())
    if head[start : start + 1] == "[":
        return start + 1
    if head[start : start + 1] != "{":
        return -1
    line = head[start:].partition("\n")[0]
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        first = None
    if isinstance(first, dict) and "schema" in first:
        return -1
    for name in _LISTS:
        at = head.find(f'"{name}"')
        bracket = head.find("[", at)
        if at >= 0 and bracket >= 0 and not head[at + len(name) + 2 : bracket].strip(" \t\r\n:"):
            return bracket + 1
    return start if first is None and line.strip() in ("{", "{,") else -1


def _lines(stream: TextIO, wanted: Callable[[int], bool] | None) -> Iterator[tuple[int, dict[str, Any] | Issue]]:
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            while len(line) > LONGEST and not line.endswith("\n"):
                line = stream.readline(LONGEST + 1)
            yield number, _broken(number, "", _("the line is longer than any entity is"))
        elif line.strip() and (wanted is None or wanted(number)):
            yield number, _value(number, line)


def _value(number: int, line: str) -> dict[str, Any] | Issue:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return _broken(number, line, _("this is no JSON"))
    return _checked(number, found, line)


def _elements(stream: TextIO, start: int) -> Iterator[tuple[int, dict[str, Any] | Issue]]:
    stream.read(start)
    number, held, at = 0, "", 0
    size = _CHUNK
    while True:
        at = _next(held, at)
        if held[at : at + 1] in ("]", "}"):
            return
        end = 0
        if held[at : at + 1] == "{":
            try:
                found, end = _decoder.raw_decode(held, at)
            except (ValueError, RecursionError):
                end = 0
        if end:
            number += 1
            yield number, _checked(number, found, held[at:end])
            at, size = end, _CHUNK
            continue
        whole = held[at : at + 1] not in ("", "{") or len(held) - at > LONGEST
        more = "" if whole else stream.read(size)
        if not more:
            if at < len(held):
                yield number + 1, _broken(number + 1, held[at:], _("the file cannot be read from here on"))
            return
        held, at, size = held[at:] + more, 0, size * 2  # so that a long value is not tried at every step


def _next(held: str, at: int) -> int:
    """Where the next value begins."""
    while at < len(held) and held[at] in " \t\r\n,":
        at += 1
    return at


def _checked(number: int, found: Any, text: str) -> dict[str, Any] | Issue:
    if not isinstance(found, dict):
        return _broken(number, text, _("this is no entity"))
    problem = ""
    if not text.isascii():
        problem = problem_of(text)
    if not problem and "\\u" in text:
        problem = next((said for one in _texts(found) if (said := problem_of(one))), "")
    return _broken(number, "", problem) if problem else found


def _texts(found: dict[str, Any]) -> Iterator[str]:
    """Every text in a value, names and values alike."""
    left: list[Any] = [found]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left += one.keys()
            left += one.values()
        elif isinstance(one, list):
            left += one


def _broken(number: int, text: str, why: str) -> Issue:
    shown = text[:1000].strip().encode("utf-8", "replace").decode()
    return Issue(number, "", shown, why, code="broken_row")
