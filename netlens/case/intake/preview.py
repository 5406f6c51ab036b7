"""How files would be read, without writing anything: for the import dialog, before a person says yes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from netlens.case import schema
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.around.head_rows import Aside
from netlens.case.intake.around.lines import is_numbering, is_total
from netlens.case.intake.clean import Cleaner
from netlens.case.intake.dates import Orders, orders_of
from netlens.case.intake.files import gather
from netlens.case.intake.forms.reading import native_of
from netlens.case.intake.headers import HEAD, Layout, no_table
from netlens.case.intake.letters.columns import Typed
from netlens.case.intake.mapped.offered import Chosen, choose, for_file, guessed, loaded
from netlens.case.intake.native import OTHER_LINE, OTHER_SHEET, records
from netlens.case.intake.own import as_written
from netlens.case.intake.reasons import is_note, reason
from netlens.case.intake.sheet import Row, Sheet
from netlens.case.mapping import Mapping
from netlens.case.records import CaseRecord, Issue
from netlens.case.values import heading
from netlens.errors import NetLensError
from netlens.progress import Job, Progress

DateOrder = Literal["dmy", "mdy", "either", "ambiguous"]
LOOKED_AT = 20_000  # rows weighed of each sheet
PROBLEMS = 200  # issues told of each sheet
DECIDED = frozenset({"read_tcvn3", "read_vni"})  # what a person said is no problem


@dataclass(frozen=True, slots=True)
class Look:
    """One sheet (or whole file) as the import would read it; pickles, so that a worker can give it.

    `table` is "" where it is none, or where a mapping makes several. `columns` pairs each header with the field it
    feeds ("": kept as an extra attribute); `missing` are columns of the table it does not have. `rows` are (row number,
    cells) as written; `count` is the rows there are, those looked at unless `complete`. `dates` is the order of day and
    month; "ambiguous" needs an answer. `issues`: rows that would be rejected, then values that would be flagged; what
    refers to another row or file is weighed at the import only. `problem` says why nothing of it can be read.

    `mapping` is what it is read through (named GUESSED where nobody saved it), None for a native table. `proposed` is
    what a row of it may give, for a person to look at; `headers` are its columns by the names a mapping knows them by.
    `typed` are the columns with text for an old font, for a person to say how to read it.

    Of a file that is no table (a chart, a graph), `rows` are records: their table, then the cells of the columns in
    `told`; `records` says how many of each table were looked at.
    """

    path: Path
    sheet: str
    importer: str
    table: str = ""
    encoding: str = ""
    delimiter: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    count: int = 0
    complete: bool = True
    dates: DateOrder = "either"
    issues: tuple[Issue, ...] = ()
    problem: str = ""
    mapping: Mapping | None = None
    proposed: Mapping | None = None
    headers: tuple[str, ...] = ()
    header_row: int = 0
    form: str = ""  # the label of the form it is read by, whose columns need no mapping
    typed: tuple[Typed, ...] = ()
    told: tuple[str, ...] = ()
    records: tuple[tuple[str, int], ...] = ()


def look_at(
    paths: Sequence[Path], importers: Sequence[Importer], options: ReadOptions, limit: int, importer: str
) -> Job[tuple[Look, ...]]:
    """See `netlens.case.importing.preview`."""
    files, looks = _gathered(paths, importers, importer, options)
    for n, (path, reader) in enumerate(files):
        yield Progress(path.name, n, len(files))
        try:
            own = for_file(path, reader, options)
            others = [other for other, one in files if one is reader]
            if reader.belongs and (whole := reader.belongs(path, others)):
                own = replace(own, extra={**own.extra, f"nodes:{path.name}": str(whole)})
            if reader.sheets:
                looks += (_sheet(path, reader, sheet, own, limit) for sheet in reader.sheets(path, own))
            else:
                looks.append(_weighed(Look(path, "", reader.name), reader.read(path, own), own, limit))
        except (NetLensError, OSError) as error:
            looks.append(Look(path, "", reader.name, problem=str(error)))
    return tuple(looks)


def _gathered(
    paths: Sequence[Path], importers: Sequence[Importer], importer: str, options: ReadOptions
) -> tuple[list[tuple[Path, Importer]], list[Look]]:
    """The files with their importers, and what says why another cannot be read: it costs itself only.

    Raises NetLensError where not one can be read.
    """
    found: dict[Path, tuple[Path, Importer]] = {}
    refused: list[tuple[Path, NetLensError | OSError]] = []
    for path in paths:
        try:
            for file, reader in gather([path], importers, importer, options).files:
                found.setdefault(file.resolve(), (file, reader))
        except (NetLensError, OSError) as error:
            refused.append((path, error))
    if refused and not found:
        raise refused[0][1]
    return list(found.values()), [Look(path, "", "", problem=str(error)) for path, error in refused]


def _sheet(path: Path, importer: Importer, sheet: Sheet, options: ReadOptions, limit: int) -> Look:
    head = list(islice(sheet.rows, HEAD))
    look = Look(path, sheet.name, importer.name, encoding=sheet.encoding, delimiter=sheet.delimiter)
    look = _proposed(look, head, sheet.title)
    try:
        mapping, layout = _laid(importer, sheet, head, options)
    except NetLensError as error:
        more = list(islice(sheet.rows, max(0, limit - len(head))))
        return replace(look, problem=str(error), rows=_as_written([*head, *more], 0, limit))
    more = list(islice(sheet.rows, max(0, limit + layout.header_row - len(head))))
    look = replace(
        look,
        mapping=mapping,
        headers=_named(head, layout.header_row),
        header_row=layout.header_row,
        form=importer.label if importer.layout and not mapping else "",
        table=layout.table,
        columns=tuple(zip(layout.headers, layout.fields, strict=True)),
        missing=_missing(layout),
        rows=_as_written([*head, *more], layout.header_row, limit),
    )
    # The import's own reader, over the same rows: what is shown is what will be done.
    if importer.layout and not mapping:
        return _weighed(look, (one for one in importer.read(path, options) if one.sheet == sheet.name), options, 0)
    whole = Sheet(sheet.file, sheet.name, sheet.title, chain(head, more, sheet.rows), sheet.encoding, sheet.delimiter)
    return _weighed(look, records([whole], options), options, 0)


def _laid(importer: Importer, sheet: Sheet, head: Sequence[Row], options: ReadOptions) -> Chosen:
    """How a sheet is read: by a mapping that was offered, by its form, as a native table, as it is guessed."""
    if importer.layout and not loaded(options):
        layout = importer.layout(head) or native_of(sheet, head)
        if layout is None:
            raise no_table(sheet, head)
        return Chosen(None, layout)
    return choose(sheet, head, options)


def _proposed(look: Look, head: Sequence[Row], title: str) -> Look:
    """With what its rows may give, where a row of headings is found."""
    found = guessed(head, title)
    if found is None:
        return look
    proposal, at = found
    return replace(look, proposed=proposal.mapping(look.path.stem), headers=_named(head, at), header_row=at)


def _named(head: Sequence[Row], at: int) -> tuple[str, ...]:
    cells = next((heading.row(row.cells) for row in head if row.number == at), [])
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _as_written(rows: Iterable[Row], after: int, limit: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    below = (row for row in rows if row.number > after and any(row.cells) and not _is_aside(row))
    return tuple((row.number, tuple(row.cells)) for row in islice(below, limit))


def _is_aside(row: Row) -> bool:
    """Whether a row is plainly none of a table, whatever its columns: not worth showing among the first ones."""
    return isinstance(row, Aside) or is_numbering(row.cells, ()) or is_total(row.cells)


def _missing(layout: Layout) -> tuple[str, ...]:
    if not layout.table:
        return ()
    return tuple(column.name for column in schema.TABLES[layout.table].columns if column.name not in layout.fields)


@dataclass(slots=True)
class _Weighing:
    orders: Orders
    cleaner: Cleaner = field(default_factory=Cleaner)
    rejected: list[Issue] = field(default_factory=list)
    flagged: list[Issue] = field(default_factory=list)

    def take(self, record: CaseRecord) -> None:
        """What the import would say of a record by itself; one that waits for its dates' order says nothing."""
        cleaned = self.cleaner.clean(record, self.orders)
        if cleaned.undecided:
            return
        for name, value, code in [cleaned.refused] if cleaned.refused else cleaned.flags:
            if code in DECIDED:
                continue
            issue = Issue(record.row, name, value, reason(code), record.sheet, code)
            (self.rejected if cleaned.refused else self.flagged).append(issue)


def _weighed(look: Look, found: Iterator[CaseRecord | Issue], options: ReadOptions, limit: int) -> Look:
    """Count and weigh the first LOOKED_AT rows; the first `limit` records are shown where no sheet shows its rows."""
    weighing = _Weighing(orders_of(look.path, options))
    shown: list[CaseRecord] = []
    tables: Counter[str] = Counter()
    last: tuple[str, int] | None = None
    count, most = 0, LOOKED_AT // 4 if look.mapping else LOOKED_AT  # a row of a flat table gives several records
    aside: set[int] = set()
    for one in found:
        if isinstance(one, Issue) and (one.code in (OTHER_LINE, OTHER_SHEET) or is_note(one.code)):
            aside |= {one.row} if one.code == OTHER_LINE else set()
            weighing.flagged += [one] if is_note(one.code) else []
            continue
        if (one.sheet, one.row) != last:
            if count == most:
                look = replace(look, complete=False)
                break
            last = (one.sheet, one.row)
            count += 1
        if isinstance(one, Issue):
            weighing.rejected.append(one)
            continue
        weighing.take(one)
        tables[one.table] += 1
        if len(shown) < limit:
            shown.append(one)
    issues = (*weighing.rejected, *weighing.flagged)[:PROBLEMS]
    orders = weighing.orders
    look = replace(look, rows=tuple(row for row in look.rows if row[0] not in aside))
    look = replace(_told(look, shown, tables) if shown else look, count=count, issues=issues)
    return replace(look, dates=_order(orders), typed=orders.letters.found())


def _told(look: Look, shown: Sequence[CaseRecord], tables: Mapping_[str, int]) -> Look:
    """The first records, each value under the name of its column or attribute."""
    cells = [{**as_written(one.values), **one.extra} for one in shown]
    names = tuple(dict.fromkeys(name for said in cells for name in said))
    rows = tuple(
        (one.row, (one.table, *(said.get(name, "") for name in names))) for one, said in zip(shown, cells, strict=True)
    )
    return replace(look, rows=rows, told=names, records=tuple(tables.items()))


def _order(orders: Orders) -> DateOrder:
    """The order of a whole sheet: ambiguous as soon as one column is."""
    if orders.stated:
        return "mdy" if orders.stated == "mdy" else "dmy"
    try:
        orders.settle_order()
    except NetLensError:
        return "ambiguous"
    used = {seen.used for seen in orders.columns.values()}
    return "mdy" if used == {"mdy"} else "dmy" if used else "either"
