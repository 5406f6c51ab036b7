"""One look at the counted facts of a case at one revision: links by kind, entities, what repeats what."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netlens.case.records import Ref
from netlens.case.store import counting, people, protected
from netlens.case.store.connection import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Objects = NDArray[np.object_]

KEYED = {"person": "persons", "case": "cases", "route": "routes", "report": "reports"}
TABLES = {table: kind for kind, table in KEYED.items()}


@dataclass(frozen=True, slots=True)
class Links:
    """The counted links of one kind, oldest first, column by column. `detail` is None where a link has no more."""

    record: "Ints"
    file: "Ints"
    row: "Ints"
    a: "Ints"
    b: "Ints"
    directed: "Ints"
    since: "Objects"
    until: "Objects"
    grade: "Objects"
    handling: "Objects"
    sort: "Objects"
    cell: "Objects"
    number: list[float | None]
    detail: list[dict[str, Any] | None]

    def said(self, name: str, otherwise: Any = "") -> list[Any]:
        """One field of every detail."""
        return [otherwise if d is None or (value := d.get(name)) is None else value for d in self.detail]


class Reading:
    """Lazily read, then kept: valid as long as the case is not changed."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.memo: dict[str, Any] = {}  # what others derive from this revision

    @cached_property
    def repeats(self) -> set[int]:
        return counting.hidden(self.connection)

    @cached_property
    def words(self) -> dict[str, int]:
        return dict(self.connection.execute("SELECT text, id FROM word").fetchall())

    @cached_property
    def text(self) -> "Objects":
        """The word of each number; "" at 0."""
        import numpy as np

        found = np.full(max(self.words.values(), default=0) + 1, "", dtype=object)
        for word, number in self.words.items():
            found[number] = word
        return found

    @cached_property
    def refs(self) -> dict[int, Ref]:
        """All counted entities, by id in ascending order."""
        rows = self.connection.execute(
            "SELECT id, kind, register, key FROM entity WHERE id IN (SELECT entity FROM mention m"
            " JOIN import i ON i.id = m.import WHERE i.state = 'counted') ORDER BY id"
        )
        return {number: Ref(kind, register, key) for number, kind, register, key in rows}

    @cached_property
    def ids(self) -> dict[Ref, int]:
        return {ref: number for number, ref in self.refs.items()}

    @cached_property
    def labels(self) -> dict[int, str]:
        """The first label the counted imports give an entity; missing where there is none."""
        rows = self.connection.execute(
            "SELECT m.entity, m.label FROM mention m JOIN import i ON i.id = m.import"
            " WHERE i.state = 'counted' AND m.label <> '' ORDER BY m.import DESC"
        )
        return dict(rows.fetchall())

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """(file, row) that first names an entity."""
        rows = self.connection.execute(
            "SELECT m.entity, m.file, m.row FROM mention m JOIN import i ON i.id = m.import"
            " WHERE i.state = 'counted' ORDER BY m.import DESC"
        )
        return {entity: (file, row) for entity, file, row in rows}

    @cached_property
    def registers(self) -> tuple[str, ...]:
        return counting.registers(self.connection)

    @cached_property
    def protected(self) -> frozenset[int]:
        return frozenset(protected.protected(self.connection, self.repeats))

    @cached_property
    def codes(self) -> dict[int, str]:
        return protected.codes(self.connection)

    def statements(self, kind: str) -> dict[int, list[people.Said]]:
        return people.by_entity(people.statements(self.connection, kind, self.repeats))

    def record_id(self, ref: Ref) -> str:
        """What a person reads: `persons:P0001`, `persons:LC/P0001` from the second register on, `phone:+84…`."""
        table = KEYED.get(ref.kind)
        if table is None:
            return f"{ref.kind}:{ref.key}"
        return f"{table}:{ref.key}" if len(self.registers) == 1 else f"{table}:{ref.register}/{ref.key}"

    def links(self, kind: str, table: str = "") -> Links:
        """Counted links of one kind; with `table`, only those that stand in records of that native table."""
        where = f"l.kind = {self.words.get(kind, 0)}"
        if table:
            where += f" AND l.tbl = {self.words.get(table, 0)}"
        return self.links_where(where)[0]

    def links_where(self, where: str) -> tuple[Links, "Objects"]:
        """Counted links by a condition in SQL, and the kind of each."""
        import numpy as np

        rows = self.connection.execute(
            "SELECT l.record, l.file, l.row, l.a, l.b, l.directed, l.grade, l.handling, coalesce(l.sort, 0),"
            " coalesce(l.cell, 0), l.kind, l.since, l.until, l.number, l.detail FROM link l"
            f" WHERE {where} AND l.file IN {counting.COUNTED_FILES} ORDER BY l.kind, l.record, l.n"
        ).fetchall()
        if self.repeats:
            rows = [row for row in rows if row[0] not in self.repeats]
        columns = list(zip(*rows, strict=True)) or [()] * 15
        record, file, row, a, b, directed, *words = (np.array(column, dtype=np.int64) for column in columns[:11])
        grade, handling, sort, cell, kinds = (self.text[word] for word in words)
        links = Links(
            record=record, file=file, row=row, a=a, b=b, directed=directed,
            since=_objects(columns[11]), until=_objects(columns[12]), grade=grade, handling=handling, sort=sort,
            cell=cell, number=list(columns[13]), detail=_parsed(columns[14]),
        )  # fmt: skip
        return links, kinds


def _objects(values: tuple[Any, ...]) -> "Objects":
    import numpy as np

    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _parsed(texts: tuple[str | None, ...]) -> list[dict[str, Any] | None]:
    if not any(texts):
        return [None] * len(texts)
    # One call for all of them: the parser's start costs more than a link's few fields.
    parsed: list[dict[str, Any] | None] = json.loads("[" + ",".join(text or "null" for text in texts) + "]")
    return parsed
