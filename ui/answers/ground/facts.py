"""All counted facts of a case as one set of columns, found by the entities they touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Source

if TYPE_CHECKING:
    from netlens.case.case import Case

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Facts:
    """Fact i ties `a[i]` and `b[i]`. `kinds[kind[i]]` is its kind, `words[i]` what it says besides, codes and all.

    `grade` as in the tables; `one_way`: it runs from a to b. `by_a`, `by_b`: the facts in order of that end, for
    looking up.
    """

    kinds: tuple[str, ...]
    kind: Ints
    a: Ints
    b: Ints
    since: NDArray[np.object_]
    until: NDArray[np.object_]
    file: Ints
    row: Ints
    words: NDArray[np.object_]
    grade: NDArray[np.object_]
    one_way: NDArray[np.bool_]
    by_a: Ints
    by_b: Ints

    def touching(self, entity: int) -> Ints:
        """The numbers of all facts that have the entity at one end."""
        found = [_span(self.a, self.by_a, entity), _span(self.b, self.by_b, entity)]
        return np.unique(np.concatenate(found))

    def other(self, facts: Ints, entity: int) -> Ints:
        """The entity at the other end of each fact."""
        return np.where(self.a[facts] == entity, self.b[facts], self.a[facts])

    def sources(self, facts: Iterable[int]) -> tuple[Source, ...]:
        """Where the facts stand, each row once, in order."""
        return tuple(dict.fromkeys(Source(int(self.file[n]), int(self.row[n])) for n in facts))


def collect(case: "Case") -> Facts:
    """Read every table of facts once."""
    parts = [*_tables(case)]
    kinds = tuple(dict.fromkeys(kind for part in parts for kind in part["kinds"]))
    number = {kind: n for n, kind in enumerate(kinds)}
    kind = np.concatenate([np.array([number[k] for k in part["kind"]], dtype=np.int64) for part in parts])
    a, b, file, row = (
        np.concatenate([np.asarray(part[name], dtype=np.int64) for part in parts]) for name in ("a", "b", "file", "row")
    )
    since, until, words, grade = (np.concatenate([_objects(part[name]) for part in parts]) for name in _TEXTS)
    one_way = np.concatenate([np.asarray(part["one_way"], dtype=bool) for part in parts])
    by_a, by_b = np.argsort(a, kind="stable"), np.argsort(b, kind="stable")
    return Facts(kinds, kind, a, b, since, until, file, row, words, grade, one_way, by_a, by_b)


_TEXTS = ("since", "until", "words", "grade")
_CHARTS = ("i2_chart", "follow_the_money")  # whose notes of such ties are the words of their types
_SHORT = 60  # characters of a word for a tie; what is longer is a story
_ONE_WAY = ("called", "paid")  # facts that always run from one to the other


def _tables(case: "Case") -> Iterable[dict[str, Any]]:
    """Each table as columns kind, a, b, since, until, file, row, words (codes: list name, code), grade, one_way."""
    t = case.table("involvements")
    words = [
        (("role", role), *(("functions", one) for one in functions), ("stage", stage))
        for role, functions, stage in zip(t["role"], t["functions"], t["stage"], strict=True)
    ]
    yield _part(t, "person", "case", "involvement", words)
    t = case.table("holdings")
    words = [(("identifier_kind", kind), ("basis", basis)) for kind, basis in zip(t["kind"], t["basis"], strict=True)]
    yield _part(t, "person", "thing", "holds", words)
    t = case.table("stops")
    t = t[t["place"] >= 0]
    words = [
        (("route_kind", kind), ("mode", mode), ("", gate))
        for kind, mode, gate in zip(t["kind"], t["mode"], t["gate"], strict=True)
    ]
    yield _part(t.assign(since=t["date"], until=""), "route", "place", "stop", words)
    once = case.table("stops").drop_duplicates("route")
    once = once[once["case"] >= 0]
    yield _part(once.assign(since="", until=""), "route", "case", "of_case", [()] * len(once))
    t = case.table("travellers")
    yield _part(t.assign(since=t["date"], until=""), "person", "route", "travels", [()] * len(t))
    t = case.table("links")
    told = _in_its_words(case)
    ends = zip(*(t[name].tolist() for name in ("file", "row", "a", "b")), strict=True)
    words = [(("", told[one]),) if one in told else () for one in ends]
    stated = {"kind": t["kind"].tolist(), "kinds": sorted(set(t["kind"])), "one_way": t["directed"]}
    yield {**_part(t, "a", "b", "", words), **stated}
    t = case.table("calls")
    lengths = t["seconds"].tolist()
    said = {seconds: (("", f"{seconds} s"),) if seconds else () for seconds in set(lengths)}
    words = [said[seconds] for seconds in lengths]
    yield _part(t.assign(since=t["start"], until=""), "a", "b", "called", words)
    t = case.table("payments")
    amounts = zip(t["amount"].tolist(), t["currency"], strict=True)
    words = [(("", f"{amount:,.0f} {currency}".strip()),) if amount == amount else () for amount, currency in amounts]
    yield _part(t.assign(since=t["when"], until=""), "a", "b", "paid", words)
    t = case.table("crossings")
    who = np.where(t["person"] >= 0, t["person"], t["document"])
    t = t.assign(who=who, since=t["when"], until="")
    words = [(("direction", way), ("", gate)) for way, gate in zip(t["direction"], t["gate"], strict=True)]
    driven = t[t["vehicle"] >= 0]
    yield _part(driven, "who", "vehicle", "crossed", [w for w, v in zip(words, t["vehicle"], strict=True) if v >= 0])
    # A crossing without a vehicle has one end only that is an entity of its own; it is found by that end.
    alone = t[t["vehicle"] < 0]
    yield _part(alone, "who", "who", "crossed", [w for w, v in zip(words, t["vehicle"], strict=True) if v < 0])


def _in_its_words(case: "Case") -> dict[tuple[int, int, int, int], str]:
    """By file, row, a and b: what a chart or graph calls a tie for which there is no kind; masked, if it is short."""
    from netlens.case.protection import shown_text

    links, files = case.reading.links("other"), case.table("files")
    charts = set(files["id"][files["importer"].isin(_CHARTS)].tolist())
    shown: dict[str, str] = {}
    found = {}
    places = zip(*(column.tolist() for column in (links.file, links.row, links.a, links.b)), strict=True)
    for place, written, note in zip(places, links.said("kind_as_written"), links.said("note"), strict=True):
        text = str(written or (note if place[0] in charts else ""))
        if text and len(text) <= _SHORT:
            found[place] = shown.setdefault(text, "") or shown_text(case, text)
            shown[text] = found[place]
    return found


def _part(table: Any, a: str, b: str, kind: str, words: list[tuple[Any, ...]]) -> dict[str, Any]:
    return {
        "kinds": (kind,),
        "kind": [kind] * len(table),
        "a": table[a].to_numpy(),
        "b": table[b].to_numpy(),
        "file": table["file"].to_numpy(),
        "row": table["row"].to_numpy(),
        "since": table["since"].to_numpy(dtype=object),
        "until": table["until"].to_numpy(dtype=object),
        "words": words,
        "grade": table["grade"].to_numpy(dtype=object),
        "one_way": np.full(len(table), kind in _ONE_WAY),
    }


def _objects(values: Any) -> NDArray[np.object_]:
    made = np.empty(len(values), dtype=object)
    for number, value in enumerate(values):
        made[number] = value
    return made


def _span(ends: Ints, order: Ints, entity: int) -> Ints:
    first, last = np.searchsorted(ends, [entity, entity + 1], sorter=order)
    return order[first:last]
