"""What a typed cell of a workbook is as text: what one would have typed."""

from datetime import date, datetime, time, timedelta
from typing import Any


def text_of(value: Any) -> str:
    """A typed cell as text: 912345678.0 as 912345678, a date as 2022-03-07, a time as 21:04:10."""
    if type(value) is float:
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(int(value.total_seconds()))
    return str(value)
