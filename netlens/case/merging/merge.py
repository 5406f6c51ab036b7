"""Another case's records → the batch of an import: what stands here already merges, what contradicts is asked."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from netlens.case.importing import ReadOptions
from netlens.case.intake.batch import Batch, Source
from netlens.case.intake.clean import Cleaned
from netlens.case.intake.dates import Orders
from netlens.case.intake.ledger import Tally
from netlens.case.intake.native import OTHER_LINE
from netlens.case.intake.parts import Part, Parties, told
from netlens.case.intake.standing import is_moment, news
from netlens.case.merging.copied import Contents, Copied, Names, Origin
from netlens.case.merging.opened import opened
from netlens.case.protection import shown_file
from netlens.case.records import CaseRecord, Entity, Link
from netlens.case.store.reading import KEYED
from netlens.errors import NetLensError
from netlens.i18n import _

DECISIVE = "opened"  # two cases of one number that began on different days are two
WEIGHED_ANEW = frozenset({"changed", "differs"})  # flags that come of themselves when the rows are entered here


def names_here(registers: tuple[str, ...], prefix: str) -> Names:
    """What each register of the other case is called here: as there, or set apart by `prefix`."""
    if not prefix:
        return {name: name for name in registers}
    if len(registers) == 1:
        return {registers[0]: prefix}
    return {name: f"{prefix}.{name}" for name in registers}


def merged(batch: Batch, source: Source, path: Path, options: ReadOptions, prefix: str) -> Iterator[int]:
    """Take in all that the case at `path` counts; yields the number of records so far. Its files become `source.parts`.

    NetLensError when a person here has the register and id of another one there, as for any other file.
    """
    with opened(path, options) as case:
        if case.path.resolve() == batch.path.resolve():
            raise NetLensError(
                _("{file} is the case itself.").format(file=path.name), _("Choose the file of another case.")
            )
        contents = Contents(case.connection, names_here(case.registers(), prefix))
        yield from _Merge(batch, source, contents, path.name, partial(shown_file, case)).run()


class _Merge:
    """The files of the other case while they are entered: rows are accounted for file by file, as they were there."""

    def __init__(
        self, batch: Batch, source: Source, contents: Contents, through: str, shown: Callable[[str], str]
    ) -> None:
        """`shown`: a file's name as the other case shows it, for the ledger: it may be that of a protected person."""
        self.batch, self.source, self.contents, self.through, self.shown = batch, source, contents, through, shown
        self.parts: dict[tuple[int, str, str], Source] = {}
        self.files: dict[int, tuple[Source, int, Origin]] = {}
        for number, origin in contents.origins.items():
            self.files[number] = (self._part(origin), self._entered(origin), origin)

    def run(self) -> Iterator[int]:
        batch, parties = self.batch, self.batch.parties
        row, used, n = (-1, -1), False, 0
        try:
            for n, one in enumerate(self.contents.records(), 1):
                if (one.file, one.row) != row:
                    self._close(row, used)
                    row, used = (one.file, one.row), False
                part, file, origin = self.files[one.file]
                if batch.parties.register != origin.register:
                    batch.parties = Parties(origin.register, batch.known)
                used |= self._enter(part, file, origin, one)
                yield n
            self._close(row, used)
        finally:
            batch.parties = parties
        self._issues()
        self._times()
        yield n

    def _part(self, origin: Origin) -> Source:
        """The account of one file, shared by its sheets."""
        key = (origin.import_id, origin.name, origin.sha256)
        if key not in self.parts:
            tally = self.source.tally
            own = Tally(self.shown(origin.name), origin.sha256, tally.importer, origin.register, through=self.through)
            self.parts[key] = Source(own, Orders(origin.name, ""), origin.size)
            self.source.parts.append(self.parts[key])
        return self.parts[key]

    def _entered(self, origin: Origin) -> int:
        staging = self.batch.staging
        number = staging.file(origin.name, origin.sha256, origin.importer, origin.sheet, origin.table, origin.size)
        staging.origin(number, origin.register, origin.imported, self.through)
        return number

    def _close(self, row: tuple[int, int], used: bool) -> None:
        if row[0] < 0:
            return
        tally = self.files[row[0]][0].tally
        tally.read += 1
        tally.used += used
        tally.merged += not used

    def _enter(self, part: Source, file: int, origin: Origin, one: Copied) -> bool:
        """Enter one record; gives whether it adds anything to what stands."""
        batch = self.batch
        for entity in one.entities:
            if entity.ref.kind in KEYED:
                batch.defined.add(entity.ref)
        part.tally.meet(Part((), one.entities, one.links, None))
        said = _part_of(one)
        known = bool(one.print_) and bool(batch.staging.seen(one.print_))
        if said is None or (known and not one.links):  # of a tie the print tells its key alone, not what is said of it
            print_ = one.print_ or _set_apart(origin.register, one)
            outcome = "merged" if known or batch.staging.seen(print_) else "used"
            batch.staging.add(
                file, one.row, one.table, one.written, one.extra, print_, outcome, one.entities, one.links
            )
            return outcome != "merged"
        values = {"person_id": one.entities[0].ref.key} if one.entities else {}
        record = CaseRecord(one.table, one.row, one.written, one.extra, origin.sheet)
        if one.table == "cases" and not (batch.update or one.updates):
            self._one_case(part, Cleaned(record, values), one.entities[0])
        was, batch.update = batch.update, batch.update or one.updates
        try:
            return batch.enter(part, file, Cleaned(record, values), said, one.written, one.extra)
        finally:
            batch.update = was

    def _one_case(self, part: Source, one: Cleaned, case: Entity) -> None:
        """NetLensError where the case of that number here was opened on another day: then it is another case."""
        standing = self.batch.staging.statement(case.ref) if self.batch.staging.known(case.ref) else None
        if standing and DECISIVE in news(case.detail, standing).differs:
            raise self.batch.contradiction(part, one, DECISIVE)

    def _times(self) -> None:
        """Each file's share of the time by its rows."""
        self.source.tally.stop()
        seconds, rows = self.source.tally.seconds, sum(part.tally.read for part in self.source.parts)
        for part in self.source.parts:
            part.tally.seconds = seconds * part.tally.read / max(1, rows)

    def _issues(self) -> None:
        """What was flagged and rejected there is so here: each file's account is the one it had."""
        staging = self.batch.staging
        for number, issue in self.contents.flags():
            part, file, _origin = self.files[number]
            if issue.code == OTHER_LINE:
                part.tally.other_lines += 1
            elif issue.code in WEIGHED_ANEW:
                continue
            else:
                part.tally.flags[issue.code] += 1
            staging.flag(file, issue)
        for number, issue, written in self.contents.rejected():
            part, file, _origin = self.files[number]
            part.tally.read += 1
            part.tally.rejected.append(issue)
            staging.reject(file, issue, json.loads(written))


def _part_of(one: Copied) -> Part | None:
    """The part a native row of this content makes, by which it is known here; None where its fingerprint must do."""
    if not one.links:
        stated = one.entities[0] if len(one.entities) == 1 else None
        if stated is None or one.table != KEYED.get(stated.ref.kind) or one.table == "routes":
            return None
        return Part((one.table, *stated.ref), (stated,), (), stated.detail)
    if len(one.links) != 1:
        return None
    link = one.links[0]
    key = _key_of(link)
    if key is None:
        return None
    says = told(link) if link.kind in ("involvement", "stop") else None
    return Part(key, one.entities, one.links, says)


def _key_of(link: Link) -> tuple[str, ...] | None:
    """The key of the part that a tie is: as facts.py makes it."""
    a, b, detail = link.a, link.b, link.detail
    if link.kind == "involvement":
        return ("involvement", *a, *b, str(detail.get("role", "")))
    if link.kind == "stop":
        return ("stop", *a, str(detail.get("stop", "")), *b)
    if link.kind == "holds":
        return ("holds", *a, *b, link.since, link.until)
    if link.kind == "of_case":
        return ("of_case", *a, *b)
    if link.kind == "travels":
        return ("travels", *b, str(detail.get("stop", "")), a.key)
    if link.kind == "called":
        more = () if is_moment(link.since) else tuple(str(detail.get(name, "")) for name in ("seconds", "kind", "cell"))
        return ("calls", a.key, b.key, link.since, *more)
    return None


def _set_apart(register: str, one: Copied) -> bytes:
    """What a record is known by whose register goes by another name here: all it says."""
    said: list[Entity | Link] = [*one.entities, *one.links]
    if not said:
        return b""
    text = "\x1f".join((register, one.table, *(repr(_plain(part)) for part in said)))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _plain(part: Entity | Link) -> tuple[object, ...]:
    if isinstance(part, Entity):
        return (tuple(part.ref), _sorted(part.detail))
    return (
        tuple(part.a), tuple(part.b), part.kind, part.directed, part.since, part.until, part.grade, part.handling,
        _sorted(part.detail),
    )  # fmt: skip


def _sorted(detail: Mapping[str, object]) -> list[tuple[str, object]]:
    return sorted(detail.items())
