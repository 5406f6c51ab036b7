"""The counted facts as DataFrames. Every table has all its columns, empty or not; text is "" where there is none."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from netlens.case.store.reading import Reading
from netlens.case.tables import links, roster
from netlens.errors import NetLensError

if TYPE_CHECKING:
    from pandas import DataFrame

Columns = dict[str, Any]

_INTS = "other out into calls id file row person case thing route place stop a b document vehicle import_id seconds"
INTS = frozenset(_INTS.split())
FLOATS = frozenset({"count", "amount"})
BOOLS = frozenset({"directed", "protected"})

_SOURCE = "file row grade handling"
_ISSUE = "import_id file row sheet field value reason"
TABLES: dict[str, tuple[Callable[[Reading], Columns], str]] = {
    "persons": (
        roster.persons,
        "id register key record_id name aliases sex birth_date nationality ethnicity province address id_number"
        " passport note extra protected code file row",
    ),
    "cases": (roster.cases, "id register key record_id title offence status opened agency province summary file row"),
    "reports": (roster.reports, "id key received channel partner subject case outcome file row"),
    "entities": (roster.entities, "id kind register key label"),
    "involvements": (
        links.involvements,
        "person case role functions exploitation recruited_via since until stage stage_date found returned note "
        + _SOURCE,
    ),
    "holdings": (links.holdings, "person thing kind since until basis " + _SOURCE),
    "stops": (
        links.stops,
        "route case stop place place_name province country kind mode gate date " + _SOURCE,
    ),
    "travellers": (links.travellers, "route person stop date " + _SOURCE),
    "links": (links.stated, "a b kind directed since until count amount currency note " + _SOURCE),
    "calls": (links.calls, "a b start seconds kind cell " + _SOURCE),
    "payments": (links.payments, "a b amount currency when reference " + _SOURCE),
    "crossings": (links.crossings, "person document gate direction when vehicle companions " + _SOURCE),
    "imports": (roster.imports, "id time register label state ledger"),
    "files": (roster.files, "id import_id name sha256 importer sheet table"),
    "rejected": (roster.rejected, _ISSUE),
    "flags": (roster.flags, _ISSUE),
}


def table(name: str, reading: Reading) -> "DataFrame":
    """One table by its name; the row order is that of import. NetLensError for a name that is none."""
    if name not in TABLES:
        raise NetLensError(f"There is no table {name}.", "Tables: " + ", ".join(TABLES))
    read, names = TABLES[name]
    return frame(read(reading), names.split())


def frame(columns: Columns, names: Sequence[str]) -> "DataFrame":
    """A DataFrame of the columns `names`: ints, floats and bools by name, everything else objects."""
    import numpy as np
    from pandas import DataFrame, Series

    made: Columns = {}
    for name in names:
        values = columns[name]
        if name in INTS:
            made[name] = np.asarray(values, dtype=np.int64)
        elif name in FLOATS:
            made[name] = np.asarray(values, dtype=np.float64)
        elif name in BOOLS:
            made[name] = np.asarray(values, dtype=np.bool_)
        else:
            array = np.empty(len(values), dtype=object)
            array[:] = values
            made[name] = Series(array, dtype=object)  # said, else pandas 3 makes text of it and pandas 2 does not
    return DataFrame(made, columns=list(names), copy=False)
