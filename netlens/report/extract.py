"""A list that leaves the case as JSON: written, and entered in the audit with its SHA-256."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from netlens.case.case import Case
from netlens.errors import NetLensError
from netlens.i18n import _


def write_extract(
    case: Case, path: Path, data: object, kind: str, rings: Iterable[str], more: Mapping[str, Any] | None = None
) -> None:
    """Write `data` to the file, and note what it holds: its `kind`, the rings in it, and what `more` says.

    Masking is the caller's: `data` is written as it is. NetLensError when the file cannot be written.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NetLensError(
            _("{file} cannot be written.").format(file=path), _("Check the folder and the free space.")
        ) from error
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    case.note("extract", {"name": path.name, "format": kind, "sha256": sha256, "rings": list(rings), **(more or {})})
