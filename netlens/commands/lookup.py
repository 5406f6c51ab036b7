"""netlens lookup CASE TERM…: do we know this name, phone, plate, account, document?"""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from netlens.case import schema
from netlens.case.case import Case
from netlens.case.lookup import Known, look_up, read_list
from netlens.commands import Command, Context
from netlens.errors import NetLensError, UsageError
from netlens.i18n import _, language, mark, ngettext
from netlens.report.extract import write_extract


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("terms", nargs="*", metavar="TERM", help=_("a name, phone, plate, account or document, whole"))
    parser.add_argument("--list", type=Path, metavar="FILE", help=_("a text file with one term a line"))
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write what is known of each term as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    terms = [*arguments.terms, *(_listed(arguments.list) if arguments.list else ())]
    if not terms:
        raise UsageError(_("There is nothing to look up."), _("Name a term, or a file of terms with --list FILE."))
    with Case.open(arguments.case, context.passphrase(False)) as case:
        rings = _rings(case)
        data: list[dict[str, Any]] = []
        for term in terms:
            known = look_up(case, term)
            data.append({"term": term, "known": [_data(one, rings) for one in known]})
            for line in _lines(term, known, rings):
                context.say(line)
        if arguments.json is not None:
            found = sum(bool(one["known"]) for one in data)
            write_extract(case, arguments.json, {"terms": data}, "lookup", [], {"terms": len(terms), "known": found})
        else:
            case.note("lookup", {"terms": len(terms), "known": sum(bool(one["known"]) for one in data)})
    return 0


def _listed(path: Path) -> list[str]:
    try:
        return read_list(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise NetLensError(
            _("The list {file} cannot be read.").format(file=path),
            _("Save it as plain text in UTF-8, one term a line."),
        ) from error


def _rings(case: Case) -> dict[int, list[str]]:
    """The rings each person or number is told to be in."""
    kept = case.detection()
    found: dict[int, list[str]] = {}
    for ring in kept.rings if kept else ():
        if ring.told:
            for member in ring.members:
                found.setdefault(member.vertex, []).append(ring.id)
    return found


def _data(known: Known, rings: dict[int, list[str]]) -> dict[str, Any]:
    said = asdict(known)
    del said["entity"]  # a number of this file alone
    return {**said, "rings": rings.get(known.entity, [])}


def _lines(term: str, known: tuple[Known, ...], rings: dict[int, list[str]]) -> list[str]:
    if not known:
        return [_("{term}: not known").format(term=term)]
    return [f"{term}: {_said(one, rings.get(one.entity, []))}" for one in known]


def _said(known: Known, rings: list[str]) -> str:
    kind = schema.label("entity_kind", known.kind, language())
    if known.protected:
        return _("{kind}, known: of a protected person, shown only on an authority").format(kind=kind)
    parts = [f"{kind} {known.label}"] + ([f"({known.record})"] if known.record.partition(":")[2] != known.label else [])
    if known.holders:
        parts.append(_("held by {people}").format(people=", ".join(known.holders)))
    if known.cases:
        parts.append(_("in {cases}").format(cases=", ".join(known.cases)))
    if rings:
        parts.append(_("in {ring}").format(ring=", ".join(rings)))
    if known.calls:
        said = ngettext("{n} call with {others}", "{n} calls with {others}", known.calls)
        others = ngettext("{n} number", "{n} numbers", known.others).format(n=f"{known.others:,}")
        parts.append(said.format(n=f"{known.calls:,}", others=others) + f", {known.first} – {known.last}")
    return " · ".join(parts)


COMMAND = Command(
    "lookup",
    mark("do we know this name, phone, plate, account, document?"),
    'netlens lookup mekong.netlens 0912345678 "Nguyễn Văn Sơn" 29A-12345 --list asked.txt',
    configure,
    run,
)
