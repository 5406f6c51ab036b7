"""Case + filters + weights → Evidence: what ties whom, how strongly, and by which rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Incidence:
    """Two-mode evidence of one kind: person `member[i]` stands in group `group[i]` (vertex and group indices).

    `factor` is the row's grade × date factor in 0…1; `file`, `row` its source; `entity` the entity id of each group.
    """

    member: Ints
    group: Ints
    factor: Floats
    file: Ints
    row: Ints
    entity: Ints


@dataclass(frozen=True, slots=True)
class Pairs:
    """One-mode evidence of one kind: fact i ties vertices `a[i]` and `b[i]`; `amount` is its raw strength."""

    a: Ints
    b: Ints
    amount: Floats
    factor: Floats
    file: Ints
    row: Ints


@dataclass(frozen=True, slots=True)
class Evidence:
    """Frozen. `vertices[i]` is the entity id of vertex i, sorted by `keys` (stable over files and machines).

    `a < b`, `weight`, `count` are the projected ties: one entry per tied pair, weight already rescaled so that the
    total equals the number of independent ties; `count` is the number of facts behind it. `hubs` are entity ids.
    """

    vertices: Ints
    keys: tuple[str, ...]
    groups: Mapping[str, Incidence]
    pairs: Mapping[str, Pairs]
    a: Ints
    b: Ints
    weight: Floats
    count: Ints
    hubs: tuple[int, ...]
    settings: Mapping[str, Any]
