"""How many links a page can bear: where there are too many, only the name of each row leads to its contacts."""

from __future__ import annotations

from dataclasses import replace

from journey_tracker.web.laying_out import Laid, Line, Shown
from journey_tracker.web.pages.setting import Grid

_LINK = 75
"""Bytes of a link, without what it hands on of the page's own filter."""
IN_A_TABLE, IN_A_GRID = 12_000, 24_500
"""Bytes that the links of the cells may take: a page stays within 60 kB."""


def lighter(laid: Laid, carried: int) -> Laid:
    """The table, with no more links in its cells than it can bear; each hands on `carried` bytes."""
    if _weigh([cell for line in laid.lines for cell in line.cells], carried) <= IN_A_TABLE:
        return laid
    return replace(laid, lines=tuple(Line(line.names, _plain(line.cells)) for line in laid.lines))


def lighter_grid(grid: Grid, carried: int) -> Grid:
    """The same of a heat map."""
    if _weigh([cell for _, cells in grid.rows for cell in cells], carried) <= IN_A_GRID:
        return grid
    return replace(grid, rows=tuple((name, _plain(cells)) for name, cells in grid.rows))


def _weigh(cells: list[Shown], carried: int) -> int:
    return sum(_LINK + carried for cell in cells if cell.drill)


def _plain(cells: tuple[Shown, ...]) -> tuple[Shown, ...]:
    return tuple(replace(cell, drill=None) for cell in cells)
