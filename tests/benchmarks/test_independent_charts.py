"""What an import makes of charts and entities, beside counts made by xml.etree and json alone."""

import json
from pathlib import Path
from random import Random

from benchmarks.independent import charts
from tests.importers.anx_written import Chart, Shown, Tied

KINDS = ("Person", "Phone", "Company", "Vehicle", "Bank Account", "Place")


def chart(folder: Path, seed: int) -> None:
    """Sixty things and as many ties between those of which the independent count knows what becomes."""
    draw = Random(seed)
    things: list[Shown | Tied] = []
    for n in range(60):
        kind = draw.choice(KINDS)
        value = f"+8491200{n:04d}" if kind == "Phone" else f"{kind} {n}"
        things.append(Shown(f"e{n}", kind, value, value))
    people = [one.id for one in things if isinstance(one, Shown) and one.type == "Person"]
    cars = [one.id for one in things if isinstance(one, Shown) and one.type == "Vehicle"]
    firms = [one.id for one in things if isinstance(one, Shown) and one.type == "Company"]
    calls = {tuple(draw.sample(people, 2)) for _ in range(20)}  # undated, one said twice is one
    ties = [Tied(a, b, "Calls") for a, b in sorted(calls)]
    pairs = {(draw.choice(people), draw.choice(cars)) for _ in range(20)}
    ties += [Tied(person, car, "Owns") for person, car in sorted(pairs)]
    ties += [Tied(firm, car, "Owns") for firm in firms for car in cars[:2]]
    (folder / "anx").mkdir()
    Chart([*things, *ties], rigorous=bool(seed % 2)).write(folder / "anx" / "drawn.anx")


def entities(folder: Path, seed: int) -> None:
    draw = Random(seed)
    schemata = ("Person", "Company", "Organization", "Address")
    made = [{"id": f"e{n}", "schema": draw.choice(schemata), "properties": {"name": [f"Mẫu {n}"]}} for n in range(60)]
    for n, one in enumerate(made):
        if one["schema"] == "Address":
            one["properties"] = {"full": [f"{n} Đường Mẫu"]}
    houses = [one["id"] for one in made if one["schema"] == "Address"]
    payers = [one["id"] for one in made if one["schema"] != "Address"]
    for one in made:
        if one["id"] in payers and draw.random() < 0.5:
            one["properties"] = {**dict(one["properties"]), "addressEntity": draw.sample(houses, 2)}
    for n in range(40):
        said = {
            "payer": [draw.choice(payers)],
            "beneficiary": [draw.choice(payers)],
            "amount": [str(n + 1)],
            "date": ["2024"],
        }
        made.append({"id": f"p{n}", "schema": "Payment", "properties": said})
    draw.shuffle(made)
    (folder / "ftm").mkdir()
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made)
    (folder / "ftm" / "drawn.ijson").write_text(lines, encoding="utf-8")


def test_charts_hold_what_other_readers_count(tmp_path: Path) -> None:
    chart(tmp_path, 1)
    entities(tmp_path, 2)
    found = list(charts.compared(tmp_path))
    assert {name for name, *_rest in found} == {"drawn.anx", "drawn.ijson"}
    assert [one for one in found if one[2] != one[3]] == []
