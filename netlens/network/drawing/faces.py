"""What is shown of an entity: its kind, its masked name, and the marks that go with it wherever it is drawn."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
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


class CaseFaces:
    """The faces of a case at its present revision."""

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
        stood = self._case.table("involvements")[["person", "case"]].drop_duplicates()
        people = stood[stood["person"].isin(list(ring.victims))]
        members = stood[stood["person"].isin([m.vertex for m in ring.members])]
        both = people.merge(members, on="case", suffixes=("", "_member"))
        shared = both.groupby(["person", "person_member"], as_index=False).size()
        return Attached(
            shared["person"].to_numpy(dtype=np.int64),
            shared["person_member"].to_numpy(dtype=np.int64),
            shared["size"].to_numpy(dtype=np.int64),
        )
