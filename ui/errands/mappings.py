"""Column mappings made in the import dialog: saved, so that next month's file of a source is read alike, and shared."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from netlens.case.mapping import Mapping

_PLAIN = re.compile(r"[^\w-]+")


def save(mapping: "Mapping") -> Path:
    """Keep a mapping on this computer under its name. It names columns, never a value of a row."""
    _folder().mkdir(parents=True, exist_ok=True)
    path = _folder() / (_PLAIN.sub("-", mapping.name).strip("-")[:60] + ".toml")
    mapping.save(path)
    return path


def known_mappings() -> list[Path]:
    """The mappings that were saved on this computer, by name."""
    return sorted(_folder().glob("*.toml"))


def _folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "mappings"
