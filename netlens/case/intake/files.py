"""Which files a batch holds, and which importer reads each: by its name and first bytes, never by its name alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from netlens.case import schema
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.headers import HEAD, rank
from netlens.case.intake.mapped.offered import choose, for_file, loaded, must_be_read
from netlens.case.intake.mapped.reading import layout_by
from netlens.case.intake.safe.paths import is_ordinary, leads_out, must_be_ordinary
from netlens.case.mapping import Mapping
from netlens.errors import NetLensError, UsageError
from netlens.i18n import _, mark

_SIGNATURES = (
    (b"\x89PNG", mark("a PNG picture")),
    (b"\xff\xd8\xff", mark("a JPEG picture")),
    (b"GIF8", mark("a GIF picture")),
    (b"BM", mark("a bitmap picture")),
    (b"%PDF", mark("a PDF document")),
    (b"SQLite format 3", mark("a database")),
    (b"\x1f\x8b", mark("a compressed archive")),
    (b"7z\xbc\xaf", mark("a compressed archive")),
    (b"Rar!", mark("a compressed archive")),
    (b"{\\rtf", mark("a text document (RTF)")),
    (b"ID3", mark("a sound recording")),
    (b"OggS", mark("a sound recording")),
    (b"MZ", mark("a program")),
    (b"\x7fELF", mark("a program")),
)
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<style", b"<div")
# What a program keeps for itself, and what to save from it instead.
_INSTEAD = {
    ".gephi": mark("Export the graph from Gephi (File, Export, Graph file) as GEXF, and import that."),
    ".##h": mark("Export the network from UCINET (Data, Export, DL) as DL text, and import that."),
    ".##d": mark("Export the network from UCINET (Data, Export, DL) as DL text, and import that."),
    ".cys": mark("Export the network from Cytoscape as GraphML, and import that."),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a batch with their importers; `named` are those a person named, the others lay in a folder.

    `skipped` are the names of those of a folder that nothing reads.
    """

    files: tuple[tuple[Path, Importer], ...]
    named: frozenset[Path]
    skipped: tuple[str, ...]


def true_kind(path: Path) -> str:
    """What a file is by its first bytes, in a person's words, when that is plainly no table; else ""."""
    with path.open("rb") as stream:
        head = stream.read(2048)
    for signature, name in _SIGNATURES:
        if head.startswith(signature) and not (signature == b"BM" and head[:64].isascii()):
            return _(name)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(_PAGES) or (text.startswith(b"<?xml") and b"<html" in text):
        return _("a web page (HTML)")
    return ""


def is_workbook(path: Path) -> bool:
    """Whether the first bytes are those of a ZIP or an old Office file."""
    with path.open("rb") as stream:
        return stream.read(8).startswith((_ZIP, _OLE))


def is_text(path: Path) -> bool:
    """Whether the first bytes can be text: UTF-8, UTF-16 or a legacy codec, and no known binary format."""
    if true_kind(path) or is_workbook(path):
        return False
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not head:
        return True
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8 and min(even, odd) <= max(even, odd) // 8:
        return True  # UTF-16 without its mark: every other byte of its Latin letters is zero
    return sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x00" for byte in head) * 20 <= len(head)


def gather(
    paths: Sequence[Path], importers: Sequence[Importer], name: str = "", options: ReadOptions | None = None
) -> Found:
    """Each file with its importer, folders opened one level deep. `name` forces one importer (`--as`); a mapping among
    the `options` reads its table also where that could be a list of a graph.

    Raises NetLensError for a path that is missing, empty, of no known format, or a folder without any table.
    """
    forced = _named(importers, name) if name else None
    files: list[tuple[Path, Importer]] = []
    skipped: list[str] = []
    named = frozenset(path for path in paths if not path.is_dir())
    for path in paths:
        if not path.exists():
            raise NetLensError(
                _("{path} is not there.").format(path=path), _("Check the name, and that the drive is connected.")
            )
        if path.is_dir():
            inside = list(_folder(path, forced, importers))
            files += [(file, importer) for file, importer in inside if importer]
            skipped += [file.name for file, importer in inside if importer is None]
            if not any(importer for _file, importer in inside):
                raise NetLensError(
                    _("The folder {path} holds no file that NetLens can import.").format(path=path.name),
                    _("Put the tables (CSV or XLSX) directly into it; `netlens formats` lists what can be read."),
                )
        else:
            files.append((path, _importer_of(path, (forced,) if forced else importers)))
    if options and not forced:
        files = [(path, _mapped(path, importer, importers, options)) for path, importer in files]
    seen: dict[Path, tuple[Path, Importer]] = {path.resolve(): (path, importer) for path, importer in files}
    return Found(tuple(seen.values()), named, tuple(skipped))


def _mapped(path: Path, importer: Importer, importers: Sequence[Importer], options: ReadOptions) -> Importer:
    """The importer of tables, for a file that a mapping somebody chose fits; else the one that was found."""
    if importer.sheets is not None or importer.case:
        return importer
    for other in importers:
        if other.sheets is None or path.suffix.lower() not in other.suffixes:
            continue
        offered = loaded(own := for_file(path, other, options))
        if not offered:
            continue
        try:
            heads = [list(islice(sheet.rows, HEAD)) for sheet in other.sheets(path, own)]
        except NetLensError:
            continue
        if any(layout_by(mapping, head) for mapping in offered for head in heads):
            return other
    return importer


def _named(importers: Sequence[Importer], name: str) -> Importer:
    for importer in importers:
        if importer.name == name:
            return importer
    raise UsageError(
        _("There is no importer named {name}.").format(name=name),
        _("Known importers: {names}.").format(names=", ".join(importer.name for importer in importers)),
    )


def _folder(
    path: Path, forced: Importer | None, importers: Sequence[Importer]
) -> Iterator[tuple[Path, Importer | None]]:
    for file in sorted(path.iterdir()):
        if file.name.startswith((".", "~$")):
            continue
        if not is_ordinary(file) or leads_out(file, path) or not file.stat().st_size:
            yield file, None
        elif forced:
            yield file, forced if forced.recognises(file) else None
        else:
            yield file, next((importer for importer in importers if importer.recognises(file)), None)


def _importer_of(path: Path, importers: Sequence[Importer]) -> Importer:
    must_be_ordinary(path)
    if not path.stat().st_size:
        raise NetLensError(_("{file} is empty (0 bytes).").format(file=path.name), _("Ask for the file again."))
    kind = true_kind(path)
    for importer in importers:
        if importer.recognises(path) or (len(importers) == 1 and not kind):
            return importer
    instead = _INSTEAD.get(path.suffix.lower())
    hint = _(instead) if instead else _("`netlens formats` lists what can be read.")
    if kind:
        raise NetLensError(_("{file} is {kind}, not a table of records.").format(file=path.name, kind=kind), hint)
    raise NetLensError(_("{file} is of no format that NetLens can read.").format(file=path.name), hint)


def in_order(
    paths: Sequence[Path], importers: Sequence[Importer], importer: str, options: ReadOptions
) -> tuple[list[tuple[Path, Importer, ReadOptions]], tuple[str, ...]]:
    """The files in the order of work, each with how it is read; the names of those of a folder that hold no table."""
    found = gather(paths, importers, importer, options)
    looks = [_look(file, reader, for_file(file, reader, options)) for file, reader in found.files]
    ranks = [place for place, _options in looks]
    known = [n for n, (file, _reader) in enumerate(found.files) if ranks[n] is not None or file in found.named]
    left = tuple(file.name for n, (file, _reader) in enumerate(found.files) if n not in known)
    if not known:
        raise NetLensError(
            _("None of these files holds a table that NetLens knows: {files}.").format(files=", ".join(left)),
            _("Name the columns as in the template (`netlens template`), or use a saved column mapping."),
        )
    known.sort(key=lambda n: ranks[n] or 0)  # one without a table says so when it is read: the sooner the better
    return [(*found.files[n], looks[n][1]) for n in known], (*found.skipped, *left)


def _look(file: Path, importer: Importer, options: ReadOptions) -> tuple[int | None, ReadOptions]:
    """Where a file comes in the order of work: by its name, else by its first table; None where it shows none.

    And how it is read: a mapping that was guessed for its sheets is one like those that were offered.
    """
    named = schema.table_named(file.stem)
    forms = importer.layout is not None and not loaded(options)
    if importer.sheets is None or forms or (named and not loaded(options)):
        return rank(named), options
    first: int | None = None
    found: list[Mapping] = []
    for sheet in importer.sheets(file, options):
        try:
            mapping, layout = choose(sheet, list(islice(sheet.rows, HEAD)), options)
        except NetLensError:
            if must_be_read(sheet, options):
                raise
            continue
        first = rank(layout.table) if first is None else first
        if mapping and mapping not in loaded(options):
            found.append(mapping)
        elif not found:
            break
    if not found:
        return first, options
    dates = options.dates or next((mapping.dates for mapping in found if mapping.dates), "")
    return first, replace(options, ready=(*loaded(options), *found), dates=dates)
