"""Rows of a feed into the categories and products of a catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.selection.schema import (
    Column,
    Overrides,
    Role,
    Roles,
    UnreadableCell,
    brand_attribute,
    brands,
    decimal_marks,
    in_stock,
    infer_category,
    infer_columns,
    is_empty,
    merged_units,
    number,
    number_attribute,
    price,
    slug,
)
from bot.shop.csv_file import BadRow, Row
from bot.shop.identity import made_id
from bot.shop.ports import Attribute, Category, Product, Value

_CHANGING = (Role.PRICE, Role.STOCK, Role.RATING)
"""Roles whose cells say nothing of which product it is."""


class BadCell(Exception):
    """A row lacks what every product needs, or says it unreadably."""

    def __init__(self, what: str, cell: str, expected: str) -> None:
        """Say which, what stood there and what was expected."""
        super().__init__(f"{what} is {cell!r}, not {expected}" if cell.strip() else f"no {what}")


@dataclass(frozen=True, slots=True)
class Base:
    """What every product has, read from one row."""

    row: Row
    title: str
    price: float
    in_stock: bool
    rating: float | None


@dataclass(frozen=True, slots=True)
class Built:
    """One category of a feed, with its products, best rated first, and how its columns were read."""

    category: Category
    products: tuple[Product, ...]
    columns: tuple[Column, ...]
    bad: tuple[BadRow, ...]


def price_marks(cells: Iterable[str]) -> str:
    """The decimal marks that a feed's prices prove."""
    return decimal_marks(cells)


def base_of(row: Row, roles: Roles, marks: str) -> Base:
    """What every product has, from `row`. Raises `BadCell`."""
    title = next((row.cells[i] for i in roles.titles.values() if not is_empty(row.cells[i])), "")
    if not title:
        raise BadCell("title", "", "text")
    return Base(row, title, _price(row, roles, marks), _stock(row, roles), _rating(row, roles, marks))


def build(
    key: str, name: str, bases: Sequence[Base], roles: Roles, names: Sequence[str], overrides: Overrides, *,
    marks: str, seen: Counter[str], progress: Callable[[], None],
) -> Built:  # fmt: skip
    """The category `key`, called `name` in the feed, of the rows in `bases`.

    `seen` counts the made ids of the whole feed; `progress` is called once a row.
    """
    free = [i for i in range(len(names)) if i not in roles.taken()]
    cells = [[base.row.cells[i] for base in bases] for i in free]
    used, merged = merged_units([names[i] for i in free], cells)
    columns = infer_columns(used, merged, overrides, marks=marks)
    made = _brands(bases, roles, (key, name))
    builder = _Builder(key, roles, names, seen)
    by_name = dict(zip(used, merged, strict=True))
    products, bad = [], []
    for place, (base, brand) in enumerate(zip(bases, made, strict=True)):
        progress()
        try:
            facts = _facts(base, {c.attribute.key: c.read(by_name[c.name][place]) for c in columns})
        except UnreadableCell as error:
            bad.append(BadRow(base.row.line, str(error)))
        else:
            products.append(builder.product(base, brand, facts))
    attributes = [*_own_attributes(bases, made, overrides), *(c.attribute for c in columns)]
    products.sort(key=lambda p: -float(p.facts.get("rating", 0.0)))
    return Built(
        infer_category(key, attributes, overrides, name=name), tuple(products), tuple(columns), tuple(bad)
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    category: str
    roles: Roles
    names: Sequence[str]
    seen: Counter[str]

    def product(self, base: Base, brand: str, facts: Mapping[str, Value]) -> Product:
        return Product(
            id=self._id(base),
            category=self.category,
            titles=self._texts(base.row, self.roles.titles),
            price=base.price,
            facts=facts,
            brand=brand,
            url=self._cell(base.row, Role.URL),
            image=self._cell(base.row, Role.IMAGE),
            in_stock=base.in_stock,
            descriptions=self._texts(base.row, self.roles.descriptions),
        )

    def _id(self, base: Base) -> str:
        if Role.ID in self.roles.single:
            return self._cell(base.row, Role.ID)
        changing = {self.roles.single.get(role) for role in _CHANGING}
        stable = (cell for i, cell in enumerate(base.row.cells) if i not in changing)
        return made_id(base.title, stable, self.seen)

    def _cell(self, row: Row, role: Role) -> str:
        index = self.roles.single.get(role)
        return "" if index is None or is_empty(row.cells[index]) else row.cells[index]

    def _texts(self, row: Row, columns: Mapping[str, int]) -> dict[str, str]:
        return {language: row.cells[i] for language, i in columns.items() if not is_empty(row.cells[i])}


def category_key(name: str) -> str:
    """Key of a category called `name`."""
    return slug(name, "_")


def _price(row: Row, roles: Roles, marks: str) -> float:
    cell = row.cells[roles.single[Role.PRICE]]
    amount = None if is_empty(cell) else price(cell, marks)
    if amount is None or amount <= 0:
        raise BadCell("price", "" if is_empty(cell) else cell, "an amount above zero")
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


def _brands(bases: Sequence[Base], roles: Roles, no_brands: Sequence[str]) -> list[str]:
    index = roles.single.get(Role.BRAND)
    if index is None:
        return brands([base.title for base in bases], skip=no_brands)
    return ["" if is_empty(base.row.cells[index]) else base.row.cells[index] for base in bases]


def _facts(base: Base, read: Mapping[str, Value | None]) -> dict[str, Value]:
    facts = {key: value for key, value in read.items() if value is not None}
    return facts if base.rating is None else {**facts, "rating": base.rating}


def _own_attributes(bases: Sequence[Base], made: Sequence[str], overrides: Overrides) -> list[Attribute]:
    """Price, and where there are any, brand and rating: what products have outside the columns."""
    given, count = overrides.attributes, len(bases)
    attributes = [number_attribute("price", [b.price for b in bases], count, given.get("price"))]
    if any(made):
        attributes.append(brand_attribute(made, given.get("brand")))
    if ratings := [b.rating for b in bases if b.rating is not None]:
        attributes.append(number_attribute("rating", ratings, count, given.get("rating")))
    return attributes
