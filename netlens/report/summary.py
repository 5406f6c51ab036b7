"""Ring → RingSummary: all that is handed on about a ring, masked, in one language, each statement with its sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms the summary is handed on."""

    recipient: str
    purpose: str
    handling: str = ""
    lang: str = "en"
    identify: bool = False
    authority: str = ""
    sample: bool = False  # a synthetic case: said on every page


@dataclass(frozen=True, slots=True)
class SummaryMember:
    code: str  # m1, m2 … inside this summary
    record: str  # record id
    name: str  # or the code of a protected person
    protected: bool
    band: str
    recorded: str
    functions: tuple[str, ...]
    stage: str
    notes: tuple[str, ...]  # acquitted, also recorded as victim, by hand …
    why: tuple[tuple[str, tuple[int, ...]], ...]  # sentence, numbers of its sources
    evidence: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SummaryRing:
    id: str
    label: str
    status: str
    sentences: tuple[str, ...]  # status, size, certainty, what it hangs on: in words
    corridors: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class RingSummary:
    ring: SummaryRing
    members: tuple[SummaryMember, ...]
    protected: tuple[Mapping[str, Any], ...]  # code, kind, count of facts: never more
    cases: tuple[Mapping[str, Any], ...]
    routes: tuple[Mapping[str, Any], ...]
    ties: tuple[tuple[int, int, float, int], ...]  # member index a, b, weight, count of facts
    positions: tuple[tuple[float, float], ...]
    sources: tuple[str, ...]  # source n is sources[n-1]: file, sheet, row, SHA-256, register
    settings: Mapping[str, Any]
    terms: Terms
    made: str  # ISO time
    version: str
