"""One import from its first row to its ledger: every row ends as used, merged or rejected, and the sum must hold.

A row is taken or rejected as a whole. Rows that refer to a case or a person not yet read wait until the whole batch is:
they then count if all they refer to is in the batch (themselves included) or in the case already.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from netlens.case.intake.clean import Cleaned, Cleaner
from netlens.case.intake.dates import Orders
from netlens.case.intake.facts import defines, needs, parts_of
from netlens.case.intake.forms.payments.both_sides import BothSides
from netlens.case.intake.ledger import Tally, safe_key
from netlens.case.intake.native import OTHER_LINE, OTHER_SHEET
from netlens.case.intake.own import File, as_written, plain
from netlens.case.intake.parts import Part, Parties, fingerprint, marker, retold
from netlens.case.intake.reasons import is_note, reason
from netlens.case.intake.standing import Calls, Ties, conflict, is_moment, news
from netlens.case.records import CaseRecord, Differing, Entity, FileLedger, Issue, Link, Ref
from netlens.case.store.connection import storable
from netlens.case.store.counting import now
from netlens.case.store.people import EXTRA, UPDATE
from netlens.case.store.protected import ROLES, is_child
from netlens.case.store.staging import Staging
from netlens.errors import NetLensError
from netlens.i18n import _

# What moves on with the proceedings: a later row's word for it is news, not a contradiction.
PROGRESS = frozenset({"status"})


@dataclass(slots=True)
class Source:
    """One file of the batch while it is read: its numbers in the case by sheet, its account, its date orders."""

    tally: Tally
    orders: Orders
    size: int
    sheets: dict[str, int] = field(default_factory=dict)
    early: list[Issue] = field(default_factory=list)  # issues met before the first record told the sheet's table
    skipped: list[str] = field(default_factory=list)  # sheets that are no table
    held: list[list[CaseRecord]] = field(default_factory=list)  # rows whose dates wait for their column's order
    told: list[list[Cleaned]] = field(default_factory=list)  # rows of statements, which are looked at as a whole
    parts: "list[Source]" = field(default_factory=list)  # of another case: the files it was made from
    numbering: File | None = None  # whose ids its own are, where another file names what it refers to

    def closed(self) -> list[FileLedger]:
        """What became of its rows: of another case, file by file."""
        return [part.tally.closed() for part in self.parts or [self]]


@dataclass(slots=True)
class Waiting:
    """A cleaned row that refers to something not read yet."""

    source: Source
    row: list[Cleaned]
    defined: list[Ref]
    parties: Parties


class Batch:
    """All files of one import. `take` each file's records, then `finish`; NetLensError leaves the case as it was."""

    def __init__(
        self, staging: Staging, path: Path, passphrase: str, *, update: bool = False, register: str = ""
    ) -> None:
        """`register`: the one a person named, whose keys the ids of charts and graphs then are; "" when none."""
        self.staging = staging
        self.named = register
        self.path = path
        self.update = update
        self.cleaner = Cleaner()
        self.calls = Calls(staging)
        self.sides = BothSides(staging)
        self.ties = Ties(path, passphrase)
        self.defined: set[Ref] = set()
        self.parties = Parties(staging.register, self.known)
        self.numberings: dict[File, Parties] = {}
        self.waiting: list[Waiting] = []
        self.cases_of: set[tuple[str, ...]] = set()
        self.changes: list[Differing] = []
        self.shielded: set[Ref] = set()  # whom the rows of this batch make protected

    def known(self, ref: Ref) -> bool:
        return ref in self.defined or self.staging.known(ref)

    def take(self, source: Source, records: Iterable[CaseRecord | Issue]) -> Iterator[int]:
        """Take in the records of one file; yields the number of rows read so far, after each row."""
        whose = (source.numbering or File(source.tally.name, source.tally.sha256))._replace(register=self.named)
        self.parties = self.numberings.get(whose) or Parties(self.staging.register, self.known, whose)
        if source.numbering:
            self.numberings[whose] = self.parties
        row: list[CaseRecord] = []
        for record in records:
            if isinstance(record, CaseRecord):
                if row and (record.row != row[0].row or record.sheet != row[0].sheet):
                    self._row(source, row)
                    yield source.tally.read
                    row = []
                row.append(record)
                continue
            if row:
                self._row(source, row)
                row = []
            self._unread(source, record)
            yield source.tally.read
        if row:
            self._row(source, row)
        source.orders.settle()
        source.told += [[self.cleaner.clean(one, source.orders, final=True) for one in held] for held in source.held]
        source.held.clear()
        for told in self.sides.matched(source.told, self.parties):
            self._weigh(source, told)
        source.told.clear()
        for issue in source.early:
            self._enter_issue(source, self._file(source, issue.sheet, ""), issue)
        source.early.clear()
        yield source.tally.read

    def finish(self) -> None:
        """Decide on the rows that waited: the largest set of them whose references all stand."""
        waiting, self.waiting = self.waiting, []
        while True:
            coming = {ref for one in waiting for ref in one.defined}
            standing: list[Waiting] = []
            for one in waiting:
                lacks = (
                    need for need in _needs(one.row, one.parties) if need[2] not in coming and not self.known(need[2])
                )
                name, value, ref = next(lacks, ("", "", None))
                if ref:
                    self._reject(one.source, one.row, (name, plain(value), f"unknown_{ref.kind}"))
                else:
                    standing.append(one)
            if len(standing) == len(waiting):
                break
            waiting = standing
        for one in waiting:
            self.parties = one.parties
            self._accept(one.source, one.row)

    def told(self) -> tuple[Differing, ...]:
        """Where rows contradicted what stood; those about people whom this batch makes protected say so."""
        return tuple(replace(one, protected=one.entity in self.shielded) for one in self.changes)

    # Each row: read, cleaned, weighed, entered.

    def enter_sheet(self, source: Source, sheet: str, table: str) -> int:
        """The number in the case of a sheet of a file, entered at first need."""
        return self._file(source, sheet, table)

    def enter_unread(self, source: Source, issue: Issue) -> None:
        """Account for a line that is no row, or cannot be read."""
        self._unread(source, issue)

    def _unread(self, source: Source, issue: Issue) -> None:
        if issue.code == OTHER_SHEET:
            source.skipped.append(issue.sheet)
            return
        if not issue.value.isascii():
            issue = replace(issue, value=storable(issue.value))
        if issue.code == OTHER_LINE:
            source.tally.other_lines += 1
        elif is_note(issue.code):
            source.tally.flags[issue.code] += 1
        else:
            source.tally.read += 1
            source.tally.rejected.append(issue)
        if issue.sheet in source.sheets:
            self._enter_issue(source, source.sheets[issue.sheet], issue)
        else:
            source.early.append(issue)

    def _enter_issue(self, source: Source, file: int, issue: Issue) -> None:
        if issue.code == OTHER_LINE or is_note(issue.code):
            self.staging.flag(file, issue)
        else:
            self.staging.reject(file, issue, {})

    def _row(self, source: Source, row: list[CaseRecord]) -> None:
        source.tally.read += 1
        if row[0].sheet not in source.sheets:
            self._file(source, row[0].sheet, row[0].table)
        cleaned = [self.cleaner.clean(record, source.orders) for record in row]
        if any(one.undecided for one in cleaned):
            source.held.append(row)
        elif not self.sides.waits(cleaned, source.told):
            self._weigh(source, cleaned)

    def _file(self, source: Source, sheet: str, table: str) -> int:
        number = source.sheets.get(sheet)
        if number is None:
            tally = source.tally
            number = self.staging.file(tally.name, tally.sha256, tally.importer, sheet, table, source.size)
            source.sheets[sheet] = number
        return number

    def _weigh(self, source: Source, row: list[Cleaned]) -> None:
        for one in row:
            if one.refused:
                self._reject(source, row, one.refused)
                return
        defined = [ref for one in row if (ref := defines(one, self.parties))]
        if all(ref in defined or self.known(ref) for _field, _value, ref in _needs(row, self.parties)):
            self._accept(source, row)
        else:
            self.waiting.append(Waiting(source, row, defined, self.parties))

    def _reject(self, source: Source, row: list[Cleaned], refused: tuple[str, str, str]) -> None:
        name, value, code = refused
        record = row[0].record
        issue = Issue(record.row, name, value, reason(code), record.sheet, code)
        written: dict[str, str] = {}
        for one in row:
            written = {**as_written(one.record.values), **one.record.extra, **written}
        source.tally.rejected.append(issue)
        self.staging.reject(source.sheets[record.sheet], issue, written)

    def _accept(self, source: Source, row: list[Cleaned]) -> None:
        used = False
        file = source.sheets[row[0].record.sheet]
        for one in row:
            ref = defines(one, self.parties)
            if ref:
                self.defined.add(ref)
            record = one.record
            written = as_written(record.values)
            extra: Mapping[str, str] = record.extra
            for part in parts_of(one, self.parties):
                if part.key[0] == "of_case" and not written:
                    if part.key in self.cases_of:  # every stop of a route says it again: once an import is enough
                        continue
                    self.cases_of.add(part.key)
                if self.enter(source, file, one, part, written, extra):
                    used = True
                written, extra = {}, {}  # as written, the row is kept once
            for flag in one.flags:
                self._flag(source, file, record, *flag)
        if used:
            source.tally.used += 1
        else:
            source.tally.merged += 1

    def _flag(self, source: Source, file: int, record: CaseRecord, name: str, value: str, code: str) -> None:
        source.tally.flags[code] += 1
        self.staging.flag(file, Issue(record.row, name, value, reason(code), record.sheet, code))

    # Each statement: new, the same again, more, or otherwise.

    def enter(
        self,
        source: Source,
        file: int,
        one: Cleaned,
        part: Part,
        written: Mapping[str, str],
        extra: Mapping[str, str],
    ) -> bool:
        """Stage one part. Gives whether it adds anything to what stands."""
        key, entities, links, says = part
        record = one.record
        source.tally.meet(part)
        self._shield(part)
        outcome = "used"
        if says is not None and not links:
            print_ = fingerprint(key, {**says, **extra} if extra else says)
            if self.staging.seen(print_):
                outcome = "merged"
            else:
                outcome, entities = self._entity(source, file, one, entities[0], extra)
        elif says is not None:
            print_ = fingerprint(key)
            if not self.staging.seen(print_):
                self.ties.tell(key, dict(says))
            elif self.staging.seen(marker(key, says)):
                outcome = "merged"
            else:
                outcome, links = self._tie(source, file, one, part)
        else:
            print_ = self.sides.prints.get(key) or fingerprint(key)
            if key[0] == "calls":
                detail = links[0].detail
                said = (str(detail.get("seconds", "")), str(detail.get("kind", "")), str(detail.get("cell", "")))
                self.staging.meet_call(key[1:4], said, print_)
            if self.staging.seen(print_):
                outcome = "merged"
            elif key[0] == "calls" and is_moment(key[3]):
                for start in self.calls.near(key[1], key[2], key[3], links[0].detail.get("kind", "")):
                    # A start may be that of a row which was itself merged into another: only those that count do.
                    near = fingerprint((*key[:3], start))
                    self.staging.meet_call((*key[1:3], start), said, near)
                    if self.staging.seen(near):
                        print_, outcome = near, "merged"
                        break
        if extra and one.extra_meant and entities:
            first = replace(entities[0], detail={**entities[0].detail, EXTRA: one.extra_meant})
            entities = (first, *entities[1:])
        self.staging.add(file, record.row, record.table, written, extra, print_, outcome, entities, links)
        return outcome != "merged"

    def _entity(
        self, source: Source, file: int, one: Cleaned, entity: Entity, extra: Mapping[str, str]
    ) -> tuple[str, tuple[Entity, ...]]:
        """What a new statement of a person, case or report does to what stands of it."""
        if not self.staging.known(entity.ref):
            return "used", (entity,)
        standing = self.staging.statement(entity.ref) or {}
        found = news(entity.detail, standing)
        field_ = conflict(found, entity.detail) if entity.ref.kind == "person" else ""
        if field_ and not self.update:
            raise self.contradiction(source, one, field_)
        known_extra = standing.get(EXTRA) or {}
        told_more = entity.ref.kind == "person" and any(known_extra.get(name) != text for name, text in extra.items())
        if not found.more and not found.differs and not told_more:
            return "merged", (entity,)
        entities = [entity]
        if found.differs and self.update:
            entities = [Entity(entity.ref, entity.label, {**entity.detail, UPDATE: True})]
        elif moved := {name: entity.detail[name] for name in found.differs if name in PROGRESS}:
            entities.append(Entity(entity.ref, "", {**moved, UPDATE: True}))
        for name, old in found.differs.items():
            taken = self.update or name in PROGRESS
            self._flag(source, file, one.record, name, _shown(old), "changed" if taken else "differs")
            values = (_shown(old), _shown(entity.detail[name]))
            self._changed(source, one, (entity.ref, None), name, values, taken=taken, decisive=name == field_)
        return "used", tuple(entities)

    def _tie(self, source: Source, file: int, one: Cleaned, part: Part) -> tuple[str, tuple[Link, ...]]:
        """What another row of the same case, person and role (or route, stop, place) does: the newest word stands.

        What stood and what is said now are marked, so that neither is news when it comes again.
        """
        says = part.says or {}
        standing = self.ties.told(part.key)
        if says == standing:
            return "merged", part.links
        for wording in (standing, says):
            if not self.staging.seen(known := marker(part.key, wording)):
                self.staging.add(file, one.record.row, one.record.table, {}, {}, known, "merged", (), ())
        found = news(says, standing)
        if not found.more and not found.differs:
            return "merged", part.links
        whole = {**standing, **says}
        self.ties.tell(part.key, whole)
        for name, old in found.differs.items():
            self._flag(source, file, one.record, name, _shown(old), "changed")
            ends = (part.links[0].a, part.links[0].b)
            self._changed(source, one, ends, name, (_shown(old), _shown(says[name])), taken=True, decisive=False)
        return "updated", (retold(part.links[0], whole),)

    def _shield(self, part: Part) -> None:
        """Note who is protected by what a part says, for the values of their rows that are told before it counts."""
        if part.key[0] == "involvement" and part.key[-1] in ROLES:
            self.shielded.add(part.links[0].a)
        elif part.key[0] == "persons" and is_child(str(part.entities[0].detail.get("birth_date", "")), now()):
            self.shielded.add(part.entities[0].ref)

    def _changed(
        self,
        source: Source,
        one: Cleaned,
        of: tuple[Ref, Ref | None],
        name: str,
        values: tuple[str, str],
        *,
        taken: bool,
        decisive: bool,
    ) -> None:
        record = one.record
        self.changes.append(Differing(*of, name, *values, source.tally.name, record.sheet, record.row, taken, decisive))

    def contradiction(self, source: Source, one: Cleaned, field_: str) -> NetLensError:
        """Says where, but neither value: whether this person is a victim is known only once all rows are read."""
        record = one.record
        place = _("{file}, sheet {sheet}").format(file=source.tally.name, sheet=record.sheet) if record.sheet else None
        return NetLensError(
            _("{file}, row {row}: {field} of {id} is not the one that register {register} holds for this id.").format(
                file=place or source.tally.name,
                row=record.row,
                field=field_,
                id=safe_key(plain(one.values["person_id"])),
                register=self.parties.register,
            ),
            _(
                "If these are another agency's numbers, give them a register of their own (--register NAME);"
                " if this is the same person, take the new values (--update)."
            ),
        )


def _shown(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _needs(row: list[Cleaned], parties: Parties) -> list[tuple[str, str, Ref]]:
    return [need for one in row for need in needs(one, parties)]
