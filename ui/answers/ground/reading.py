"""The worker's side of a question: it keeps the case open between two questions, and asks the file that answers."""

from dataclasses import replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netlens.case.records import Ring, Rings

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.evidence import Evidence
    from ui.answers.ground.facts import Facts

Where = tuple[str, str, int]  # path, passphrase, revision the window knows


class Book:
    """A case at one revision, with what several questions need, reckoned once."""

    def __init__(self, case: "Case", before: "Book | None" = None) -> None:
        self.case = case
        self.revision, self.counted = case.revision, case.facts
        # A decision or a pin changes no fact: what was reckoned from the facts stays, however dear it was.
        if before is not None and before.counted == self.counted:
            self.__dict__.update({name: before.__dict__[name] for name in _OF_FACTS if name in before.__dict__})

    @cached_property
    def rings(self) -> Rings | None:
        """The latest detection with the decisions laid over it; what the analyst wrote of a ring is masked."""
        from netlens.case.protection import shown_text

        found = self.case.detection()
        if found is None:
            return None
        written = (
            replace(ring, label=shown_text(self.case, ring.label), reason=shown_text(self.case, ring.reason))
            if ring.label or ring.reason
            else ring
            for ring in found.rings
        )
        return replace(found, rings=tuple(written))

    @cached_property
    def evidence(self) -> "Evidence":
        """The evidence the kept detection was made from; before the first, all that counts now."""
        from netlens.report.evidence import as_detected

        return as_detected(self.case)

    @cached_property
    def facts(self) -> "Facts":
        from ui.answers.ground.facts import collect

        return collect(self.case)

    @cached_property
    def vertex(self) -> dict[int, int]:
        """Entity id → vertex of the evidence."""
        return {int(entity): number for number, entity in enumerate(self.evidence.vertices)}

    @cached_property
    def rings_of(self) -> dict[int, tuple[str, ...]]:
        """Entity id → the rings (supported or tentative, not dismissed) it is a member of."""
        found: dict[int, tuple[str, ...]] = {}
        for ring in self.rings.rings if self.rings else ():
            if ring.told:
                for member in ring.members:
                    found[member.vertex] = (*found.get(member.vertex, ()), ring.id)
        return found

    @cached_property
    def index(self) -> "list[tuple[int, str, str, int]]":
        """What the search looks through."""
        from ui.answers.search import index

        return index(self)

    def ring(self, number: str) -> Ring | None:
        return next((ring for ring in (self.rings.rings if self.rings else ()) if ring.id == number), None)

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What one file of answers keeps for itself."""
        return {}


_OF_FACTS = ("facts", "index")
_kept: dict[tuple[str, str], Book] = {}


def answer(where: Where, question: str, args: tuple[Any, ...]) -> Any:
    """Answer "module:function" of ui/answers from the case at `where`."""
    module, _colon, name = question.partition(":")
    return getattr(import_module(f"ui.answers.{module}"), name)(_book(where), *args)


def _book(where: Where) -> Book:
    from netlens.case.case import Case

    path, passphrase, _revision = where
    key = (path, passphrase)
    book = _kept.get(key)
    if book is None:
        for other in _kept.values():
            other.case.close()
        _kept.clear()
        book = _kept[key] = Book(Case.open(Path(path), passphrase))
    elif book.revision != book.case.revision:
        book = _kept[key] = Book(book.case, book)
    return book
