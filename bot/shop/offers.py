"""A file of new prices and stock: an id, a price and/or an availability in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.selection.schema import MissingColumn, Role, decimal_marks, find_roles, in_stock, is_empty, price
from bot.selection.views import Offer
from bot.shop.bases import MOST_EURO, BadCell
from bot.shop.reading import read_table
from bot.shop.table import BadRow, Row, Table, UnreadableFeed

_NEEDED = (Role.ID, Role.PRICE, Role.STOCK)


@dataclass(frozen=True, slots=True)
class Offers:
    """What a file says of prices and stock, and the rows that say nothing of use."""

    offers: tuple[Offer, ...]
    lines: Mapping[str, int]
    """Where each product stands."""
    rejected: tuple[BadRow, ...]
    counted: str = "line"
    """What the numbers of rows count: `line` or `item`."""

    def without(self, unknown: Iterable[str]) -> Offers:
        """The same, with the products that the shop does not have as rejected rows."""
        gone = set(unknown)
        bad = [BadRow(self.lines[i], f"no product has the id {i!r}; import the feed that has it first") for i in gone]
        kept = tuple(offer for offer in self.offers if offer.id not in gone)
        return replace(self, offers=kept, rejected=tuple(sorted((*self.rejected, *bad), key=lambda b: b.line)))


def read_offers(path: Path) -> Offers:
    """The offers in a CSV, TSV, JSON, JSONL or XML file; an empty cell leaves things as they are.

    Raises `UnreadableFeed`, also when there is no column for the id, or none for price and stock.
    """
    table = read_table(path)
    roles = _roles(path, table)
    marks = decimal_marks(row.cells[roles[Role.PRICE]] for row in table.rows) if Role.PRICE in roles else ""
    found: dict[str, Offer] = {}
    lines: dict[str, int] = {}
    bad = list(table.bad)
    for row in table.rows:
        try:
            offer = _offer(row, roles, marks)
            if found.setdefault(offer.id, offer) != offer:
                raise BadCell("id", offer.id, f"new: {table.counted} {lines[offer.id]} has it too")
            lines.setdefault(offer.id, row.line)
        except BadCell as error:
            bad.append(BadRow(row.line, str(error)))
    return Offers(tuple(found.values()), lines, tuple(bad), table.counted)


def _roles(path: Path, table: Table) -> Mapping[Role, int]:
    columns: Sequence[Sequence[str]] = [tuple(row.cells[i] for row in table.rows) for i in range(len(table.names))]
    try:
        found = find_roles([*table.names, "title"], [*columns, ()]).single
    except MissingColumn:
        found = find_roles([*table.names, "title", "price"], [*columns, (), ()]).single
    roles = {role: found[role] for role in _NEEDED if found.get(role, len(columns)) < len(columns)}
    if Role.ID not in roles or len(roles) == 1:
        named = ", ".join(table.names)
        raise UnreadableFeed(path, f"its columns are {named}; it needs an id, and a price or a stock")
    return roles


def _offer(row: Row, roles: Mapping[Role, int], marks: str) -> Offer:
    product_id = row.cells[roles[Role.ID]]
    if not product_id:
        raise BadCell("id", "", "text")
    cells = {role: row.cells[index] for role, index in roles.items() if not is_empty(row.cells[index])}
    if len(cells) == 1:
        raise BadCell("price or stock", "", "either")
    return Offer(product_id, _price(cells, marks), _stock(cells))


def _price(cells: Mapping[Role, str], marks: str) -> float | None:
    if (cell := cells.get(Role.PRICE)) is None:
        return None
    amount = price(cell, marks)
    if amount is None or not 0 < amount < MOST_EURO:
        raise BadCell("price", cell, f"an amount in euro above zero and below {MOST_EURO:,}")
    return round(amount, 2)


def _stock(cells: Mapping[Role, str]) -> bool | None:
    if (cell := cells.get(Role.STOCK)) is None:
        return None
    if (said := in_stock(cell)) is None:
        raise BadCell("stock", cell, "a count, yes or no, or words as in_stock")
    return said
