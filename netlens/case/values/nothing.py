"""Cells that say that there is nothing to say: `-`, `không có`, `chưa rõ`, `n/a`."""

from functools import lru_cache

from netlens.case.values.name import fold

_WORDS = frozenset(
    {
        "n/a", "na", "none", "null", "nan", "nat", "nil", "unknown", "khong", "ko", "khong co", "ko co",
        "chua co", "khong ro", "ko ro", "chua ro", "k/r", "kr", "khong xac dinh", "chua xac dinh", "chua cap",
        "khong cung cap", "khong su dung", "khong dung", "bo trong",
    }
)  # fmt: skip


@lru_cache(maxsize=16384)
def is_nothing(text: str) -> bool:
    """Whether a cell holds only signs, or words for nothing known."""
    return not text.strip("-?.–—_/ \t\n") or fold(text).strip(" .") in _WORDS
