"""The parts of a record: statements that each count once however often they are made, and by what they are the same."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, NamedTuple

from netlens.case.intake.clean import party_of
from netlens.case.intake.own import File, is_marked, local
from netlens.case.records import Entity, Link, Ref
from netlens.case.store.packs import PRINT

GRADES = ("grade_source", "grade_info", "handling")  # of the tie when a row states one, of the statement else


class Part(NamedTuple):
    """One statement that counts once. `key` is what it is the same by.

    `says` is what more it tells where a later row with the same key may tell otherwise: of an entity (`links` empty) or
    of a tie. None where the key is all.
    """

    key: tuple[str, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    says: Mapping[str, Any] | None = None


class Parties:
    """Whose key a text is: known persons of the register first, then what its form tells.

    `file` says whose the marked keys are (see own.py); None where the rows have none.
    """

    def __init__(self, register: str, known: Callable[[Ref], bool], file: File | None = None) -> None:
        self.register = register
        self.known = known
        self.file = file
        self._found: dict[str, Ref] = {}

    def keyed(self, kind: str, key: str) -> Ref:
        """The entity of a key: of the register, or of the file alone where the key is marked so."""
        if self.file is not None and is_marked(key):
            called = self._found.get(key)
            return called if called and called.kind == kind else local(kind, key, self.file)
        return Ref(kind, self.register, key)

    def person(self, key: str) -> Ref:
        return self.keyed("person", key)

    def call(self, key: str, thing: Ref) -> None:
        """From now on the file's own id `key` means this phone, account, organisation …"""
        self._found[key] = thing

    def find(self, text: str) -> Ref:
        """The ref of a party; a person who is not known (yet) when nothing else fits."""
        ref = self._found.get(text)
        if ref is None:
            ref = self.person(text)
            if not is_marked(text) and not self.known(ref):
                kind, value, _problem = party_of(text)
                if kind == "person":
                    return ref
                ref = Ref(kind, "", value)
            if not is_marked(text):
                self._found[text] = ref
        return ref


class Terms(NamedTuple):
    """What a row says of all it states: its grade, its handling code, where it comes from."""

    grade: str
    handling: str
    source: Mapping[str, str]

    def link(
        self,
        a: Ref,
        b: Ref,
        kind: str,
        detail: Mapping[str, Any],
        since: str = "",
        until: str = "",
        directed: bool = True,
    ) -> Link:
        if self.source:
            detail = {**detail, **self.source}
        return Link(a, b, kind, directed, since, until, self.grade, self.handling, detail)


_PLAIN = Terms("", "", {})


def terms_of(values: Mapping[str, Any]) -> Terms:
    """The terms of a cleaned row; the grades of source and information are joined by "/"."""
    source, info, handling = (values.get(name, "") for name in GRADES)
    ref = values.get("source_ref")
    if not (source or info or handling or ref):
        return _PLAIN
    said = {"source_ref": ref} if ref and not is_marked(ref) else {}
    return Terms(f"{source}/{info}" if info else source, handling, said)


def fingerprint(key: tuple[str, ...], says: Mapping[str, Any] | None = None) -> bytes:
    """The bytes by which two statements are the same."""
    text = "\x1f".join(key)
    if says is not None:
        text += f"\x1e{says!r}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=PRINT).digest()


def marker(key: tuple[str, ...], said: Mapping[str, Any]) -> bytes:
    """The bytes by which one wording of a tie is known again, whatever stands by then."""
    return fingerprint(("said", *key, *sorted(f"{name}={value}" for name, value in said.items())))


def detail_of(values: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """The cleaned values beside those that became something else."""
    return {name: value for name, value in values.items() if name not in without and name not in GRADES}


def told(link: Link) -> dict[str, Any]:
    """All a tie tells beside who, where and as what: what a later row of the same key may fill in or change."""
    said = {**link.detail, "since": link.since, "until": link.until, "grade": link.grade, "handling": link.handling}
    return {
        name: value for name, value in said.items() if value not in ("", []) and name not in ("role", "stop", "place")
    }


def retold(link: Link, said: Mapping[str, Any]) -> Link:
    """The same tie, telling `said`."""
    fields = ("since", "until", "grade", "handling")
    detail = {**link.detail, **{name: value for name, value in said.items() if name not in fields}}
    return replace(link, detail=detail, **{name: said.get(name, "") for name in fields})
