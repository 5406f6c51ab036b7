"""Which column mapping reads a sheet: the first saved one that fits; none for a native table; else a certain guess."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netlens.case.intake.around.lines import is_numbering
from netlens.case.intake.guessing.sheet import Proposal, propose
from netlens.case.intake.guessing.words import telling
from netlens.case.intake.headers import HEAD, Layout, layout_of, nearest_known, no_table
from netlens.case.intake.letters.columns import stated_for
from netlens.case.intake.mapped.reading import layout_by
from netlens.case.intake.sheet import Row, Sheet
from netlens.case.mapping import Mapping
from netlens.case.schema import table_named
from netlens.case.values import heading
from netlens.errors import NetLensError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.importing import Importer, ReadOptions

LEAST = 3  # headings a row must hold to be one
LOOKED_AT = 25  # filled rows among which the headings are looked for
GUESSED = "?"  # the name of a mapping nobody saved: the sheet is read as it was guessed
_MORE = 2  # columns by which a guess must read more than a native table to go before it


class Chosen(NamedTuple):
    """How a sheet is read: through `mapping`, or, where it is None, as the native table of `layout`."""

    mapping: Mapping | None
    layout: Layout


def loaded(options: "ReadOptions") -> tuple[Mapping, ...]:
    """The mappings a sheet may be read through, in order. Raises NetLensError for one that cannot be used."""
    if options.ready:
        return options.ready
    paths = (*((options.mapping,) if options.mapping else ()), *options.others)
    return tuple(_load(path, _stamp(path)) for path in paths)


def _known(options: "ReadOptions") -> tuple[Mapping, ...]:
    """The saved mappings nobody named; one that can no longer be read is as if it were not there."""
    found = []
    for path in options.known:
        try:
            found.append(_load(path, _stamp(path)))
        except NetLensError:
            continue
    return tuple(found)


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _load(path: Path, _stamp_: int) -> Mapping:
    return Mapping.load(path)


def choose(sheet: Sheet, head: Sequence[Row], options: "ReadOptions") -> Chosen:
    """How a sheet whose first rows are `head` is read. Raises NetLensError, saying why not, when it is not at all."""
    offered = loaded(options)
    for mapping in offered:
        if layout := layout_by(mapping, head):
            return Chosen(mapping, layout)
    problem: NetLensError | None = None
    try:
        native = layout_of(sheet, head)
    except NetLensError as error:  # its name says which table it is, and it lacks a column
        native, problem = None, error
    if native and (table_named(sheet.title) or not native.unknown):
        return Chosen(None, native)
    proposal = found[0] if (found := guessed(head, sheet.title)) else None
    if proposal and proposal.certain and (native is None or _reads_more(proposal, native)):
        mapping = proposal.mapping(GUESSED)
        if layout := layout_by(mapping, head):
            return Chosen(mapping, layout)
    if native:
        return Chosen(None, native)
    if offered:
        raise _no_fit(sheet, offered)
    if proposal and problem is None and proposal.fed >= LEAST:
        keyless = any(record.label for record in proposal.sheet.records)  # to ask for ids would be no help
        if keyless or proposal.fed >= nearest_known(head) + _MORE:
            raise _flat(sheet, proposal)
    raise problem or no_table(sheet, head)


def must_be_read(sheet: Sheet, options: "ReadOptions") -> bool:
    """Whether a sheet that cannot be read stops the import: its name says it is a table, and nobody said how else."""
    return table_named(sheet.title) is not None and not loaded(options)


def guessed(head: Sequence[Row], title: str = "") -> tuple[Proposal, int] | None:
    """What the row of headings among these, and what stands below it, suggest, and that row's number.

    None when no row holds headings.
    """
    rows = [row for row in head if not row.problem and sum(map(bool, map(str.strip, row.cells))) >= LEAST]
    scores = [telling(heading.row(row.cells)) for row in rows[:LOOKED_AT]]
    if not scores or max(scores) < LEAST:
        return None
    at = scores.index(max(scores))
    cells = heading.row(rows[at].cells)
    while cells and not cells[-1].strip():
        cells.pop()
    below = [row.cells for row in rows[at + 1 :] if not is_numbering(row.cells, ())]
    return propose(cells, below, " ".join([title, *_titles(head, rows[at].number)])), rows[at].number


def _titles(head: Sequence[Row], before: int) -> list[str]:
    """The lines of a single cell above a header: what the form calls itself."""
    above = ([cell for cell in row.cells if cell.strip()] for row in head if row.number < before and not row.problem)
    return [heading.meant(cells)[0][:200] for cells in above if len(cells) == 1]


def register_of(options: "ReadOptions") -> str:
    """The register the mappings of a batch name, "" when none does. NetLensError when they name two."""
    own = tuple(one if isinstance(one, Mapping) else Mapping.load(one) for one in options.by_file.values())
    named = sorted({mapping.register for mapping in (*loaded(options), *own) if mapping.register})
    if len(named) > 1:
        raise NetLensError(
            _("The mappings name different registers: {names}.").format(names=", ".join(named)),
            _("Import their files one after the other, or name the register of all (--register NAME)."),
        )
    return named[0] if named else ""


def for_file(file: Path, importer: "Importer", options: "ReadOptions") -> "ReadOptions":
    """The options for one file of a batch: its own mapping, or those that fit it, with their dates.

    A saved mapping that nobody named fits where it was made for these headings. Where none fits, a file of a known form
    and a native table are read as what they are.
    """
    own = options.by_file.get(file)
    if isinstance(own, Mapping):
        options = replace(options, mapping=None, others=(), ready=(own,))
    elif own is not None:
        options = replace(options, mapping=own, others=())
    offered, known = loaded(options), _known(options) if own is None else ()
    if not (offered or known) or importer.sheets is None:
        return options
    heads = [(sheet, list(islice(sheet.rows, HEAD))) for sheet in importer.sheets(file, options)]
    fitting = tuple(mapping for mapping in offered if any(layout_by(mapping, head) for _sheet, head in heads))
    fitting += tuple(mapping for mapping in known if any(_made_for(mapping, head) for _sheet, head in heads))
    if not fitting and (not offered or importer.layout or any(_is_native(sheet, head) for sheet, head in heads)):
        return replace(options, mapping=None, others=(), ready=())
    dates = options.dates or next((mapping.dates for mapping in fitting if mapping.dates), "")
    text = next((mapping.text for mapping in fitting if mapping.text), "")
    said = stated_for(file.name, options.extra) or f"encoding:{file.name}" in options.extra
    extra = {**options.extra, f"text:{file.name}": text} if text and not said else options.extra
    return replace(options, ready=fitting or offered, dates=dates, extra=extra)


def _made_for(mapping: Mapping, head: Sequence[Row]) -> bool:
    layout = layout_by(mapping, head)
    return layout is not None and mapping.made_for(layout.headers)


def _is_native(sheet: Sheet, head: Sequence[Row]) -> bool:
    try:
        return layout_of(sheet, head) is not None
    except NetLensError:
        return False


def _reads_more(proposal: Proposal, native: Layout) -> bool:
    tables = {record.table for record in proposal.sheet.records}
    return len(tables) > 1 and proposal.fed >= sum(map(bool, native.fields)) + _MORE


def _no_fit(sheet: Sheet, offered: Sequence[Mapping]) -> NetLensError:
    hint = _("Choose the mapping made for this kind of file, or make a new one.")
    if len(offered) > 1:
        names = ", ".join(mapping.name for mapping in offered)
        return NetLensError(_("None of the mappings fits {file}: {names}.").format(file=sheet.place, names=names), hint)
    return NetLensError(
        _("The mapping {name} does not fit {file}: it looks for the columns {columns}.").format(
            name=offered[0].name, file=sheet.place, columns=", ".join(offered[0].columns)
        ),
        hint,
    )


def _flat(sheet: Sheet, proposal: Proposal) -> NetLensError:
    """A flat sheet that is understood in part: what was found, and what nobody but a person can say."""
    known = [f"{column.header} = {column.field}" for column in proposal.columns if column.field]
    lacks = _(" It lacks {columns}.").format(columns=", ".join(proposal.missing)) if proposal.missing else ""
    return NetLensError(
        _("{file} is a flat table, and NetLens is not certain how to read it: {columns}.").format(
            file=sheet.place, columns="; ".join(known)
        )
        + lacks,
        _("Map its columns in the window and save the mapping, then import with --mapping FILE."),
    )
