"""Rows as wholes: rejected, said twice, calling themselves; and keys that are missing between others."""

import re
from collections import defaultdict
from collections.abc import Iterator

from netlens.case.intake.reasons import reason
from netlens.case.quality.ground import Ground
from netlens.case.quality.problem import Place, Problem
from netlens.case.store import packs
from netlens.case.store.counting import COUNTED, COUNTED_FILES
from netlens.i18n import _, ngettext

_KEY = re.compile(r"(.*?)(\d{1,9})")
LEAST = 10  # keys of one form from which a gap is told
SPARSE = 0.5  # a series of which more than this is missing is none


def find(ground: Ground) -> Iterator[Problem | None]:
    yield from _rejected(ground)
    yield _said_twice(ground)
    yield _to_itself(ground)
    yield from _gaps(ground)


def _rejected(ground: Ground) -> Iterator[Problem | None]:
    places: dict[str, list[Place]] = defaultdict(list)
    for file, row, name, value, code in ground.case.connection.execute(
        f"SELECT file, row, field, value, code FROM rejected WHERE file IN {COUNTED_FILES} ORDER BY id"
    ):
        places[code].append(Place(file, row, name, value))
    for code, found in places.items():
        n = len({place[:2] for place in found})
        line = ngettext("{n} row was rejected: {reason}.", "{n} rows were rejected: {reason}.", n)
        advice = _("Save the rejected rows from the import's list, correct them, and import that file.")
        if code in ("unknown_case", "unknown_person"):
            advice = _("Import the missing cases and persons first or in the same import; then import this file again.")
        yield ground.problem(f"rejected.{code}", "lost", found, line.replace("{reason}", reason(code)), advice=advice)


def _said_twice(ground: Ground) -> Problem | None:
    """Rows that add nothing: every part of them stands already."""
    import numpy as np

    merged = ground.case.reading.words.get("merged", -1)
    whole: dict[tuple[int, int], bool] = {}
    for (ints,) in ground.case.connection.execute(
        f"SELECT ints FROM pack WHERE what = 'record' AND import IN {COUNTED} ORDER BY first"
    ):
        columns = packs.unpack_ints(ints, len(packs.RECORD))
        if not (columns[3] == merged).any():
            continue
        kept = np.unique(columns[:2, columns[3] != merged], axis=1).T.tolist()
        for file, row in np.unique(columns[:2, columns[3] == merged], axis=1).T.tolist():
            whole.setdefault((file, row), True)
        for file, row in kept:
            if (file, row) in whole:
                whole[file, row] = False
    rows = [place for place, same in whole.items() if same]
    line = ngettext(
        "{n} row says nothing that another row does not say: it counts once.",
        "{n} rows say nothing that another row does not say: they count once.",
        len(rows),
    )
    return ground.problem("said_twice", "note", rows, line)


def _to_itself(ground: Ground) -> Problem | None:
    places: list[tuple[int, int]] = []
    for name in ("calls", "payments", "links"):
        table = ground.table(name)
        same = table[table.a == table.b]
        places += zip(same.file.tolist(), same.row.tolist(), strict=True)
    line = ngettext(
        "{n} row is a call, payment or tie of someone with themselves.",
        "{n} rows are calls, payments or ties of someone with themselves.",
        len(places),
    )
    advice = _("It ties nobody. Often one column was mapped twice: look at the mapping.")
    return ground.problem("to_itself", "wrong", places, line, advice=advice)


def _gaps(ground: Ground) -> Iterator[Problem | None]:
    """Series of ids (LC-0001 …) of a register in which numbers are missing: rows that were perhaps not handed over."""
    for name in ("cases", "persons"):
        table = ground.table(name)
        series: dict[tuple[str, str, int], list[int]] = defaultdict(list)
        for register, key in zip(table.register.tolist(), table.key.tolist(), strict=True):
            match = _KEY.fullmatch(key)
            if match:
                series[register, match[1], len(match[2])].append(int(match[2]))
        for (register, prefix, width), numbers in sorted(series.items()):
            span = max(numbers) - min(numbers) + 1
            missing = span - len(set(numbers))
            if len(numbers) < LEAST or not missing or missing > SPARSE * span:
                continue
            ends = (f"{prefix}{min(numbers):0{width}}", f"{prefix}{max(numbers):0{width}}")
            words = ngettext(
                "{n} number is missing in register {register} between {first} and {last}.",
                "{n} numbers are missing in register {register} between {first} and {last}.",
                missing,
            )
            line = words.format(n=f"{missing:,}", register=register, first=ends[0], last=ends[1])
            advice = _("Ask whether these records exist: nothing is wrong with the rows that are here.")
            yield Problem(f"gap.{name}.{register}.{prefix}", "note", missing, line, (), advice)
