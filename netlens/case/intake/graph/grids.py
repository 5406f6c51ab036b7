"""Matrices: what a cell says, whether the two halves are the same, and whether rows and columns are the same nodes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netlens.case.intake.graph.items import Edge, Node
from netlens.case.records import Issue
from netlens.i18n import _

_EMPTY = frozenset(("", "-", ".", "na", "nan", "n/a", "none", "null", "false", "no"))
_TIED = frozenset(("x", "yes", "true", "1"))


class Line(NamedTuple):
    """One row of a matrix: its label, and its cells from column `first` on; half a matrix has up to `last`, or all."""

    row: int
    label: str
    cells: Sequence[str]
    first: int = 0
    last: int | None = None


def tie(cell: str) -> str | None:
    """ "" for no tie, the weight for one, None for what is neither."""
    text = cell.strip().lower()
    if text in ("0", "0.0") or text in _EMPTY:
        return ""
    if text in _TIED:
        return "1"
    try:
        number = float(text)
    except ValueError:
        return None
    return text if number else ""


class Shape:
    """What one look at all rows tells: whether there are two modes, and whether the halves are equal.

    The halves are compared by sums of prints, so that no matrix need be held.
    """

    def __init__(self, columns: Sequence[str], *, two: bool | None = None) -> None:
        """`two`: whether there are two modes, where the file says it."""
        self.columns = columns
        self._two = two
        self._known = set(columns)
        self._half = 0
        self._upper = self._lower = False
        self._shared = self._rows = 0
        self._met: set[str] = set()

    def take(self, line: Line) -> None:
        self._rows += 1
        self._shared += line.label in self._known
        self._met.add(line.label)
        for column, cell in zip(self.columns[line.first :], line.cells, strict=False):
            if column == line.label or not (weight := tie(cell)):
                continue
            if column in self._met:  # a row above: this cell stands in the lower half
                self._half -= hash((column, line.label, weight))
                self._lower = True
            else:
                self._half += hash((line.label, column, weight))
                self._upper = True

    @property
    def two_mode(self) -> bool:
        if self._two is not None:
            return self._two
        return self._shared * 2 < min(self._rows, len(self.columns))

    @property
    def halves(self) -> bool:
        """Whether both halves say something."""
        return self._upper and self._lower

    @property
    def directed(self) -> bool:
        """Whether the halves differ. One that is empty was left out: a tie is said once."""
        return self._half != 0 and self._upper and self._lower


def items(
    columns: Sequence[str], head: int, lines: Iterable[Line], shape: Shape, relation: str = ""
) -> Iterator[Node | Edge | Issue]:
    """Nodes and edges of a matrix. The row of labels names the columns; each row its own node and the ties to others.

    In a matrix whose halves are equal the lower half says the ties, the upper says them again.
    """
    two, directed = shape.two_mode, shape.directed
    for label in columns:
        yield Node(label, head, second=two)
    met: set[str] = set()
    halves = not two and not directed and shape.halves
    for line in lines:
        met.add(line.label)
        width = (len(columns) if line.last is None else line.last) - line.first
        weights = [tie(cell) for cell in line.cells[:width]]
        if len(line.cells) != width or None in weights:
            why = _("this line of the matrix must hold {n} numbers").format(n=width)
            yield Issue(line.row, line.label, " ".join(line.cells)[:1000], why, "", "broken_row")
            continue
        own = {}
        edges = []
        for column, weight in zip(columns[line.first :], weights, strict=False):
            if not weight:
                continue
            if column == line.label and not two:
                own["diagonal"] = weight
            elif two or directed or not halves or column in met:
                way = None if two else directed
                edges.append(Edge(line.label, column, line.row, way, weight, relation=relation))
        yield Node(line.label, line.row, attributes=own)
        yield from edges
