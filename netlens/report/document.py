"""RingSummary → Document: the same words, tables and order for every format that people read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from netlens.i18n import counter, translator
from netlens.report.picture import banner
from netlens.report.summary import RingSummary, Said, SummaryMember

Words = Callable[[str], str]
Tone = Literal["", "strong", "muted", "warn", "code"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One text, with the numbers of its sources; always plain text, whatever it looks like."""

    text: str
    sources: tuple[int, ...] = ()
    tone: Tone = ""
    below: tuple["Cell", ...] = ()  # further lines in the same place


@dataclass(frozen=True, slots=True)
class Block:
    """`said` sentences; `list` points; `facts` name and value; `table` (its first row heads it); `entries` a heading
    row each, with what is said below it; `picture` the ring's diagram; `note` a boxed sentence."""

    kind: Literal["said", "list", "facts", "table", "entries", "picture", "note"]
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[int, ...] = ()  # of a table's columns, as shares
    anchor: str = ""  # rows of this table are what [n] points at


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`head` is said on every page: banner (a sample's), handling, what it is. `page` holds {page} and {pages}."""

    lang: str
    title: str
    kicker: str
    badges: tuple[Cell, ...]
    banner: str
    handling: str
    foot: str
    page: str
    sections: tuple[Section, ...]


def document(summary: RingSummary) -> Document:
    """The whole summary in the order in which a working group reads it: what, how sure, who, why, on what ground."""
    lang = summary.terms.lang
    _ = translator(lang)
    ring = summary.ring
    tone: Tone = "strong" if ring.status == "supported" else "warn"
    badges = [Cell(ring.words.get("status", ring.status), tone=tone), Cell(ring.words.get("decision", ring.decision))]
    badges += [Cell(f"{c['label']}: {c['words']}", tone="muted") for c in ring.corridors]
    sections = (
        _terms(summary, _),
        _short(summary, _),
        _people(summary, _, lang),
        _grounds(summary, _),
        _protected(summary, _, lang),
        _cases(summary, _),
        _routes(summary, _),
        _evidence(summary, _),
        _limits(summary, _),
        _settings(summary, _),
        _annex(summary, _),
    )
    name = ring.label if ring.label == ring.id else f"{ring.id} · {ring.label}"
    return Document(
        lang=lang,
        title=_("Ring {name}").format(name=name),
        kicker=_("Ring summary"),
        badges=tuple(badges),
        banner=banner(summary.terms.sample, lang),
        handling=_("Handling: {code}").format(code=summary.handling or _("none stated")),
        foot=_("A lead for investigation, not a finding of guilt. For {recipient} only.").format(
            recipient=summary.terms.recipient
        ),
        page=_("Page {page} of {pages}"),
        sections=tuple(section for section in sections if section.blocks),
    )


def moment(time: str) -> str:
    """`2026-11-22 21:47 +07:00` out of an ISO time; anything else as it is."""
    return f"{time[:10]} {time[11:16]} {time[19:]}".rstrip() if len(time) > 18 and time[10] == "T" else time


def _said(said: Sequence[Said]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell(text, sources),) for text, sources in said)


def _facts(pairs: Sequence[tuple[str, str]]) -> Block:
    return Block("facts", tuple((Cell(name, tone="muted"), Cell(value)) for name, value in pairs if value))


def _table(head: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: Sequence[int], anchor: str = "") -> Block:
    return Block("table", (tuple(Cell(text) for text in head), *rows), tuple(widths), anchor)


def _terms(summary: RingSummary, _: Words) -> Section:
    terms = summary.terms
    pairs = [
        (_("Recipient"), terms.recipient),
        (_("Purpose"), terms.purpose),
        (_("Handling"), summary.handling),
        (_("Names of protected people released on the authority of"), terms.authority if terms.identify else ""),
        (_("Evidence from"), summary.ring.words.get("period", "")),
        (_("Made"), _("{time} with NetLens {version}").format(time=moment(summary.made), version=summary.version)),
    ]
    return Section("terms", "", (_facts(pairs),))


def _short(summary: RingSummary, _: Words) -> Section:
    said = Block("said", tuple((Cell(text),) for text in summary.ring.sentences))
    return Section("short", _("In short"), (said, Block("picture")))


def _people(summary: RingSummary, _: Words, lang: str) -> Section:
    rows = [
        (
            Cell(m.code, tone="muted"),
            Cell(m.name, tone="strong", below=_muted(m.record if m.record != m.name else "")),
            Cell(m.words.get("functions", "")),
            Cell(m.words.get("recorded", m.recorded), below=(Cell(m.words["stage"]),) if m.words.get("stage") else ()),
            Cell(m.words.get("band", m.band)),
        )
        for m in summary.members
    ]
    head = ["", _("Name, record"), _("Functions recorded"), _("Recorded as, stage"), _("Belongs to the ring")]
    table = _table(head, rows, (7, 30, 28, 20, 15))
    return Section("members", _("Members ({n})").format(n=len(rows)), (table,))


def _grounds(summary: RingSummary, _: Words) -> Section:
    entries = tuple(_entry(member) for member in summary.members if member.why or member.notes)
    blocks = [Block("said", _said(summary.why))] if summary.why else []
    if entries:
        blocks.append(Block("entries", entries))
    return Section("why", _("Why: the ring and each member"), tuple(blocks))


def _entry(member: SummaryMember) -> tuple[Cell, ...]:
    notes = tuple(Cell(note, tone="warn") for note in member.notes)
    why = tuple(Cell(text, sources) for text, sources in member.why)
    return (Cell(member.code, tone="muted"), Cell(member.name, tone="strong", below=(*notes, *why)))


def _protected(summary: RingSummary, _: Words, lang: str) -> Section:
    n_ = counter(lang)
    if not summary.protected:
        return Section("protected", "", ())
    rows = [
        (
            Cell(str(p["code"]), tone="strong"),
            Cell(str(p["kind"])),
            Cell(n_("{n} fact", "{n} facts", int(p["facts"])).format(n=p["facts"])),
        )
        for p in summary.protected
    ]
    note = _("Victims, witnesses, informants and people under 18 are shown by code. The codes are stable in this case.")
    if summary.terms.identify:
        note = _("Names of protected people are released here: disclose them to nobody the authority does not cover.")
    table = _table([_("Code"), _("Standing"), _("Recorded")], rows, (30, 50, 20))
    title = _("Protected people ({n})").format(n=len(rows))
    return Section("protected", title, (Block("note", ((Cell(note),),)), table))


def _cases(summary: RingSummary, _: Words) -> Section:
    if not summary.cases:
        return Section("cases", "", ())
    rows = [
        (
            Cell(str(c["record"]), c.get("sources", ()), "strong", _muted(c.get("opened"))),
            Cell(str(c["offence"]), below=_muted(c.get("corridors"))),
            Cell(str(c["agency"]), below=_muted(c.get("province"))),
            Cell(str(c["status"])),
            Cell(_("{members} / {victims}").format(members=c["members"], victims=c["victims"])),
        )
        for c in summary.cases
    ]
    head = [_("Case, opened"), _("Offence, corridor"), _("Agency, province"), _("Status"), _("Members / victims")]
    blocks = [_table(head, rows, (27, 33, 18, 11, 11))]
    if summary.offences:
        n_ = counter(summary.terms.lang)
        offences = [
            (str(o["label"]), n_("{n} case", "{n} cases", int(o["cases"])).format(n=o["cases"]))
            for o in summary.offences
        ]
        blocks.insert(0, _facts(offences))
    return Section("cases", _("Cases ({n})").format(n=len(rows)), tuple(blocks))


def _routes(summary: RingSummary, _: Words) -> Section:
    if not summary.routes:
        return Section("routes", "", ())
    head = ["", _("Place"), _("What happens"), _("How"), _("Gate"), _("Date")]
    blocks = []
    for route in summary.routes:
        note = (Cell(str(route["note"]), tone="warn"),) if route.get("note") else ()
        about = " · ".join(str(route[key]) for key in ("corridor", "case") if route.get(key))
        lead = (Cell("", tone="muted"), Cell(str(route["record"]), tone="strong", below=(*_muted(about), *note)))
        rows = [
            (
                Cell(str(stop["stop"]), tone="muted"),
                Cell(str(stop["place"]), stop.get("sources", ())),
                *(Cell(str(stop.get(key) or "")) for key in ("kind", "mode", "gate", "date")),
            )
            for stop in route["stops"]
        ]
        blocks += [Block("entries", (lead,)), _table(head, rows, (5, 31, 17, 14, 19, 14))]
    return Section("routes", _("Routes ({n})").format(n=len(summary.routes)), tuple(blocks))


def _evidence(summary: RingSummary, _: Words) -> Section:
    if not summary.evidence:
        return Section("evidence", "", ())
    rows = [(Cell(str(e["label"])), Cell(f"{e['facts']:,}")) for e in summary.evidence]
    blocks = [_table([_("Kind of evidence"), _("Facts")], rows, (80, 20))]
    if summary.weakest:
        blocks.append(_facts([(_("Weakest grade"), summary.weakest)]))
    if summary.what_if:
        head = [_("Without …"), _("What remains")]
        what_if = [(Cell(w["without"]), Cell(w["outcome"])) for w in summary.what_if]
        blocks.append(_table(head, what_if, (50, 50)))
    return Section("evidence", _("Evidence, and what the ring hangs on"), tuple(blocks))


def _limits(summary: RingSummary, _: Words) -> Section:
    points = tuple((Cell(text),) for text in summary.limits)
    return Section("limits", _("What this summary does not say"), (Block("list", points),) if points else ())


def _settings(summary: RingSummary, _: Words) -> Section:
    names = {
        "method": _("Method"),
        "objective": _("Objective"),
        "resolutions": _("Resolutions"),
        "seeds": _("Seeds"),
        "weights": _("Weights of evidence"),
        "filters": _("Filters"),
        "versions": _("Versions"),
    }
    pairs = [(names.get(key, key), _plain(value)) for key, value in summary.settings.items()]
    return Section("settings", _("How the ring was found"), (_facts(pairs),) if pairs else ())


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _annex(summary: RingSummary, _: Words) -> Section:
    """Sources in runs: neighbouring rows of one sheet with one handling code and one grade share a line."""
    if not summary.annex:
        return Section("sources", "", ())
    names = {int(file["number"]): str(file["name"]) for file in summary.files}
    rows = []
    for run in _runs(summary.annex):
        first, last = run[0], run[-1]
        number = f"[{first['number']}]" if len(run) == 1 else f"[{first['number']}–{last['number']}]"
        row = str(first["row"]) if len(run) == 1 else f"{first['row']}–{last['row']}"
        numbers = tuple(int(source["number"]) for source in run)
        rows.append(
            (
                Cell(number, numbers, "muted"),
                Cell(names.get(int(first["file"]), ""), below=_muted(first["sheet"])),
                Cell(row),
                Cell(str(first["grade"]) or "–"),
                Cell(str(first["handling"]) or "–"),
            )
        )  # fmt: skip
    head = [_("Source"), _("File, sheet"), _("Row"), _("Grade"), _("Handling")]
    files = [
        (
            Cell(str(file["name"]), tone="strong", below=(Cell(str(file["sha256"]), tone="code"),)),
            Cell(str(file["register"])),
            Cell(str(file["importer"])),
            Cell(moment(str(file["imported"]))),
        )
        for file in summary.files
    ]
    blocks = (
        _table(head, rows, (16, 46, 16, 11, 11), "source"),
        _table([_("File, SHA-256"), _("Register"), _("Read as"), _("Imported")], files, (58, 10, 11, 21)),
    )
    return Section("sources", _("Annex: sources"), blocks)


def _muted(text: object) -> tuple[Cell, ...]:
    return (Cell(str(text), tone="muted"),) if text else ()


def _runs(annex: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    runs: list[list[Mapping[str, Any]]] = []
    for source in annex:
        before = runs[-1][-1] if runs else None
        alike = before and all(before[key] == source[key] for key in ("file", "sheet", "grade", "handling"))
        if before and alike and int(source["row"]) == int(before["row"]) + 1:
            runs[-1].append(source)
        else:
            runs.append([source])
    return runs
