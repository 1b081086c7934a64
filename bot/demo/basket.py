"""The basket of the demo shop: ids and quantities, small enough for a cookie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

MOST_LINES = 20
MOST_OF_ONE = 99
LONGEST = 3500
"""Characters of a written basket; browsers keep no cookie beyond 4096 bytes with its name and attributes."""
_LINE = re.compile(r"([^:|]{1,600}):([1-9][0-9]?)")


class BasketFull(Exception):
    """There is no room for one more product."""

    def __init__(self) -> None:
        """Say how many fit."""
        super().__init__(f"a basket holds {MOST_LINES} products with ordinary ids; take one out first")


@dataclass(frozen=True, slots=True)
class Line:
    """One product, so many times."""

    product: str
    quantity: int
    """1 to 99."""


@dataclass(frozen=True, slots=True)
class Basket:
    """At most 20 lines, each of another product."""

    lines: tuple[Line, ...] = ()

    def count(self) -> int:
        """How many articles there are in all."""
        return sum(line.quantity for line in self.lines)

    def added(self, product: str, quantity: int = 1) -> Basket:
        """With so many more of a product, up to 99. Raises `BasketFull`."""
        return self.with_quantity(product, self._quantity(product) + quantity)

    def with_quantity(self, product: str, quantity: int) -> Basket:
        """With so many of a product: none takes it out, more than 99 are 99. Raises `BasketFull`."""
        if quantity < 1:
            return Basket(tuple(line for line in self.lines if line.product != product))
        new = Line(product, min(quantity, MOST_OF_ONE))
        known = self._quantity(product)
        lines = [new if line.product == product else line for line in self.lines] + ([] if known else [new])
        changed = Basket(tuple(lines))
        if len(lines) > MOST_LINES or len(written(changed)) > LONGEST:
            raise BasketFull
        return changed

    def _quantity(self, product: str) -> int:
        return next((line.quantity for line in self.lines if line.product == product), 0)


def written(basket: Basket) -> str:
    """The basket as the value of a cookie, for `read`."""
    return "|".join(f"{quote(line.product, safe='')}:{line.quantity}" for line in basket.lines)


def read(cookie: str) -> Basket:
    """The basket in a cookie's value; what is no line of a basket is left out, whoever wrote it."""
    found: dict[str, int] = {}
    for product, quantity in _lines(cookie):
        if product in found or len(found) < MOST_LINES:
            found[product] = min(found.get(product, 0) + quantity, MOST_OF_ONE)
    return Basket(tuple(Line(product, quantity) for product, quantity in found.items()))


def _lines(cookie: str) -> Iterator[tuple[str, int]]:
    for part in cookie[:LONGEST].split("|"):
        if (found := _LINE.fullmatch(part)) and quote(product := unquote(found[1]), safe="") == found[1]:
            yield product, int(found[2])
