"""Rows of a feed into the categories and products of a catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.selection.schema import (
    Column,
    Overrides,
    Role,
    Roles,
    UnreadableCell,
    brand_attribute,
    brands_of,
    infer_category,
    infer_columns,
    is_empty,
    merged_units,
    misfits,
    number_attribute,
    parents,
    related,
    sampled,
    slug,
    stated_parents,
    with_titles,
)
from bot.shop.bases import QUOTED, Base
from bot.shop.identity import made_id
from bot.shop.ports import Attribute, Category, Product, Value
from bot.shop.table import BadRow, Row

_CHANGING = (Role.PRICE, Role.STOCK, Role.RATING)
"""Roles whose cells say nothing of which product it is."""
_NO_TEXTS: Mapping[str, str] = {}
"""One for all products without a description."""
_LONGEST_KEY = 80
"""Keys name files, and a disk knows no names of hundreds of characters."""


@dataclass(frozen=True, slots=True)
class Built:
    """One category of a feed, with its products, best rated first, and how its columns were read."""

    category: Category
    products: tuple[Product, ...]
    columns: tuple[Column, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...] = ()
    """What was not as it should be and lost no row: unread cells, and what the shop's schema file says in vain."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A row with its brand, empty where it has none, and what its cells state."""

    base: Base
    brand: str
    facts: dict[str, Value]

    @property
    def title(self) -> str:
        return self.base.title

    def all(self) -> dict[str, Value]:
        """The facts, price and brand among them."""
        own: dict[str, Value] = {"price": self.base.price}
        if self.brand:
            own["brand"] = self.brand
        if self.base.rating is not None:
            own["rating"] = self.base.rating
        return {**self.facts, **own}


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
        rows, bad = self._read_rows(bases, _brands(bases, self._roles, (key, name)), columns, cells)
        if not rows:
            return Built(infer_category(key, (), overrides, name=name), (), tuple(columns), tuple(bad))
        titles, facts = [row.title for row in rows], [row.facts for row in rows]
        attributes = with_titles(name, [c.attribute for c in columns], titles, facts, overrides)
        parts = self._parents(rows, attributes, overrides)
        whole = [*_own_attributes(rows, overrides), *attributes]
        ids = [self._id(row.base) for row in rows]
        products = [self._product(key, *each) for each in zip(ids, rows, parts(ids), strict=True)]
        products.sort(key=lambda p: -float(p.facts.get("rating", 0.0)))
        category = infer_category(
            key, related(whole, [r.all() for r in sampled(rows)], overrides), overrides, name=name
        )
        notes = (*_unread(category, columns), *self._no_parent(overrides), *misfits(category, overrides))
        return Built(category, tuple(products), tuple(columns), tuple(bad), notes)

    def _no_parent(self, overrides: Overrides) -> Iterator[str]:
        if overrides.parent and overrides.parent not in self._names:
            yield f"{overrides.file}: parent is {overrides.parent!r}; allowed: {', '.join(self._names)}"

    def _read_columns(
        self, bases: Sequence[Base], overrides: Overrides
    ) -> tuple[list[Column], dict[str, Sequence[str]]]:
        taken = self._roles.taken() | {i for i, name in enumerate(self._names) if name == overrides.parent}
        free = [i for i in range(len(self._names)) if i not in taken]
        given = [[base.row.cells[i] for base in bases] for i in free]
        names, cells = merged_units([self._names[i] for i in free], given)
        return infer_columns(names, cells, overrides, marks=self._marks), dict(zip(names, cells, strict=True))

    def _read_rows(
        self,
        bases: Sequence[Base],
        brands: Sequence[str],
        columns: Sequence[Column],
        cells: Mapping[str, Sequence[str]],
    ) -> tuple[list[_Stated], list[BadRow]]:
        rows, bad = [], []
        read = [(c.attribute.key, c, cells[c.name]) for c in columns]
        for place, (base, brand) in enumerate(zip(bases, brands, strict=True)):
            self._step()
            try:
                facts = {key: said for key, c, said_in in read if (said := c.read(said_in[place])) is not None}
            except UnreadableCell as error:
                bad.append(BadRow(base.row.line, str(error)))
            else:
                rows.append(_Stated(base, brand, facts))
        return rows, bad

    def _parents(
        self, rows: Sequence[_Stated], attributes: Sequence[Attribute], overrides: Overrides
    ) -> Callable[[Sequence[str]], Sequence[str]]:
        """From ids of products to their parents, as a column says, else as their titles do."""
        named = overrides.parent in self._names
        index = self._names.index(overrides.parent) if named else self._roles.single.get(Role.PARENT)
        if index is not None:
            cells = ["" if is_empty(r.base.row.cells[index]) else r.base.row.cells[index] for r in rows]
            return lambda ids: stated_parents(ids, cells)
        titles, brands, facts = ([getattr(r, part) for r in rows] for part in ("title", "brand", "facts"))
        found = parents(titles, brands, facts, attributes)
        return lambda _: found

    def _product(self, category: str, made: str, row: _Stated, parent: str) -> Product:
        base = row.base
        return Product(
            id=made,
            category=category,
            titles=_texts(base.row, self._roles.titles),
            price=base.price,
            facts=row.facts if base.rating is None else {**row.facts, "rating": base.rating},
            brand=row.brand,
            url=self._cell(base.row, Role.URL),
            image=self._cell(base.row, Role.IMAGE),
            in_stock=base.in_stock,
            descriptions=_texts(base.row, self._roles.descriptions),
            parent=parent,
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
    """Key of a category called `name`: its Latin letters and digits; with a short hash where these are none or many."""
    # Not one key for all that are written otherwise: bicycles would be sold as televisions.
    key = slug(name, "_")
    return key if 0 < len(key) <= _LONGEST_KEY else made_id(name, (), Counter()).replace("-", "_")


def _brands(bases: Sequence[Base], roles: Roles, no_brands: Sequence[str]) -> list[str]:
    index = roles.single.get(Role.BRAND)
    if index is None:
        return brands_of([base.title for base in bases], skip=no_brands)
    return ["" if is_empty(base.row.cells[index]) else base.row.cells[index] for base in bases]


def _texts(row: Row, columns: Mapping[str, int]) -> Mapping[str, str]:
    return {language: row.cells[i] for language, i in columns.items() if not is_empty(row.cells[i])} or _NO_TEXTS


def _unread(category: Category, columns: Sequence[Column]) -> Iterator[str]:
    """The columns of which cells say nothing of their attribute, with one of them."""
    for column in columns:
        if column.unread and not column.strict:
            cell, count = max(column.unread.items(), key=lambda each: each[1])
            what = " ".join(part for part in (column.attribute.kind.value, column.attribute.unit) if part)
            yield (
                f"{category.key}.{column.attribute.key}: {sum(column.unread.values())} cells of {column.name} are no "
                f"{what} and unknown, as {cell[:QUOTED]!r} ({count} times)"
            )


def _own_attributes(rows: Sequence[_Stated], overrides: Overrides) -> list[Attribute]:
    """Price, and where there are any, brand and rating: what products have outside the columns."""
    given, count = overrides.attributes, len(rows)
    attributes = [number_attribute("price", [r.base.price for r in rows], count, given.get("price"))]
    if any(r.brand for r in rows):
        attributes.append(brand_attribute([r.brand for r in rows], given.get("brand")))
    if ratings := [r.base.rating for r in rows if r.base.rating is not None]:
        attributes.append(number_attribute("rating", ratings, count, given.get("rating")))
    return attributes
