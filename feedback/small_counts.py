"""Which counts of a table are left out, so that nobody can tell how often one or two people said something.

To leave those out is not enough: where a total and the other cells are shown, what is missing is their difference. A total of one
line is exact only while each hidden cell of it can still be one and two (`total`); in a table, further cells and totals of rows are
hidden until every small one has another value that fits all that is shown (`hide`). That is decided exactly: with margins of
opposite sign a table is a circulation, and a cell is free when a cycle of hidden ones goes through it (D. Gusfield, "A graph
theoretic approach to statistical data security", SIAM J. Comput. 17, 1988).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from feedback.intervals import FEWEST

type Cell = tuple[int, int]
type Node = tuple[str, int]  # a row or a column


def is_small(n: int) -> bool:
    return 0 < n < FEWEST


@dataclass(frozen=True)
class Total:
    n: int
    at_least: bool = False
    most: int = 0  # that it may be, as far as anybody can tell, where it is at least

    @property
    def said(self) -> str:
        return f"≥ {self.n}" if self.at_least else str(self.n)


def total(cells: Sequence[int]) -> Total:
    """Of a line whose small cells are hidden and no others: exact, or what anybody sees that it is at least."""
    hidden = [n for n in cells if is_small(n)]
    if not hidden or len(hidden) < sum(hidden) < 2 * len(hidden):
        return Total(sum(cells))
    shown = sum(cells) - sum(hidden)
    return Total(shown + len(hidden), at_least=True, most=shown + 2 * len(hidden))


@dataclass
class Hidden:
    """Of a table with R rows and C columns: `cells` by row and column; row R holds the totals of columns, column C those of rows.

    Totals of columns stand in other tables as well, so they hide by themselves alone and never for what stands above them.
    """

    rows: Sequence[Sequence[int]]
    cells: set[Cell]

    def __post_init__(self) -> None:
        self.R, self.C = len(self.rows), len(self.rows[0])
        self.below = [sum(column) for column in zip(*self.rows, strict=True)]

    def value(self, cell: Cell) -> int:
        r, c = cell
        line = self.below if r == self.R else self.rows[r]
        return sum(line) if c == self.C else line[c]

    def least(self, cell: Cell) -> int:
        """What anybody can tell that it is at least."""
        r, c = cell
        if c == self.C:
            return sum(
                self.least((r, one)) if (r, one) in self.cells else self.value((r, one)) for one in range(self.C)
            )
        return 0 if r != self.R and (self.R, c) in self.cells else 1

    def most(self, cell: Cell) -> int | None:
        r, c = cell
        return FEWEST - 1 if r == self.R and c != self.C else None

    def _moves(self, cell: Cell) -> tuple[bool, bool]:
        """Whether it may be more and may be less, seen with the sign of its place."""
        up, down = self.value(cell) != self.most(cell), self.value(cell) > self.least(cell)
        return (down, up) if (cell[0] == self.R) != (cell[1] == self.C) else (up, down)

    def is_free(self, cell: Cell) -> bool:
        """Whether it can have another value while everything shown stays."""
        return self._cycle(cell, hiding=False) is not None

    def hide_beside(self, cell: Cell) -> bool:
        """As little as makes it free: totals of rows before cells, small cells before large ones. False where nothing does."""
        more = self._cycle(cell, hiding=True)
        self.cells |= more or set()
        return bool(more)

    def _cycle(self, cell: Cell, *, hiding: bool) -> set[Cell] | None:
        """What has to be hidden yet of the cheapest cycle that goes through it."""
        to: dict[Node, list[tuple[int, Node, Cell]]] = {}
        for r in range(self.R + 1):
            for c in range(self.C + 1):
                self._add((r, c), cell, to, hiding)
        row, column = ("row", cell[0]), ("column", cell[1])
        up, down = self._moves(cell)
        ways = [_way(to, *ends) for ends, may in (((column, row), up), ((row, column), down)) if may]
        found = [way for way in ways if way is not None]
        return min(found, key=lambda way: way[0])[1] - self.cells if found else None

    def _add(self, one: Cell, cell: Cell, to: dict[Node, list[tuple[int, Node, Cell]]], hiding: bool) -> None:
        row, column = ("row", one[0]), ("column", one[1])
        if one in self.cells:
            cost, (up, down) = 0, self._moves(one)
        else:
            cost = 1 if one[1] == self.C else self.value(one)
            up = down = hiding and one[0] != self.R and self.value(one) > 0
        if up and one != cell:
            to.setdefault(row, []).append((cost, column, one))
        if down and one != cell:
            to.setdefault(column, []).append((cost, row, one))


def _way(to: dict[Node, list[tuple[int, Node, Cell]]], start: Node, end: Node) -> tuple[int, set[Cell]] | None:
    """The cheapest, with what it costs (Dijkstra)."""
    waiting: list[tuple[int, int, Node, tuple[Cell, ...]]] = [(0, 0, start, ())]
    seen: set[Node] = set()
    while waiting:
        cost, _length, node, way = heappop(waiting)
        if node == end:
            return cost, set(way)
        if node not in seen:
            seen.add(node)
            for more, there, cell in to.get(node, ()):
                if there not in seen:
                    heappush(waiting, (cost + more, len(way) + 1, there, (*way, cell)))
    return None


def hide(rows: Sequence[Sequence[int]]) -> Hidden:
    """A column whose total is small is hidden whole, noughts included: else two ones would show beside it."""
    hidden = Hidden(rows, set())
    R, C = hidden.R, hidden.C  # noqa: N806
    small_columns = {c for c in range(C) if is_small(hidden.below[c])}
    hidden.cells |= {(r, c) for r in range(R + 1) for c in small_columns}
    small = {(r, c) for r in range(R) for c in range(C + 1) if is_small(hidden.value((r, c)))}
    hidden.cells |= small
    if total(hidden.below).at_least:
        hidden.cells.add((R, C))
    for cell in sorted(small | {(R, c) for c in small_columns}):
        while not hidden.is_free(cell) and hidden.hide_beside(cell):
            pass
    for cell in sorted(hidden.cells - small):
        # What can be told all the same is shown.
        if cell[0] != R and cell[1] not in small_columns and not hidden.is_free(cell):
            hidden.cells.remove(cell)
    return hidden
