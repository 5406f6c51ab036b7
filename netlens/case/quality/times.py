"""Dates that cannot be: in the future, a birth after the case, an end before its beginning, a life of 111 years."""

from collections.abc import Iterator
from typing import Any

from netlens.case.quality.fixes import Meant, fix_of
from netlens.case.quality.ground import Ground
from netlens.case.quality.problem import Place, Problem
from netlens.case.values.date import earlier, year
from netlens.i18n import _, ngettext

OLDEST = 110  # years
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {  # table → its column, the native column
    "persons": (("birth_date", "birth_date"),),
    "cases": (("opened", "opened"),),
    "reports": (("received", "received"),),
    "involvements": (("since", "since"), ("stage_date", "stage_date"), ("returned", "returned")),
    "holdings": (("since", "since"),),
    "stops": (("date", "date"),),
    "links": (("since", "since"),),
    "calls": (("start", "start"),),
    "payments": (("when", "when"),),
    "crossings": (("when", "when"),),
}


def find(ground: Ground) -> Iterator[Problem | None]:
    yield _future(ground)
    yield _born_after(ground)
    yield _too_old(ground)
    yield _backwards(ground)


def _future(ground: Ground) -> Problem | None:
    """After the day of the import. A date of birth of two digits that was completed wrongly goes back a century."""
    import numpy as np

    places: list[Place] = []
    meant: list[Meant] = []
    short = {note[:3] for note in ground.notes.get("short_year", ())}
    days = {number: file.imported for number, file in ground.files.items()}
    latest = min(days.values(), default="")
    for name, columns in COLUMNS.items():
        table = ground.table(name)
        for column, native in columns:
            texts = table[column].to_numpy(dtype=object)
            maybe = np.flatnonzero(np.array([text[:10] > latest for text in texts], dtype=bool))
            files, rows = table.file.to_numpy()[maybe].tolist(), table.row.to_numpy()[maybe].tolist()
            for text, file, row in zip(texts[maybe].tolist(), files, rows, strict=True):
                day = days.get(file, "")
                if year(text) is None or text[:10] <= day[: len(text)]:
                    continue
                place = Place(file, row, native, text)
                places.append(place)
                if column == "birth_date" and (file, row, native) in short:
                    meant.append(Meant(place, text, (f"{int(text[:4]) - 100}{text[4:]}",)))
    n = len({place[:2] for place in places})
    line = ngettext(
        "{n} row has a date after the day it was imported.", "{n} rows have dates after the day of their import.", n
    )
    fix = fix_of(ground, _("Put births back by a century"), meant) if meant else None
    advice = _("Day and month, or the century, may be the wrong way round: look at the source.")
    return ground.problem("date_future", "wrong", places, line, advice=advice, fix=fix)


def _born_after(ground: Ground) -> Problem | None:
    born = _by_id(ground, "persons", "birth_date")
    opened = _by_id(ground, "cases", "opened")
    table = ground.table("involvements")
    columns = (table[name].tolist() for name in ("person", "case", "file", "row"))
    places = [
        (file, row)
        for person, case, file, row in zip(*columns, strict=True)
        if _dated(opened.get(case, "")) and _dated(born.get(person, "")) and earlier(opened[case], born[person])
    ]
    line = ngettext(
        "{n} row puts a person in a case that was opened before their birth.",
        "{n} rows put a person in a case that was opened before their birth.",
        len(places),
    )
    advice = _("The date of birth or the person's id may be wrong: look at both rows.")
    return ground.problem("born_after_case", "wrong", places, line, advice=advice)


def _too_old(ground: Ground) -> Problem | None:
    table = ground.table("persons")
    columns = (table[name].tolist() for name in ("birth_date", "file", "row"))
    places = [
        Place(file, row, "birth_date", born)
        for born, file, row in zip(*columns, strict=True)
        if (of := year(born)) is not None
        and file in ground.files
        and int(ground.files[file].imported[:4]) - of > OLDEST
    ]
    line = ngettext("{n} person would be over {age}.", "{n} persons would be over {age}.", len(places))
    advice = _("01/01/1900 often stands for an unknown date: look at the source.")
    return ground.problem("too_old", "wrong", places, line.replace("{age}", str(OLDEST)), advice=advice)


def _backwards(ground: Ground) -> Problem | None:
    places: list[tuple[int, int]] = []
    for name in ("involvements", "holdings", "links"):
        table = ground.table(name)
        both = table[(table.since != "") & (table.until != "")]
        columns = (both[column].tolist() for column in ("since", "until", "file", "row"))
        places += [
            (file, row)
            for since, until, file, row in zip(*columns, strict=True)
            if _dated(since) and _dated(until) and earlier(until, since)
        ]
    line = ngettext("{n} row ends before it begins.", "{n} rows end before they begin.", len(places))
    advice = _("Since and until may have been exchanged: look at the source.")
    return ground.problem("until_before_since", "wrong", places, line, advice=advice)


def _by_id(ground: Ground, name: str, column: str) -> dict[int, str]:
    table = ground.table(name)
    return dict(zip(table["id"].tolist(), table[column].tolist(), strict=True))


def _dated(text: Any) -> bool:
    return isinstance(text, str) and year(text) is not None
