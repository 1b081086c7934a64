from __future__ import annotations

from journey_tracker.web.laying_out import Laid, Line, Shown
from journey_tracker.web.pages.setting import Grid
from journey_tracker.web.weighing import IN_A_GRID, IN_A_TABLE, lighter, lighter_grid

NAME = Shown("a", drill={"phase": "a"})
CELL = Shown("1", drill={"phase": "a", "mood": "negative"})


def test_a_table_that_can_bear_its_links_keeps_them() -> None:
    """From each cell to its contacts."""
    laid = Laid((), (Line((NAME,), (CELL,)),), 1)

    assert lighter(laid, 20) == laid


def test_of_too_many_only_those_of_the_rows_are_left() -> None:
    """So that a page stays light, also when each link hands on a long filter."""
    laid = Laid((), (Line((NAME,), (CELL,) * (IN_A_TABLE // 100)),), 1)
    grid = Grid("", "", (), ((NAME, (CELL,) * (IN_A_GRID // 100)),))

    (line,) = lighter(laid, 60).lines
    ((name, cells),) = lighter_grid(grid, 60).rows
    assert (*line.names, name) == (NAME, NAME)
    assert {cell.drill for cell in (*line.cells, *cells)} == {None}
    assert lighter_grid(grid, 0) == grid
