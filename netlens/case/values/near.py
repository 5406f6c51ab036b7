"""A misspelt word of a list: the one it can only be."""

from collections.abc import Mapping


def only_near(word: str, known: Mapping[str, str], least: int) -> str:
    """What the only known word means that is one letter away (added, left out, changed, or two that changed places).

    "" when the word is shorter than `least`, or when words of different meaning are as near.
    """
    if len(word) < least:
        return ""
    found = {meant for other, meant in known.items() if abs(len(other) - len(word)) < 2 and one_apart(word, other)}
    return found.pop() if len(found) == 1 else ""


def one_apart(a: str, b: str) -> bool:
    """Whether two words differ by one letter added, left out or changed, or by two neighbours changed round."""
    if len(a) > len(b):
        a, b = b, a
    at = next((n for n, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    return a != b and (a[at + 1 :] == b[at + 1 :] or swapped)
