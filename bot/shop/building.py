"""Rows of a feed into the categories and products of a catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.selection.schema import (
    Column,
    Overrides,
    Role,
    Roles,
    UnreadableCell,
    brand_attribute,
    brands_of,
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
from bot.shop.identity import made_id
from bot.shop.ports import Attribute, Category, Product, Value
from bot.shop.table import BadRow, Row

_CHANGING = (Role.PRICE, Role.STOCK, Role.RATING)
"""Roles whose cells say nothing of which product it is."""
LONGEST_TITLE = 500
MOST_EURO = 10_000_000
"""What costs more is a number gone wrong."""
_QUOTED = 60
"""Characters of a cell that an error repeats."""


class BadCell(Exception):
    """A row lacks what every product needs, or says it unreadably."""

    def __init__(self, what: str, cell: str, expected: str) -> None:
        """Say which, what stood there and what was expected."""
        super().__init__(f"{what} is {cell[:_QUOTED]!r}, not {expected}" if cell.strip() else f"no {what}")


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


def base_of(row: Row, roles: Roles, marks: str) -> Base:
    """What every product has, from `row`. Raises `BadCell`."""
    title = next((row.cells[i] for i in roles.titles.values() if not is_empty(row.cells[i])), "")
    if not title:
        raise BadCell("title", "", "text")
    if len(title) > LONGEST_TITLE:
        raise BadCell("title", title, f"a text of at most {LONGEST_TITLE} characters")
    return Base(row, title, _price(row, roles, marks), _stock(row, roles), _rating(row, roles, marks))


class Builder:
    """Builds the categories of one feed."""

    def __init__(self, roles: Roles, names: Sequence[str], marks: str, step: Callable[[], None] = lambda: None) -> None:
        """`names` are the columns, `marks` the decimal marks that prices prove; `step` is called once a row."""
        self._roles, self._names, self._marks, self._step = roles, names, marks, step
        self._seen = Counter[str]()

    def build(self, name: str, bases: Sequence[Base], overrides: Overrides) -> Built:
        """The category called `name` in the feed, of the rows in `bases`."""
        key = category_key(name)
        columns, cells = self._read_columns(bases, overrides)
        made = _brands(bases, self._roles, (key, name))
        products, bad = [], []
        for place, (base, brand) in enumerate(zip(bases, made, strict=True)):
            self._step()
            try:
                facts = {c.attribute.key: c.read(cells[c.name][place]) for c in columns}
            except UnreadableCell as error:
                bad.append(BadRow(base.row.line, str(error)))
            else:
                products.append(self._product(key, base, brand, facts))
        attributes = [*_own_attributes(bases, made, overrides), *(c.attribute for c in columns)]
        products.sort(key=lambda p: -float(p.facts.get("rating", 0.0)))
        category = infer_category(key, attributes, overrides, name=name)
        return Built(category, tuple(products), tuple(columns), tuple(bad))

    def _read_columns(
        self, bases: Sequence[Base], overrides: Overrides
    ) -> tuple[list[Column], dict[str, Sequence[str]]]:
        free = [i for i in range(len(self._names)) if i not in self._roles.taken()]
        given = [[base.row.cells[i] for base in bases] for i in free]
        names, cells = merged_units([self._names[i] for i in free], given)
        return infer_columns(names, cells, overrides, marks=self._marks), dict(zip(names, cells, strict=True))

    def _product(self, category: str, base: Base, brand: str, facts: Mapping[str, Value | None]) -> Product:
        known = {key: value for key, value in facts.items() if value is not None}
        return Product(
            id=self._id(base),
            category=category,
            titles=_texts(base.row, self._roles.titles),
            price=base.price,
            facts=known if base.rating is None else {**known, "rating": base.rating},
            brand=brand,
            url=self._cell(base.row, Role.URL),
            image=self._cell(base.row, Role.IMAGE),
            in_stock=base.in_stock,
            descriptions=_texts(base.row, self._roles.descriptions),
        )

    def _id(self, base: Base) -> str:
        if Role.ID in self._roles.single:
            return self._cell(base.row, Role.ID)
        changing = {self._roles.single.get(role) for role in _CHANGING}
        stable = (cell for i, cell in enumerate(base.row.cells) if i not in changing)
        return made_id(base.title, stable, self._seen)

    def _cell(self, row: Row, role: Role) -> str:
        index = self._roles.single.get(role)
        return "" if index is None or is_empty(row.cells[index]) else row.cells[index]


def category_key(name: str) -> str:
    """Key of a category called `name`: its Latin letters and digits, else a short hash."""
    # Not one key for all that are written otherwise: bicycles would be sold as televisions.
    return slug(name, "_") or made_id(name, (), Counter()).replace("-", "_")


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


def _brands(bases: Sequence[Base], roles: Roles, no_brands: Sequence[str]) -> list[str]:
    index = roles.single.get(Role.BRAND)
    if index is None:
        return brands_of([base.title for base in bases], skip=no_brands)
    return ["" if is_empty(base.row.cells[index]) else base.row.cells[index] for base in bases]


def _texts(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    return {language: row.cells[i] for language, i in columns.items() if not is_empty(row.cells[i])}


def _own_attributes(bases: Sequence[Base], made: Sequence[str], overrides: Overrides) -> list[Attribute]:
    """Price, and where there are any, brand and rating: what products have outside the columns."""
    given, count = overrides.attributes, len(bases)
    attributes = [number_attribute("price", [b.price for b in bases], count, given.get("price"))]
    if any(made):
        attributes.append(brand_attribute(made, given.get("brand")))
    if ratings := [b.rating for b in bases if b.rating is not None]:
        attributes.append(number_attribute("rating", ratings, count, given.get("rating")))
    return attributes
