"""Provinces, as a clerk of before or after 1 July 2025 would write them, and the ways people are taken.

A register of its own, not the product's lists: what a generator and a program under test share, no test can find wrong.
"""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from benchmarks.generator.draw import Draw, Weighted, weighted
from benchmarks.generator.names import LISTS, VILLAGES

MERGED = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Province:
    """`code` is that of birth registration in a personal number; `plate` that of its vehicles."""

    code: str
    name: str
    today: str
    plate: str
    districts: tuple[str, ...]

    def on(self, day: date) -> str:
        return self.today if day >= MERGED else self.name


class Step(NamedTuple):
    place: str
    province: str
    country: str
    mode: str
    gate: str


@dataclass(frozen=True, slots=True)
class Corridor:
    """`paths` are the stops after recruitment; the last one is where the exploitation is."""

    code: str
    weight: float
    women: float
    minors: float
    origins: Weighted[str]
    peoples: Weighted[str]
    exploitation: Weighted[str]
    paths: tuple[tuple[Step, ...], ...]

    @property
    def destination(self) -> str:
        return self.paths[0][-1].country


def _provinces() -> dict[str, Province]:
    with (LISTS / "provinces.csv").open(encoding="utf-8", newline="") as stream:
        next(stream)  # the line that says what this is
        rows = csv.DictReader(stream, delimiter="|")
        return {
            row["code"]: Province(
                row["code"], row["name"], row["today"] or row["name"], row["plate"], tuple(row["districts"].split(", "))
            )
            for row in rows
        }


def _corridors() -> dict[str, Corridor]:
    lists = tomllib.loads((LISTS / "corridors.toml").read_text(encoding="utf-8"))
    return {
        code: Corridor(
            code,
            entry["weight"],
            entry["women"],
            entry["minors"],
            weighted(entry["origins"]),
            weighted(entry["peoples"]),
            weighted(entry["exploitation"]),
            tuple(tuple(Step(*step) for step in path) for path in entry["paths"]),
        )
        for code, entry in lists.items()
    }


PROVINCES = _provinces()
CORRIDORS = _corridors()
BY_WEIGHT = weighted({code: corridor.weight for code, corridor in CORRIDORS.items()})
ABROAD = weighted({code: corridor.weight for code, corridor in CORRIDORS.items() if code != "VN"})


def address(draw: Draw, province: Province, people: str, day: date) -> str:
    """Where a person lives, by the administrative order of the day: districts were abolished on 1 July 2025."""
    village = draw.pick(VILLAGES.get(people, VILLAGES["Kinh"]))
    word = "bản" if people in ("Thái", "H'mông", "Tày") else "thôn"
    hamlet = f"số {draw.between(1, 150)}, {word} {draw.between(1, 9)}, xã {village}"
    if day >= MERGED:
        return f"{hamlet}, {province.today}"
    return f"{hamlet}, huyện {draw.pick(province.districts)}, tỉnh {province.name}"
