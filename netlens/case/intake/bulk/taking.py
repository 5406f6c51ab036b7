"""The whole way of one file by the column into the case: read, cleaned, weighed, stored; every row accounted for."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from netlens.ahead import Ahead
from netlens.case.intake.bulk.edges import tied
from netlens.case.intake.bulk.meaning import Said, meaning, time_problems
from netlens.case.intake.bulk.plan import BulkText
from netlens.case.intake.bulk.reading import NUMBERS, TIME, Growing, Slot, first_of, read, translate
from netlens.case.intake.bulk.same import Rows, Same, Stored, ordered, same
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import Sheet
from netlens.case.records import Issue
from netlens.case.schema import TABLES
from netlens.case.store.bulk import chunks, edges, lexicons
from netlens.case.store.bulk.chunks import ALWAYS, GROUPS, NEVER
from netlens.case.store.bulk.times import NO_MOMENT, kind_of

if TYPE_CHECKING:
    from netlens.case.intake.batch import Batch, Source

Ints = NDArray[np.int64]
_ALL = 1 << 30  # what is packed is small: all of it may wait to be written


def take(batch: "Batch", source: "Source", path: Path, plan: BulkText, lines: int) -> Generator[int, None, None]:
    """Take in a file by the column; yields the number of rows read so far.

    Raises NotPlainError, before anything was taken in, for a file that must be read row by row; NetLensError where the
    import must stop.
    """
    sheet = Sheet(path.name, "", path.stem, iter(()), plan.encoding, plan.delimiter)
    found = yield from read(path, plan, sheet, lines)
    rows_read = len(found.numbers) + sum(issue.code != "other_line" for issue in found.issues)
    said = None
    steps = meaning(found, batch.cleaner, source.orders, sheet.name)
    while said is None:
        try:
            next(steps)
        except StopIteration as end:
            said = end.value
        yield rows_read
    if not len(found.numbers):
        yield from batch.take(source, found.issues)
        return
    file = batch.enter_sheet(source, sheet.name, plan.layout.table)
    for issue in found.issues:
        batch.enter_unread(source, issue)
    source.tally.read += len(found.numbers)
    yield from _Taking(batch, source, file, said).run(rows_read)


class _Taking:
    """The rows of a cleaned file, on their way."""

    def __init__(self, batch: "Batch", source: "Source", file: int, said: Said) -> None:
        self.batch, self.source, self.file, self.said = batch, source, file, said
        self.staging = batch.staging.columns()

    def run(self, rows_read: int) -> Generator[int, None, None]:
        said = self.said
        self._reject()
        if not len(said.read.numbers):
            return
        used = np.zeros(len(said.numbers.keys), dtype=np.bool_)
        for end in said.ends:
            used[end] = True
        keys = np.flatnonzero(used)
        place = np.cumsum(used, dtype=np.int32) - 1
        if not used.all():
            for end in said.ends:
                translate(end, place)
        a, b = said.ends
        rows = Rows(a, b, len(keys), self._when(), *self._kind(), self._rank())
        seconds = self._seconds()
        self._flag()
        self._enter_words()
        self._sort_times()
        codes = [(_name(slot), slot.codes.whole()) for slot in said.read.slots]
        for slot in said.read.slots:
            slot.codes = Growing(0)  # to be forgotten as soon as they are packed
        said.moment, said.ends = said.moment[:0], []
        packing = chunks.packed(said.read.numbers, codes)
        with Ahead(packing, _ALL) as packed, Ahead(ordered(one) for one in (rows,)) as sorting:
            del codes, a, b, packing
            entities = self.staging.enter_numbers([said.numbers.keys[key] for key in keys.tolist()])
            self._mention(rows.a, rows.b, entities)
            yield rows_read
            known = self.staging.calls_between(entities, rows.pairs)
            alike = same(rows, Stored(**known) if known else None, next(iter(sorting)))
            yield rows_read
            group, shift, unless = self._groups(rows, alike)
            order, pair = alike.order, alike.pair
            merged = int(np.count_nonzero(alike.merged))
            self.source.tally.used += len(group) - merged
            self.source.tally.merged += merged
            del rows, alike
            with Ahead(_edges(order, pair, group, len(unless), seconds, said.day, entities), _ALL) as tied_:
                del order, pair
                stored = chunks.Rows(self._slots(), said.read.numbers, group, shift, unless, packed)
                for _done in self.staging.write_rows(self.file, stored):
                    yield rows_read
                self._write_lexicons(entities, place)
                for _done in self.staging.write_edges(self.file, tied_):
                    yield rows_read
        yield rows_read

    def _reject(self) -> None:
        """Rows that lack what a call must have."""
        said, required = self.said, TABLES[self.said.read.plan.layout.table].required
        if not (said.lacks >= 0).any():
            return
        late = said.held if said.held is not None else np.zeros(len(said.lacks), dtype=np.bool_)
        rows = np.flatnonzero(said.lacks >= 0)
        for row in rows[np.argsort(late[rows], kind="stable")].tolist():
            name = required[said.lacks[row]]
            values, extra = self._written(row)
            number = int(said.read.numbers[row])
            issue = Issue(number, name, values.get(name, ""), reason("missing_field"), "", "missing_field")
            self.source.tally.rejected.append(issue)
            self.batch.staging.reject(self.file, issue, {**values, **extra})
        said.leave_out(rows)

    def _written(self, row: int) -> tuple[dict[str, str], dict[str, str]]:
        values: dict[str, str] = {}
        extra: dict[str, str] = {}
        for slot in self.said.read.slots:
            text = "" if slot.part else self.said.read.cell(slot, row)
            if text:
                (values if slot.field else extra)[slot.field or slot.header] = text
        return values, extra

    def _when(self) -> Ints:
        when = self.said.moment
        vague = np.flatnonzero(when == NO_MOMENT)
        if len(vague):
            when[vague] = self.said.marks(vague)
        return when

    def _rank(self) -> Ints | None:
        """The order in which rows are weighed: those whose dates had to wait come last."""
        if self.said.held is None:
            return None
        rank = np.arange(len(self.said.held), dtype=np.int64)
        rank[self.said.held] += len(self.said.held)
        return rank

    def _kind(self) -> tuple[NDArray[np.int32], Ints]:
        """The kind of each row, and what each kind is to be compared by."""
        slot = self.said.read.slot("kind")
        if slot is None:
            return np.zeros(len(self.said.moment), dtype=np.int32), np.array([-1], dtype=np.int64)
        return slot.codes.whole(), np.array([kind_of(one) for one in self.said.values[id(slot)]], dtype=np.int64)

    def _seconds(self) -> NDArray[Any]:
        slot = self.said.read.slot("seconds")
        if slot is None:
            return np.zeros(len(self.said.moment), dtype=np.int32)
        numbers = [int(one) if isinstance(one, int | float) else 0 for one in self.said.values[id(slot)]]
        small = max(map(abs, numbers), default=0) < 1 << 31
        return np.array(numbers, dtype=np.int32 if small else np.int64)[slot.codes.whole()]

    def _sort_times(self) -> None:
        """Number the halves of times in their order: then little changes from row to row of a file in order of time."""
        said = self.said
        for slot in (said.slot(TIME), said.slot(TIME, 1)):
            texts = slot.lexicon.matrix().view(f"S{slot.lexicon.width}").ravel()
            said.order[slot.part] = np.argsort(texts, kind="stable")
            number = np.empty(slot.lexicon.n, dtype=np.int32)
            number[said.order[slot.part]] = np.arange(slot.lexicon.n, dtype=np.int32)
            translate(slot.codes.whole(), number)

    def _groups(self, rows: Rows, alike: Same) -> tuple[NDArray[Any], NDArray[Any], list[tuple[int, ...]]]:
        """Group and seconds to the start of its call, by row; beside which imports each group does not count."""
        here = self.batch.staging.import_id
        group = np.full(len(rows.a), ALWAYS, dtype=np.int16 if len(alike.imports) < 1 << 14 else np.int32)
        unless: list[tuple[int, ...]] = []
        for place, imports in enumerate(alike.imports):
            if imports:
                number = NEVER if here in imports else GROUPS + len(unless)
                group[alike.beside == place] = number
                if number != NEVER:
                    unless.append(imports)
        group[alike.again] = NEVER
        shift = np.zeros(len(rows.a), dtype=np.int8)
        if alike.call is not rows.when:
            moved = np.flatnonzero(alike.call != rows.when)
            shift[moved] = alike.call[moved] - rows.when[moved]
        return group, shift, unless

    def _flag(self) -> None:
        """Values that were kept as written, and noted: in the order of the rows and, in each, of its columns."""
        said = self.said
        found: list[tuple[int, int, str, str, str]] = []
        for slot in said.read.slots:
            if slot.part or not slot.field:
                continue
            if slot.field == TIME:
                for rows, problem in time_problems(said):
                    found += [(row, slot.column, TIME, said.read.cell(slot, row), problem) for row in rows.tolist()]
            elif problems := said.problems[id(slot)]:
                codes = slot.codes.whole()
                bad = np.zeros(slot.lexicon.n, dtype=np.bool_)
                bad[list(problems)] = True
                rows = np.flatnonzero(bad[codes])
                for row, code in zip(rows.tolist(), codes[rows].tolist(), strict=True):
                    text = slot.lexicon.text(code)
                    found += [(row, slot.column, slot.field, text, problem) for problem in problems[code]]
        found.sort(key=lambda one: one[:2])
        for row, _column, name, text, code in found:
            self.source.tally.flags[code] += 1
            issue = Issue(int(said.read.numbers[row]), name, text, reason(code), "", code)
            self.batch.staging.flag(self.file, issue)

    def _slots(self) -> list[chunks.Slot]:
        made = []
        for slot in self.said.read.slots:
            name = _name(slot)
            lexicon = chunks.NUMBERS if slot.field in NUMBERS else name
            made.append(chunks.Slot(slot.column, slot.header, slot.field, name, lexicon))
        return made

    def _enter_words(self) -> None:
        said = self.said
        values = {slot.field: said.values[id(slot)] for slot in said.read.slots if id(slot) in said.values}
        for name in ("kind", "cell", "handling"):
            self.staging.enter_words(str(value) for value in values.get(name, ()))
        given = [said.read.slot(name) for name in ("grade_source", "grade_info")]
        if any(given):
            words = [said.values[id(slot)] if slot else [""] for slot in given]
            codes = [
                slot.codes.whole().astype(np.int64) if slot else np.zeros(len(said.moment), np.int64) for slot in given
            ]
            for pair in np.unique(codes[0] * len(words[1]) + codes[1]).tolist():
                source, info = str(words[0][pair // len(words[1])]), str(words[1][pair % len(words[1])])
                self.staging.enter_words([f"{source}/{info}" if info else source])

    def _write_lexicons(self, entities: Ints, place: NDArray[np.int32]) -> None:
        said, done = self.said, set[int]()
        for slot in said.read.slots:
            if id(slot.lexicon) in done:
                continue
            done.add(id(slot.lexicon))
            cleaned: list[Any] | Ints | None = said.values.get(id(slot))
            name = _name(slot)
            if slot.field in NUMBERS:
                name, which = chunks.NUMBERS, said.numbers.which
                known = np.append(entities, 0)
                at = np.where(which < 0, len(entities), place[which]) if len(place) else np.zeros(0, np.int64)
                cleaned = known[at]
            elif slot.field == TIME and not slot.part:
                heads = said.heads
                parts = list(zip(heads.form.tolist(), heads.day, heads.whole, strict=True))
                cleaned = [(parts[at][0], parts[at][1][0], parts[at][2][0]) for at in said.order[0].tolist()]
            elif slot.field == TIME:
                clocks = [said.clocks[at] for at in said.order[1].tolist()]
                cleaned = [adds[0] if len(set(adds)) == 1 and adds[0] is not None else adds for adds in clocks]
            texts = slot.lexicon.matrix()
            if slot.field == TIME:
                texts = texts[said.order[slot.part]]
            self.staging.write_lexicon(self.file, lexicons.Words(name, texts, cleaned))

    def _mention(self, a: NDArray[np.int32], b: NDArray[np.int32], entities: Ints) -> None:
        """The first row that names each number."""
        first = np.full(len(entities), len(a), dtype=np.int64)
        for end in (a, b):
            mine = np.full(len(entities), len(a), dtype=np.int64)
            first_of(end, mine)
            np.minimum(first, mine, out=first)
        order = np.argsort(entities)
        self.staging.mention(self.file, entities[order], self.said.read.numbers[first[order]].astype(np.int64))


def _edges(
    order: Ints,
    pair: Ints,
    group: NDArray[Any],
    groups: int,
    seconds: NDArray[Any],
    day: NDArray[np.int32],
    entities: Ints,
) -> Generator[tuple[int, edges.Packed], None, None]:
    """The edges of all rows that count, or do beside some imports only, each with its group."""
    for part in (ALWAYS, *range(GROUPS, GROUPS + groups)):
        yield from ((part, one) for one in edges.packed(tied(order, pair, group == part, seconds, day, entities)))


def _name(slot: Slot) -> str:
    name = slot.field or f"x{slot.column}"
    return f"{name}.1" if slot.part else name
