"""Where the bundled data lie: code lists, corridors, gates, fonts, translations, the sample case."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import resources


def folder(name: str = "") -> Path:
    return Path(resources.__path__[0]) / name


@lru_cache(maxsize=32)
def toml(name: str) -> dict[str, Any]:
    """One bundled TOML file, e.g. `toml("codes/role.toml")`. Shared: treat as read-only."""
    with (folder() / name).open("rb") as stream:
        return tomllib.load(stream)
