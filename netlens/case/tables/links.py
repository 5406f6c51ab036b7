"""The tables whose rows are links: involvements, holdings, routes, stated links, calls, payments, crossings."""

from typing import Any

from netlens.case.records import Ref
from netlens.case.store.reading import Links, Reading

Columns = dict[str, Any]
LARGEST = 1e15  # as in intake/clean.py: beyond it a number is a typing error
OWN_TABLE = ("involvement", "holds", "stop", "of_case", "travels", "crossed")  # link kinds that "links" never shows


def _with_source(links: Links, columns: Columns) -> Columns:
    return {
        **columns,
        "file": links.file,
        "row": links.row,
        "grade": links.grade,
        "handling": links.handling,
    }


def _texts(links: Links, *names: str) -> Columns:
    return {name: [str(value) for value in links.said(name)] for name in names}


def involvements(reading: Reading) -> Columns:
    links = reading.links("involvement")
    texts = _texts(links, "exploitation", "recruited_via", "stage", "stage_date", "found", "returned", "note")
    return _with_source(
        links,
        {
            "person": links.a,
            "case": links.b,
            "role": links.sort,
            "functions": [as_list(value) for value in links.said("functions")],
            "since": links.since,
            "until": links.until,
            **texts,
        },
    )


def holdings(reading: Reading) -> Columns:
    links = reading.links("holds")
    columns = {"person": links.a, "thing": links.b, "kind": links.sort, "since": links.since, "until": links.until}
    return _with_source(links, {**columns, **_texts(links, "basis")})


def stops(reading: Reading) -> Columns:
    links = reading.links("stop")
    cases = _case_of(reading)
    labels, refs = reading.labels, reading.refs
    # A stop may stand without a place the case knows: then the link leads from the route to itself.
    placed = [refs[b].kind == "place" for b in links.b.tolist()]
    texts = _texts(links, "place", "province", "country", "kind", "mode", "gate", "date")
    names = [
        (labels.get(b) or written or refs[b].key) if known else written
        for b, known, written in zip(links.b.tolist(), placed, texts.pop("place"), strict=True)
    ]
    texts["date"] = [date or since for date, since in zip(texts["date"], links.since, strict=True)]
    return _with_source(
        links,
        {
            "route": links.a,
            "case": [cases.get(route, -1) for route in links.a.tolist()],
            "stop": as_ints(links.said("stop", 0)),
            "place": [b if known else -1 for b, known in zip(links.b.tolist(), placed, strict=True)],
            "place_name": names,
            **texts,
        },
    )


def _case_of(reading: Reading) -> dict[int, int]:
    """The case of each route or report; the first that was stated."""
    links = reading.links("of_case")
    return dict(zip(links.a.tolist()[::-1], links.b.tolist()[::-1], strict=True))


def travellers(reading: Reading) -> Columns:
    links = reading.links("travels")
    dates = [date or since for date, since in zip(_texts(links, "date")["date"], links.since, strict=True)]
    columns = {"route": links.b, "person": links.a, "stop": as_ints(links.said("stop", 0)), "date": dates}
    return _with_source(links, columns)


def stated(reading: Reading) -> Columns:
    """Whatever ties two entities by someone's word: not the kinds with a table of their own, nor calls and payments."""
    import numpy as np

    from_bulk = {"called": "calls", "paid": "payments"}
    kinds = [kind for kind in reading.link_kinds() if kind not in OWN_TABLE]
    parts = [reading.links(kind, besides=from_bulk.get(kind, "")) for kind in kinds]
    if not parts:
        parts = [reading.links("")]
    columns: list[Columns] = [
        _with_source(
            links,
            {
                "record": links.record,
                "a": links.a,
                "b": links.b,
                "kind": [links.kind] * len(links),
                "directed": links.directed,
                "since": links.since,
                "until": links.until,
                "count": as_floats(links.said("count", None)),
                "amount": _number(links, "amount"),
                "currency": _word(links, "currency"),
                **_texts(links, "note"),
            },
        )
        for links in parts
    ]
    order = np.argsort(np.concatenate([part["record"] for part in columns]), kind="stable")
    return {name: np.concatenate([part[name] for part in columns])[order] for name in columns[0]}


def calls(reading: Reading) -> Columns:
    import numpy as np

    links = reading.links("called", only="calls")
    seconds = np.nan_to_num(_number(links, "seconds"), nan=0.0)
    columns = {"a": links.a, "b": links.b, "start": links.since, "kind": links.sort, "cell": links.cell}
    return _with_source(links, {**columns, "seconds": seconds})


def payments(reading: Reading) -> Columns:
    links = reading.links("paid", only="payments")
    columns = {"a": links.a, "b": links.b, "amount": _number(links, "amount"), "currency": _word(links, "currency")}
    return _with_source(links, {**columns, "when": links.since, **_texts(links, "reference")})


def crossings(reading: Reading) -> Columns:
    links = reading.links("crossed")
    refs, labels = reading.refs, reading.labels
    kinds = [refs[a].kind for a in links.a.tolist()]
    gates = [
        gate or labels.get(b) or refs[b].key
        for gate, b in zip(_texts(links, "gate")["gate"], links.b.tolist(), strict=True)
    ]
    vehicles = [reading.ids.get(Ref("vehicle", "", str(key)), -1) for key in links.said("vehicle")]
    return _with_source(
        links,
        {
            "person": [a if kind == "person" else -1 for a, kind in zip(links.a.tolist(), kinds, strict=True)],
            "document": [a if kind == "document" else -1 for a, kind in zip(links.a.tolist(), kinds, strict=True)],
            "gate": gates,
            "when": links.since,
            "vehicle": vehicles,
            "companions": [as_list(value) for value in links.said("companions")],
            **_texts(links, "direction"),
        },
    )


def as_list(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return [str(item) for item in value]


def as_ints(values: Any) -> list[int]:
    """Whole numbers; 0 for what is none."""
    return [int(value) if isinstance(value, int | float) else _int(value) for value in values]


def as_floats(values: Any) -> list[float]:
    """Numbers; NaN for what is none."""
    return [float(value) if isinstance(value, int | float) else _float(value) for value in values]


def _number(links: Links, name: str) -> Any:
    """A number that has a column of its own, unless it was written as something else."""
    import numpy as np

    if name not in links.fields:
        return links.number
    return np.where(np.isnan(links.number), np.array(as_floats(links.fields[name]), dtype=np.float64), links.number)


def _word(links: Links, name: str) -> Any:
    """A word that has a column of its own, unless the link's kind has no such column."""
    if name not in links.fields:
        return links.sort
    return [word or str(value) for word, value in zip(links.sort.tolist(), links.said(name), strict=True)]


def _int(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _float(value: Any) -> float:
    """What was kept as written, for it is no number the import could take, is none here either."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return float("nan")
    return number if abs(number) <= LARGEST else float("nan")
