"""Whatever a small case holds: no name, alias, paper or number of a protected person leaves it by any way there is."""

import io
import json
import os
import re
from collections import deque
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, fields, is_dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import main
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.edits.rings import DecideRing, KeepRings
from netlens.case.importing import import_files
from netlens.case.protection import protected_ids
from netlens.case.records import Decision, Member, Ring, Rings
from netlens.case.values.name import fold
from netlens.commands.rings import table
from netlens.network.evidence import gather
from netlens.progress import finish
from netlens.report.listing import rings_json
from ui.answers.ground import reading
from ui.answers.plain.page import Page, Target

KEY = "one two three four"
TO = ("--recipient", "GB", "--purpose", "a test", "--handling", "P")
PAGES = 25  # of the window, walked through
NAMES = ("Quỷnh Zờ", "Vượm Kha Thoòng", "Bríu Pố", "Coor Lênh", "Hôih Nhâm", "Zơrâm Típ", "Pơloong Ích", "Alăng Bơi")
SHIELDING = ("victim", "possible_victim", "witness", "reporter")


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    alias: str
    paper: str
    phone: str
    roles: tuple[str, ...]
    lends: bool  # the phone is also held by the first suspect: then it is nobody's secret

    @property
    def protected(self) -> bool:
        return any(role in SHIELDING for role in self.roles)


def persons() -> st.SearchStrategy[tuple[Person, ...]]:
    roles = st.lists(st.sampled_from(("suspect", "offender", *SHIELDING)), min_size=0, max_size=2, unique=True)

    def person(number: int, said: list[str], lends: bool) -> Person:
        name = NAMES[number]
        paper, phone = f"07{number}19900{number}{4321 + number}", f"09{number}7{number}5{number}31{number}"
        return Person(f"P{number}", name, f"{name.split()[-1]} Xạ", paper, phone, tuple(said), lends)

    each = [st.builds(person, st.just(n), roles, st.booleans()) for n in range(1, len(NAMES))]
    first = Person("P0", NAMES[0], "", "", "0988888888", ("suspect",), False)
    return st.tuples(st.just(first), *each)


def tables(people: tuple[Person, ...]) -> dict[str, list[str]]:
    """The records. Names of the protected stand where names stand, and in every other cell that takes a text."""
    secrets = [text for one in people if one.protected for text in (one.name, f"{one.name} {one.phone}", one.alias)]
    cells = (secrets[n % len(secrets)] if secrets else "" for n in count())

    def odd() -> str:
        return next(cells)

    involved = [(f"C{n % 3}", one.key, role) for n, one in enumerate(people) for role in one.roles]
    involved += [(f"C{(n + 1) % 3}", one.key, one.roles[0]) for n, one in enumerate(people) if one.roles]
    lent = [f"P0,phone,{one.phone},,,{odd()}" for one in people if one.lends]
    terms = "source_ref,grade_source,grade_info,handling"

    def more() -> str:
        return f"{odd()},{odd()},{odd()},{odd()}"

    return {
        "cases": [
            f"case_id,title,offence,status,opened,agency,province,summary,{terms}",
            *(f"C{n},Vụ {odd()},{odd()},{odd()},2024-0{n + 1}-01,{odd()},{odd()},{odd()},{more()}" for n in range(3)),
        ],
        "persons": [
            f"person_id,full_name,aliases,sex,nationality,ethnicity,id_number,phones,accounts,address,province,note,{terms}",
            *(
                f"{p.key},{p.name},{p.alias},{odd()},{odd()},{odd()},{p.paper},{p.phone},zalo:{p.phone},"
                f"12 {p.name},{odd()},quen {odd()},{more()}"
                for p in people
            ),
        ],
        "identifiers": ["person_id,kind,value,since,until,basis", f"P0,phone,0988888888,{odd()},,{odd()}", *lent],
        f"involvements {odd()}": [
            f"case_id,person_id,role,functions,exploitation,recruited_via,since,stage,stage_date,found,note,{terms}",
            *(
                f"{case},{key},{role},{odd()},{odd()},{odd()},{odd()},{odd()},{odd()},{odd()},{odd()},{more()}"
                for case, key, role in involved
            ),
        ],
        "calls": [
            "caller,callee,start,kind,cell",
            *(
                f"{people[n - 1].phone},{one.phone},2024-01-{n + 1:02}T10:00:00,{odd()},{odd()}"
                for n, one in enumerate(people)
                if n
            ),
            *(f"0977000111,{one.phone},2024-02-{n + 1:02}T10:00:00,," for n, one in enumerate(people)),
        ],
        "links": [
            "a,b,kind,since,note",
            *(f"P0,{p.key},{kind},{odd()},{odd()}" for p in people[1:4] for kind in ("associate", odd())),
        ],
        "routes": [
            f"route_id,case_id,stop,place,province,country,kind,mode,gate,date,persons,{terms}",
            *(
                f"T1,C0,{n},nhà {odd()},{odd()},{odd()},{odd()},{odd()},{odd()},2024-03-0{n},P0;P1;P2,{more()}"
                for n in (1, 2)
            ),
        ],
        "crossings": [
            "person_id,gate,direction,when,vehicle,companions",
            f"P0,{odd()},{odd()},2024-03-02,24A12345,P1;{odd()}",
        ],
        "payments": [
            "payer,payee,amount,currency,when,reference",
            f"P0,zalo:{people[1].phone},5,{odd()},2024-01-01,{odd()}",
        ],
        "reports": [
            "report_id,received,channel,partner,subject,case_id,outcome",
            f"B1,2024-01-01,{odd()},{odd()},{odd()},C0,{odd()}",
        ],
    }


def made(people: tuple[Person, ...], folder: Path) -> Path:
    """The case, with one ring of all who may be members, named after a victim."""
    records = folder / "records"
    records.mkdir()
    for name, lines in tables(people).items():
        (records / f"{name.strip()}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = folder / "case.netlens"
    Case.create(path, KEY).close()
    ledger = finish(import_files(path, KEY, [records], main.load_importers(), dates="dmy"))
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
        vertices = gather(case).vertices.tolist()
        members = tuple(Member(one, "firm", 1.0, "none", (), "", 1.0, 0.0, 0.0, {}) for one in vertices)
        cases = tuple(case.table("cases").id.tolist())
        victims = tuple(sorted(protected_ids(case) - set(vertices)))
        routes = tuple(sorted(set(case.table("stops").route.tolist())))
        figures = (0.9, 0.01, 0.01, 0.5, 0.5)
        belongs = (cases, routes, victims)
        ring = Ring("R1", "", "supported", "open", "", members, *figures, (), {}, *belongs, "", "", "", {})
        case.apply(KeepRings(Rings({"seeds": [1]}, (ring,), (), tuple(vertices[:1]))))
        hidden = next((one.name for one in people if one.protected), "")
        case.apply(DecideRing(Decision("R1", "confirmed", f"{hidden} khai", f"Chuyên án {hidden}")))
    return path


def said_by_commands(case: Path, folder: Path) -> Iterator[tuple[str, str]]:
    with Case.open(case, KEY) as opened:
        rings = opened.detection()
        assert rings is not None
        yield "rings --json", json.dumps(rings_json(opened, rings), ensure_ascii=False)
        yield "rings", "\n".join(table(opened, rings.rings))
        members = [opened.record_id(one.vertex) for one in rings.rings[0].members]
    out = io.StringIO()
    commands = [
        ["why", case, "--ring", "R1", "--json", folder / "why.json"],
        ["why", case, "--ring", "R1", "--member", members[-1], "--lang", "vi"],
        ["export", case, "--all", "--format", "html", "--to", folder / "out", *TO],
        ["export", case, "--all", "--format", "json", "--to", folder / "out", "--lang", "vi", *TO],
        ["picture", case, "--ring", "R1", "--to", folder / "ring.svg"],
    ]
    with redirect_stdout(out), redirect_stderr(out):
        for arguments in commands:
            assert main.main([*map(str, arguments), "--quiet"]) == 0, (arguments, out.getvalue()[-500:])
    yield "printed", out.getvalue()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".json", ".html", ".svg"):
            yield path.name, f"{path.name} {path.read_text(encoding='utf-8')}"


def said_by_the_window(case: Path) -> Iterator[tuple[str, str]]:
    where = (str(case), KEY, 0)
    try:
        left = deque([Target("rings:ring", ("R1",)), Target("what_if:ring", ("R1",)), Target("why:ring", ("R1",))])
        seen = set(left)
        for _step in range(PAGES):
            if not left:
                break
            asked = left.popleft()
            page = reading.answer(where, *_asked(asked))
            assert isinstance(page, Page)
            yield str(asked), " | ".join(_texts(page))
            for following in _targets(page.blocks):
                if following not in seen:
                    seen.add(following)
                    left.append(following)
    finally:
        for book in reading._kept.values():
            book.case.close()
        reading._kept.clear()


def _asked(target: Target) -> tuple[str, tuple[Any, ...]]:
    from ui.panels.details import _page_of
    from ui.session import Selection

    page = _page_of(Selection(*target.args)) if target.question == "select" else target
    return page.question, page.args


def _targets(value: Any) -> Iterator[Target]:
    if isinstance(value, Target):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _targets(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _targets(getattr(value, one.name))


def _texts(value: Any) -> Iterator[str]:
    """Every text, also what clicks carry: it is sent from process to process, and may be shown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))


def words(text: str) -> str:
    return " " + " ".join(re.findall(r"[^\W\d_]+", fold(text))) + " "


def numbers(text: str) -> set[str]:
    """Every nine digits that stand together, however they are set apart."""
    runs = [re.sub(r"\D", "", run) for run in re.findall(r"\d(?:[ .()\-]?\d){7,}", text)]
    return {run[at : at + 9] for run in runs for at in range(len(run) - 8)}


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # each takes long, and is small enough to read


@settings(max_examples=2, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(people=persons())
def test_no_way_out_for_the_protected(people: tuple[Person, ...]) -> None:
    os.environ["NETLENS_PASSPHRASE"] = KEY
    hidden = [one for one in people if one.protected]
    with TemporaryDirectory() as place:
        folder = Path(place)
        case = made(people, folder)
        (folder / "handed on").mkdir()
        told = [
            (where, secret, around)
            for where, text in (*said_by_the_window(case), *said_by_commands(case, folder / "handed on"))
            for secret, around in leaks(text, hidden)
        ]
    assert not told, "\n".join(" | ".join(one) for one in told)


def leaks(text: str, hidden: list[Person]) -> Iterator[tuple[str, str]]:
    """(secret, what stands around it) for what a text tells of the protected."""
    read, digits = words(text), numbers(text)
    for one in hidden:
        for secret in (one.name, one.alias):
            at = read.find(words(secret))
            if at >= 0:
                yield secret, read[max(at - 60, 0) : at + 60]
        for number in (one.paper, *(() if one.lends else (one.phone,))):
            if number[-9:] in digits:
                yield number, ""


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)
