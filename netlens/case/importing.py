"""Records → case: what an importer is, and import_files(), which cleans, stages and accounts for every row.

The steps of an import stand one by one in `netlens/case/intake/`.
"""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case.records import CaseRecord, Issue, Ledger
from netlens.errors import NetLensError
from netlens.i18n import _
from netlens.progress import Ahead, Job, Progress, Way

if TYPE_CHECKING:
    from netlens.case.intake.batch import Batch, Source
    from netlens.case.intake.bulk.plan import BulkText
    from netlens.case.intake.headers import Layout
    from netlens.case.intake.preview import Look
    from netlens.case.intake.safe.sums import Sum
    from netlens.case.intake.sheet import Row, Sheet
    from netlens.case.mapping import Mapping as ColumnMapping


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person said about how to read: `mapping` a saved column mapping, `dates` "dmy", "mdy" or "".

    `extra` by importer; text files take "encoding" and "delimiter" (`encoding:FILE` for one of several). "text" says
    how to read text for old fonts: "tcvn3", "vni" or "keep" (`text:FILE`, `text:FILE:SHEET` for one of several).
    """

    mapping: Path | None = None
    dates: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Path, ...] = ()  # more mappings: a sheet is read through the first whose columns it has
    known: tuple[Path, ...] = ()  # saved ones nobody named: they read only sheets with the headings they were made for
    by_file: "Mapping[Path, Path | ColumnMapping]" = field(default_factory=dict)  # of single files, before all others
    ready: "tuple[ColumnMapping, ...]" = ()  # the mappings themselves, where they are loaded already


@dataclass(frozen=True, slots=True)
class Importer:
    """One source format. `recognises` looks at name and first bytes only; `read` yields rows, never cleans them.

    `read` yields CaseRecord for each record, Issue for a row it cannot read, in the order of the file; it raises
    NetLensError when the file as a whole cannot be read. It streams: no more than a sheet in memory. `sheets` gives the
    rows as they lie, for the formats that are tables: the import dialog shows them.

    `bulk` is for large files of calls in delimited text: how the file lies (`intake/bulk/plan.py`), when its columns
    feed the native fields of `calls` as they stand, so that it may be read by the column, fifty times sooner; None
    where `read` must look at each row (rows that are turned round, cells that are joined, another encoding than
    UTF-8). What the case then holds is the same; `read` stays the one that says what is right.

    `belongs` is for formats of two files: which of the others names what this one refers to. It is read with the extra
    option `nodes:FILE`, and its ids are those of that file.

    `layout` is for forms, tables whose columns are not the native ones: where the header of a sheet stands among its
    first rows, and which native field each column feeds; None for a sheet of another kind.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path], bool]
    read: Callable[[Path, ReadOptions], Iterator[CaseRecord | Issue]]
    sample: str = ""  # a small file of this format under tests/samples/
    sheets: "Callable[[Path, ReadOptions], Iterable[Sheet]] | None" = None
    case: bool = False  # another case: what it counts comes in as it stands there; `read` only shows its rows
    bulk: "Callable[[Path, ReadOptions], BulkText | None] | None" = None
    belongs: Callable[[Path, Sequence[Path]], Path | None] | None = None
    layout: "Callable[[Sequence[Row]], Layout | None] | None" = None


def import_files(
    path: Path,
    passphrase: str,
    paths: Sequence[Path],
    importers: Sequence[Importer],
    *,
    importer: str = "",
    register: str = "",
    mapping: Path | Sequence[Path] | None = None,
    by_file: "Mapping[Path, Path | ColumnMapping] | None" = None,
    known: Sequence[Path] = (),
    dates: str = "",
    update: bool = False,
    label: str = "",
    extra: Mapping[str, str] | None = None,
    trial: bool = False,
) -> Job[Ledger]:
    """Stage all files as one import of the case `path`; `CountImport(ledger.import_id)` then makes it count.

    Files are read in the order of their tables (cases and persons first), whatever the order of `paths`. `importer`
    forces one by name; `mapping` is one or several (each sheet is read through the first that fits it), `by_file` the
    one of single files, `known` as in ReadOptions; `register` "" is the mapping's, else the first one. The ledger's
    `entities` and `links` are empty: what the case holds is known once the import counts. NetLensError leaves the case
    as it was.

    `trial`: nothing is staged; the ledger (import 0) says what would become of the rows, contradictions taken.
    """
    from netlens.case.intake.files import in_order
    from netlens.case.intake.mapped.offered import register_of
    from netlens.case.intake.safe import sums

    named = (mapping,) if isinstance(mapping, Path) else tuple(mapping or ())
    options = ReadOptions(named[0] if named else None, dates, extra or {}, named[1:], tuple(known), by_file or {})
    register = register or register_of(options)
    collects = gc.isenabled()
    gc.disable()  # an import makes millions of values and no cycles: looking for some costs a fifth of the time
    try:
        yield Progress(_("Looking at the files"))
        with sums.begun(paths) as begun:
            files, skipped = in_order(paths, importers, importer, options)
            known_sums = sums.made(begun)
        return (yield from _stage(path, passphrase, files, known_sums, skipped, register, label, update, trial))
    except OSError as error:
        raise NetLensError(
            _("{file} cannot be read.").format(file=error.filename or _("A file")),
            _("Check that you may read it, that the drive is connected, and that no other program holds it."),
        ) from error
    finally:
        if collects:
            gc.enable()


def _stage(
    path: Path,
    passphrase: str,
    files: Sequence[tuple[Path, Importer, ReadOptions]],
    known: "dict[Path, Sum]",
    skipped: tuple[str, ...],
    register: str,
    label: str,
    update: bool,
    trial: bool,
) -> Job[Ledger]:
    from netlens.case.intake.batch import Batch
    from netlens.case.intake.ledger import to_json
    from netlens.case.intake.safe.paths import mark_of, must_be_unchanged
    from netlens.case.store.staging import Staging

    staging = Staging(path, passphrase, register, label)
    try:
        marks = {file: mark_of(file) for file, _reader, _options in files}
        sources = [_source(file, known, reader, staging.register, options) for file, reader, options in files]
        lines = [_lines(file) for file, _reader, _options in files]
        way = Way([Ahead(file.name, file.stat().st_size, many) for (file, *_), many in zip(files, lines, strict=True)])
        large = any(_is_large(file, reader) for file, reader, _options in files)
        batch = Batch(staging, path, passphrase, update=update or trial, register=register)
        reading = zip(_paired(files, sources), sources, lines, strict=True)
        for number, ((file, reader, options), source, many) in enumerate(reading):
            before = sum(one.tally.read for one in sources)
            source.tally.started = time.perf_counter()
            if reader.case:
                from netlens.case.merging.merge import merged

                steps = merged(batch, source, file, options, register)
            else:
                steps = _taken(batch, source, file, reader, options, many if large else 0)
            yield from way.told(number, steps, before)
            must_be_unchanged(file, marks[file], source.tally.sha256)
            source.tally.stop()
        yield Progress(_("Looking up cases and persons"), way.total, way.total)
        batch.finish()
        closed = tuple(part for source in sources for part in source.closed())
        if not any(file.rows_read for file in closed):
            raise NetLensError(
                _("There is nothing to import: the tables hold no rows."), _("Fill in the tables, then import again.")
            )
        sheets = (_("{file}, sheet {sheet}").format(file=s.tally.name, sheet=n) for s in sources for n in s.skipped)
        ledger = Ledger(0, closed, {}, {}, (*skipped, *sheets), batch.told())
        if trial:
            staging.abandon()
            return ledger
        yield Progress(_("Writing to the case file"), way.total, way.total)
        return replace(ledger, import_id=staging.finish(to_json(ledger)))
    except BaseException:
        staging.abandon()
        raise


def _paired(
    files: Sequence[tuple[Path, Importer, ReadOptions]], sources: "Sequence[Source]"
) -> Iterator[tuple[Path, Importer, ReadOptions]]:
    """The files, those that belong to another of the batch with its name among the options, and its numbering."""
    from netlens.case.intake.own import File

    for (file, reader, options), source in zip(files, sources, strict=True):
        if reader.belongs is not None:
            whole = reader.belongs(file, [other for other, one, _options in files if one is reader])
            named = next((one for (other, *_), one in zip(files, sources, strict=True) if other == whole), source)
            source.numbering = File(named.tally.name, named.tally.sha256)
            if whole is not None:
                extra = {**options.extra, f"nodes:{file.name}": str(whole)}
                yield file, reader, replace(options, extra=extra)
                continue
        yield file, reader, options


def preview(
    paths: Sequence[Path],
    importers: Sequence[Importer],
    options: ReadOptions | None = None,
    limit: int = 100,
    importer: str = "",
) -> Job[tuple["Look", ...]]:
    """How each file and sheet would be read: its table, its columns, `limit` rows as written, its problems first.

    What is wrong with one file is said in its Look; NetLensError is for paths that are not there, or hold nothing.
    """
    from netlens.case.intake.preview import look_at

    return (yield from look_at(paths, importers, options or ReadOptions(), limit, importer))


def _is_large(file: Path, reader: Importer) -> bool:
    """Whether it is worth the while to read a file by the column, if it can be."""
    from netlens.case.intake.bulk.plan import LEAST

    return reader.bulk is not None and file.stat().st_size >= LEAST


def _taken(
    batch: "Batch", source: "Source", file: Path, reader: Importer, options: ReadOptions, lines: int
) -> Iterator[int]:
    """Take in one file: by the column, where `lines` says that it should and it can be; else row by row."""
    from copy import deepcopy

    from netlens.case.intake.bulk.lines import NotPlainError
    from netlens.case.intake.bulk.taking import take

    plan = reader.bulk(file, options) if lines and reader.bulk else None
    if plan is not None:
        orders = deepcopy(source.orders)
        try:
            for done in take(batch, source, file, plan, lines):
                yield done & ~255
            return
        except NotPlainError:
            source.orders = orders
    yield from batch.take(source, reader.read(file, options))


def _source(file: Path, known: "dict[Path, Sum]", importer: Importer, register: str, options: ReadOptions) -> "Source":
    from netlens.case.intake.batch import Source
    from netlens.case.intake.dates import orders_of
    from netlens.case.intake.ledger import Tally
    from netlens.case.intake.mapped.offered import loaded
    from netlens.case.intake.safe import sums

    size = file.stat().st_size
    mappings = ", ".join(mapping.name for mapping in loaded(options))
    tally = Tally(file.name, sums.of(file, known), importer.name, register, mapping=mappings)
    return Source(tally, orders_of(file, options), size)


def _lines(file: Path) -> int:
    """About how many rows a text file holds, for the progress; 0 where that cannot be told without reading it."""
    from netlens.case.intake.files import is_text

    if not is_text(file):
        return 0
    size, some = file.stat().st_size, 1 << 20
    with file.open("rb") as stream:
        if size > 32 * some:  # of a large file, its beginning tells
            return stream.read(some).count(b"\n") * size // some
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(some), b""))
