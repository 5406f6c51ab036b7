"""The header of an HTCDS sheet: a row of system names, a row of labels, or both, and what contradicts between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from netlens.case.intake.forms.htcds.fields import Meant, by_label, by_name
from netlens.case.intake.forms.htcds.shifted import settled
from netlens.case.intake.headers import Layout
from netlens.case.intake.sheet import Row, blank
from netlens.i18n import _

ROWS = 12  # within which a header stands
_PEOPLE = frozenset(
    {
        "prs_FirstName",
        "prs_SecondName",
        "prs_Birthdate",
        "cas_CaseOwner",
        "con_Consent",
        "prs_MobilePhone",
        "prs_Gender",
    }
)
_LEAST_NAMES, _LEAST_LABELS, _LEAST_EVENTS = 3, 8, 3
_FEEDS = {
    "prs_FirstName": "persons.full_name", "prs_MiddleName": "persons.full_name", "prs_SecondName": "persons.full_name",
    "prs_Birthdate": "persons.birth_date", "prs_Gender": "persons.sex", "prs_Citizenship": "persons.nationality",
    "prs_IdentityNumber": "persons.id_number", "prs_HomePhone": "persons.phones", "prs_MobilePhone": "persons.phones",
    "prs_Email": "persons.accounts", "prs_MailingCity": "persons.address", "prs_MailingStreet": "persons.address",
    "prs_MailingState": "persons.province", "con_Consent": "persons.handling",
    "vic_TraffickingStatus": "involvements.role", "vic_TypeOfExploitation": "involvements.exploitation",
    "vic_MethodOfRecruitment": "involvements.recruited_via", "per_RoleInProcess": "involvements.functions",
    "vic_RecruitmentWebsitesAndApps": "involvements.recruited_via", "cas_Status": "cases.status",
    "cas_IncomingReferralDate": "cases.opened", "cas_ReferringOrganisation": "cases.agency",
    "cas_IncomingReferralDetails": "cases.summary", "vic_LocationOfRecruitment": "routes.place",
    "vic_LocationOfExploitation": "routes.place", "hte_City": "routes.place", "hte_Street": "routes.place",
    "hte_State": "routes.province", "hte_Country": "routes.country", "hte_Date": "routes.date",
    "hte_Type": "routes.kind",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """`meant[i]` is what column i holds; `notes` (header, code) what had to be decided. `counter`: the column that only
    numbers the rows, -1 when none."""

    header: int
    headers: tuple[str, ...]
    meant: tuple[Meant, ...]
    above: tuple[int, ...]
    notes: tuple[tuple[str, str], ...]
    counter: int = -1

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(one.field for one in self.meant) - {""}

    @property
    def layout(self) -> Layout:
        """The same for whoever shows it: the native field each column feeds."""
        return Layout("", self.header, self.headers, tuple(_FEEDS.get(one.field, "") for one in self.meant), self.above)


def layout_of(rows: Sequence[Row]) -> Layout | None:
    """Where the header of a sheet stands and what its columns feed; None when it is not HTCDS."""
    found = head_of(rows)
    return found.layout if found else None


def is_htcds(rows: Sequence[Row]) -> bool:
    return head_of(rows) is not None


def head_of(rows: Sequence[Row]) -> Head | None:
    """The header of a sheet by its first rows; None when the sheet is not HTCDS."""
    full = [row for row in rows if not row.problem and not blank(row.cells)]
    for place, row in enumerate(full[:ROWS]):
        names = [by_name(cell) for cell in row.cells]
        known = {one.field for one in names if one.field and _prefixed(one)} - {""}
        if len(known) >= _LEAST_NAMES and (known & _PEOPLE or _events(known)):
            below = full[place + 1] if place + 1 < len(full) and full[place + 1].number == row.number + 1 else None
            labels = below if below and _labelled(below.cells, names) else None
            return _head(row, labels, names, full[:place], full[place + (2 if labels else 1) :])
        said = {by_label(cell).field for cell in row.cells} - {""}
        if len(said) >= _LEAST_LABELS and len(said & _PEOPLE) > 1 and any(name.startswith("vic") for name in said):
            return _head(None, row, [Meant()] * len(row.cells), full[:place], full[place + 1 :])
    return None


def _events(known: set[str]) -> bool:
    return sum(name.startswith("hte_") for name in known) >= _LEAST_EVENTS


def _prefixed(one: Meant) -> bool:
    return one.how in ("name", "misspelt")


def _labelled(cells: Sequence[str], names: Sequence[Meant]) -> bool:
    """Whether a row below the system names holds their labels: most of its cells are labels of the standard."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 2 and sum(bool(by_label(cell).field) for cell in filled) * 2 > len(filled)


def _head(
    names: Row | None, labels: Row | None, told: Sequence[Meant], above: Sequence[Row], below: Sequence[Row]
) -> Head:
    width = max(len(row.cells) for row in (names, labels) if row)
    upper, lower = (_padded(row, width) for row in (names, labels))
    meant = [told[place] if place < len(told) else Meant() for place in range(width)]
    notes = []
    for place in range(width):
        label = by_label(lower[place] if labels else upper[place])
        if not meant[place].field and label.field:
            meant[place] = label
            if names and labels:
                notes.append((lower[place].strip(), "unnamed_column"))
        elif meant[place].how == "misspelt":
            notes.append((upper[place].strip(), "misspelt_column"))
    if names and labels:
        shifted = settled(meant, [by_label(cell).field for cell in lower], [row.cells for row in below])
        for place, field in shifted.items():
            notes.append((f"{upper[place].strip()} / {lower[place].strip()}: {field}", "shifted_columns"))
            meant[place] = Meant(field, "label")
    headers = _named([lower[place].strip() or upper[place].strip() for place in range(width)])
    header = (labels or names or below[0]).number
    first = (names or labels or below[0]).number
    counter = _counter(upper, lower, below)
    return Head(
        header, headers, tuple(meant), tuple(r.number for r in above if r.number < first), tuple(notes), counter
    )


def _padded(row: Row | None, width: int) -> list[str]:
    cells = list(row.cells) if row else []
    return cells + [""] * (width - len(cells))


def _counter(upper: Sequence[str], lower: Sequence[str], below: Sequence[Row]) -> int:
    """The column that numbers the rows: the first one, without a heading, with nothing but numbers that rise."""
    if not upper or upper[0].strip() or lower[0].strip():
        return -1
    numbers = [row.cells[0].strip() for row in below if row.cells and row.cells[0].strip()]
    plain = [int(text) for text in numbers if text.isascii() and text.isdigit() and len(text) < 16]
    rising = all(b > a for a, b in pairwise(plain))
    return 0 if plain and len(plain) == len(numbers) and rising else -1


@lru_cache(maxsize=64)
def _column(number: int) -> str:
    return _("column {n}").format(n=number)


def _named(headers: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for number, header in enumerate(headers, 1):
        name = " ".join(header.split()) or _column(number)
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)
