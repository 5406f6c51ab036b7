"""What a column mapping is made of: shapes of table, each with the records one of its rows gives."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from netlens.case.schema import word_key
from netlens.case.values import heading

SAME = 0.8  # share of the headings of two files that must be common for both to be of one kind
HOLE = "{}"  # where a repeated record puts its number


@dataclass(frozen=True, slots=True)
class RecordMap:
    """How one row gives a record of one table.

    `fields`, `constants`, `translate`, `split`, `joined` and `refers` are by native column; `prefix` by column of the
    file. `label` is what `refers` of the row's other records call it; `each` repeats it, HOLE being the number.
    """

    table: str
    fields: Dict[str, tuple[str, ...]]
    constants: Dict[str, str] = field(default_factory=dict)
    where: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    split: Dict[str, str] = field(default_factory=dict)
    translate: Dict[str, Dict[str, str]] = field(default_factory=dict)
    optional: bool = False
    label: str = ""
    refers: Dict[str, str] = field(default_factory=dict)
    joined: Dict[str, str] = field(default_factory=dict)
    prefix: Dict[str, str] = field(default_factory=dict)
    each: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, in the words of the file; of a repeated record, those of its first number."""
        if self.each:
            return numbered(self, self.each[0]).columns
        return tuple(dict.fromkeys([name for names in self.fields.values() for name in names] + list(self.where)))

    @property
    def repeated(self) -> "tuple[RecordMap, ...]":
        """Itself, or one for each number."""
        return tuple(numbered(self, number) for number in self.each) if self.each else (self,)


def numbered(record: RecordMap, number: str) -> RecordMap:
    """The record for one number of `each`."""

    def put(text: str) -> str:
        return text.replace(HOLE, number)

    return replace(
        record,
        each=(),
        label=put(record.label),
        fields={name: tuple(map(put, columns)) for name, columns in record.fields.items()},
        where={put(column): allowed for column, allowed in record.where.items()},
        refers={name: put(label) for name, label in record.refers.items()},
        prefix={put(column): text for column, text in record.prefix.items()},
    )


@dataclass(frozen=True, slots=True)
class SheetMap:
    """One shape of flat table. `dates` ("dmy", "mdy") and `zones` ("+07:00") are by column of the file.

    `headers` are all the headings of the file it was made for: by them it is recognised next month.
    """

    records: tuple[RecordMap, ...]
    dates: Dict[str, str] = field(default_factory=dict)
    zones: Dict[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for record in self.records for column in record.columns))

    def by_field(self, said: Dict[str, str]) -> dict[tuple[str, str], str]:
        """What `dates` or `zones` say of columns, by (table, native column) they feed."""
        known = {word_key(column): text for column, text in said.items()}
        return {
            (record.table, name): known[word_key(column)]
            for whole in self.records
            for record in whole.repeated
            for name, columns in record.fields.items()
            for column in columns
            if word_key(column) in known
        }


@dataclass(frozen=True, slots=True)
class Mapping:
    """A saved mapping. `dates` "dmy", "mdy" or ""; `text`: how text for old fonts is read ("tcvn3", "vni", "each",
    "keep"), "" when nobody said; `register`, `grade`, `handling` "" when it names none.
    """

    name: str
    sheets: tuple[SheetMap, ...]
    dates: str = ""
    register: str = ""
    grade: str = ""
    handling: str = ""
    text: str = ""

    @classmethod
    def load(cls, path: Path) -> "Mapping":
        """Raises NetLensError, naming file and field, when it is missing, no TOML, or names what no table has."""
        from netlens.case.mapping.written import load

        return load(path)

    def save(self, path: Path) -> None:
        from netlens.case.mapping.written import to_toml

        path.write_text(to_toml(self), encoding="utf-8", newline="\n")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for sheet in self.sheets for column in sheet.columns))

    def recognise(self, header: Sequence[str]) -> SheetMap | None:
        """The first shape of table all of whose columns stand in this header row; None when none fits."""
        there = {word_key(cell) for cell in heading.row(header)}
        return next((sheet for sheet in self.sheets if {word_key(name) for name in sheet.columns} <= there), None)

    def made_for(self, header: Sequence[str]) -> bool:
        """Whether it was made for a file with these headings, a few more or fewer: nobody has to choose it then."""
        there = {key for cell in heading.row(header) if (key := word_key(cell))}
        for sheet in self.sheets:
            known = {key for name in sheet.headers if (key := word_key(name))}
            if known and {word_key(name) for name in sheet.columns} <= there:
                return len(known & there) >= SAME * len(known | there)
        return False

    def known(self, header: Sequence[str]) -> int:
        """How many cells of a row are columns this mapping reads."""
        return len({word_key(cell) for cell in heading.row(header)} & {word_key(name) for name in self.columns})
