"""What attributes are called in the files of other programs, and what kind of thing a node is."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from netlens.case import schema
from netlens.case.schema import word_key
from netlens.case.values import party
from netlens.resource import toml

_WORDS = toml("graphs.toml")
_TIME = re.compile(
    r"(19|20)\d\d(-\d\d?(-\d\d?([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?|Z|[+-]\d\d:\d\d)?)?)?"
    r"|\d\d?[/.]\d\d?[/.]\d{4}"
)
_EPOCH = (100_000_000, 4_000_000_000)
_PHONE = re.compile(r"[+0][\d\s.()-]{8,16}")
_NAME = re.compile(r"[^\W\d_]{2,}")

Use = Literal["kind", "label", "weight", "role", "directed", "column", "extra"]
_USES: tuple[Use, ...] = ("kind", "label", "weight", "role", "directed")


@lru_cache(maxsize=8)
def _by_word(group: str) -> dict[str, str]:
    """Word → what it stands for, of one group of the list; a word of two belongs to the first."""
    found: dict[str, str] = {}
    for use, words in _WORDS[group].items():
        for word in words:
            found.setdefault(word_key(word), use)
    return found


def words(group: str, use: str) -> frozenset[str]:
    """The words of one use, as `word_key` makes them."""
    return frozenset(word_key(word) for word in _WORDS[group][use])


@lru_cache(maxsize=4096)
def entity_kind(word: str) -> str:
    """The kind of thing a word names, "" for none of them: `Telephone` is a phone, `crime` a case, `actor` a person."""
    if not word or len(word) > 60:
        return ""
    found = schema.code("entity_kind", word)
    if found in ("route", "report"):
        return "event"
    return found or _by_word("kind").get(word_key(word), "")


@lru_cache(maxsize=4096)
def role_of(text: str) -> str:
    """The role code a text names; of `victim, minor` the part that is one."""
    for piece in (text, *re.split(r"[,;/:|]", text)):
        found = schema.code("role", piece) or _by_word("role").get(word_key(piece))
        if found:
            return found
    return ""


@lru_cache(maxsize=4096)
def node_use(name: str) -> str:
    """What an attribute of a node is for: kind, second, label, role, case, or "" for anything else."""
    return _by_word("node").get(word_key(name), "")


@lru_cache(maxsize=4096)
def edge_use(name: str) -> tuple[Use, str]:
    """What an attribute of an edge is for, and the column of `links` it feeds."""
    use = _by_word("edge").get(word_key(name), "")
    if use in ("since", "until"):
        return "column", use
    for known in _USES:
        if use == known:
            return known, ""
    column = schema.field("links", name)
    return ("column", column) if column not in (None, "a", "b", "source_ref") else ("extra", "")


@lru_cache(maxsize=4096)
def column_of(table: str, name: str) -> str:
    """The column of a table of things an attribute feeds, but for its key: that is the node's own id."""
    if table == "entities":
        return name if name in ("province", "country", "note") else ""
    column = schema.field(table, name) or ""
    return "" if column in ("person_id", "case_id", "full_name", "title") else column


@lru_cache(maxsize=4096)
def is_name_column(name: str) -> bool:
    return schema.field("persons", name) == "full_name"


def is_holding(said: str) -> bool:
    """Whether the word for a tie between a person and a number or a car says no more than that it is theirs."""
    return not said or _by_word("edge").get(word_key(said)) == "holds"


def says_kind(text: str) -> bool:
    """Whether a label says how two are tied, as Neo4j's `USES` does, and is no name."""
    return bool(schema.code("link_kind", text)) or _by_word("edge").get(word_key(text)) == "holds"


def is_time(text: str) -> bool:
    """Whether a text is a date, a time or a year, as against a step of a model or a place in an order."""
    return _TIME.fullmatch(text) is not None


def is_epoch(text: str) -> bool:
    """Whether a number is a moment in seconds, or in thousandths, since 1970: of a day from 1973 to 2096."""
    whole = text.removesuffix(".0")
    if not whole.isascii() or not whole.isdecimal() or not 8 < len(whole) < 14:
        return False
    return _EPOCH[0] <= (int(whole) if len(whole) < 11 else int(whole) // 1000) <= _EPOCH[1]


def is_moment(text: str) -> bool:
    return is_time(text) or is_epoch(text)


def moment(text: str) -> str:
    """A date or time as written; one in seconds since 1970 as an ISO time."""
    if not is_epoch(text):
        return text
    seconds = int(text.removesuffix(".0"))
    return datetime.fromtimestamp(seconds if seconds < 10**10 else seconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def is_number(text: str) -> bool:
    """Whether an id is a phone number or an account by its form alone: nobody says so, but it can be nothing else."""
    if text[:1] in "+0" and _PHONE.fullmatch(text):
        return party.clean(text)[0] == "phone" and not party.clean(text)[2]
    return ":" in text and party.clean(text)[0] == "account"


def is_name(text: str, id_: str) -> bool:
    """Whether a label is what someone is called, and not the id once more. An id itself is one when it is all words."""
    if not _NAME.search(text):
        return False
    if text != id_:
        return True
    signs = any(sign.isdecimal() or sign in "_@:/\\#=" for sign in text)
    return not signs and not text.isupper() and not text.islower()
