"""Corridors: where a route, a case and a ring run, and what is rejected with a sentence."""

import time
from typing import Any, cast

import pytest
from pandas import DataFrame

from netlens.case.case import Case
from netlens.case.records import CorridorShare, Source
from netlens.network import corridors
from netlens.network.routes import Stop, match, why_rejected
from netlens.resource import toml


def stop(number: int, place: str = "", **said: Any) -> Stop:
    values = {"province": "", "country": "", "kind": "", "gate": "", "date": "", "file": 1, "row": number + 1, **said}
    return Stop(number, place, **values)


CHAINS: dict[str, tuple[list[Stop], str]] = {
    "to China by its stops": (
        [
            stop(1, "Sa Pa", province="Lào Cai", country="VN", kind="recruitment"),
            stop(2, "Lào Cai", province="Lào Cai", country="VN", kind="transit", gate="Lào Cai"),
            stop(3, "Hà Nam", country="CN", kind="exploitation"),
        ],
        "CN",
    ),
    "to Cambodia, country by name": (
        [stop(1, "Cần Thơ", country="Việt Nam"), stop(2, "Bavet", country="Campuchia", kind="exploitation")],
        "KH",
    ),
    "to Britain through Russia and France": (
        [
            stop(1, "Yên Thành", province="Nghệ An", kind="recruitment"),
            stop(2, "Moscow", country="RU", kind="transit"),
            stop(3, "Calais", country="France", kind="transit"),
            stop(4, "Birmingham", country="UK", kind="exploitation"),
        ],
        "GB",
    ),
    "to a country without a corridor of its own": (
        [stop(1, "Hải Phòng", country="VN"), stop(2, "Warsaw", country="POL", kind="exploitation")],
        "PL",
    ),
    "inside Viet Nam": (
        [stop(1, "Mường Lát", province="Thanh Hóa"), stop(2, "Quận 7", province="TP.HCM", kind="exploitation")],
        "VN",
    ),
    "into Viet Nam": (
        [stop(1, "Svay Rieng", country="KH", kind="recruitment"), stop(2, "TP.HCM", country="VN", kind="exploitation")],
        "VN-IN",
    ),
    "into Viet Nam, told by the first gate": (
        [
            stop(1, "Bến Cầu", province="Tây Ninh", gate="Mộc Bài", kind="transit"),
            stop(2, "Thủ Đức", province="TP.HCM", kind="exploitation"),
        ],
        "VN-IN",
    ),
    "through Viet Nam": (
        [stop(1, "Prey Veng", country="KH"), stop(2, "Hà Nội"), stop(3, "Quảng Tây", country="CN")],
        "CN",
    ),
    "a gate implies the crossing": (
        [stop(1, "Bắc Hà", province="Lào Cai"), stop(2, "nhà trọ", gate="cửa khẩu Lào Cai")],
        "CN",
    ),
    "a last stop at the gate, on the near side": (
        [stop(1, "Tân Châu", province="An Giang"), stop(2, "Tịnh Biên", province="An Giang", gate="Tịnh Biên")],
        "KH",
    ),
    "a gate on the way back": (
        [
            stop(1, "Mèo Vạc", province="Hà Giang"),
            stop(2, "Vân Nam", kind="transit"),
            stop(3, "trạm biên phòng", gate="Thanh Thủy"),
        ],
        "CN",
    ),
    "a place that is named a gate": (
        [stop(1, "Cà Mau", country="VN"), stop(2, "Cửa khẩu Hà Tiên")],
        "KH",
    ),
    "exploited abroad, then home": (
        [
            stop(1, "Điện Biên", country="VN", kind="recruitment"),
            stop(2, "Côn Minh", kind="exploitation"),
            stop(3, "Hà Nội", country="VN"),
        ],
        "CN",
    ),
    "there and back without a word of exploitation": (
        [stop(1, "Hà Nội"), stop(2, "Seoul"), stop(3, "Hà Nội")],
        "KR",
    ),
    "sold on: the last exploitation counts": (
        [
            stop(1, "Vinh", province="Nghệ An"),
            stop(2, "Bokeo", country="LA", kind="exploitation"),
            stop(3, "Myawaddy", country="MM", kind="exploitation"),
        ],
        "MM",
    ),
    "a known town names its country": ([stop(1, "An Giang"), stop(2, "khách sạn, Sihanoukville")], "KH"),
    "new province names": ([stop(1, "x", province="Tuyên Quang"), stop(2, "y", country="CN")], "CN"),
    "stops in another order of rows": (
        [stop(2, "Seoul", country="KR"), stop(1, "Cần Thơ", country="VN")],
        "KR",
    ),
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_route_runs_where_its_exploitation_is(name: str) -> None:
    chain, corridor = CHAINS[name]
    found = match(chain)
    assert found.corridor == corridor
    assert why_rejected(found, "en") == ""
    assert match(reversed(chain)).corridor == corridor


def test_a_chain_against_the_clock_is_rejected_with_its_row() -> None:
    found = match([stop(1, "Hà Nội", date="2022-03-09"), stop(2, "Seoul", country="KR", date="2022-03-05", row=17)])
    assert (found.corridor, found.row) == ("", 17)
    said = why_rejected(found, "en")
    assert said == "Stop 2 (2022-03-05) is dated before stop 1 (2022-03-09): not used."


@pytest.mark.parametrize(
    ("first", "second", "used"),
    [
        ("2022-03-09", "2022-03-09", True),
        ("2022-03-09T10:00", "2022-03-09", True),
        ("2022-03", "2022-03-01", True),
        ("2022-03-09T10:00", "2022-03-09T09:59", False),
        ("2022", "2021-12-31", False),
        ("about Tết", "2001", True),  # what was not understood says nothing against
    ],
)
def test_only_what_is_certain_speaks_against_the_clock(first: str, second: str, used: bool) -> None:
    found = match([stop(1, "Hà Nội", date=first), stop(2, "Seoul", date=second)])
    assert bool(found.corridor) is used


def test_the_clock_is_read_over_undated_stops() -> None:
    chain = [stop(1, "Hà Nội", date="2022-03-09"), stop(2, "Moscow"), stop(3, "Kent", date="2021")]
    assert match(chain).against is not None


def test_a_route_that_names_no_country_is_rejected() -> None:
    found = match([stop(1, "đường mòn"), stop(2, "lán trại", country="???")])
    assert found.corridor == ""
    said = "Stop 2, where the route ends, names no country, known province or official gate: not used."
    assert why_rejected(found, "en") == said


def test_where_the_exploitation_is_is_never_guessed_at_home() -> None:
    chain = [stop(1, "Vinh", province="Nghệ An"), stop(2, "trang trại", kind="exploitation", row=8)]
    assert match(chain)[:3] == ("", 1, 8)
    assert match([*chain[:1], stop(2, "Kent", country="GB"), stop(3, "trang trại", kind="exploitation")])[0] == "GB"


class FakeCase:
    """Answers tables as a Case does."""

    def __init__(self, tables: dict[str, DataFrame]) -> None:
        self.tables = tables
        self.facts = 1
        self.asked: list[str] = []

    def table(self, name: str) -> DataFrame:
        self.asked.append(name)
        return self.tables[name]

    def record_id(self, entity: int) -> str:
        return f"persons:P{entity:04d}"


STOPS = ["route", "case", "stop", "place_name", "province", "country", "kind", "gate", "date", "file", "row"]


def fake(
    stops: list[tuple[Any, ...]], involvements: list[tuple[Any, ...]] = (), travellers: list[tuple[Any, ...]] = ()
) -> Case:
    tables = {
        "stops": DataFrame(stops, columns=STOPS),
        "involvements": DataFrame(involvements, columns=["person", "case", "role", "stage"]),
        "travellers": DataFrame(travellers, columns=["person", "route"]),
        "cases": DataFrame([(2, "2022-01-01"), (1, "2022-03")], columns=["id", "opened"]),
    }
    return cast("Case", FakeCase(tables))


def leg(route: int, case: int, number: int, country: str, row: int = 0, date: str = "") -> tuple[Any, ...]:
    return (route, case, number, country, "", country, "", "", date, 3, row)


@pytest.fixture
def case() -> Case:
    stops = [
        leg(10, 1, 1, "VN"), leg(10, 1, 2, "CN", 5),
        leg(11, 1, 1, "VN"), leg(11, 1, 2, "CN"),
        leg(12, 2, 1, "VN"), leg(12, 2, 2, "KH"),
        leg(13, 2, 1, "VN"), leg(13, 2, 2, "CN"),
        leg(14, 3, 1, "VN", 0, "2022-05"), leg(14, 3, 2, "GB", 9, "2022-04"),
        leg(15, -1, 1, "VN"), leg(15, -1, 2, "PL"),
    ]  # fmt: skip
    involvements = [
        (101, 1, "offender", "convicted"), (101, 2, "suspect", ""),
        (102, 1, "suspect", ""), (102, 2, "suspect", "acquitted"),
        (103, 2, "victim", ""),
        (201, 1, "victim", ""), (202, 2, "victim", ""), (203, 4, "victim", ""),
    ]  # fmt: skip
    return fake(stops, involvements, [(203, 15), (204, 14)])


def test_each_route_has_its_corridor_and_the_row_that_decides(case: Case) -> None:
    table = corridors.route_corridors(case)
    assert list(table.columns) == ["route", "corridor", "file", "row", "rejected"]
    assert dict(zip(table["route"], table["corridor"], strict=True)) == {
        10: "CN", 11: "CN", 12: "KH", 13: "CN", 14: "", 15: "PL",
    }  # fmt: skip
    first = table.iloc[0]
    assert (first["file"], first["row"], first["rejected"]) == (3, 5, "")
    rejected = table[table["corridor"] == ""].iloc[0]
    assert (rejected["row"], rejected["rejected"]) == (
        9,
        "Stop 2 (2022-04) is dated before stop 1 (2022-05): not used.",
    )


def test_a_case_runs_where_its_routes_run(case: Case) -> None:
    assert corridors.case_corridors(case) == {1: ("CN",), 2: ("CN", "KH")}  # case 3 has only the rejected route


def test_shares_count_cases_routes_and_victims(case: Case) -> None:
    assert corridors.shares(case, [1, 2, 3], [10, 11, 12, 13, 14, 15], [201, 202, 203, 204]) == (
        CorridorShare("CN", 1.0, 2, 3, 2),  # victim 202 is recorded in a case on both
        CorridorShare("KH", 0.5, 1, 1, 1),
        CorridorShare("PL", 0.0, 0, 1, 1),
    )
    assert corridors.shares(case, [1], [10], []) == (CorridorShare("CN", 1.0, 1, 1, 0),)


def test_a_ring_without_cases_on_a_corridor_is_told_by_its_routes(case: Case) -> None:
    assert corridors.shares(case, [3], [14, 15], [203]) == (CorridorShare("PL", 1.0, 0, 1, 1),)
    assert corridors.shares(case, [3], [14], [204]) == ()
    assert corridors.shares(case, [], [], []) == ()


def test_rejected_routes_are_listed_with_reason_and_rows(case: Case) -> None:
    (found,) = corridors.rejected_routes(case)
    assert (found.route, found.case, found.clock, found.rows) == (14, 3, True, (Source(3, 0), Source(3, 9)))
    assert found.reason == "Stop 2 (2022-04) is dated before stop 1 (2022-05): not used."
    assert corridors.against_the_clock(case) == {14}
    silent = fake([leg(16, -1, 1, "VN"), leg(16, -1, 2, "", 4)])
    (said,) = corridors.rejected_routes(silent)
    assert (said.clock, said.rows) == (False, (Source(3, 4),))
    assert not corridors.against_the_clock(silent)


def test_corridors_are_listed_in_the_order_of_time(case: Case) -> None:
    found = {one.code: one for one in corridors.along(case, [])}
    assert list(found) == sorted(found, key=corridors.rank)
    assert (found["CN"].cases, found["CN"].first, found["CN"].years) == ((2, 1), "2022-01-01", {"2022": 2})
    assert (found["PL"].routes, found["PL"].first) == ((15,), "")
    rejected = {one.route for one in corridors.rejected_routes(case)}
    assert not rejected & {route for one in found.values() for route in one.routes}


def test_a_case_is_read_once_as_long_as_its_facts_are_the_same(case: Case) -> None:
    fake_case = cast("FakeCase", case)
    for _ in range(3):
        corridors.shares(case, [1], [10], [])
    assert fake_case.asked.count("stops") == 1
    fake_case.facts = 2
    corridors.case_corridors(case)
    assert fake_case.asked.count("stops") == 2


def test_an_empty_case_has_no_corridors() -> None:
    empty = fake([])
    assert corridors.route_corridors(empty).empty
    assert corridors.case_corridors(empty) == {}


def test_corridors_are_labelled_and_ordered() -> None:
    assert corridors.order() == (
        "CN", "KH", "GB", "LA", "TH", "MM", "MY", "ID", "KR", "TW", "SA", "VN", "VN-IN",
    )  # fmt: skip
    assert (corridors.label("CN"), corridors.label("CN", "vi")) == ("China", "Trung Quốc")
    assert (corridors.label("PL"), corridors.label("PL", "vi")) == ("Poland", "Ba Lan")
    assert corridors.label("VN-IN", "km") == "Into Viet Nam"
    assert corridors.about("GB", "vi").startswith("qua Trung Quốc")
    assert corridors.about("PL") == ""
    assert sorted(["PL", "VN", "CN"], key=corridors.rank) == ["CN", "VN", "PL"]


def test_corridors_name_only_gates_provinces_and_countries_that_exist() -> None:
    provinces = {entry["name"] for entry in toml("provinces.toml")["legacy"].values()}
    for code, entry in toml("corridors.toml")["corridor"].items():
        assert set(entry["gates"]) <= set(toml("gates.toml")), code
        assert set(entry["origins"]) <= provinces, code
        assert set(entry["transit"]) <= set(toml("countries.toml")), code
    assert set(toml("corridors.toml")["abroad"]) <= set(toml("countries.toml"))


def test_twenty_thousand_routes_take_no_pause() -> None:
    stops = []
    for route in range(20_000):
        stops += [leg(route, route, 1, "VN", 1, "2022-01-01"), leg(route, route, 2, "CN", 2, "2022-01-02")]
    big = fake(stops)
    began = time.process_time()
    assert len(corridors.case_corridors(big)) == 20_000
    assert time.process_time() - began < 5.0
