"""A small case with a ring in it, imported from CSV files; victims' names lie in every place a name can hide in."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import importers
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.edits.rings import DecideRing, KeepRings
from netlens.case.importing import Importer, import_files
from netlens.case.records import CorridorShare, Decision, Member, Ref, Ring, Rings
from netlens.plugins import collect
from netlens.progress import finish

KEY = "một hai ba bốn"
# Names, numbers and places of birth that no extract may hold, in any spelling.
SECRETS = (
    "Giàng Thị Múa", "Giàng Thị Sua", "Tẩn Lở Mẩy", "Hạng A Páo", "Chảo Mùi Ghển", "0987000111", "987000111",
    "010199001234", "Bản Phố 2", "1999-02-03", "03/02/1999",
)  # fmt: skip
TABLES = {
    "cases.csv": (
        "case_id,title,offence,status,opened,agency,province,summary,handling",
        "C1,Vụ Giàng Thị Múa,150,charged,2024-03-07,PC02 Lào Cai,Lào Cai,Giàng Thị Múa khai,H1",
        "C2,,150,tried,2023-02-11,PC02 Hà Giang (Giàng Thị Múa),Hà Giang,,",
        "C3,,348,investigating,2024-05-01,PC02 Lào Cai,Lào Cai,,H1",
    ),
    "persons.csv": (
        "person_id,full_name,aliases,birth_date,id_number,phones,address,province,note,handling",
        "P1,Lò Văn Sửu,,1980,,0912000001,,Lào Cai,quen Giàng Thị Múa,H1",
        "P2,Đặng Thị Quyên,,1985,,0912000002,,Lào Cai,,H1",
        "P3,Vàng A Chứ,,1990,,,,Hà Giang,,H1",
        "P4,Trương Quốc Khánh,,1979,,,,Hà Nội,,H1",
        "P5,<script>alert(1)</script>,,1991,,,,Lào Cai,,H1",
        "P6,Tẩn Lở Mẩy,Mẩy Đen,1995,,,,Lào Cai,,H1",
        "P7,Hạng A Páo,,2010-05-01,,,,Hà Giang,,H1",
        "P8,Giàng Thị Múa,Giàng Thị Sua,03/02/1999,010199001234,0987000111,Bản Phố 2,Lào Cai,,H1",
        "P9,Chảo Mùi Ghển,,1988,,,,Lào Cai,,H1",
    ),
    "involvements giàng thị múa.csv": (
        "case_id,person_id,role,functions,stage,stage_date,note,handling,grade_source,grade_info",
        "C1,P1,offender,Organiser,convicted,2024-09-01,,H1,B,2",
        "C1,P2,suspect,RecruiterOrIntermediary,arrested,,,H1,B,2",
        "C1,P3,suspect,Transporter,,,,H1,C,3",
        "C1,P8,victim,,,,bán Giàng Thị Múa,H2,B,2",
        "C1,P9,reporter,,,,,H2,B,2",
        "C2,P1,offender,,convicted,2023-12-01,,H1,B,2",
        "C2,P3,suspect,,acquitted,2023-12-01,,,B,2",
        "C2,P4,suspect,MoneyCourier,arrested,,,,E,5",
        "C2,P5,suspect,,,,,,B,2",
        "C2,P6,victim,,,,,H1,B,2",
        "C3,P6,suspect,RecruiterOrIntermediary,arrested,,,H1,B,2",
        "C3,P7,suspect,,,,,H1,B,2",
        "C3,P1,offender,,charged,,,H1,B,2",
    ),
    "routes.csv": (
        "route_id,case_id,stop,place,province,country,kind,mode,gate,date,persons,handling",
        "T1,C1,1,Bản Phố 2,Lào Cai,VN,recruitment,,,2024-03-01,P8;P2,H1",
        "T1,C1,2,nhà Giàng Thị Múa,Lào Cai,VN,transit,bus,Lào Cai,2024-03-02,P8;P3,H1",
        "T1,C1,3,Hekou,,CN,exploitation,foot,,2024-03-03,P8,H1",
    ),
    "crossings.csv": (
        "person_id,gate,direction,when,vehicle,companions,handling",
        "P2,Lào Cai,out,2024-03-02T10:00:00,24A-123.45,P3;Giàng Thị Múa,H1",
    ),
    "calls.csv": (
        "caller,callee,start,seconds,kind,handling",
        "0912000001,0912000002,2024-03-01T08:00:00,60,voice,H1",
        "0912000001,0912000002,2024-03-02T08:00:00,30,voice,H1",
        "0912000002,0987000111,2024-03-02T09:00:00,30,voice,H1",
    ),
}
PEOPLE = {"P1": "firm", "P2": "firm", "P3": "likely", "P4": "possible", "P5": "likely", "P6": "firm", "P7": "loose"}


@lru_cache(maxsize=2)
def _bytes(sample: bool) -> bytes:
    """The case file, made once for all tests of a run; closed, it is one file."""
    with TemporaryDirectory() as folder:
        return _made(Path(folder), sample).read_bytes()


def small_case(folder: Path, *, sample: bool = False) -> Path:
    """Three rings are kept in it: R1 supported, confirmed and named, R2 tentative, R3 chance."""
    path = folder / "nhỏ.netlens"
    path.write_bytes(_bytes(sample))
    return path


def _made(folder: Path, sample: bool) -> Path:
    path, records = folder / "nhỏ.netlens", folder / "records"
    records.mkdir()
    for name, lines in TABLES.items():
        (records / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    Case.create(path, KEY, sample=sample).close()
    known = collect(importers, "IMPORTER", Importer)
    ledger = finish(import_files(path, KEY, sorted(records.iterdir()), known, register="LC", dates="dmy"))
    assert not [issue for file in ledger.files for issue in file.rejected]
    with Case.open(path, KEY) as case:
        case.apply(CountImport(ledger.import_id))
        settings = {"method": "nest", "seeds": 1, "versions": {"igraph": "1.0.0"}}
        case.apply(KeepRings(Rings(settings, rings(case), (), ())))
        case.apply(DecideRing(Decision("R1", "confirmed", "Giàng Thị Múa nhận ra", "Chuyên án Sông Hồng")))
    return path


def entity(case: Case, kind: str, key: str) -> int:
    found = case.find(Ref(kind, "LC", key))
    assert found is not None, key
    return found


def member(case: Case, key: str, band: str) -> Member:
    role = "offender" if key == "P1" else "suspect"
    stage = {"P1": "convicted", "P3": "acquitted"}.get(key, "arrested")
    functions = {"P1": ("Organiser",), "P3": ("Transporter",), "P4": ("MoneyCourier",)}.get(key, ())
    return Member(entity(case, "person", key), band, 0.9, role, functions, stage, 3.0, 1.0, 0.5, {"case": 2})  # type: ignore[arg-type]


def rings(case: Case) -> tuple[Ring, ...]:
    cases = tuple(entity(case, "case", key) for key in ("C1", "C2", "C3"))
    first = Ring(
        id="R1", label="", status="supported", decision="open", reason="",
        members=tuple(member(case, key, band) for key, band in PEOPLE.items()),
        stability=0.93, p_value=0.002, q_value=0.004, density=0.6, redundancy=0.5,
        corridors=(CorridorShare("CN", 1.0, 1, 1, 1),), offences={"150": 2, "348": 1}, cases=cases,
        routes=(entity(case, "route", "T1"),),
        victims=tuple(entity(case, "person", key) for key in ("P8", "P9")),
        weakest_grade="E/5", first="2023-02-11", last="2024-09-01", evidence={"case": 10, "call": 2},
    )  # fmt: skip
    few = first.members[:3]
    bare = {"corridors": (), "offences": {}, "cases": (), "routes": (), "victims": (), "evidence": {"case": 3}}
    return (first, other(first, "R2", "tentative", few, bare), other(first, "R3", "chance", few, bare))


def other(ring: Ring, ring_id: str, status: str, members: tuple[Member, ...], rest: dict[str, object]) -> Ring:
    from dataclasses import replace

    return replace(ring, id=ring_id, status=status, members=members, **rest)  # type: ignore[arg-type]
