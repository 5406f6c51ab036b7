"""Cases as nobody hopes to get them, as CSV files: nobody, one, all in one, all alone, everything twice, nonsense."""

import re
from collections.abc import Callable, Iterable
from itertools import combinations, pairwise
from pathlib import Path

Tables = dict[str, list[str]]  # by table: the lines of its file, the header first
NONSENSE = re.compile(r"\b(nan|NaN|inf|None)\b|\b0 of 0\b|\b0 (people|members|cases|rows)\b|\{\w+\}|went wrong")
WORLDS: dict[str, Callable[[], Tables]] = {}
# Names without digits: a number in a name is flagged, and would hide what else is.
NAMES = ("An", "Bé", "Chín", "Dũng", "Giàng", "Hoa", "Khánh", "Lan", "Mai", "Nga", "Oanh", "Páo", "Quý", "Sơn", "Tú")


def world(make: Callable[[], Tables]) -> Callable[[], Tables]:
    WORLDS[make.__name__] = make
    return make


def written(name: str, folder: Path) -> Path:
    """The files of a world under a folder of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, lines in WORLDS[name]().items():
        (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def keys(count: int, first: str = "P") -> list[str]:
    return [f"{first}{number:04}" for number in range(count)]


def persons(who: Iterable[str], **more: str) -> list[str]:
    head = ",".join(["person_id", "full_name", *more])
    return [head, *(",".join([key, _name(key), *more.values()]) for key in who)]


def _name(key: str) -> str:
    number = int(key[1:]) if key[1:].isdigit() else len(key)
    return f"Lò {NAMES[number % 15]} {NAMES[number // 15 % 15]} {NAMES[number // 225 % 15]}"


def cases(which: Iterable[str], opened: str = "2024-01-01") -> list[str]:
    return ["case_id,opened,offence", *(f"{key},{opened},150" for key in which)]


def involved(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    return ["case_id,person_id,role", *(",".join(row) for row in rows)]


def links(pairs: Iterable[tuple[str, str]], kind: str = "associate") -> list[str]:
    return ["a,b,kind", *(f"{a},{b},{kind}" for a, b in pairs)]


def two_cells(role: str = "suspect") -> tuple[list[str], list[tuple[str, str, str]]]:
    """Six in four cases, six others in four others."""
    who = keys(12)
    return who, [(f"C{n}", one, role) for n in range(8) for one in who[n % 2 * 6 : n % 2 * 6 + 6]]


def rings(protected: bool = False) -> Tables:
    """Five groups no chance would make, among pairs of one case each."""
    who: list[str] = []
    rows = []
    for ring in range(5):
        members = keys(6, "ABCDE"[ring])
        who += members
        for case in range(5):
            rows += [(f"R{ring}{case}", one, "suspect") for n, one in enumerate(members) if (n + case) % 3]
    if protected:
        rows += [("RV", one, "victim") for one in who]
    for pair in range(60):
        who += [f"S{pair:03}0", f"S{pair:03}1"]
        rows += [(f"D{pair}", one, "suspect") for one in who[-2:]]
    named = sorted({case for case, *_rest in rows})
    return {"persons": persons(who), "cases": cases(named), "involvements": involved(rows)}


@world
def no_offenders() -> Tables:
    who = keys(9)
    rows = [("C1", one, "victim") for one in who[:5]] + [("C2", one, "witness") for one in who[5:]]
    calls = ["caller,callee,start", "+84911000001,+84911000002,2024-01-01T10:00:00"]
    return {"persons": persons(who), "cases": cases(("C1", "C2")), "involvements": involved(rows), "calls": calls}


@world
def one_person() -> Tables:
    return {"persons": persons(keys(1))}


@world
def two_people() -> Tables:
    rows = [("C1", one, "suspect") for one in keys(2)]
    return {"persons": persons(keys(2)), "cases": cases(["C1"]), "involvements": involved(rows)}


@world
def no_people() -> Tables:
    return {"cases": cases(["C1"]), "reports": ["report_id,received", "B1,2024-01-01"]}


@world
def giant() -> Tables:
    """5,000 in one case, half of them its victims, all on one route, all with one phone that calls."""
    who = keys(5000)
    rows = [("C1", one, "victim" if n % 2 else "suspect") for n, one in enumerate(who)]
    route = [f"T1,C1,{n},{place},2024-02-0{n},{';'.join(who)}" for n, place in ((1, "Lào Cai"), (2, "Hekou"))]
    return {
        "persons": persons(who, phones="0911000001"),
        "cases": cases(["C1"]),
        "involvements": involved(rows),
        "routes": ["route_id,case_id,stop,place,date,persons", *route],
        "calls": ["caller,callee,start", *(f"0911000001,09110100{n:02},2024-01-{n:02}T10:00:00" for n in range(1, 29))],
    }


@world
def all_alone() -> Tables:
    rows = [(f"C{one}", one, "suspect") for one in keys(20)]
    return {"persons": persons(keys(20)), "cases": cases(row[0] for row in rows), "involvements": involved(rows)}


@world
def all_in_one_case() -> Tables:
    rows = [("C1", one, "suspect") for one in keys(12)]
    return {"persons": persons(keys(12)), "cases": cases(["C1"]), "involvements": involved(rows)}


@world
def all_with_all() -> Tables:
    return {"persons": persons(keys(14)), "links": links(combinations(keys(14), 2))}


@world
def star_and_chain() -> Tables:
    who = keys(60)
    return {"persons": persons(who), "links": links([("P0000", one) for one in who[1:30]] + list(pairwise(who[30:])))}


@world
def everything_twice() -> Tables:
    who, rows = two_cells()
    tied = [("P0000", "P0001")] * 4 + [("P0001", "P0000")] * 4
    calls = ["caller,callee,start", *["+84911000001,+84911000002,2024-01-01T10:00:00"] * 4]
    return {
        "persons": persons([*who, *who]),
        "cases": cases([f"C{n}" for n in range(8)] * 2),
        "involvements": involved([*rows, *rows]),
        "links": links(tied),
        "calls": calls,
    }


@world
def counts_out_of_bounds() -> Tables:
    said = [f"P{n:04},P{n + 1:04},met,{count},{amount}" for n, (count, amount) in enumerate(
        (("0", "0"), ("-5", "-3"), ("1e30", "1e30"), ("abc", ""), ("0.5", ""), ("nan", "inf"), ("999999999", "1"))
    )]  # fmt: skip
    paid = ["P0000,P0001,-100,VND,2024-01-01", "P0001,P0002,0,VND,2024-01-01"]
    return {
        "persons": persons(keys(9)),
        "links": ["a,b,kind,count,amount", *said],
        "payments": ["payer,payee,amount,currency,when", *paid],
    }


@world
def to_oneself() -> Tables:
    who = keys(4)
    return {
        "persons": persons(who),
        "links": links((one, one) for one in who),
        "payments": ["payer,payee,amount,currency,when", *(f"{one},{one},100,VND,2024-01-01" for one in who)],
        "calls": ["caller,callee,start", "+84911000001,+84911000001,2024-01-01T10:00:00"],
    }


@world
def no_dates_no_routes() -> Tables:
    who, rows = two_cells("offender")
    return {
        "persons": persons(who),
        "cases": ["case_id", *(f"C{n}" for n in range(8))],
        "involvements": involved(rows),
    }


@world
def all_in_the_future() -> Tables:
    who, rows = two_cells("offender")
    return {
        "persons": persons(who, birth_date="2031-01-01"),
        "cases": cases([f"C{n}" for n in range(8)], "2090-01-01"),
        "involvements": involved(rows),
        "routes": [
            "route_id,case_id,stop,place,date,persons",
            "T1,C1,1,Lào Cai,2090-02-01,P0000;P0001",
            "T1,C1,2,Hekou,2090-02-02,",
        ],
    }


@world
def everyone_protected() -> Tables:
    return rings(protected=True)


@world
def one_phone_for_all() -> Tables:
    calls = ["caller,callee,start", "0911000001,0911000002,2024-01-01T10:00:00"]
    return {"persons": persons(keys(80), phones="0911000001"), "calls": calls}


@world
def only_numbers() -> Tables:
    """Calls between numbers nobody holds, in six groups."""
    pairs = [
        (f"09110{group}00{a}", f"09110{group}00{b}", f"2024-01-{group + 1:02}T10:0{a}:0{b}")
        for group in range(6)
        for a, b in combinations(range(6), 2)
    ]
    return {"calls": ["caller,callee,start", *(",".join(one) for one in pairs)]}


@world
def strange_words() -> Tables:
    """Rings of people whose names are markup, formulas, endless, right to left, or nothing."""
    made = rings()
    odd = ("<b>&amp;", '"=1+1"', "x" * 300, "أحمد", "", "{n} {people}", "%s %d", "\u202eabc", "#let x = 1", "'; DROP--")
    lines = made["persons"]
    for number, name in enumerate(odd):
        lines[number + 1] = f"{lines[number + 1].partition(',')[0]},{name}"
    return made
