"""A call dump as phone companies send it, of any size: seeded, in the order of time, numbers in mixed spellings.

Few people make most calls; everyone calls a dozen others; one call in two hundred stands there twice, as the records of
both its parties give it, some seconds apart; a few rows are broken.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HEADER = "caller,callee,start,seconds,kind,cell\n"
FRIENDS = 12
BLOCK = 200_000
_PREFIXES = np.array([*range(32, 40), 56, 58, 70, *range(76, 80), *range(81, 87), 88, 90, 91, 93])
_DAY = np.datetime64("2022-01-01")
# What a row may lack or hold, once in some hundred thousand rows.
BROKEN = (
    ",0912345678,01/01/2022 10:00:00,10,voice,452-04-10001-1",
    "0912345678,0987654321,01/01/2022 10:00:00",
    "n/a,0987654321,01/01/2022 10:00:00,10,voice,452-04-10001-1",
    "0912345678,0987654321,31/02/2022 10:00:00,10,voice,452-04-10001-1",
    "0912345678,0987654321,,10,voice,452-04-10001-1",
    '0912345678,0987654321,"01/01/2022 10:00:00,10,voice,452-04-10001-1',
)

Bytes = NDArray[np.uint8]


def write(path: Path, rows: int, seed: int = 1) -> int:
    """Write a dump of `rows` rows, some of them broken; gives how many of those there are."""
    draw = np.random.default_rng(seed)
    people = max(rows // 20, 100)
    numbers = draw.choice(_PREFIXES, people) * 10_000_000 + draw.integers(0, 10_000_000, people)
    often = draw.pareto(1.2, people) + 0.05
    often = np.cumsum(often / often.sum())
    friends = np.searchsorted(often, draw.random((people, FRIENDS))).clip(0, people - 1)
    spelt = [_spelt(numbers, style) for style in range(4)]
    days = _texts([f"{day:%d/%m/%Y} " for day in (_DAY + np.arange(366)).astype(object)])
    clocks = _texts([f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}" for n in range(86_400)])
    lengths = _texts([str(n) for n in range(4000)])
    cells = _texts([f"452-04-{10_000 + n}-{n % 3 + 1}" for n in range(4000)])
    kinds = _texts(["voice", "sms"])
    broken = 0
    with path.open("wb") as stream:
        stream.write(HEADER.encode())
        for begin in range(0, rows, BLOCK):
            n = min(BLOCK, rows - begin)
            span = 364 * 86_400 * np.array([begin, begin + n]) // rows
            moment = np.sort(draw.integers(span[0], max(span[1], span[0] + 1), n))
            a = np.searchsorted(often, draw.random(n)).clip(0, people - 1)
            b = friends[a, np.minimum(draw.geometric(0.25, n) - 1, FRIENDS - 1)]
            b = np.where(a == b, (b + 1) % people, b)
            kind = (draw.random(n) >= 0.8).astype(np.int64)
            length = np.where(kind == 0, np.minimum(draw.geometric(1 / 90, n), 3999), 0)
            twice = np.flatnonzero(draw.random(n - 1) < 0.005) if n > 1 else np.zeros(0, np.int64)
            for of in (a, b, kind, length):
                of[twice + 1] = of[twice]
            moment[twice + 1] = moment[twice] + draw.integers(0, 4, len(twice))
            style = draw.choice(4, (2, n), p=(0.6, 0.2, 0.1, 0.1))
            parts = [_chosen(spelt, style[0], a), _chosen(spelt, style[1], b), days[moment // 86_400]]
            parts += [clocks[moment % 86_400], lengths[length], kinds[kind], cells[draw.integers(0, 4000, n)]]
            lines = _joined(parts)
            stream.write(lines)
            if n >= BLOCK // 2 or not begin:
                stream.write(f"{BROKEN[begin // BLOCK % len(BROKEN)]}\n".encode())
                broken += 1
    return broken


def _spelt(numbers: NDArray[Any], style: int) -> Bytes:
    nine = [f"{number:09d}" for number in numbers.tolist()]
    if style == 3:
        return _texts([f"0{one[:2]} {one[2:5]} {one[5:]}" for one in nine])
    return _texts([("0", "+84", "84")[style] + one for one in nine])


def _texts(texts: list[str]) -> Bytes:
    """Texts as rows of bytes, zeros behind."""
    width = max(map(len, texts))
    return np.array(texts, dtype=f"S{width}").view(np.uint8).reshape(len(texts), width)


def _chosen(spelt: list[Bytes], style: NDArray[Any], who: NDArray[Any]) -> Bytes:
    width = max(one.shape[1] for one in spelt)
    made = np.zeros((len(who), width), dtype=np.uint8)
    for number, texts in enumerate(spelt):
        mine = style == number
        made[mine, : texts.shape[1]] = texts[who[mine]]
    return made


def _joined(parts: list[Bytes]) -> bytes:
    """The lines of a block: parts side by side, a comma behind each but the day, zeros left out."""
    n = len(parts[0])
    comma, end = np.full((n, 1), ord(","), np.uint8), np.full((n, 1), ord("\n"), np.uint8)
    a, b, day, clock, length, kind, cell = parts
    whole = np.concatenate([a, comma, b, comma, day, clock, comma, length, comma, kind, comma, cell, end], axis=1)
    lines: bytes = whole[whole != 0].tobytes()
    return lines
