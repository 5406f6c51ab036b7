"""The calls of large tables as they stand in the case: which rows count, who called whom when, and all they say."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netlens.case.store.bulk import chunks, lexicons, times
from netlens.case.store.bulk.chunks import ALWAYS, GROUPS, NUMBERS, Chunk, Slot
from netlens.case.store.connection import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_TELLING = ("seconds", "kind", "cell")


@dataclass
class Kept:
    """One file by the column. What it reads of its lexicons it keeps."""

    connection: Connection
    file: int
    import_id: int
    counted: bool
    first: int
    last: int
    slots: tuple[Slot, ...]
    unless: tuple[frozenset[int], ...]
    beside: frozenset[int]  # the imports that count

    @property
    def chunks(self) -> list[Chunk]:
        return chunks.of_file(self.connection, self.file)

    def slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)

    @property
    def groups(self) -> list[int]:
        """The groups whose rows count, if the import does."""
        return [ALWAYS, *(GROUPS + at for at, one in enumerate(self.unless) if not one & self.beside)]

    def column(self, chunk: Chunk, name: str) -> "Ints":
        return chunks.column(self.connection, chunk, name)

    def showing(self, chunk: Chunk) -> "Mask | None":
        """Which rows of a chunk count, its import counting; None for all."""
        import numpy as np

        if not chunk.repeats:
            return None
        return np.isin(self.column(chunk, "group"), self.groups)

    @cached_property
    def entities(self) -> "Ints":
        return lexicons.entities_of(self.connection, self.file, NUMBERS)

    @cached_property
    def _values(self) -> dict[str, list[Any]]:
        return {}

    def values(self, name: str) -> list[Any]:
        """What the texts of a column were cleaned to."""
        if name not in self._values:
            self._values[name] = lexicons.values_of(self.connection, self.file, name)
        return self._values[name]

    @cached_property
    def _words(self) -> dict[str, "Ints"]:
        return {}

    def words(self, name: str, word: Callable[[str], int]) -> "Ints":
        """The number of the word that each text of a column was cleaned to."""
        import numpy as np

        if name not in self._words:
            self._words[name] = np.array([word(str(value)) for value in self.values(name)], dtype=np.int64)
        return self._words[name]

    @cached_property
    def _time(self) -> tuple["Ints", "Ints", "Ints", "Ints"]:
        """By first half: form, day, the moment it is alone; by second half and form: seconds, -2 for nothing."""
        import numpy as np

        heads, tails = self.values("start"), self.values("start.1")
        form = np.array([one for one, _day, _whole in heads], dtype=np.int64)
        day = np.array([times.ordinal(one) for _form, one, _whole in heads], dtype=np.int64)
        alone = np.array([times.moment_of(whole) for _form, _day, whole in heads], dtype=np.int64)
        added = [adds_of(adds) for adds in tails]
        seconds = [[-2] * 4 if adds[0] == "" else [*map(times.seconds_of, adds), -1] for adds in added]
        return form, day, alone, np.array(seconds, dtype=np.int64).reshape(-1, 4)

    @cached_property
    def _spelt(self) -> tuple["NDArray[Any]", ...]:
        """By first half: its form, its day, the whole time it is alone; by second half and form: what it adds."""
        import numpy as np

        heads, tails = self.values("start"), self.values("start.1")
        form = np.array([one for one, _day, _whole in heads], dtype=np.int64)
        day, whole = (np.array([head[at] for head in heads], dtype=object) for at in (1, 2))
        adds = [[*(one or "" for one in adds_of(adds)), ""] for adds in tails]
        alone = np.array([adds_of(adds)[0] == "" for adds in tails], dtype=np.bool_)
        return form, day, whole, np.array(adds, dtype=object).reshape(-1, 4), alone

    def starts(self, chunk: Chunk, rows: "Ints") -> list[str]:
        """The cleaned times of some rows of a chunk."""
        form, day, whole, adds, alone = self._spelt
        head, tail = (self.column(chunk, name)[rows] for name in ("start", "start.1"))
        found = day[head] + adds[tail, form[head]]
        by_itself = alone[tail]
        found[by_itself] = whole[head[by_itself]]
        texts: list[str] = found.tolist()
        return texts

    def moments(self, chunk: Chunk) -> "Ints":
        """Seconds since 1970 of each row of a chunk, NO_MOMENT where its time is not so exact."""
        import numpy as np

        form, day, alone, seconds = self._time
        head, tail = self.column(chunk, "start"), self.column(chunk, "start.1")
        second = seconds[tail, form[head]]
        whole = np.where(second == -2, alone[head], (day[head] - times.EPOCH) * 86400 + second)
        found: Ints = np.where(second == -1, times.NO_MOMENT, whole)
        return found

    def whens(self, chunk: Chunk, rows: "Ints") -> "Ints":
        """The moment of each of some rows, or else its mark."""
        import numpy as np

        when = self.moments(chunk)[rows]
        vague = np.flatnonzero(when == times.NO_MOMENT)
        if len(vague):
            texts = [np.array([times.mark_of(text) for text in self.starts(chunk, rows[vague])], dtype=np.uint64)]
            for name in _TELLING:
                there = self.slot(name) is not None
                codes = self.column(chunk, name)[rows[vague]] if there else np.zeros(len(vague), np.int64)
                said = [times.mark_of(str(value)) for value in (self.values(name) if there else [""])]
                texts.append(np.array(said, dtype=np.uint64)[codes])
            when[vague] = times.marks(texts)
        return when


def adds_of(stored: Any) -> Sequence[str | None]:
    """What a second half adds to a day, by the form of the first; stored as one text where all add the same."""
    return (stored, stored, stored) if isinstance(stored, str) else stored


def files(connection: Connection, *, only_counted: bool = True) -> Iterator[Kept]:
    """The files of the case that were taken in by the column, oldest first."""
    counting = frozenset(number for (number,) in connection.execute("SELECT id FROM import WHERE state = 'counted'"))
    rows = connection.execute("SELECT file, import, first, last, about FROM bulk ORDER BY first")
    for file, import_id, first, last, about in rows:
        if only_counted and import_id not in counting:
            continue
        said = json.loads(about)
        slots = tuple(Slot(*slot) for slot in said["slots"])
        unless = tuple(map(frozenset, said["unless"]))
        yield Kept(connection, file, import_id, import_id in counting, first, last, slots, unless, counting)


def number_of_calls(connection: Connection) -> int:
    """How many calls of large tables count."""
    import numpy as np

    found = 0
    for kept in files(connection):
        for chunk in kept.chunks:
            showing = kept.showing(chunk)
            found += chunk.n if showing is None else int(np.count_nonzero(showing))
    return found
