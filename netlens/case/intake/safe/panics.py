"""A compiled reader that gives up: its panic is no ordinary error, and must not end what called it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from netlens.case.intake.sheet import not_readable
from netlens.i18n import _

_PANIC = "PanicException"  # of pyo3; its class cannot be imported


@contextmanager
def no_panic(file: str) -> Iterator[None]:
    """NetLensError instead of a panic while a file is opened."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        hint = _("Copy it again, or save it again in Excel.")
        raise not_readable(file, _("it is damaged, or was not copied whole"), hint) from None


def each_row(rows: Iterator[list[Any]]) -> Iterator[list[Any] | None]:
    """The rows of a sheet; None for one the reader cannot give, as with a date of the year one billion."""
    while True:
        try:
            row: list[Any] | None = next(rows)
        except StopIteration:
            return
        except BaseException as error:
            if not isinstance(error, ArithmeticError | ValueError) and type(error).__name__ != _PANIC:
                raise
            row = None
        yield row
