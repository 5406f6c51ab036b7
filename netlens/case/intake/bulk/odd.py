"""Lines that are not plain, each read by the reader of single rows; and what they are beside those that are."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from unicodedata import normalize

from netlens.case.intake.bulk.lines import NotPlainError
from netlens.case.intake.bulk.plan import BulkText
from netlens.case.intake.native import table_rows
from netlens.case.intake.sheet import Row, Sheet, problem_of
from netlens.case.intake.text import rows_of
from netlens.case.records import Issue

LONGEST = 1000  # bytes of a cell; a file with longer ones is read row by row


class Singles:
    """Reads single rows of a file, from wherever in it a line begins."""

    def __init__(self, path: Path, plan: BulkText) -> None:
        self._plan = plan
        self._stream = path.open("rb")

    def __enter__(self) -> "Singles":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, to: TracebackType | None) -> None:
        self._stream.close()

    def head(self) -> tuple[list[Row], int]:
        """The rows down to the header, and the byte at which the next one begins."""
        begin = 3 if self._plan.encoding == "utf-8-sig" else 0
        rows: list[Row] = []
        while len(rows) < self._plan.layout.header_row:
            row, begin, _lines = self.row(begin, len(rows) + 1)
            rows.append(row)
        return rows, begin

    def row(self, begin: int, number: int) -> tuple[Row, int, int]:
        """The row that begins at a byte; the byte behind it; how many lines it takes."""
        drawn: list[bytes] = []
        row = next(rows_of(self._lines(begin, drawn), self._plan.delimiter), None)
        if row is None:
            raise NotPlainError
        if len(drawn) > 1 and row.problem and row.problem != problem_of("".join(map(_text, drawn))):
            del drawn[1:]  # a quotation mark that is never closed costs its own line only
        if any(len(cell) > LONGEST for cell in row.cells) and not row.problem:
            raise NotPlainError
        return Row(number, row.cells, row.problem), begin + sum(map(len, drawn)), len(drawn)

    def _lines(self, begin: int, drawn: list[bytes]) -> Iterator[str]:
        self._stream.seek(begin)
        while line := self._stream.readline():
            drawn.append(line)
            yield _text(line)


def _text(line: bytes) -> str:
    text = line.decode("utf-8", errors="surrogateescape")
    return text if text.isascii() else normalize("NFC", text)


def told(plan: BulkText, sheet: Sheet, head: Sequence[Row], odd: Sequence[Row], last: int) -> Iterator[Row | Issue]:
    """What the odd rows of a table are, each beside what stands above and below it. `last`: number of the last row.

    Where plain rows stand between them, one stands in for those: whether a line is part of a table hangs on whether a
    full row follows.
    """
    filler = ["-"] * len(plan.layout.headers)

    def rows() -> Iterable[Row]:
        yield from head
        before = len(head)
        for row in odd:
            if row.number > before + 1:
                yield Row(row.number - 1, filler)
            yield row
            before = row.number
        if last > before:
            yield Row(last, filler)

    for one in table_rows(sheet, plan.layout, rows()):
        if isinstance(one, Issue) or one.cells is not filler:
            yield one
