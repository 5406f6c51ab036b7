"""Cases with rings planted in them, and cases without any: drawn from a seed, for tests of the search."""

import random

import numpy as np
from made_case import Records

from netlens.network.projection import Ints, Layer


def rings_and_strangers(
    seed: int, rings: int = 8, size: int = 9, strangers: int = 60
) -> tuple[Records, list[set[str]]]:
    """Records of rings (cases of two to five members, calls, a payment each), and of strangers in one-off groups."""
    draw = random.Random(seed)
    records = Records()
    truth = []
    file = 0
    for ring in range(rings):
        members = [f"M{ring:02}{number:02}" for number in range(size)]
        truth.append({f"persons:{member}" for member in members})
        for member in members:
            records.person(member, f"Member {member}")
        for _ in range(round(size * 0.8)):
            file += 1
            records.together(f"C{file:04}", *draw.sample(members, draw.randint(2, 5)))
        for member in members:
            for other in draw.sample([one for one in members if one != member], 2):
                for _ in range(draw.randint(1, 4)):
                    records.call(member, other)
        records.pay(members[0], members[1])
    people = [f"S{number:03}" for number in range(strangers)]
    for person in people:
        records.person(person, f"Stranger {person}")
    left = list(people)
    while left:
        file += 1
        group, left = left[: draw.randint(1, 3)], left[3:]
        records.together(f"C{file:04}", *group)
    for person in draw.sample(people, strangers // 2):
        records.call(person, draw.choice([one for one in people if one != person]))
    return records, truth


def planted_ties(
    seed: int, rings: int = 12, size: int = 15, loose: int = 150, degree: int = 10
) -> tuple[list[Layer], int, Ints]:
    """One-mode ties: most of a member's ties inside the ring, loose people tied at random. (layers, n, truth)."""
    rng = np.random.default_rng(seed)
    n = rings * size + loose
    truth = np.concatenate([np.repeat(np.arange(rings), size), np.full(loose, -1)])
    pairs = set()
    for person in range(n):
        for _ in range(degree // 2):
            inside = truth[person] >= 0 and rng.random() < 0.75
            pool = np.flatnonzero(truth == truth[person]) if inside else np.arange(n)
            other = int(rng.choice(pool))
            if other != person:
                pairs.add((min(person, other), max(person, other)))
    ends = np.array(sorted(pairs), dtype=np.int64)
    return [Layer("call", ends[:, 0], ends[:, 1], np.ones(len(ends)))], n, truth.astype(np.int64)


def noise(seed: int, people: int = 300, cases: int = 180) -> tuple[list[Layer], int]:
    """Two-mode cases of random company, heavy-tailed, and random calls: no ring in them."""
    rng = np.random.default_rng(seed)
    popular = rng.pareto(2.0, people) + 0.3
    popular /= popular.sum()
    member, group = [], []
    for case in range(cases):
        who = rng.choice(people, int(rng.integers(2, 7)), replace=False, p=popular)
        member += sorted(who.tolist())
        group += [case] * len(who)
    ends = {tuple(sorted(rng.choice(people, 2, replace=False, p=popular).tolist())) for _ in range(people)}
    pairs = np.array(sorted(ends), dtype=np.int64)
    standing = Layer("case", np.array(member), np.array(group), np.ones(len(member)), cases)
    return [standing, Layer("call", pairs[:, 0], pairs[:, 1], np.full(len(pairs), 0.5))], people
