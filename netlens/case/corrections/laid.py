"""Corrections laid on the columns of a pack as it is read: statements field by field, links also by whom they tie."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.case import schema
from netlens.case.corrections.stored import Laid
from netlens.case.store.packs import LINK
from netlens.case.store.schema import HOT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from netlens.case.store.reading import Links

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

TABLE_OF = {"person": "persons", "case": "cases", "report": "reports", "route": "routes"}
# The columns that became an entity's label.
LABELS = (
    ("persons", "full_name"), ("persons", "address"), ("cases", "title"), ("routes", "place"), ("crossings", "gate"),
    ("identifiers", "value"),
)  # fmt: skip
_TIMES = {"start": "since", "when": "since", "since": "since", "until": "until", "date": "since"}
OTHER, AS_WRITTEN = "other", "kind_as_written"  # what a tie of no known kind is stored as; where its own word is
_BESIDE = {"currency": "amount"}  # a column whose empty cells say nothing unless the other one is filled
_PLACE = {name: number for number, name in enumerate(LINK)}


class PackOfLinks(NamedTuple):
    """The columns of one pack of links, unpacked; `touched`: which of them a correction changed."""

    ints: "Ints"
    numbers: "NDArray[np.float64]"
    since: list[str] | None
    until: list[str] | None
    fields: dict[str, list[Any]]
    touched: "Mask"


def on_statements(kind: str, fields: dict[str, list[Any]], n: int, laid: Laid) -> dict[str, list[Any]]:
    """The `n` statements of a pack about entities of one kind, with what stands for wrong values in them."""
    table = TABLE_OF.get(kind, kind)
    corrected = dict(fields)
    for (of, name), values in laid.values.items():
        if of == table and (name in fields or "" in values):
            column = fields.get(name) or [None] * n
            corrected[name] = [_stands(value, values) for value in column]
    return corrected


def on_links(kind: str, table: str, laid: Laid, pack: PackOfLinks, word: Callable[[str], int]) -> PackOfLinks:
    """The links of a pack of one kind and native table, with what stands for wrong values and entities in them.

    A link to an entity for which several stand becomes several links. `word` gives the number of a word.
    """
    pack = _entities(laid.entities, pack)
    for (of, name), values in laid.values.items():
        if of == table:
            pack = _values(kind, name, values, pack, word)
    return pack


def renamed(laid: Laid) -> dict[str, str]:
    """Kinds of stated ties as they were written, for which a known kind stands."""
    return {was: str(now[0]) for was, now in laid.values.get(("links", "kind"), {}).items()}


def under(kind: str, stored: str, names: Mapping[str, str], pack: PackOfLinks) -> PackOfLinks:
    """Of the links of a pack stored as `stored`, those that stand as `kind`: one of an unknown kind may be renamed."""
    import numpy as np

    written = pack.fields.get(AS_WRITTEN)
    if stored != OTHER or not names or written is None:
        return pack
    stands = np.array([names.get(text, OTHER) == kind for text in written], dtype=bool)
    pack = _taken(pack, np.flatnonzero(stands))
    if kind == OTHER:
        return pack
    fields = {name: values for name, values in pack.fields.items() if name != AS_WRITTEN}
    ints = pack.ints.copy()
    ints[_PLACE["directed"]] |= int(bool(schema.entry("link_kind", kind).get("directed", False)))
    return pack._replace(ints=ints, fields=fields, touched=np.ones(ints.shape[1], dtype=bool))


def said_again(links: "Links", touched: "Mask") -> "Mask":
    """Which corrected links now say no more than another one does: they count once."""
    import numpy as np

    again = np.zeros(len(touched), dtype=bool)
    a, b, holds = links.a, links.b, links.kind == "holds"
    near = np.flatnonzero(np.isin(a, a[touched]) & np.isin(b, b[touched]))
    ends = ("a", "b", "since", "until")
    names = ends if holds else (*ends, "directed", "sort", "cell", "number")
    said = [getattr(links, name)[near].tolist() for name in names]
    if not holds:  # the basis on which a thing is held makes it no other holding
        said += [[repr(column[at]) for at in near.tolist()] for column in links.fields.values()]
    marked = touched[near].tolist()
    # What nobody touched stands first; NaN is no number equal to itself, so that it is compared as a word.
    keys = [tuple(str(value) if value != value else value for value in one) for one in zip(*said, strict=True)]
    seen = {key for key, changed in zip(keys, marked, strict=True) if not changed}
    for at, key, changed in zip(near.tolist(), keys, marked, strict=True):
        if changed:
            again[at] = key in seen
            seen.add(key)
    return again


def _stands(value: Any, values: Mapping[str, tuple[Any, ...]]) -> Any:
    if isinstance(value, list):
        if not any(isinstance(one, str) and one in values for one in value):
            return value
        return list(dict.fromkeys(new for one in value for new in values.get(one, (one,))))
    now = values.get("" if value is None else value) if value is None or isinstance(value, str) else None
    if now is None:
        if isinstance(value, str) and ";" in value and any(part in values for part in value.split(";")):
            return ";".join(dict.fromkeys(str(new) for one in value.split(";") for new in values.get(one, (one,))))
        return value
    return now[0] if len(now) == 1 else list(now)


def _entities(entities: Mapping[int, tuple[int, ...]], pack: PackOfLinks) -> PackOfLinks:
    import numpy as np

    if not entities:
        return pack
    known = np.fromiter(entities, dtype=np.int64)
    ints, touched = pack.ints, pack.touched.copy()
    for column in (_PLACE["a"], _PLACE["b"]):
        places = np.flatnonzero(np.isin(ints[column], known))
        if not len(places):
            continue
        if ints is pack.ints:
            ints = ints.copy()
        touched[places] = True
        stand = [entities[entity] for entity in ints[column, places].tolist()]
        times = np.ones(ints.shape[1], dtype=np.int64)
        times[places] = [len(one) for one in stand]
        ints[column, places] = [one[0] for one in stand]
        if (times > 1).any():
            starts = np.cumsum(times) - times
            order = np.repeat(np.arange(len(times)), times)
            pack, touched, ints = _taken(pack, order), touched[order], ints[:, order]
            for place, one in zip(places.tolist(), stand, strict=True):
                ints[column, starts[place] : starts[place] + len(one)] = one
    return pack._replace(ints=ints, touched=touched)


def _taken(pack: PackOfLinks, order: "Ints") -> PackOfLinks:
    """The rows of a pack by their places, some of them several times."""
    at = order.tolist()

    def column(values: list[Any] | None) -> list[Any] | None:
        return None if values is None else [values[place] for place in at]

    fields = {name: [values[place] for place in at] for name, values in pack.fields.items()}
    since, until = column(pack.since), column(pack.until)
    return PackOfLinks(pack.ints[:, order], pack.numbers[order], since, until, fields, pack.touched[order])


def _values(
    kind: str, name: str, values: Mapping[str, tuple[Any, ...]], pack: PackOfLinks, word: Callable[[str], int]
) -> PackOfLinks:
    import numpy as np

    n = pack.ints.shape[1]
    place = HOT.get(kind, {}).get(name, "")
    if place in ("sort", "cell", "grade", "handling"):
        by_word = {word(was): word(str(now[0])) for was, now in values.items()}
        column = pack.ints[_PLACE[place]]
        changed = np.isin(column, np.fromiter(by_word, dtype=np.int64))
        if kind == "holds" or not changed.any():
            return pack
        ints = pack.ints.copy()
        ints[_PLACE[place], changed] = [by_word[number] for number in column[changed].tolist()]
        return pack._replace(ints=ints, touched=pack.touched | changed)
    if (name in _TIMES and kind != "holds") or name in ("since", "until"):
        pack = _times(_TIMES[name], values, pack)
    if name not in pack.fields and "" not in values:
        return pack
    column_ = pack.fields.get(name) or [None] * n
    stands = [_stands(value, values) for value in column_]
    if name in _BESIDE and "" in values:
        stands = _only_beside(_BESIDE[name], column_, stands, pack)
    changed = np.array([old is not new for old, new in zip(column_, stands, strict=True)], dtype=bool)
    if not changed.any():
        return pack
    numbers = pack.numbers
    if place == "number":
        numbers = numbers.copy()
        for at in np.flatnonzero(changed).tolist():
            if isinstance(stands[at], int | float):
                numbers[at], stands[at] = stands[at], None
    return pack._replace(numbers=numbers, fields={**pack.fields, name: stands}, touched=pack.touched | changed)


def _only_beside(other: str, column: list[Any], stands: list[Any], pack: PackOfLinks) -> list[Any]:
    """What fills empty cells fills them only where the cell beside them is filled."""
    beside = pack.fields.get(other) or [None] * len(column)
    filled = [text is not None or number == number for text, number in zip(beside, pack.numbers.tolist(), strict=True)]
    return [new if old is not None or there else old for old, new, there in zip(column, stands, filled, strict=True)]


def _times(which: str, values: Mapping[str, tuple[Any, ...]], pack: PackOfLinks) -> PackOfLinks:
    import numpy as np

    column: list[str] | None = getattr(pack, which)
    if column is None:
        return pack
    changed = np.array([one in values and bool(one) for one in column], dtype=bool)
    if not changed.any():
        return pack
    stands = [str(values[one][0]) if touched else one for one, touched in zip(column, changed.tolist(), strict=True)]
    pack = pack._replace(touched=pack.touched | changed)
    return pack._replace(since=stands) if which == "since" else pack._replace(until=stands)
