"""What was planted, for whoever measures: truth.json. Never shipped beside the records."""

from typing import Any

from benchmarks.generator.filing.registers import registers
from benchmarks.generator.model import PROTECTED, Person, World


def truth(world: World) -> dict[str, Any]:
    """Record ids as the case prints them from the second register on: `persons:main/P0001`.

    rings: id, corridors, members (records, functions, silent: no case names him), cases, routes, victims, helpers.
    cases, routes: corridor of each that has a route. protected: records of people whom their part or age protects.
    """
    ring_ids = [f"T{index + 1:03d}" for index in range(len(world.rings))]
    routes: dict[int, list[str]] = {}
    cases: dict[str, str] = {}
    for route in world.routes:
        if route.clock and route.case:
            cases[f"cases:{route.case.register}/{route.case.id}"] = route.corridor
            routes.setdefault(route.case.ring, []).append(f"routes:{route.register}/{route.id}")
    return {
        "notice": "Synthetic. Every person, number and case is invented.",
        "people": world.plan.people,
        "seed": world.plan.seed,
        "registers": registers(world),
        "rings": [
            {
                "id": ring_ids[index],
                "corridors": ring.corridors,
                "members": [
                    {
                        "records": records(person),
                        "functions": [ring.functions[person]],
                        "silent": person in ring.silent,
                    }
                    for person in ring.members
                ],
                "cases": [f"cases:{case.register}/{case.id}" for case in ring.cases],
                "routes": sorted(routes.get(index, [])),
                "victims": _records_of(p for case in ring.cases for p in case.people("victim", "possible_victim")),
            }
            for index, ring in enumerate(world.rings)
        ],
        "cases": dict(sorted(cases.items())),
        "routes": {f"routes:{r.register}/{r.id}": r.corridor for r in world.routes if r.clock},
        "against_the_clock": [f"routes:{r.register}/{r.id}" for r in world.routes if not r.clock],
        "protected": _protected(world),
        "same_person": [records(person) for person in world.people if len(records(person)) > 1],
        "brokers": _records_of(world.brokers),
        "helpers": _records_of(world.helpers),
        "acquitted": _records_of(world.acquitted),
        "victims_who_recruited": _records_of(world.once_victims),
        "under_age": _records_of(world.under_age),
        "hubs": [f"phone:{number}" for number in world.hubs],
        "recycled": [f"phone:{number}" for number in world.recycled],
    }


def records(person: Person) -> list[str]:
    return [f"persons:{register}/{record}" for register, ids in person.records.items() for record in ids]


def _records_of(people: Any) -> list[str]:
    return sorted({record for person in people for record in records(person)})


def _protected(world: World) -> list[str]:
    """By register: a part in a case of one register protects the record there, not the record in another."""
    found = set()
    for case in world.cases:
        for involvement in case.involvements:
            person = involvement.person
            young = person in world.under_age and (case.opened - person.born).days < 18 * 365
            if involvement.role in PROTECTED or young:
                ids = person.records[case.register]
                if len(ids) == 1:  # one on file twice is protected under the id that the case names
                    found.add(f"persons:{case.register}/{ids[0]}")
    return sorted(found)
