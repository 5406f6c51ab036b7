"""The cells of one HTCDS row by field: ticks of choices gathered, several columns of one field told apart."""

from collections.abc import Sequence

from netlens.case.intake.forms.htcds.fields import fields
from netlens.case.intake.forms.htcds.finding import Head
from netlens.case.intake.forms.htcds.values import several_of, ticked
from netlens.case.schema import word_key

_CASE = frozenset({"caseid", "casenumber", "caseno", "casereference", "casecode", "mavuan", "mahoso", "sohoso"})
_PERSON = frozenset(
    {"personid", "personno", "contactid", "clientid", "beneficiaryid", "victimid", "manguoi", "mananhan"}
)
_SUBMISSION = ("_uuid", "meta/instanceID", "meta-instanceID", "instanceID", "KEY", "_id", "Id")
_OF = ("_parent_index", "PARENT_KEY", "_submission__uuid", "_submission__id")


class Cells:
    """The columns of a sheet, asked row by row."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.plain: dict[str, list[tuple[int, int]]] = {}  # field → (number of the event, column)
        self.choices: dict[str, list[tuple[int, str]]] = {}  # field → (column, code)
        for place, one in enumerate(head.meant):
            if one.choice:
                self.choices.setdefault(one.field, []).append((place, one.choice))
            elif one.field:
                self.plain.setdefault(one.field, []).append((one.number, place))
        keys = [word_key(header) if not head.meant[n].field else "" for n, header in enumerate(head.headers)]
        self.case = next((n for n, key in enumerate(keys) if key in _CASE), -1)
        self.person = next((n for n, key in enumerate(keys) if key in _PERSON), -1)
        self.submission = self._named(_SUBMISSION)
        self.index = self._named(("_index", "KEY", "_uuid", "_id"))
        self.parent = self._named(_OF)

    def _named(self, names: Sequence[str]) -> int:
        return next((self.head.headers.index(name) for name in names if name in self.head.headers), -1)

    def has(self, field: str) -> bool:
        return field in self.plain or field in self.choices

    def one(self, row: Sequence[str], field: str, number: int | None = None) -> str:
        """The first filled cell of a field, as written, without blanks around it."""
        for which, place in self.plain.get(field, ()):
            if (number is None or which == number) and place < len(row) and (text := row[place].strip()):
                return text
        return ""

    def codes(self, row: Sequence[str], *names: str) -> list[str]:
        """The codes of several fields together, each once: from their cells and from ticked columns of choices."""
        found: list[str] = []
        for field in names:
            for _which, place in self.plain.get(field, ()):
                if place < len(row):
                    found += several_of(field, row[place])
            found += (code for place, code in self.choices.get(field, ()) if place < len(row) and ticked(row[place]))
        return list(dict.fromkeys(found))

    def at(self, row: Sequence[str], place: int) -> str:
        return row[place].strip() if 0 <= place < len(row) else ""

    def events(self) -> list[int]:
        """The numbers of the events a row may tell: 0 where their columns have none."""
        return sorted({which for name, places in self.plain.items() if name.startswith("hte_") for which, _n in places})

    def labelled(self, row: Sequence[str]) -> list[tuple[str, str]]:
        """(field, value) of cells that hold a label where the standard asks for a code."""
        found = []
        for field, places in self.plain.items():
            values = fields()[field].values
            for _which, place in places:
                text = row[place].strip() if place < len(row) and values else ""
                if text and text not in values and any(code in values for code in several_of(field, text)):
                    found.append((field, text))
        return found

    def empty(self, row: Sequence[str]) -> bool:
        """Whether a row holds nothing but its number."""
        return not any(text.strip() for place, text in enumerate(row) if place != self.head.counter)
