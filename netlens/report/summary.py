"""Ring → RingSummary: all that is handed on about a ring, masked, in one language, each statement with its sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.case.records import Ring
    from netlens.network.evidence import Evidence

Said = tuple[str, tuple[int, ...]]  # a sentence, and the numbers of its sources


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms the summary is handed on. `handling` is the code for items that carry none."""

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
    record: str  # record id; the code of a protected person
    name: str  # or the code of a protected person
    protected: bool
    band: str
    recorded: str
    functions: tuple[str, ...]
    stage: str
    notes: tuple[str, ...]  # acquitted, also recorded as victim, by hand …
    why: tuple[Said, ...]
    evidence: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)  # band, recorded, functions, stage in the summary's language
    kind: str = "person"  # or phone, account
    flags: tuple[str, ...] = ()  # cleared, dual, official, by_hand: the notes as codes, for pictures


@dataclass(frozen=True, slots=True)
class SummaryRing:
    id: str
    label: str
    status: str
    sentences: tuple[str, ...]  # status, size, certainty, what it hangs on: in words
    corridors: tuple[Mapping[str, Any], ...]  # code, label, share, words, cases, routes, victims
    decision: str = "open"
    first: str = ""
    last: str = ""
    words: Mapping[str, str] = field(default_factory=dict)  # status, decision, period in words
    figures: Mapping[str, float] = field(default_factory=dict)  # stability, p_value, q_value, density, redundancy


@dataclass(frozen=True, slots=True)
class RingSummary:
    """`positions` are those of the members, in a unit square, y downwards. Every text is in `terms.lang`."""

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
    why: tuple[Said, ...] = ()  # why this is a ring
    offences: tuple[Mapping[str, Any], ...] = ()  # code, label, cases
    evidence: tuple[Mapping[str, Any], ...] = ()  # kind, label, facts
    weakest: str = ""  # the weakest grade among the evidence, in words
    what_if: tuple[Mapping[str, str], ...] = ()  # without, outcome
    limits: tuple[str, ...] = ()
    annex: tuple[Mapping[str, Any], ...] = ()  # per source: number, file (its number), sheet, row, handling, grade
    files: tuple[Mapping[str, Any], ...] = ()  # per file: number, name, sha256, register, importer, imported
    handling: str = ""  # the strictest code among the items and the terms: the summary's own
    handling_counts: Mapping[str, int] = field(default_factory=dict)  # items by code; "" those that carry none


def summarise(case: "Case", evidence: "Evidence", ring: "Ring", terms: Terms) -> RingSummary:
    """All that is handed on about `ring`, masked, in `terms.lang`.

    With `terms.identify` names of protected people are released: each release is entered in the audit with the
    authority. Raises NetLensError when names are asked for without an authority.
    """
    from netlens.report.ring.whole import whole

    return whole(case, evidence, ring, terms)
