"""FollowTheMoney entities (Aleph, OpenSanctions, OCCRP) as JSON lines or a JSON array."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.charts.ftm import reading
from netlens.case.intake.files import is_text
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_SUFFIXES = (".json", ".ijson", ".jsonl", ".ndjson", ".ftm")
_HEAD = 1 << 16


def recognises(path: Path) -> bool:
    """By its name, and by the words every entity begins with."""
    if path.suffix.lower() not in _SUFFIXES or not is_text(path):
        return False
    with path.open("rb") as stream:
        head = stream.read(_HEAD).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head[:1] in (b"{", b"[") and b'"schema"' in head and (b'"properties"' in head or b'"id"' in head)


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return reading.read(path)


IMPORTER = Importer(
    name="follow_the_money",
    label=mark("FollowTheMoney entities (JSON)"),
    suffixes=_SUFFIXES,
    recognises=recognises,
    read=read,
    sample="entities.ftm.json",
)
