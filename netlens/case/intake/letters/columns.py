"""TCVN3, VNI and mojibake in the cells of one file: told column by column, asked about, read as a person decided.

Whether a column is typed for an old font is for a person to say: the import stops where it looks so and nobody did.
What was written is kept with its row in any case. Mojibake is mended where the way back is exact.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from netlens.case.values import legacy, mojibake
from netlens.errors import NetLensError
from netlens.i18n import _, ngettext

ColumnKey = tuple[str, str, str]  # sheet, table, column
KEEP = "keep"
EACH = "each"  # every text by the font it shows itself to be typed for
CHOICES = (*legacy.KINDS, EACH, KEEP)
SHOWN = 12  # examples of a column
SLIP = 50  # one cell of an old font among so many in Unicode is flagged, and stops no file
LEAST = 2  # words that tell: one may be a foreign name
_THAI = re.compile("[\u0e01-\u0e5b]")
_UNREAD = ("key:", "party", "number", "currency", "grade_")  # kinds of columns whose texts are no words


@dataclass(frozen=True, slots=True)
class Example:
    """A cell as it stands, and as each font would have it."""

    written: str
    tcvn3: str
    vni: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A column with text for an old font. `kind` is the likelier font; `cells` different texts that tell so.

    `column` is the native column. `stated` is what a person said of it, "" while nobody did.
    """

    column: str
    kind: str
    cells: int
    examples: tuple[Example, ...]
    stated: str = ""


@dataclass(slots=True)
class _Seen:
    told: Counter[str] = field(default_factory=Counter)  # different cells by font
    words: int = 0
    plain: int = 0  # different cells with letters only Unicode has
    examples: list[str] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        cells = self.told.total()
        return self.words >= LEAST and cells * SLIP > self.plain

    @property
    def font(self) -> str:
        """That of most of its texts so far; "" while none tells."""
        return self.told.most_common(1)[0][0] if self.told else ""

    def note(self, text: str, kind: str) -> None:
        if kind:
            self.told[kind] += 1
            self.words += legacy.telling(text, kind)
            if len(self.examples) < SHOWN:
                self.examples.append(text)
        elif legacy.is_vietnamese(text):
            self.plain += 1


@dataclass(slots=True)
class Letters:
    """What the texts of one file are. `stated` is by sheet, "" for all: one of CHOICES."""

    file: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)
    columns: dict[ColumnKey, _Seen] = field(default_factory=dict)
    thai: bool = False  # Thai letters were met: its years may count from the Buddha

    def read(self, column: ColumnKey, kind: str, text: str) -> tuple[str, str]:
        """A cell's text as it is meant, and a code: `mojibake`, `read_tcvn3`, `read_vni`, `legacy_font` (left so), "".

        To be asked once for each different text of a column. `kind` is the column's.
        """
        if text.isascii() or kind.startswith(_UNREAD):
            return text, ""
        seen = self.columns.get(column)
        if seen is None:
            seen = self.columns[column] = _Seen()
        if legacy.is_vietnamese(text):
            seen.plain += 1
            return text, ""
        self.thai = self.thai or _THAI.search(text) is not None
        mended = mojibake.mend(text)
        font = legacy.detect(mended)
        seen.note(mended, font)
        stated = self.choice(column[0])
        if stated == EACH:
            stated = font or seen.font
        if stated in legacy.KINDS:
            reading = legacy.read(mended, stated, doubtful=not seen.plain)
            if reading != mended:
                return reading, f"read_{stated}"
        if font:
            return mended, "legacy_font"
        return mended, "" if mended == text else "mojibake"

    def choice(self, sheet: str) -> str:
        return self.stated.get(sheet) or self.stated.get("", "")

    def found(self) -> tuple[Typed, ...]:
        """The columns with text for an old font, those with most of it first."""
        rows = sorted(self.columns.items(), key=lambda one: -one[1].told.total())
        return tuple(
            Typed(
                name,
                seen.font,
                seen.told.total(),
                tuple(Example(text, legacy.read(text, "tcvn3"), legacy.read(text, "vni")) for text in seen.examples),
                self.choice(sheet),
            )
            for (sheet, _table, name), seen in rows
            if seen.asks
        )

    def settle(self) -> None:
        """At the end of the file: NetLensError when a column looks typed for an old font and nobody said how to read.

        The message holds no text of a cell: whether it speaks of a victim is known only once all rows are read.
        """
        for (sheet, table, name), seen in self.columns.items():
            if self.choice(sheet) or not seen.asks:
                continue
            font, cells = seen.font, seen.told[seen.font]
            place = _("{file}, sheet {sheet}").format(file=self.file, sheet=sheet) if sheet else self.file
            many = ngettext("{n} different text", "{n} different texts", cells).format(n=f"{cells:,}")
            raise NetLensError(
                _("{file}: column {column} of {table} looks typed for a {font} font ({many}).").format(
                    file=place, column=name, table=table, font=legacy.LABELS[font], many=many
                ),
                self._hint().format(font=font),
            )

    def _hint(self) -> str:
        if len({font for seen in self.columns.values() if seen.asks for font in seen.told}) > 1:
            return _(
                "Both old fonts are met: say --text each to read every text by its own, --text {font} for this one"
                " alone, or --text keep to leave all as it stands."
            )
        return _(
            "Say how to read it: --text {font}, or --text keep to leave it as it stands. If it is another"
            " encoding, name that: --encoding NAME."
        )


def stated_for(file: str, extra: Mapping[str, str]) -> dict[str, str]:
    """What was said of the texts of a file, by sheet: `text` for all, `text:FILE` or `text:FILE:SHEET` for one."""
    found = {"": extra["text"]} if extra.get("text") else {}
    head = f"text:{file}"
    for key, choice in extra.items():
        if key == head:
            found[""] = choice
        elif key.startswith(f"{head}:"):
            found[key.removeprefix(f"{head}:")] = choice
    return found
