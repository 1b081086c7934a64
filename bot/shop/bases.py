"""What every product has, read from one row of a feed: title, price, stock and rating."""

from __future__ import annotations

from dataclasses import dataclass

from bot.selection.schema import Role, Roles, in_stock, is_empty, number, price
from bot.shop.table import Row

LONGEST_TITLE = 500
MOST_EURO = 10_000_000
"""What costs more is a number gone wrong."""
QUOTED = 60
"""Characters of a cell that an error repeats."""


class BadCell(Exception):
    """A row lacks what every product needs, or says it unreadably."""

    def __init__(self, what: str, cell: str, expected: str) -> None:
        """Say which, what stood there and what was expected."""
        super().__init__(f"{what} is {cell[:QUOTED]!r}, not {expected}" if cell.strip() else f"no {what}")


@dataclass(frozen=True, slots=True)
class Base:
    """What every product has, read from one row."""

    row: Row
    title: str
    price: float
    in_stock: bool
    rating: float | None


def base_of(row: Row, roles: Roles, marks: str) -> Base:
    """What every product has, from `row`. Raises `BadCell`."""
    title = next((row.cells[i] for i in roles.titles.values() if not is_empty(row.cells[i])), "")
    if not title:
        raise BadCell("title", "", "text")
    if len(title) > LONGEST_TITLE:
        raise BadCell("title", title, f"a text of at most {LONGEST_TITLE} characters")
    return Base(row, title, _price(row, roles, marks), _stock(row, roles), _rating(row, roles, marks))


def _price(row: Row, roles: Roles, marks: str) -> float:
    cell = row.cells[roles.single[Role.PRICE]]
    amount = None if is_empty(cell) else price(cell, marks)
    if amount is None or not 0 < amount < MOST_EURO:
        raise BadCell("price", "" if is_empty(cell) else cell, f"an amount in euro above zero and below {MOST_EURO:,}")
    return round(amount, 2)


def _stock(row: Row, roles: Roles) -> bool:
    index = roles.single.get(Role.STOCK)
    cell = "" if index is None else row.cells[index]
    if (said := in_stock(cell)) is None:
        raise BadCell("stock", cell, "a count, yes or no, or words as in_stock")
    return said


def _rating(row: Row, roles: Roles, marks: str) -> float | None:
    index = roles.single.get(Role.RATING)
    if index is None or is_empty(row.cells[index]):
        return None
    if (rating := number(row.cells[index].split("/")[0], marks)) is None:
        raise BadCell("rating", row.cells[index], "a number")
    return rating
