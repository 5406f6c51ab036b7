"""What is shown of an entity: its kind, its masked name, and the marks that go with it wherever it is drawn."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring

if TYPE_CHECKING:
    from netlens.case.case import Case

Ints = NDArray[np.int64]
SUSPECTED = ("offender", "suspect")
SUFFERED = ("victim", "possible_victim", "witness", "reporter")
CORRIDORS = 2  # named in a title; of further ones the number
CLEARED = ("acquitted", "dropped")


@dataclass(frozen=True, slots=True)
class Attached:
    """Ties of those who are attached to a ring but are no members: person, member, and the cases they share."""

    person: Ints
    member: Ints
    cases: Ints


class Faces(Protocol):
    """What compose() asks of a case. All ids are entity ids."""

    protected: Collection[int]
    dual: Collection[int]  # protected, and recorded as offender or suspect too
    flagged: Collection[int]  # acquitted, or the case against them dropped

    def kind(self, entity: int) -> str: ...
    def label(self, entity: int) -> str: ...
    def corridor(self, ring: Ring) -> str: ...
    def attached(self, ring: Ring) -> Attached: ...


def faces_of(case: "Case") -> Faces:
    """The faces of a case, read once as long as its facts are the same."""
    lasting = case.reading.lasting
    if "faces" not in lasting:
        lasting["faces"] = CaseFaces(case)
    found: Faces = lasting["faces"]
    return found


class CaseFaces:
    """The faces of a case while its facts are as they are."""

    def __init__(self, case: "Case") -> None:
        from netlens.case.protection import protected_ids

        self._case = case
        stood = case.table("involvements")
        role = stood["role"]
        self.protected: Collection[int] = protected_ids(case)
        suspected = frozenset(stood["person"][role.isin(SUSPECTED)].tolist())
        self.dual: Collection[int] = suspected & frozenset(stood["person"][role.isin(SUFFERED)].tolist())
        cleared = role.isin(SUSPECTED) & stood["stage"].isin(CLEARED)
        self.flagged: Collection[int] = frozenset(stood["person"][cleared].tolist())
        entities = case.table("entities")
        self._kinds: Mapping[int, str] = dict(zip(entities["id"].tolist(), entities["kind"].tolist(), strict=True))

    def kind(self, entity: int) -> str:
        return self._kinds.get(entity, "document")

    def label(self, entity: int) -> str:
        from netlens.case.protection import shown_label

        return shown_label(self._case, entity)

    def corridor(self, ring: Ring) -> str:
        from netlens.i18n import language
        from netlens.network.corridors import label

        names = [label(share.code, language()) for share in ring.corridors]
        return " + ".join(names[:CORRIDORS]) + (f" + {len(names) - CORRIDORS}" if len(names) > CORRIDORS else "")

    def attached(self, ring: Ring) -> Attached:
        members, shared = {member.vertex for member in ring.members}, Counter[tuple[int, int]]()
        for victim in ring.victims:
            for file in self._files.get(victim, ()):
                shared.update((victim, member) for member in self._people[file] if member in members)
        rows = np.array([(*pair, shared[pair]) for pair in sorted(shared)], dtype=np.int64).reshape(-1, 3)
        return Attached(rows[:, 0], rows[:, 1], rows[:, 2])

    @cached_property
    def _files(self) -> dict[int, list[int]]:
        """The cases of each person."""
        found: dict[int, list[int]] = {}
        for file, people in self._people.items():
            for person in people:
                found.setdefault(person, []).append(file)
        return found

    @cached_property
    def _people(self) -> dict[int, list[int]]:
        """The people of each case, whatever their part."""
        stood = self._case.table("involvements")[["person", "case"]].drop_duplicates()
        found: dict[int, list[int]] = {}
        for person, file in zip(stood["person"].tolist(), stood["case"].tolist(), strict=True):
            found.setdefault(file, []).append(person)
        return found
