"""The times of calls as numbers: moments to the second, and marks of those whose time is less exact."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

NO_MOMENT = -(1 << 62)
LEAST = -(1 << 60)  # marks of calls without an exact time lie below it, every moment above
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (call times carry no zone)
EPOCH = _EPOCH.toordinal()
_MIX = 0x9E3779B97F4A7C15


def seconds_of(adds: str | None) -> int:
    """The second of the day of `T21:04:10`; -1 for what is not exact to the second."""
    if adds is None or len(adds) != 9 or adds[0] != "T":
        return -1
    return int(adds[1:3]) * 3600 + int(adds[4:6]) * 60 + int(adds[7:9])


def ordinal(day: str) -> int:
    """Days since the year 1 of an ISO day or time; 0 for what is less exact, or no date."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if len(day) >= 10 else 0
    except ValueError:
        return 0


def moment_of(value: str) -> int:
    """Seconds since 1970 of a cleaned time; NO_MOMENT for what is not exact to the second."""
    if len(value) != 19 or value[10] != "T":
        return NO_MOMENT
    try:
        return int((datetime.fromisoformat(value) - _EPOCH).total_seconds())
    except (ValueError, TypeError):
        return NO_MOMENT


def mark_of(text: str) -> int:
    """A number for a text, of 64 bits."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def marks(texts: Sequence["NDArray[np.uint64]"]) -> "Ints":
    """One number below every moment for each call, from those of its time, length, kind and cell."""
    import numpy as np

    mixed: Any = texts[0]
    for more in texts[1:]:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(_MIX) + more
    whole: Ints = -(mixed >> np.uint64(2)).astype(np.int64) // 2 - (1 << 60) - 1
    return whole


def when_of(start: str, seconds: str, kind: str, cell: str) -> int:
    """The moment of one call, or its mark where the time is not exact to the second."""
    import numpy as np

    moment = moment_of(start)
    if moment != NO_MOMENT:
        return moment
    return int(marks([np.array([mark_of(text)], dtype=np.uint64) for text in (start, seconds, kind, cell)])[0])


def kind_of(kind: object) -> int:
    """A number for a kind of call; -1 for none."""
    return mark_of(str(kind)) >> 2 if kind else -1


def text_of(moment: int) -> str:
    """The cleaned time of a moment."""
    return (_EPOCH + timedelta(seconds=moment)).isoformat()
