"""The rows of another case to look at before they come in: masked as that case itself would show them."""

from collections.abc import Iterator

from netlens.case.case import Case
from netlens.case.merging.copied import Contents
from netlens.case.protection import shown_file, shown_written
from netlens.case.records import CaseRecord, Source


def rows_of(case: Case) -> Iterator[CaseRecord]:
    """Each row once, as a record of its table; `sheet` is the file (and sheet) it stands in."""
    contents = Contents(case.connection, {})
    last = (-1, -1)
    for one in contents.records():
        if (one.file, one.row) == last or not (one.written or one.extra):
            continue
        last = (one.file, one.row)
        written = case.as_written(Source(*last))
        origin = contents.origins[one.file]
        place = " · ".join(shown_file(case, name) for name in (origin.name, origin.sheet) if name)
        shown = shown_written(case, written)
        values = {name: shown[name] for name in one.written if shown.get(name)}
        extra = {name: shown[name] for name in one.extra if shown.get(name)}
        yield CaseRecord(one.table, one.row, values, extra, place)
