"""Which way a call went and what it was, by the phone company's word: `MO`, `SMS-MT`, `Gọi đến`, `主叫`."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from netlens.case import schema
from netlens.case.intake.forms.words import form

_RECEIVED = re.compile(r"\bnhận\b")  # without its accents it is `nhắn`, sent


class Way(NamedTuple):
    """`direction`: "out", "in" as the number asked about sees it, "" when not said. `kind`: the code, the text as
    written where no list knows it, "" when nothing is said. `forwarded`: sent on to a third number."""

    direction: str
    kind: str
    forwarded: bool


@lru_cache(maxsize=4096)
def way_of(text: str) -> Way:
    words = form("call_records")
    forwarded = words.says("forward", text)
    out = words.says("out", text)
    into = words.says("in", text) or bool(_RECEIVED.search(normalize("NFC", text.casefold())))
    direction = "" if out == into else "out" if out else "in"
    for kind in ("sms", "data", "voice"):
        if words.says(kind, text):
            return Way(direction, kind, forwarded)
    return Way(direction, "voice" if forwarded else schema.code("call_kind", text) or text, forwarded)
