"""What an export is, and how rings are handed on: chosen, checked, written whole, listed in a manifest, audited.

Each file of report/formats ends in an Export and is found by the folder scan.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.errors import NetLensError, UsageError
from netlens.i18n import LANGUAGES, _, ngettext
from netlens.progress import Job, Progress
from netlens.report.evidence import as_detected
from netlens.report.summary import RingSummary, Terms, summarise
from netlens.report.typeset import replace_file

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.case.records import Ring

MANIFEST = "manifest.json"
LISTED = 20  # items without a handling code that the message names


@dataclass(frozen=True, slots=True)
class Export:
    """One format that is handed on. `write` gets summaries that are already masked; it adds no facts of its own."""

    name: str
    label: str
    suffix: str
    write: Callable[[Sequence[RingSummary], Path], None]


def formats() -> dict[str, Export]:
    """The formats there are, by name."""
    import netlens.report.formats as folder
    from netlens.plugins import collect

    return {export.name: export for export in collect(folder, "EXPORT", Export)}


def chosen(case: "Case", ids: Sequence[str] = ()) -> tuple["Ring", ...]:
    """The rings of these ids; without any, all that are supported or confirmed.

    NetLensError where no detection is kept, an id is unknown, or a ring is dismissed or like chance: those are not
    handed on.
    """
    rings = case.detection()
    if rings is None:
        raise NetLensError(_("No rings have been looked for in this case yet."), _("Run `netlens rings` on it first."))
    known = {ring.id: ring for ring in rings.rings}
    if not ids:
        found = tuple(
            ring
            for ring in rings.rings
            if ring.decision == "confirmed" or (ring.status == "supported" and ring.decision != "dismissed")
        )
        if not found:
            raise NetLensError(
                _("No ring of this case is supported or confirmed."),
                _("A tentative ring can be exported by its id: --ring ID."),
            )
        return found
    for ring_id in ids:
        if ring_id not in known:
            raise NetLensError(
                _("There is no ring {id} in the latest detection.").format(id=ring_id),
                _("The rings are: {ids}.").format(ids=", ".join(r.id for r in rings.rings if r.status != "chance")),
            )
        _may_leave(known[ring_id])
    return tuple(known[ring_id] for ring_id in dict.fromkeys(ids))


def _may_leave(ring: "Ring") -> None:
    if ring.decision == "dismissed":
        raise NetLensError(
            _("Ring {id} was dismissed: it is not handed on.").format(id=ring.id),
            _("Reopen it first if it was dismissed by mistake."),
        )
    if ring.status == "chance" and ring.decision != "confirmed":
        raise NetLensError(
            _("Ring {id} is no more than chance would make: it is not handed on.").format(id=ring.id),
            _("Look at it with `netlens why`, and import more records."),
        )


def export_rings(
    case: "Case", rings: Sequence["Ring"], format_name: str, to: Path, terms: Terms, langs: Sequence[str] = ()
) -> Job[tuple[Path, ...]]:
    """Write each ring in each language in one format, then a manifest; give the paths of the summaries.

    One ring in one language with a file name in `to` (ending as the format does) goes there; anything else into the
    folder `to`. Nothing is written unless all can be: handling codes are checked first. Each file is entered in the
    audit with its SHA-256. Raises UsageError for an unknown format, language or code; NetLensError with the list when
    items carry no handling code and the terms give none.
    """
    written = yield from export_in_formats(case, rings, {format_name: to}, terms, langs)
    return written[format_name]


def export_in_formats(
    case: "Case", rings: Sequence["Ring"], to: Mapping[str, Path], terms: Terms, langs: Sequence[str] = ()
) -> Job[dict[str, tuple[Path, ...]]]:
    """The same for several formats, each to its own place: every ring is summarised once."""
    langs = _checked(to, langs or (terms.lang,), terms)
    terms = replace(terms, handling=schema.code("handling", terms.handling) or "")
    evidence = as_detected(case)
    summaries: list[RingSummary] = []
    for n, ring in enumerate(rings):
        yield Progress(_("Summarising ring {id}").format(id=ring.id), n, len(rings) * (1 + len(to)))
        summaries += [summarise(case, evidence, ring, replace(terms, lang=lang)) for lang in langs]
    _refuse_uncoded(summaries, terms)
    known = formats()
    places = {name: _names(summaries, known[name], place, len(langs) > 1) for name, place in to.items()}
    written = {}
    for n, (name, place) in enumerate(to.items(), 1):
        written[name] = yield from _written(case, summaries, known[name], place, *places[name], n, len(to) + 1)
    return written


def _written(
    case: "Case", summaries: Sequence[RingSummary], export: Export, to: Path, folder: Path, names: Sequence[str],
    part: int, parts: int,
) -> Job[tuple[Path, ...]]:  # fmt: skip
    """Write the summaries in one format, the `part`-th of all that is to be done, then their manifest."""
    written = []
    for n, (summary, name) in enumerate(zip(summaries, names, strict=True)):
        yield Progress(_("Writing {name}").format(name=name), len(summaries) * part + n, len(summaries) * parts)
        export.write([summary], folder / name)
        written.append(_entered(case, summary, folder / name, export))
    manifest = _free(folder / (MANIFEST if folder == to else f"{names[0]}.{MANIFEST}"))
    text = json.dumps(_manifest(summaries[0], written), ensure_ascii=False, indent=1) + "\n"
    replace_file(manifest, text.encode("utf-8"))
    return tuple(folder / name for name in names)


def _free(path: Path) -> Path:
    """This name, or the next that is free: what went to someone else stays written down."""
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def _checked(names: Iterable[str], langs: Sequence[str], terms: Terms) -> tuple[str, ...]:
    """The languages, each once. UsageError where a format, a language or a term is none."""
    known = formats()
    for name in names:
        if name not in known:
            raise UsageError(
                _("There is no format “{name}”.").format(name=name),
                _("Formats: {names}.").format(names=", ".join(known)),
            )
    for lang in langs:
        if lang not in LANGUAGES:
            raise UsageError(
                _("Summaries are not written in “{lang}” yet.").format(lang=lang),
                _("Languages: {langs}.").format(langs=", ".join(LANGUAGES)),
            )
    if terms.handling and schema.code("handling", terms.handling) is None:
        raise UsageError(
            _("“{code}” is no handling code.").format(code=terms.handling),
            _("Codes: {codes}.").format(codes=", ".join(schema.codes("handling"))),
        )
    for name, text in ((_("recipient"), terms.recipient), (_("purpose"), terms.purpose)):
        if not text.strip():
            raise UsageError(_("The {name} is empty.").format(name=name), _("Say for whom and for what this is."))
    return tuple(dict.fromkeys(langs))


def _refuse_uncoded(summaries: Sequence[RingSummary], terms: Terms) -> None:
    """Fails closed: what nobody said may leave, does not leave, unless the person exporting says on which terms."""
    if terms.handling:
        return
    names = [{int(file["number"]): file["name"] for file in summary.files} for summary in summaries]
    missing = {
        (str(files[int(source["file"])]), str(source["sheet"]), int(source["row"]))
        for summary, files in zip(summaries, names, strict=True)
        for source in summary.annex
        if not source["handling"]
    }
    if not missing:
        return
    ordered = sorted(missing)
    listed = [_("{file}, row {row}").format(file=f"{f} {s}".strip(), row=row) for f, s, row in ordered[:LISTED]]
    if len(ordered) > LISTED:
        listed.append(ngettext("and {n} more", "and {n} more", len(ordered) - LISTED).format(n=len(ordered) - LISTED))
    head = ngettext("{n} item carries no handling code:", "{n} items carry no handling code:", len(ordered)).format(
        n=len(ordered)
    )
    raise NetLensError(
        head + "\n  " + "\n  ".join(listed) + "\n",
        _("Give them one with --handling CODE ({codes}).").format(codes=", ".join(schema.codes("handling"))),
    )


def _names(
    summaries: Sequence[RingSummary], export: Export, to: Path, several_langs: bool
) -> tuple[Path, tuple[str, ...]]:
    """The folder, and one name a summary, from the ring's id only: no name of an operation or a person."""
    if to.suffix.lower() == export.suffix:
        if len(summaries) > 1:
            raise UsageError(
                _("{n} files cannot be written to {name}.").format(n=len(summaries), name=to.name),
                _("Give a folder with --to."),
            )
        return to.parent, (to.name,)
    if to.suffix and not to.is_dir():
        raise UsageError(
            _("{name} does not end in {suffix}.").format(name=to.name, suffix=export.suffix),
            _("Give a folder, or a file name with that ending."),
        )
    names = []
    for summary in summaries:
        ring_id = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in summary.ring.id)
        names.append(f"ring-{ring_id}{f'.{summary.terms.lang}' if several_langs else ''}{export.suffix}")
    return to, tuple(names)


def _entered(case: "Case", summary: RingSummary, path: Path, export: Export) -> dict[str, Any]:
    """Enter one file in the audit, and give its line of the manifest."""
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    line = {"name": path.name, "sha256": sha256, "bytes": path.stat().st_size, "format": export.name}
    line |= {"lang": summary.terms.lang, "ring": summary.ring.id, "status": summary.ring.status}
    line |= {"decision": summary.ring.decision, "members": len(summary.members), "protected": len(summary.protected)}
    line["handling"] = summary.handling
    line["items_by_handling"] = {code or "none": count for code, count in summary.handling_counts.items()}
    detail: dict[str, Any] = {"name": path.name, "sha256": sha256, "format": export.name, "rings": [summary.ring.id]}
    terms = summary.terms
    detail |= {"recipient": terms.recipient, "purpose": terms.purpose, "handling": summary.handling}
    if terms.identify:
        detail |= {"identified": True, "authority": terms.authority}
    case.note("extract", detail)
    return line


def _manifest(first: RingSummary, files: Sequence[dict[str, Any]]) -> dict[str, Any]:
    terms = first.terms
    uncoded = sum(line["items_by_handling"].get("none", 0) for line in files)
    return {
        "format": "netlens-extract",
        "version": 1,
        "netlens": first.version,
        "made": first.made,
        "recipient": terms.recipient,
        "purpose": terms.purpose,
        "handling": {"given": terms.handling, "items_given_it": uncoded},
        "protected_people": "named" if terms.identify else "by code",
        "authority": terms.authority,
        "sample": terms.sample,
        "files": list(files),
    }
