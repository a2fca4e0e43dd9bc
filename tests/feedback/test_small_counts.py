"""Small counts: whoever knows all that is shown can still not tell any of them. Tried by listing every table that fits."""

from itertools import product
from random import Random

import pytest

from feedback.small_counts import Total, hide, is_small, total

pytestmark = pytest.mark.once


def lines_that_fit(cells, shown):
    """Every line of months with this total, where the hidden ones are one or two."""
    free = [place for place, n in enumerate(cells) if is_small(n)]
    for values in product((1, 2), repeat=len(free)):
        line = list(cells)
        for place, value in zip(free, values, strict=True):
            line[place] = value
        if (sum(line) >= shown.n) if shown.at_least else (sum(line) == shown.n):
            yield line


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([], "0"),
        ([0, 4, 5], "9"),
        ([0, 1, 5], "≥ 6"),
        ([2, 5], "≥ 6"),
        ([1, 2, 5], "8"),
        ([1, 1], "≥ 2"),
        ([2, 2, 3], "≥ 5"),
        ([1] * 11 + [2], "13"),
    ],
)
def test_a_total_is_exact_only_where_it_gives_nothing_away(cells, said):
    assert total(cells).said == said


def test_no_line_can_be_worked_out_from_its_total():
    for cells in product(range(4), repeat=4):
        found = list(lines_that_fit(cells, total(cells)))
        for place, n in enumerate(cells):
            assert not is_small(n) or len({line[place] for line in found}) > 1, cells


def shown_of(hidden, cell):
    """What a reader has: a number, or None."""
    return None if cell in hidden.cells else hidden.value(cell)


def tables_that_fit(hidden, most):
    """Every table that looks the same: same numbers, same places hidden. Whoever reads knows how things are hidden, too."""
    R, C = hidden.R, hidden.C
    small_columns = {c for c in range(C) if (R, c) in hidden.cells}
    ranges = []
    for r, c in product(range(R), range(C)):
        n = shown_of(hidden, (r, c))
        if n is not None:
            ranges.append((n,))
        else:
            ranges.append(range(3) if c in small_columns else range(1, most + 1))
    for values in product(*ranges):
        rows = [values[r * C : (r + 1) * C] for r in range(R)]
        below = [sum(column) for column in zip(*rows, strict=True)]
        fits = all(is_small(below[c]) if c in small_columns else below[c] == hidden.below[c] for c in range(C)) and all(
            sum(rows[r]) == hidden.value((r, C)) if (r, C) not in hidden.cells else sum(rows[r]) >= hidden.least((r, C))
            for r in range(R)
        )
        if fits and ((R, C) in hidden.cells or sum(below) == hidden.value((R, C))):
            yield rows


def told(rows, most=7):
    """The small cells that a reader can work out."""
    hidden = hide(rows)
    found = list(tables_that_fit(hidden, most))
    assert [list(row) for row in rows] in [[list(row) for row in one] for one in found]
    small = [(r, c) for r in range(hidden.R) for c in range(hidden.C) if is_small(rows[r][c])]
    assert all(cell in hidden.cells for cell in small)
    return [(r, c) for r, c in small if len({one[r][c] for one in found}) == 1]


@pytest.mark.parametrize(
    "rows",
    [
        [[1]],
        [[2]],
        [[1, 5], [5, 5]],
        [[4], [1]],
        [[1], [1]],
        [[1], [0], [1]],
        [[1], [1], [3]],
        [[1, 3], [5, 0]],
        [[4, 1, 0], [4, 0, 1]],
        [[1, 1], [1, 1]],
        [[2, 2], [2, 2]],
        [[2, 3], [0, 4]],
    ],
)
def test_no_cell_can_be_worked_out(rows):
    assert told(rows) == []


def test_no_cell_of_many_tables_can_be_worked_out():
    random = Random(20261126)
    for _ in range(100):
        R, C = random.choice([(2, 2), (2, 3), (3, 2), (1, 4), (4, 1)])
        rows = [[random.choice((0, 0, 1, 1, 2, 3, 4, 5)) for _ in range(C)] for _ in range(R)]
        assert told(rows) == [], rows


def test_without_more_hidden_cells_it_could_be_worked_out():
    hidden = hide([[4], [1]])
    assert hidden.cells == {(0, 0), (1, 0), (0, 1), (1, 1)}
    hidden.cells -= {(0, 0), (0, 1)}
    assert not hidden.is_free((1, 0))
    assert shown_of(hidden, (2, 0)) == 5


def test_it_hides_no_more_than_it_must():
    assert hide([[3, 4], [5, 0]]).cells == set()
    assert hide([[9, 3, 4], [5, 1, 4], [6, 5, 8]]).cells == {(0, 1), (0, 3), (1, 1), (1, 3)}


def test_totals_of_columns_never_hide_for_what_stands_above():
    random = Random(5)
    for _ in range(200):
        rows = [[random.randrange(5) for _ in range(4)] for _ in range(3)]
        hidden = hide(rows)
        assert {c for r, c in hidden.cells if r == 3 and c < 4} == {c for c in range(4) if is_small(hidden.below[c])}
        assert ((3, 4) in hidden.cells) == total(hidden.below).at_least


def test_a_large_table_takes_no_time_to_speak_of():
    random = Random(7)
    rows = [[random.choice((0, 0, 1, 2, 3, 9)) for _ in range(13)] for _ in range(60)]
    hidden = hide(rows)
    assert all(hidden.is_free(cell) for cell in hidden.cells if cell[0] < 60 and is_small(hidden.value(cell)))


def test_what_a_total_says():
    assert (Total(4).said, Total(4, at_least=True).said) == ("4", "≥ 4")
