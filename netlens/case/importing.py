"""Records → case: what an importer is, and import_files(), which cleans, stages and accounts for every row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from netlens.case.records import CaseRecord, Issue


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person said about how to read: `mapping` a saved column mapping, `dates` "dmy", "mdy" or ""."""

    mapping: Path | None = None
    dates: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Importer:
    """One source format. `recognises` looks at name and first bytes only; `read` yields rows, never cleans them.

    `read` yields CaseRecord for each record, Issue for a row it cannot read, in the order of the file; it raises
    NetLensError when the file as a whole cannot be read. It streams: no more than a sheet in memory.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path], bool]
    read: Callable[[Path, ReadOptions], Iterator[CaseRecord | Issue]]
    sample: str = ""  # a small file of this format under tests/samples/
