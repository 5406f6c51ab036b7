"""netlens why CASE --ring ID: the rows behind a ring or a member, and what stays without something."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from netlens.case.case import Case
from netlens.case.protection import code, protected_ids, shown_file, shown_text
from netlens.case.records import Ring, Rings, Source
from netlens.commands import Command, Context
from netlens.errors import NetLensError
from netlens.i18n import _, language, mark, ngettext
from netlens.network.evidence import Evidence
from netlens.network.rings.portrait.hanging import Hanging, hanging
from netlens.network.rings.what_if import Outcome, what_if
from netlens.network.rings.why import Why, why_member, why_ring
from netlens.report import wording
from netlens.report.evidence import as_detected
from netlens.report.extract import write_extract
from netlens.report.listing import shown_id
from netlens.report.ring.without import lines, member_lines, member_text, removed_text
from netlens.report.sentences import outcome_text, sentence, whole_text, without_text

ROWS = 5  # rows listed under each sentence; --json has them all
GRADE = "grade"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--ring", required=True, metavar="ID", help=_("the ring, as `netlens rings` lists it"))
    parser.add_argument(
        "--member", default="", metavar="ID", help=_("one member: record id, or code of a protected one")
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="grade|ID",
        help=_(
            "what stays without its weakest grade (or grade:C/3 and worse), a case, a person, a number, kind:call,"
            " file:NAME, or hubs (repeat for several); not given: without any one of them"
        ),
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write the reasons with all their rows as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    with Case.open(arguments.case, context.passphrase(False)) as case:
        rings = case.detection()
        if rings is None:
            raise NetLensError(
                _("No rings have been looked for in this case yet."), _("Run `netlens rings` on it first.")
            )
        ring = _ring(rings, arguments.ring)
        evidence = as_detected(case)
        member = _member(case, ring, arguments.member) if arguments.member else -1
        why = why_ring(case, evidence, ring) if member < 0 else why_member(case, evidence, ring, member)
        asked = [_asked(case, evidence, ring, what) for what in arguments.without]
        for line in _lines(case, ring, why):
            context.say(line)
        for one in asked:
            context.say(_said(case, one))
        if asked and arguments.json is None:
            return 0
        found = hanging(case, evidence, ring)
        for line in () if asked else _table(case, found, member):
            context.say(line)
        if arguments.json is not None:
            data = _data(case, ring, why, asked, found)
            write_extract(case, arguments.json, data, "why", [data["ring"]])
    return 0


def _ring(rings: Rings, name: str) -> Ring:
    for ring in rings.rings:
        if ring.id.casefold() == name.strip().casefold():
            return ring
    raise NetLensError(
        _("There is no ring {id} in the latest detection.").format(id=name),
        _("The rings are: {ids}.").format(ids=", ".join(r.id for r in rings.rings if r.status != "chance")),
    )


def _member(case: Case, ring: Ring, name: str) -> int:
    wanted = case.by_record_id(name)
    for member in ring.members:
        if member.vertex == wanted or (code(case, member.vertex) or " ").casefold() == name.casefold():
            return member.vertex
    raise NetLensError(
        _("{name} is no member of ring {id}.").format(name=name, id=ring.id),
        _("Its members are: {ids}.").format(ids=", ".join(sorted(shown_id(case, m.vertex) for m in ring.members))),
    )


def _asked(case: Case, evidence: Evidence, ring: Ring, what: str) -> Outcome:
    """One question; a protected person may be named by code."""
    protected = {code(case, one).casefold(): case.record_id(one) for one in protected_ids(case)}
    text = f"grade:{ring.weakest_grade}" if what == GRADE else protected.get(what.casefold(), what)
    return what_if(case, evidence, ring, (text,))


def _said(case: Case, outcome: Outcome) -> str:
    return without_text(case, outcome, removed_text(case, outcome.without, language()), language())


def _table(case: Case, found: Hanging, member: int) -> list[str]:
    """What it hangs on: every single thing taken away in turn; what changes nothing in one line a group."""
    if said := whole_text(found.whole, language()):
        return [said]
    if member >= 0:
        return [member_text(case, found, member, language())]
    return [
        _("Without {what}: {outcome}").format(what=line.without, outcome=line.said)
        for line in lines(case, found, language())
    ]


def _lines(case: Case, ring: Ring, why: Why) -> list[str]:
    place = _places(case)
    said = list(wording.sentences(ring, language())) if why.member < 0 else []
    for reason in why.reasons:
        said.append(sentence(case, reason, language()))
        said += [f"    {_cited(place, one)}" for one in reason.rows[:ROWS]]
        left = len(reason.rows) - ROWS
        if left > 0:
            said.append("    " + ngettext("and {n} more row", "and {n} more rows", left).format(n=left))
    return said


def _places(case: Case) -> dict[int, dict[str, str]]:
    """Each file as a source names it."""
    files, imports = case.table("files"), case.table("imports")
    register = dict(zip(imports.id.tolist(), imports.register, strict=True))
    return {
        number: {
            "file": shown_file(case, name),
            "sheet": shown_file(case, sheet),
            "sha256": sha256,
            "register": shown_text(case, register.get(batch, "")),
        }
        for number, name, sheet, sha256, batch in zip(
            files.id.tolist(), files.name, files.sheet, files.sha256, files.import_id.tolist(), strict=True
        )
    }


def _cited(place: dict[int, dict[str, str]], source: Source) -> str:
    file = place[source.file]
    name = f"{file['file']}, {file['sheet']}" if file["sheet"] else file["file"]
    if len({one["register"] for one in place.values() if one["file"] == file["file"]}) > 1:
        name = f"{file['register']}: {name}"  # two registers sent a file of this name
    return _("{file}, row {row}").format(file=name, row=source.row)


def _data(case: Case, ring: Ring, why: Why, asked: list[Outcome], found: Hanging) -> dict[str, Any]:
    """`without`: what was asked; `hangs_on`: every single thing taken away in turn, by group; `member_hangs_on`: those
    of them without which the member asked about would no longer belong to the ring."""
    place = _places(case)

    def ids(entities: tuple[int, ...]) -> list[str]:
        return sorted(shown_id(case, entity) for entity in entities)

    def rows(sources: tuple[Source, ...]) -> list[dict[str, Any]]:
        return sorted(({**place[one.file], "row": one.row} for one in sources), key=_order)

    def remains(outcome: Outcome) -> dict[str, Any]:
        return {
            "without": removed_text(case, outcome.without, language()),
            "survives": outcome.survives,
            "broken": outcome.broken,
            "staying": ids(outcome.staying),
            "falling": ids(outcome.falling),
            "excess": outcome.excess,
            "redundancy": outcome.redundancy,
            "text": outcome_text(case, outcome, language()),
            "rows": rows(outcome.rows),
        }

    return {
        "ring": ring.id,
        "status": ring.status,
        "member": shown_id(case, why.member) if why.member >= 0 else None,
        "reasons": [
            {
                "kind": reason.kind,
                "count": reason.count,
                "text": sentence(case, reason, language()),
                "subjects": ids(reason.subjects),
                "others": ids(reason.others),
                "rows": rows(reason.rows),
            }
            for reason in why.reasons
        ],
        "without": [remains(one) for one in asked],
        "hangs_on": {
            "whole": remains(found.whole),
            **{group: [remains(one) for one in outcomes] for group, outcomes in found.removals.items()},
            "not_tried": dict(found.more),
        },
        "member_hangs_on": [line.without for line in member_lines(case, found, why.member, language())],
    }


def _order(row: dict[str, Any]) -> tuple[str, str, str, int]:
    return row["register"], row["file"], row["sheet"], row["row"]


COMMAND = Command(
    "why",
    mark("the rows behind a ring or a member; what stays without something"),
    "netlens why mekong.netlens --ring R7 --member persons:P0031 --without grade",
    configure,
    run,
)
