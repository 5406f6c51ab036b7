"""Starts the window or a command. Import-light: every worker process imports this file again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from netlens.case.importing import Importer


def main(argv: list[str] | None = None) -> int:
    """`netlens` opens the window; `netlens COMMAND …` runs a command. Gives the exit code."""
    from netlens.terminal import run

    return run(sys.argv[1:] if argv is None else argv, load_importers, open_window)


def load_importers() -> tuple[Importer, ...]:
    """The importers are handed to the window and to the commands here: neither knows the folder."""
    import importers
    from netlens.case.importing import Importer
    from netlens.plugins import collect

    return collect(importers, "IMPORTER", Importer)


def open_window(case: Path | None, passphrase: str) -> int:
    from ui.app import run

    return run(load_importers(), case, passphrase)


if __name__ == "__main__":
    raise SystemExit(main())
