"""Synthetic crowds of any size for layout, scene and canvas: people in rings, loose people, victims attached."""

from collections.abc import Collection
from functools import lru_cache

import numpy as np

from netlens.case.records import Band, CorridorShare, Member, Ring, Rings, Status
from netlens.network.drawing.composition import compose
from netlens.network.drawing.faces import Attached
from netlens.network.drawing.plans import of_all, of_overview, of_ring, of_unfolding
from netlens.network.evidence import Evidence
from netlens.network.layout import place
from netlens.network.scene import Scene

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Lò", "Giàng", "Vàng", "Sùng")
MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Thúy", "Quốc", "A", "Seo", "Hữu", "Minh")
GIVEN = ("Hùng", "Lan", "Dũng", "Huệ", "Phượng", "Sơn", "Tú", "Ánh", "Kiên", "Yến", "Pao", "Mỷ", "Thắng", "Quyên")
WHERE = {"CN": "China", "KH": "Cambodia", "GB": "United Kingdom", "LA": "Laos", "MM": "Myanmar", "TH": "Thailand"}
CODES = tuple(WHERE)
BANDS: tuple[Band, ...] = ("firm", "likely", "possible", "loose")


def name(entity: int) -> str:
    """A made-up Vietnamese name; the same for the same id."""
    mixed = entity * 2654435761 % 2**32
    return f"{FAMILY[mixed % 14]} {MIDDLE[mixed // 14 % 10]} {GIVEN[mixed // 140 % 14]}"


@lru_cache(maxsize=4)
def crowd(people: int, ties: int, *, in_rings: float = 0.75, seed: int = 1) -> tuple[Evidence, Rings]:
    """So many people and about so many ties; ring sizes are heavy-tailed, 85 % of the ties of members are inside."""
    rng = np.random.default_rng(seed)
    members = int(people * in_rings)
    sizes: list[int] = []
    while sum(sizes) < members:
        sizes.append(int(min(5 + rng.pareto(1.6) * 5, 80)))
    ring = np.repeat(np.arange(len(sizes)), sizes)[:members]
    ring = np.concatenate((ring, np.full(people - len(ring), -1)))
    starts = np.concatenate(([0], np.cumsum(sizes)))
    popular = rng.pareto(2.0, people) + 1
    a = rng.choice(people, int(ties * 1.25), p=popular / popular.sum())
    inside = (ring[a] >= 0) & (rng.random(len(a)) < 0.85)
    own = starts[ring[a]] + (rng.random(len(a)) ** 1.5 * np.array([*sizes, 1])[ring[a]]).astype(np.int64)
    near = np.clip(a + rng.normal(0, people * 0.04 + 5, len(a)).astype(np.int64), 0, people - 1)
    b = np.minimum(np.where(inside, own, near), people - 1)
    tied = rng.random(people) > 0.06  # a few have no tie at all
    keep = (a != b) & ((ring[a] >= 0) | tied[a]) & ((ring[b] >= 0) | tied[b])
    pairs, facts = np.unique(np.sort(np.column_stack((a[keep], b[keep])), axis=1), axis=0, return_counts=True)
    if len(pairs) > ties:
        chosen = np.sort(rng.permutation(len(pairs))[:ties])
        pairs, facts = pairs[chosen], facts[chosen]
    count = facts + rng.poisson(0.6, len(pairs)) + (rng.random(len(pairs)) < 0.03) * rng.integers(3, 12, len(pairs))
    evidence = Evidence(
        vertices=np.arange(1, people + 1) * 3,
        keys=tuple(f"person main P{i:06d}" for i in range(people)),
        groups={}, pairs={}, a=pairs[:, 0].copy(), b=pairs[:, 1].copy(),
        weight=np.log1p(count) * np.where(ring[pairs[:, 0]] == ring[pairs[:, 1]], 1.0, 0.5),
        count=count, hubs=(), settings={},
    )  # fmt: skip
    strength = np.bincount(np.concatenate((evidence.a, evidence.b)), np.tile(evidence.weight, 2), people)
    found = tuple(_ring(k, np.flatnonzero(ring == k), evidence, strength, rng) for k in range(len(sizes)))
    order = sorted(found, key=lambda r: (r.status != "supported", r.status == "chance", -len(r.members)))
    return evidence, Rings({}, tuple(order), tuple(evidence.vertices[ring < 0].tolist()), ())


def _ring(k: int, who: np.ndarray, evidence: Evidence, strength: np.ndarray, rng: np.random.Generator) -> Ring:
    status: Status = "tentative" if k % 3 == 2 else "supported"
    rank = np.argsort(np.argsort(-strength[who])) / max(len(who), 1)
    members = tuple(
        Member(
            int(evidence.vertices[v]), BANDS[min(3, int(at * 2.2 + rng.random() * 1.4))], 1 - at, "suspect", (), "",
            float(strength[v]), float(strength[v] ** 2), 0.4, {},
        )
        for v, at in zip(who, rank, strict=True)
    )  # fmt: skip
    first = int(evidence.vertices[-1]) + 1 + k * 40
    corridor = CorridorShare(CODES[k % len(CODES)], 0.8, 4, 2, 3)
    return Ring(
        f"R{k + 1}", "", status, "open", "", members, 0.8, 0.01, 0.02, 0.4, 0.9, (corridor,), {}, (), (),
        tuple(range(first, first + int(rng.integers(1, 7)))), "", "2021-03", "2023-11", {},
    )  # fmt: skip


class CrowdFaces:
    """Names and marks for a made-up crowd: what netlens.network.drawing.faces.CaseFaces is for a case."""

    def __init__(self, evidence: Evidence, rings: Rings) -> None:
        ids = evidence.vertices
        self._victims = frozenset(v for ring in rings.rings for v in ring.victims)
        self.dual: Collection[int] = frozenset(ids[ids % 29 == 0].tolist())
        self.protected: Collection[int] = self._victims | self.dual
        self.flagged: Collection[int] = frozenset(ids[ids % 41 == 0].tolist())
        self._known = frozenset(ids.tolist())
        self._members = {ring.id: [m.vertex for m in ring.members] for ring in rings.rings}

    def kind(self, entity: int) -> str:
        if entity in self._known:
            return "phone" if entity % 37 == 0 else "account" if entity % 53 == 0 else "person"
        return "person"

    def label(self, entity: int) -> str:
        if entity in self.protected:
            return f"V-{entity % 10000:04d}"
        kind = self.kind(entity)
        return name(entity) if kind == "person" else f"+84 912 {entity % 1000:03d} {entity % 997:03d}"

    def corridor(self, ring: Ring) -> str:
        return " + ".join(WHERE[share.code] for share in ring.corridors)

    def attached(self, ring: Ring) -> Attached:
        members = self._members[ring.id]
        pairs = [(v, members[(v * 7 + k) % len(members)]) for v in ring.victims for k in range(1 + v % 3)]
        both = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
        return Attached(both[:, 0], both[:, 1], np.ones(len(both), dtype=np.int64))


def scene_of(people: int, ties: int, plan: str = "all", ring: str = "") -> Scene:
    """A laid-out scene: plan "all", "overview", "unfold" or "ring"."""
    evidence, rings = crowd(people, ties)
    placed = places(people, ties)
    chosen = {
        "all": lambda: of_all(evidence, rings, ()),
        "overview": lambda: of_overview(evidence, rings, (), ()),
        "unfold": lambda: of_unfolding(evidence, rings, ring, True, ()),
        "fold": lambda: of_unfolding(evidence, rings, ring, False, ()),
        "ring": lambda: of_ring(evidence, rings, ring, ()),
    }[plan]()
    return compose(evidence, chosen, placed, CrowdFaces(evidence, rings), "degree")


@lru_cache(maxsize=4)
def places(people: int, ties: int) -> dict[int, tuple[float, float]]:
    evidence, rings = crowd(people, ties)
    return place(evidence, rings, {}, 1)
