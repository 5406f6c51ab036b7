"""HTCDS sheets → records. A row is one victim's case: the person, the case, their part in it, their route.

The standard ties no victim to a perpetrator, and never says that a victim is one: a row's `per_*` fields make somebody
a suspect only where it names them, or speaks of nobody who suffered or was screened. Whoever was screened and found to
be no victim came to a hotline or shelter as one and told what they knew: a reporter, whom the law protects alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from netlens.case.importing import ReadOptions
from netlens.case.intake.forms.finding import SheetsOf
from netlens.case.intake.forms.htcds.cells import Cells
from netlens.case.intake.forms.htcds.finding import Head, head_of
from netlens.case.intake.forms.htcds.journey import Event, events_of, in_order
from netlens.case.intake.forms.htcds.person import perpetrator, person
from netlens.case.intake.forms.htcds.values import one_of, ticked
from netlens.case.intake.forms.reading import Found, by_others, mapped
from netlens.case.intake.forms.rows import other_line, shown
from netlens.case.intake.headers import HEAD
from netlens.case.intake.native import records
from netlens.case.intake.own import own, row_id
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import Row, Sheet, blank, not_readable
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _

Values = dict[str, str]
Flag = tuple[str, str, str]
STRICTEST = "TLP:RED"
_ROLES = {
    "ActualVictimOfTrafficking": "victim",
    "PossibleVictimOfTrafficking": "possible_victim",
    "NotAVictimOfTrafficking": "reporter",
}
_STATUS = {"Active": "investigating", "FollowUp": "investigating", "Closed": "closed", "ClosedReferred": "closed"}
_ADULT = 18


def read(path: Path, options: ReadOptions, sheets: SheetsOf) -> Found:
    """The records of every HTCDS sheet of a file; with a column mapping, that reads the file instead."""
    if mapped(options):
        yield from records(sheets(path, options), options)
        return
    reader = _Reader(options.dates)
    found = 0
    for sheet in sheets(path, options):
        first = list(islice(sheet.rows, HEAD))
        head = head_of(first)
        if head is None:
            yield from by_others(sheet, first, options)
            continue
        found += 1
        yield from reader.sheet(sheet, head, first)
    if not found:
        raise not_readable(
            path.name, _("no row of it names the fields of HTCDS"), _("Keep the rows with the names of the columns.")
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """A row that others may belong to: its case and person, its route."""

    case: str
    person: str
    route: str
    handling: str


class _Reader:
    def __init__(self, order: str) -> None:
        self.order = order
        self.labelled: set[str] = set()  # sheets of which it was told that labels stand for codes
        self.known: dict[str, _Known] = {}  # by the index a survey gives each submission

    def sheet(self, sheet: Sheet, head: Head, first: list[Row]) -> Found:
        cells = Cells(head)
        for name, code in head.notes:
            yield Issue(head.header, name.partition(" / ")[0], name, reason(code), sheet.name, code)
        belongs = cells.parent >= 0 and not any(field.startswith("prs_") for field in head.fields)
        later: list[Row] = []
        for rows in (first, sheet.rows):
            for row in rows:
                if row.number <= head.header:
                    if row.number in head.above:
                        yield other_line(sheet, row)
                elif row.problem:
                    yield Issue(row.number, "", shown(row.cells), row.problem, sheet.name, "broken_row")
                elif not (blank(row.cells) or cells.empty(row.cells)):
                    if _unequal(sheet, head, row):
                        yield _broken(sheet, head, row)
                    elif belongs:
                        later.append(row)
                    else:
                        yield from self._row(sheet, cells, row)
        if later:
            yield from self._events(sheet, cells, later)

    def _row(self, sheet: Sheet, cells: Cells, row: Row) -> Found:
        place = f"{sheet.name}:{row.number}" if sheet.name else str(row.number)
        whole = cells.at(row.cells, cells.submission)
        key = own(whole) if whole else row_id(place)
        case, who = cells.at(row.cells, cells.case) or key, cells.at(row.cells, cells.person) or key
        flags: list[Flag] = []
        handling = self._handling(cells, row.cells, flags)
        always = {"handling": handling} if handling else {}
        about = person(cells, row.cells)
        role = self._role(cells, row.cells, about, flags)
        flags += self._labelled(sheet, cells, row.cells)
        extra = {
            cells.head.headers[n] if n < len(cells.head.headers) else _("column {n}").format(n=n + 1): text
            for n, text in enumerate(row.cells)
            if text.strip() and n != cells.head.counter
        }

        def made(table: str, values: Values) -> CaseRecord:
            filled = {name: text for name, text in values.items() if text}
            return CaseRecord(table, row.number, {**filled, **always}, {}, sheet.name)

        yield replace(made("persons", {"person_id": who, **about}), extra=extra, flags=tuple(flags))
        yield made("cases", {"case_id": case, **self._case(cells, row.cells)})
        yield made("involvements", {"case_id": case, "person_id": who, **self._part(cells, row.cells, role)})
        yield from self._perpetrator(cells, row, place, case, made, role)
        index = cells.at(row.cells, cells.index)
        if index:
            self.known[index] = _Known(case, who, key, handling)
        for number, event in enumerate(in_order(events_of(cells, row.cells), self.order), 1):
            yield made("routes", self._stop(event, number, key, case, who))

    def _perpetrator(
        self, cells: Cells, row: Row, place: str, case: str, made: Callable[[str, Values], CaseRecord], role: str
    ) -> Iterator[CaseRecord]:
        name = perpetrator(cells, row.cells)
        if not name or role == "suspect":
            return
        key = row_id(place, "perpetrator")
        yield made("persons", {"person_id": key, "full_name": name})
        functions = ";".join(cells.codes(row.cells, "per_RoleInProcess"))
        yield made("involvements", {"case_id": case, "person_id": key, "role": "suspect", "functions": functions})

    def _labelled(self, sheet: Sheet, cells: Cells, row: Sequence[str]) -> list[Flag]:
        """That labels stand for codes, told where a sheet does so first."""
        found = [] if sheet.name in self.labelled else cells.labelled(row)[:1]
        self.labelled.update({sheet.name} if found else ())
        return [(field, text[:200], "labelled_value") for field, text in found]

    def _handling(self, cells: Cells, row: Sequence[str], flags: list[Flag]) -> str:
        """The strictest code where the form asks for consent and it was not given."""
        if not cells.has("con_Consent"):
            return ""
        said = cells.one(row, "con_Consent")
        if ticked(said):
            return ""
        flags.append(("handling", said[:200], "no_consent"))
        return STRICTEST

    def _role(self, cells: Cells, row: Sequence[str], about: Values, flags: list[Flag]) -> str:
        """What the person is in the case. Who is not said to be a victim, or none, is protected as a possible one."""
        written = cells.one(row, "vic_TraffickingStatus")
        status = one_of("vic_TraffickingStatus", written) if written else ""
        age = cells.one(row, "vic_AgeWhenTrafficked")
        if age.isascii() and age.isdigit() and len(age) < 4 and int(age) < _ADULT:
            flags.append(("vic_AgeWhenTrafficked", age, "under_18"))
        acted = bool(cells.codes(row, "per_RoleInProcess")) and not perpetrator(cells, row)
        suffered = any(cells.one(row, f) or cells.codes(row, f) for f in cells.head.fields if f.startswith("vic_"))
        if status in _ROLES:
            if acted and _ROLES[status] == "reporter":
                flags.append(("role", cells.one(row, "per_RoleInProcess")[:200], "screened"))
            return _ROLES[status]
        if not written and acted and not suffered and about:
            return "suspect"
        flags.append(("role", written[:200], "no_status"))
        return "possible_victim"

    def _case(self, cells: Cells, row: Sequence[str]) -> Values:
        status = one_of("cas_Status", cells.one(row, "cas_Status"))
        return {
            "status": _STATUS.get(status, status),
            "opened": cells.one(row, "cas_IncomingReferralDate"),
            "agency": cells.one(row, "cas_ReferringOrganisation") or cells.one(row, "cas_ReferredOrganisation"),
            "summary": cells.one(row, "cas_IncomingReferralDetails"),
        }

    def _part(self, cells: Cells, row: Sequence[str], role: str) -> Values:
        if role == "suspect":
            return {"role": role, "functions": ";".join(cells.codes(row, "per_RoleInProcess"))}
        return {
            "role": role,
            "exploitation": ";".join(cells.codes(row, "vic_TypeOfExploitation")),
            "recruited_via": ";".join(cells.codes(row, "vic_RecruitmentWebsitesAndApps", "vic_MethodOfRecruitment")),
        }

    def _stop(self, event: Event, number: int, route: str, case: str, who: str) -> Values:
        return {"route_id": route, "case_id": case, "stop": str(number), **event.stop, "persons": who}

    def _events(self, sheet: Sheet, cells: Cells, rows: Sequence[Row]) -> Found:
        """The events a survey keeps on a sheet of their own: each row belongs to a submission."""
        events: dict[str, list[Event]] = {}
        for row in rows:
            parent = cells.at(row.cells, cells.parent)
            events.setdefault(parent, []).extend(events_of(cells, row.cells, row.number))
        numbers = {
            parent: {event.row: n for n, event in enumerate(in_order(known, self.order), 1)}
            for parent, known in events.items()
        }
        for row in rows:
            parent = cells.at(row.cells, cells.parent)
            known, event = self.known.get(parent), events_of(cells, row.cells, row.number)
            if known is None or not event:
                code = "unknown_case" if known is None else "missing_field"
                yield Issue(row.number, "case_id" if known is None else "place", parent, reason(code), sheet.name, code)
                continue
            values = self._stop(event[0], numbers[parent][row.number], known.route, known.case, known.person)
            values |= {"handling": known.handling} if known.handling else {}
            extra = {header: text for header, text in zip(cells.head.headers, row.cells, strict=False) if text.strip()}
            yield CaseRecord("routes", row.number, values, extra, sheet.name)


def _unequal(sheet: Sheet, head: Head, row: Row) -> bool:
    """Whether a row of text has too few or too many cells for its columns."""
    width = len(head.headers)
    return bool(sheet.delimiter) and (len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]))


def _broken(sheet: Sheet, head: Head, row: Row) -> Issue:
    unequal = _("the row has {n} cells, the header {width}: a delimiter or a quotation mark is missing or too many")
    why = unequal.format(n=len(row.cells), width=len(head.headers))
    return Issue(row.number, "", shown(row.cells), why, sheet.name, "broken_row")
