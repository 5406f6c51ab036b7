"""Many small things in one block of bytes: it crosses the pipe as one, and each is unpacked when it is looked at.

A table of 100,000 people is a million texts and clicks; unpacked at once they held the window up for half a second,
for the thirty rows that are in sight.
"""

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANY = 2_000  # fewer things are as well handed on as they are


@dataclass(frozen=True, slots=True, eq=False)
class Texts(Sequence[str]):
    """Text i ends at `ends[i]` of the whole."""

    whole: str
    ends: "NDArray[np.int64]"

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return self.whole[self.ends[at - 1] if at else 0 : self.ends[at]]


@dataclass(frozen=True, slots=True, eq=False)
class Things(Sequence[Any]):
    """Anything that can be pickled; thing i ends at `ends[i]`."""

    whole: bytes
    ends: "NDArray[np.int64]"

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return pickle.loads(self.whole[self.ends[at - 1] if at else 0 : self.ends[at]])


def texts(values: Iterable[str]) -> Sequence[str]:
    """The texts as they are, or as a block when they are many."""
    known = list(values)
    return Texts("".join(known), _ends(known)) if len(known) > MANY else known


def things(values: Sequence[Any]) -> Sequence[Any]:
    """The things as a tuple, or as a block when they are many."""
    if len(values) <= MANY:
        return tuple(values)
    packed = [pickle.dumps(value, protocol=5) for value in values]
    return Things(b"".join(packed), _ends(packed))


def _ends(pieces: Sequence[str] | Sequence[bytes]) -> "NDArray[np.int64]":
    import numpy as np

    return np.cumsum(np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces)))
