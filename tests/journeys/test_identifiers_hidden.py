"""Whatever is a protected person's, of any kind, put into any place of a file of any format: no output tells it."""

import io
import random
from collections import deque
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import chain
from pathlib import Path

import pytest
from secrets_told import (
    ALIAS,
    ANYHOW,
    BASE,
    DUMP,
    JOINED,
    NAME,
    OTHER_HANDSET,
    OTHER_SIM,
    PAPER,
    PHONE,
    SAMPLES,
    filled,
    leaks,
)
from test_nobody_told import KEY, TO, _asked, _targets, _texts

import main
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import import_files
from netlens.case.protection import is_open
from netlens.progress import finish
from ui.answers.ground import reading
from ui.answers.plain.page import Target

TEXTS = tuple(
    sorted(
        one.sample
        for one in main.load_importers()
        if Path(one.sample).suffix not in (".xlsx", ".xls", ".ods", ".netlens")
    )
)
PAGES = 30  # of the window, walked through for each example
FIRST = (
    "imports:listing", "imports:table", "history:entries", "quality.listed:listing", "quality.listed:corrections",
    "rings:overview", "rings:case", "rings:hubs", "rings:chance", "tables:people", "tables:links",
    "beyond.suggestions:listed", "beyond.corridors:table", "beyond.corridors:people", "beyond.corridors:rejected",
    "sources.watched:listed", "handing_on:choices", "finding:ways", "search:find",
)  # fmt: skip
WITH = {"tables:people": ("",), "tables:links": ("",), "search:find": ("a",)}


def book(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    from xlsxwriter import Workbook

    with Workbook(str(path)) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def made(folder: Path) -> Path:
    """The case in which one person is protected."""
    records, case = folder / "records", folder / "case.netlens"
    records.mkdir()
    for name, text in BASE.items():
        (records / f"{name}.csv").write_text(text, encoding="utf-8")
    dump = folder / "dump.txt"
    dump.write_text(DUMP, encoding="utf-8")
    Case.create(case, KEY).close()
    for paths in ([records], [dump]):
        ledger = finish(import_files(case, KEY, paths, main.load_importers(), dates="dmy"))
        with Case.open(case, KEY) as opened:
            opened.apply(CountImport(ledger.import_id))
    return case


def run(*arguments: object) -> str:
    """What a command says on both streams."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main.main([*map(str, arguments), "--quiet"])
    return f"[{code}] {out.getvalue()}"


def said_by_commands(case: Path, folder: Path) -> Iterator[tuple[str, str]]:
    def asked(name: str, *more: object) -> list[object]:
        return [name, case, *more, "--json", folder / f"{name}{len(more)}.json"]

    yield "rings", run(*asked("rings", "--all"))
    with Case.open(case, KEY) as opened:
        kept = opened.detection()
        rings = [ring.id for ring in kept.rings] if kept else []
        members = [opened.record_id(one.vertex) for ring in kept.rings[:1] for one in ring.members] if kept else []
    commands: list[list[object]] = [
        asked("quality"), asked("measures"), asked("lookup", "0912000001", "Tằng Xì Phoóng"),
        *(asked("why", "--ring", rings[0], "--member", one, "--lang", "vi") for one in members[:1]),
        *(["export", case, "--ring", one, "--format", "html", "--to", folder / "handed on", *TO] for one in rings[:1]),
    ]  # fmt: skip
    for command in commands:
        yield str(command[0]), run(*command)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".json", ".html", ".svg", ".csv"):
            yield path.name, f"{path.name} {path.read_text(encoding='utf-8')}"


def said_by_the_window(case: Path) -> Iterator[tuple[str, str]]:
    where = (str(case), KEY, 0)
    try:
        left = deque(Target(name, WITH.get(name, ())) for name in FIRST)
        with Case.open(case, KEY) as opened:
            people = opened.table("persons").id.tolist()
            crossed = opened.table("crossings")
            places = [*zip(crossed.file.tolist(), crossed.row.tolist(), strict=True)]
            imports = opened.table("imports").id.tolist()
        left += [Target("imports:one", (one,)) for one in imports]
        left += [Target("imports:rejected", (one,)) for one in imports]
        left += [Target("sources.digest:page", (one,)) for one in imports]
        left += [Target("people:entity", (one,)) for one in people[-8:]]
        left += [Target("rows:record", (place,)) for place in places]
        seen, walked = set(left), 0
        while left and walked < len(seen) and walked < len(FIRST) + 3 * len(imports) + 20 + PAGES:
            walked += 1
            asked = left.popleft()
            answered = reading.answer(where, *_asked(asked))
            yield f"{asked.question}{asked.args!r}"[:80], " | ".join(_texts(answered))
            for following in _targets(answered):
                if following not in seen:
                    seen.add(following)
                    left.append(following)
    finally:
        for book in reading._kept.values():
            book.case.close()
        reading._kept.clear()


def imported(case: Path, folder: Path, at: list[int], said: list[str]) -> Iterator[tuple[str, str]]:
    """What the imports of every format say, each sample filled with what is hers."""
    for n, name in enumerate(TEXTS):
        mine = said[n % len(said) :] + said[: n % len(said)]
        path = folder.parent / f"{n} {name}"
        path.write_text(filled(SAMPLES / name, [one + n for one in at], mine), encoding="utf-8")
        told = folder / f"ledger {n}.json"
        yield f"import {name}", run("import", case, path, "--dates", "dmy", "--json", told)


def known_otherwise(case: Path) -> set[str]:
    """What the records of an example tell of somebody else: nobody's secret, or a name that two people bear."""
    with Case.open(case, KEY) as opened:
        persons = opened.table("persons")
        others = persons[~persons.protected]
        borne = [str(text) for column in ("name", "key", "aliases") for text in others[column].tolist()]
        refs, labels = opened.reading.refs, opened.reading.labels
        held = [f"{refs[one].key} | {labels.get(one, '')}" for one in refs if is_open(opened, one)]
    known = {secret for text in held for secret, _around in leaks(text)}
    if PHONE in known:  # then the handset and the card of that number are not hers alone either
        known |= {OTHER_HANDSET, OTHER_SIM}
    return known | {secret for text in borne for secret, _around in leaks(text) if secret in (NAME, ALIAS, JOINED)}


@pytest.mark.parametrize("seed", [7])
def test_nothing_of_hers_is_told_whatever_it_is_written_in(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)
    drawn = random.Random(seed)
    at, said = drawn.sample(range(400), 8), drawn.sample(ANYHOW, 8)
    case, out = made(tmp_path), tmp_path / "out"
    out.mkdir()
    ways = (imported(case, out, at, said), said_by_commands(case, out), said_by_the_window(case))
    told = [(where, *found) for where, text in chain(*ways) for found in leaks(text)]
    open_ = known_otherwise(case)
    assert not (hers := [one for one in told if one[1] not in open_]), "\n".join(" | ".join(one) for one in hers)


def test_nothing_of_hers_is_told_by_names_of_files_sheets_registers_and_presets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)
    case, out, sent = made(tmp_path), tmp_path / "out", tmp_path / "sent"
    out.mkdir()
    sent.mkdir()
    workbook = book(
        sent / f"hs_{JOINED}_{PHONE}.xlsx",
        {
            NAME: [
                ["person_id", "full_name", NAME, f"SĐT {PHONE}"],
                ["X1", "Ai Đó", "x", "y"],
                ["", "Không Ai", "", ""],
            ],
            f"sđt {PHONE}": [["a", "b", "kind", "note"], ["X1", NAME, "associate", "z"], ["X1", "X9", "associate", ""]],
        },
    )
    keys = sent / f"{NAME}.csv"
    keys.write_text(f"person_id,full_name\nP{PHONE},Hai\n{PAPER},Ba\n", encoding="utf-8")
    said = [("workbook", run("import", case, workbook, "--register", f"{NAME} {PHONE}", "--json", out / "one.json"))]
    said += [("keys", run("import", case, keys, "--json", out / "two.json"))]
    keys.write_text(f"person_id,full_name\nP{PHONE},Khác Hẳn\n", encoding="utf-8")
    # The name of the file that cannot be taken is the one that was typed; nothing that stands in it is told.
    said += [("otherwise", run("import", case, keys).replace(f"{keys.name}, row", "row"))]
    said += [("updated", run("import", case, keys, "--update", "--json", out / "three.json"))]
    said += [("preset", run("rings", case, "--save-preset", NAME)), ("presets", run("rings", case, "--preset", "none"))]
    said += [
        ("measures", run("measures", case, "--json", out / "measures.json")),
        ("lookup", run("lookup", case, "X1")),
    ]
    said += [(path.name, path.read_text(encoding="utf-8")) for path in sorted(out.iterdir())]
    # A preset travels whole, to be used; what the list shows of it is masked, as in the commands above.
    window = (one for one in said_by_the_window(case) if not one[0].startswith("finding:ways"))
    told = [(where, *found) for where, text in chain(said, window) for found in leaks(text)]
    assert not told, "\n".join(" | ".join(one) for one in told)
    with Case.open(case, KEY) as opened:
        for entity in opened.table("persons").id.tolist():
            assert opened.by_record_id(opened.record_id(entity)) == entity


def test_the_window_is_given_a_ledger_that_names_nobody(tmp_path: Path) -> None:
    from ui.answers.writing import take_in

    case, graph = made(tmp_path), tmp_path / f"{JOINED}.graphml"
    edge = f'<edge source="n1" target="{PHONE}"/><edge source="n1" target="{PAPER}"/>'
    text = f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph><node id="n1"/>{edge}</graph></graphml>'
    graph.write_text(text, encoding="utf-8")
    ledger, _name, _inverse = finish(take_in(case, KEY, (graph,), main.load_importers()))
    rejected = [one.value for file in ledger.files for one in file.rejected]
    assert rejected == ["V-0001", "V-0001"]
    assert not list(leaks(ledger.files[0].name))
