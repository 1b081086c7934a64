"""A category's products as numpy columns: what the judgement computes with, in well below 100 bytes a product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.selection.ids import Ids, ids_of
from bot.selection.prior import prior, scale_of
from bot.shop.ports import Better, Category, Kind, Product, Value

Numbers = NDArray[np.float32]
Codes = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]
Flags = NDArray[np.bool_]
Parents = NDArray[np.int32]
Scores = NDArray[np.float64]

UNKNOWN = 0
"""The code of a value that is not stated."""
_STEP = 2048
"""Products that are read at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Products of one category by column; every array has one element a product, in the catalogue's order."""

    ids: Ids
    numbers: Mapping[str, Numbers]
    """Numbers and yes/no (1 and 0) by attribute; NaN where it is unknown."""
    codes: Mapping[str, Codes]
    """Values of category attributes by attribute: 0 where it is unknown, else one more than the place in `values`."""
    values: Mapping[str, tuple[str, ...]]
    """Each value by attribute; the first has code 1."""
    parents: Parents
    """The same number for variants of one product: what the shop says, else those of the same name."""
    in_stock: Flags
    base: Numbers
    """Log-prior before any wish, see `bot.selection.prior`."""
    price_scale: Numbers
    """By what `base` ranks prices: so that a new price needs no other product."""

    def __len__(self) -> int:
        """How many products there are."""
        return len(self.ids)

    @property
    def prices(self) -> Numbers:
        """Euro. Raises `KeyError` when the category has no price."""
        return self.numbers["price"]

    @property
    def nbytes(self) -> int:
        """Bytes of all columns together."""
        ids = (self.ids.text, self.ids.ends, self.ids.order)
        own = (self.parents, self.in_stock, self.base, self.price_scale)
        return sum(column.nbytes for column in (*ids, *own, *self.numbers.values(), *self.codes.values()))

    def place(self, product_id: str) -> int | None:
        """Place of a product, or None when it is not here."""
        return self.ids.place(product_id)


def columns(products: Iterable[Product], category: Category) -> Columns:
    """The columns of `products`, which are read once and not kept."""
    rest = iter(products)
    gathered = _Gathered.of(category)
    ids = ids_of(product_id for some in _steps(rest) for product_id in gathered.take(some))
    numbers = {key: _joined(parts, np.float32) for key, parts in gathered.numbers.items()}
    values = {key: tuple(text for text in known if text is not None) for key, known in gathered.known.items()}
    prices = numbers.get("price", np.empty(0, dtype=np.float32))
    return Columns(
        ids=ids,
        numbers=numbers,
        codes={key: _smallest(pieces, len(values[key])) for key, pieces in gathered.codes.items()},
        values=values,
        parents=_numbered(_joined(gathered.parents, np.int64)),
        in_stock=_joined(gathered.in_stock, np.bool_),
        base=prior(numbers, category, len(ids)),
        price_scale=scale_of(prices),
    )


def ranks(column: NDArray[np.floating], *, better: Better, unknown: float = 0.5) -> Scores:
    """How good each number is beside the others, 0 (worst) to 1 (best); equal ones are equally good."""
    known = ~np.isnan(column)
    result = np.full(len(column), unknown)
    different, place = np.unique(column[known], return_inverse=True)
    if len(different) > 1:
        share = place / (len(different) - 1)
        result[known] = 1 - share if better is Better.LOWER else share
    elif len(different):
        result[known] = 1.0
    return result


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Columns in pieces, as they grow."""

    numbers: Mapping[str, list[Numbers]]
    codes: Mapping[str, list[NDArray[np.uint32]]]
    known: Mapping[str, dict[str | None, int]]
    """Code of each value so far by attribute; None, which is unknown, has 0."""
    parents: list[NDArray[np.int64]] = field(default_factory=list)
    in_stock: list[Flags] = field(default_factory=list)

    @classmethod
    def of(cls, category: Category) -> _Gathered:
        coded = [a.key for a in category.attributes if a.kind is Kind.CATEGORY]
        counted = [a.key for a in category.attributes if a.kind in (Kind.NUMBER, Kind.YES_NO)]
        known: dict[str, dict[str | None, int]] = {key: {None: UNKNOWN} for key in coded}
        return cls({key: [] for key in counted}, {key: [] for key in coded}, known)

    def take(self, products: Sequence[Product]) -> list[str]:
        """Add products; gives their ids."""
        for key, pieces in self.numbers.items():
            pieces.append(_numbers(_stated(products, key)))
        for key, coded in self.codes.items():
            known = self.known[key]
            texts = _texts(_stated(products, key))
            coded.append(np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.uint32))
        self.parents.append(np.array([_family(p) for p in products], dtype=np.int64))
        self.in_stock.append(np.array([p.in_stock for p in products], dtype=np.bool_))
        return [p.id for p in products]


def _steps(products: Iterator[Product]) -> Iterator[Sequence[Product]]:
    while some := list(islice(products, _STEP)):
        yield some


def _stated(products: Sequence[Product], key: str) -> Sequence[Value | None]:
    """What each of the products states of an attribute."""
    if key == "price":
        return [p.price for p in products]
    if key == "brand":
        return [p.brand or None for p in products]
    return [p.facts.get(key) for p in products]


def _numbers(stated: Sequence[Value | None]) -> Numbers:
    numbers = [None if isinstance(v, str) else v for v in stated]
    return np.array(numbers, dtype=np.float32)  # None becomes NaN


def _texts(stated: Sequence[Value | None]) -> Iterator[str | None]:
    return (None if v is None else str(v) for v in stated)


def _family(product: Product) -> int:
    """The same number for variants; within this process only, as texts hash anew in each."""
    return hash(product.parent or tuple(product.titles.values()))


def _joined(pieces: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=kind)


def _smallest(pieces: Sequence[NDArray[np.uint32]], highest: int) -> Codes:
    """The codes in as few bytes as the highest one needs."""
    kind = np.min_scalar_type(highest)
    return _joined([piece.astype(kind) for piece in pieces], kind.type)


def _numbered(families: NDArray[np.int64]) -> Parents:
    """Families by number, in the order in which they come: the same in every process."""
    _, first, which = np.unique(families, return_index=True, return_inverse=True)
    number = np.empty(len(first), dtype=np.int32)
    number[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    return number[which]
