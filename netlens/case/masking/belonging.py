"""What belongs to each protected person of a case: every name, number, paper, plate, account, handset and SIM card."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netlens.case.intake.forms.words import form
from netlens.case.masking.finding import Masker
from netlens.case.records import Source
from netlens.case.schema import word_key
from netlens.case.store.people import EXTRA
from netlens.case.tables.links import as_list
from netlens.resource import toml

if TYPE_CHECKING:
    from netlens.case.case import Case

HANDSET, SIM = "imei:", "imsi:"
DEVICES = (HANDSET, SIM)  # accounts that are a handset or a SIM card
_SHORTEST = 5  # signs of a handle that is looked for by itself: what is shorter is any word
_LONG = re.compile(r"(?<!\d)\d{9,}(?!\d)", re.ASCII)


@dataclass(slots=True)
class Told:
    """Of one person: names, accounts and houses by their words, numbers of any kind, handsets."""

    names: set[str]
    handles: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    handsets: set[str] = field(default_factory=set)

    def thing(self, kind: str, key: str, label: str) -> None:
        """A thing that only protected people hold."""
        if kind in ("phone", "document", "vehicle"):
            self.numbers.add(key)
        elif kind == "account":
            if key.startswith(HANDSET):
                self.handsets.add(key)
                return
            self.numbers.add(key)
            self.handles.add(key)
            handle = key.partition(":")[2]
            if len(handle) >= _SHORTEST and not handle.isdigit():
                self.handles.add(handle)
        elif kind == "place":  # a house: what has no number may be a village
            self.handles |= {text for text in (key, label) if any(map(str.isdigit, text))}

    def statement(self, detail: Mapping[str, Any]) -> None:
        """What a row says of the person."""
        self.names |= {str(detail.get("full_name", "")), *as_list(detail.get("aliases", ""))}
        for name in ("id_number", "passport"):
            self.numbers.update(as_list(detail.get(name, "")))
        for heading, text in (detail.get(EXTRA) or {}).items():
            if word_key(str(heading)) in _device_words():
                self.numbers.add(str(text))
                self.handsets.add(str(text))
            # A long number in a column nobody knows is a paper, an account, a card; a round one is a sum of money.
            self.numbers |= {found for found in _LONG.findall(str(text)) if not found.endswith("000")}


@lru_cache(maxsize=1)
def _device_words() -> frozenset[str]:
    """Headings under which the marks of a device stand."""
    columns = toml("forms/call_records.toml")["columns"]
    words = (word for name in ("imei", "imsi") for word in (name, *columns[name]))
    return frozenset(map(word_key, (*words, "iccid", "sim serial", "esn", "mac", "mac address")))


def sim_cards(case: "Case", phones: set[int]) -> Iterator[tuple[int, str]]:
    """(phone, IMSI) of these numbers, as the rows have them that tell of a number's handset."""
    shares = case.reading.links("shares") if phones else None
    if shares is None:
        return
    seen = set()
    for phone, file, row in zip(shares.a.tolist(), shares.file.tolist(), shares.row.tolist(), strict=True):
        if phone in phones and (phone, file, row) not in seen:
            seen.add((phone, file, row))
            for heading, text in case.as_written(Source(file, row)).extra.items():
                if form("call_records").column(heading) == "imsi":
                    yield phone, text


def masker(said: Mapping[int, Told], codes: Mapping[int, str]) -> Masker:
    """A Masker for people given by id with all that is theirs; the lowest code wins what two share."""
    made = Masker()
    for person in sorted(codes, key=lambda one: codes[one]):
        told = said[person]
        for name in sorted(told.names):
            made.add_name(name, codes[person])
        for text in sorted(told.handles):
            made.add_handle(text, codes[person])
        for number in sorted(told.numbers):
            made.add_number(number, codes[person])
        for number in sorted(told.handsets):
            made.add_handset(number, codes[person])
    return made
