"""After an import: which rings of the kept detection it touched, and whom or what the analyst watches."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.edits.rings import DecideRing, KeepRings
from netlens.case.edits.watching import Watch
from netlens.case.importing import Importer, import_files
from netlens.case.records import Decision, Member, Ring, Rings
from netlens.i18n import use_language
from netlens.network.digest import digest
from netlens.plugins import collect
from netlens.progress import finish
from netlens.report.intake import digest as words

KEY = "một hai ba"
FIRST = {
    "persons": "person_id,full_name,phones\nP1,Nguyễn Văn An,0912345678\nP2,Vàng A Sử,0987654321\nP3,Lê Thị Hoa,\n"
    "P4,Mã A Pó,0900000444\n",
    "cases": "case_id,title\nC1,Vụ 1\nC2,Vụ 2\n",
    "involvements": "case_id,person_id,role\nC1,P1,suspect\nC1,P2,suspect\nC1,P3,victim\nC2,P4,suspect\n",
    "calls": "caller,callee,start\n0912345678,0987654321,2022-03-07 21:04:10\n",
}
MEMBER = Member(1, "firm", 1.0, "suspect", (), "", 1.0, 0.0, 0.0, {})
RING = Ring(
    "R-001", "", "supported", "open", "", (), 1.0, 0.0, 0.0, 1.0, 1.0, (), {}, (), (), (), "", "", "", {}
)  # fmt: skip


class World(SimpleNamespace):
    case: Case
    folder: Path

    def take(self, **tables: str) -> int:
        import importers

        folder = self.folder / f"b{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        found = collect(importers, "IMPORTER", Importer)
        ledger = finish(import_files(self.case.path, KEY, sorted(folder.iterdir()), found))
        self.case.apply(CountImport(ledger.import_id))
        return int(ledger.import_id)

    def id(self, record: str) -> int:
        found = self.case.by_record_id(record)
        assert found is not None, record
        return found


@pytest.fixture
def world(tmp_path: Path) -> World:
    with Case.create(tmp_path / "a.netlens", KEY) as case:
        made = World(case=case, folder=tmp_path)
        made.take(**FIRST)
        one, two, four = (replace(MEMBER, vertex=made.id(f"persons:P{n}")) for n in (1, 2, 4))
        rings = (
            replace(RING, members=(one, two), cases=(made.id("cases:C1"),)),
            replace(RING, id="R-002", members=(four,), cases=(made.id("cases:C2"),)),
            replace(RING, id="R-003", status="chance", members=(two,)),
        )
        case.apply(KeepRings(Rings({}, rings, (), ())))
        yield made


def test_new_facts_are_told_ring_by_ring(world: World) -> None:
    number = world.take(
        persons="person_id,full_name,phones\nP9,Trần Văn Mới,0933333333\n",
        calls="caller,callee,start\n0933333333,0912345678,2023-01-01 10:00:00\n"
        "0912345678,0944444444,2023-01-01 11:00:00\n0912345678,0987654321,2022-03-07 21:04:12\n",
        involvements="case_id,person_id,role\nC1,P9,suspect\n",
    )
    found = digest(world.case, number)
    assert list(found.rings) == ["R-001"], "groups like chance are nobody's ring"
    news = found.rings["R-001"]
    assert dict(news.facts) == {"called": 2, "involvement": 1}, "the third call was known"
    assert {world.case.record_id(one) for one in news.people} == {"persons:P9"}
    assert {world.case.record_id(one) for one in news.things} == {"phone:+84933333333", "phone:+84944444444"}
    assert len(news.rows) == 3
    assert words.lines(world.case, found) == [
        "What it touched:",
        "  Ring R-001: 2 new calls, 1 new role in a case, 1 new person beside it, 2 new numbers and documents",
    ]
    world.case.apply(DecideRing(Decision("R-001", "confirmed", "", "Chuyên án H5")))
    assert words.as_json(world.case, digest(world.case, number)) == {
        "rings": [{"id": "R-001", "name": "Ring R-001 (Chuyên án H5)", "facts": {"called": 2, "involvement": 1},
                   "new_people": 1, "new_things": 2}],
        "watched": [], "across": [],
    }  # fmt: skip
    world.case.apply(DecideRing(Decision("R-001", "confirmed", "", "Giải cứu Lê Thị Hoa")))
    told = words.as_json(world.case, digest(world.case, number))["rings"][0]["name"]
    assert told == "Ring R-001 (Giải cứu V-0001)", "an operation named after a victim names nobody"
    world.case.apply(WithdrawImport(number))
    assert digest(world.case, number).empty


def test_the_watched_are_told_of_by_name_or_code(world: World) -> None:
    watched = {world.id(record): "" for record in ("persons:P3", "phone:+84900000444")}
    world.case.apply(Watch(watched))
    number = world.take(
        involvements="case_id,person_id,role\nC2,P3,witness\n",
        calls="caller,callee,start\n0955555555,0900000444,2023-01-01 10:00:00\n",
    )
    found = digest(world.case, number)
    assert set(found.watched) == set(watched)
    said = "\n".join(words.lines(world.case, found))
    assert "Watched: V-0001: 1 new role in a case" in said
    assert "Watched: +84900000444: 1 new call" in said
    assert "Hoa" not in said
    told = words.as_json(world.case, found)["watched"]
    assert {one["id"] for one in told} == {"V-0001", "phone:+84900000444"}


def test_who_stands_beside_two_rings_now(world: World) -> None:
    number = world.take(
        persons="person_id,full_name\nP9,Trần Văn Mới\n",
        links="a,b,kind\nP9,P1,met\nP9,P4,met\n",
        involvements="case_id,person_id,role\nC2,P9,suspect\n",
    )
    found = digest(world.case, number)
    assert dict(found.across) == {world.id("persons:P9"): ("R-001", "R-002")}
    use_language("vi")
    try:
        assert words.lines(world.case, found)
    finally:
        use_language("en")


def test_nothing_is_said_before_there_are_rings(tmp_path: Path) -> None:
    with Case.create(tmp_path / "b.netlens", KEY) as case:
        assert digest(case, World(case=case, folder=tmp_path).take(**FIRST)).empty
