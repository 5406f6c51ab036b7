"""Where things lie on the timeline: columns of time, lanes, the names at the left and the histogram on top. Pixels."""

from dataclasses import dataclass

HISTOGRAM = -1  # the "lane" of the histogram


@dataclass(frozen=True, slots=True)
class Grid:
    """`names`, `axis`, `histogram`, `lane`: widths and heights; `column`: the width of one column; `x`, `y`: how far it
    is scrolled."""

    columns: int
    lanes: int
    names: int
    axis: int
    histogram: int
    lane: int
    column: float
    x: int = 0
    y: int = 0

    @property
    def head(self) -> int:
        """How high axis and histogram stand together."""
        return self.axis + self.histogram

    @property
    def wide(self) -> int:
        return round(self.columns * self.column)

    @property
    def high(self) -> int:
        return self.lanes * self.lane

    def left(self, column: float) -> float:
        """The left edge of a column."""
        return self.names + column * self.column - self.x

    def top(self, lane: int) -> float:
        """The upper edge of a lane; of the histogram for HISTOGRAM."""
        return self.axis if lane == HISTOGRAM else self.head + lane * self.lane - self.y

    def column_at(self, x: float) -> int:
        """The column at a place, the nearest one beside the columns; -1 without any."""
        return min(max(int((x - self.names + self.x) // self.column), 0), self.columns - 1)

    def lane_at(self, y: float) -> int | None:
        """The lane at a place, HISTOGRAM in the head, None below the last."""
        if y < self.head:
            return HISTOGRAM
        lane = int((y - self.head + self.y) // self.lane)
        return lane if lane < self.lanes else None

    def seen_columns(self, width: int) -> range:
        """The columns that can be seen in a widget of this width."""
        first = max(int(self.x // self.column), 0)
        last = int((self.x + width - self.names) // self.column) + 1
        return range(first, min(last + 1, self.columns))

    def seen_lanes(self, height: int) -> range:
        """The lanes that can be seen in a widget of this height."""
        first = max(self.y // self.lane, 0)
        last = (self.y + height - self.head) // self.lane + 1
        return range(first, min(last + 1, self.lanes))
