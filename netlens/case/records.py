"""The plain facts. Every type that is stored, or handed from one part to the next, and refers to a case.

An entity is met in three forms: its Ref (kind, register, key: stable over files and machines), its id (an integer,
local to one case file: what tables and arrays hold), and its record id (`persons:P0001`: what a person reads).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Status = Literal["supported", "tentative", "chance"]
Verdict = Literal["open", "confirmed", "dismissed"]
Band = Literal["firm", "likely", "possible", "loose"]
Recorded = Literal["offender", "suspect", "none"]


LOCAL = "#"  # how the register of keys begins that are good in one file alone (see intake/own.py)


class Ref(NamedTuple):
    """What an entity is known by. `register` is "" for what everyone numbers alike: phones, accounts, places …"""

    kind: str
    register: str
    key: str


class Source(NamedTuple):
    """Where a fact stands: a file (and sheet) of an import, and the row as a person counts it there."""

    file: int
    row: int


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One row as an agency wrote it, under the native column names; `extra` keeps the columns no table knows.

    One row of a flat sheet yields several records with the same (sheet, row); the ledger counts rows.
    """

    table: str
    row: int
    values: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    flags: tuple[tuple[str, str, str], ...] = ()  # what its importer had to decide: (field, value as written, code)


@dataclass(frozen=True, slots=True)
class Issue:
    """A row that was rejected, or a value that was kept as written and flagged; `reason` in a person's words."""

    row: int
    field: str
    value: str
    reason: str
    sheet: str = ""
    code: str = ""  # the reason as a short code, by which a ledger counts: unknown_person, bad_date …


@dataclass(frozen=True, slots=True)
class Entity:
    """What one record says of an entity. `detail` holds the cleaned values under their native column names."""

    ref: Ref
    label: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A typed, dated tie between two entities. The source is that of the record it is staged with: never none."""

    a: Ref
    b: Ref
    kind: str
    directed: bool = False
    since: str = ""  # ISO date or time, as exact as it was written: "2022", "2022-03-07", "2022-03-07T21:04:10"
    until: str = ""
    grade: str = ""  # source and information grade as written, joined by "/": "B/2", "2/C"
    handling: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileLedger:
    """What became of one file: rows_read = rows_used + rows_merged + rows_rejected, or the import does not finish."""

    name: str
    sha256: str
    importer: str
    register: str
    rows_read: int
    rows_used: int
    rows_merged: int
    rows_rejected: int
    seconds: float
    flags: Mapping[str, int]
    rejected: tuple[Issue, ...]
    other_lines: int = 0  # non-blank lines above and below the table
    through: str = ""  # the case file inside which it came
    mapping: str = ""  # the names of the column mappings it was read through; "?" for one that was guessed
    ids: str = "register"  # whose its ids are: "register", "file" (local to it), "both", "" where it has none


@dataclass(frozen=True, slots=True)
class Differing:
    """One field on which a row contradicts what stands of an entity, or of its tie to another (`beside`).

    `taken`: the row's value stands from now on; the other is kept with its source. `decisive`: a name or date of birth,
    by which two records of one id could not be one person. Raw values: masked by whoever shows them.
    """

    entity: Ref
    beside: Ref | None
    field: str
    stands: str
    said: str
    file: str
    sheet: str
    row: int
    taken: bool
    decisive: bool
    protected: bool = False  # made so by a row of the same import


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of an import: its files, and what the case holds after it (entities and links by kind)."""

    import_id: int
    files: tuple[FileLedger, ...]
    entities: Mapping[str, int]
    links: Mapping[str, int]
    skipped: tuple[str, ...] = ()  # files of a folder that hold no table we know
    changes: tuple[Differing, ...] = ()  # where rows contradict what stood


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a ring. `vertex` is the entity id of a person, phone or account; counts are facts by kind."""

    vertex: int
    band: Band
    membership: float
    recorded: Recorded
    functions: tuple[str, ...]
    stage: str
    degree: float
    betweenness: float
    constraint: float
    evidence: Mapping[str, int]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class CorridorShare:
    """`share` = cases of the ring on this corridor / its cases on any corridor."""

    code: str
    share: float
    cases: int
    routes: int
    victims: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A community of offenders offered to the analyst. Ids of cases, routes, victims are entity ids."""

    id: str
    label: str
    status: Status
    decision: Verdict
    reason: str
    members: tuple[Member, ...]
    stability: float
    p_value: float
    q_value: float
    density: float
    redundancy: float
    corridors: tuple[CorridorShare, ...]
    offences: Mapping[str, int]
    cases: tuple[int, ...]
    routes: tuple[int, ...]
    victims: tuple[int, ...]  # only-victims (and other protected people) attached to the ring: never members
    weakest_grade: str
    first: str
    last: str
    evidence: Mapping[str, int]
    disputed: tuple[int, ...] = ()  # taken out by hand, and yet placed in it by the detection

    @property
    def told(self) -> bool:
        """Whether people are shown it: no group like chance, but for what the analyst confirmed, named or added to."""
        theirs = self.decision == "confirmed" or bool(self.label) or any(member.by_hand for member in self.members)
        return self.status != "chance" or (theirs and self.decision != "dismissed")


@dataclass(frozen=True, slots=True)
class Rings:
    """One detection. `settings` is what made it (method, objective, resolutions, seeds, weights, filters, versions)."""

    settings: Mapping[str, Any]
    rings: tuple[Ring, ...]  # supported first, then tentative, then chance; largest evidence first inside each
    unassigned: tuple[int, ...]
    hubs: tuple[int, ...]  # entities shared by more than the cap: listed, adding no pairs
    note: str = ""  # e.g. that the evidence is too sparse for any answer


@dataclass(frozen=True, slots=True)
class Decision:
    """What the analyst decided of a ring; kept with the ring's id over later detections."""

    ring: str
    verdict: Verdict = "open"
    reason: str = ""
    name: str = ""
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """How to look for rings, under a name: method and parameters (None: the method's own default), filters, weights.

    `weights` by kind of evidence, over the defaults. `without`: what is left out, by record id, `kind:…` or `grade:…`.
    """

    name: str
    method: str
    objective: str = ""
    resolution: float | None = None
    core: int | None = None
    max_size: int | None = None
    since: str = ""
    until: str = ""
    without: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
