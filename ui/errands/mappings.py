"""Column mappings set by hand in the import dialog: saved, so that next month's file of a source is read alike."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look

_PLAIN = re.compile(r"[^\w-]+")
Columns = tuple[tuple[str, str], ...]


def saved_mapping(looks: "tuple[Look, ...]", by_hand: Mapping[int, tuple[str, Columns]], dates: str) -> Path | None:
    """The mapping file of what the person set by hand; None when all is read as it was found.

    A mapping reads the whole batch, so the sheets nobody touched stand in it as they were found. It names columns,
    never a value of a row.
    """
    from netlens.case.mapping import Mapping as ColumnMapping
    from netlens.case.mapping import RecordMap, SheetMap

    if not any(table for table, _columns in by_hand.values()):
        return None
    sheets = []
    for number, one in enumerate(looks):
        table, columns = by_hand.get(number, (one.table, one.columns))
        fields = {field: (header,) for header, field in columns if field}
        if table and fields:
            sheets.append(SheetMap((RecordMap(table, fields),)))
    name = looks[min(by_hand)].path.stem
    _folder().mkdir(parents=True, exist_ok=True)
    path = _folder() / (_PLAIN.sub("-", name)[:60] + ".toml")
    ColumnMapping(name, tuple(sheets), dates).save(path)
    return path


def known_mappings() -> list[Path]:
    """The mappings that were saved on this computer, by name."""
    return sorted(_folder().glob("*.toml"))


def _folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "mappings"
