"""Products named in a message by their title without the brand: "de Pluim 14", or "de Valk" when one is on show."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.language.pieces import pieces
from bot.language.typos import is_common
from bot.selection.ids import Ids, ids_of
from bot.shop.ports import Product

LONGEST = 5
"""Words of a title that are looked for."""
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Titles:
    """The names by which products can be called. Built once per version of the catalogue."""

    names: NDArray[np.uint64]
    """A number for each name of each product, rising: the first eight bytes of its BLAKE2."""
    places: NDArray[np.int32]
    """Whose name it is, as a place in `ids`."""
    ids: Ids

    @classmethod
    def build(cls, products: Iterable[Product]) -> Titles:
        """The names of `products`: what follows the brand in their titles, and each beginning of it."""
        names, places = array("Q"), array("i")
        ids = ids_of(_noted(product, place, names, places) for place, product in enumerate(products))
        order = np.argsort(np.frombuffer(names, dtype=np.uint64), kind="stable")
        return cls(np.frombuffer(names, dtype=np.uint64)[order], np.frombuffer(places, dtype=np.int32)[order], ids)

    def find(self, text: str, shown: Iterable[str] = ()) -> list[tuple[int, str]]:
        """Where products are named and the id of each: the only one of that name among those `shown`, or at all."""
        said, near, found, at = pieces(text), frozenset(shown), list[tuple[int, str]](), 0
        while at < len(said):
            size, meant = self._named([p.text for p in said[at : at + LONGEST]], near)
            found += [(said[at].start, meant)] if meant else []
            at += max(1, size)
        return found

    def _named(self, words: list[str], near: frozenset[str]) -> tuple[int, str]:
        """How many of the first words name one product, the most that do, and its id."""
        for size in range(len(words), 0, -1):
            if meant := self._called(" ".join(words[:size]), near):
                return size, meant
        return 0, ""

    def _called(self, name: str, near: frozenset[str]) -> str:
        """The one product of a name among those `near`, else at all; empty when there are more or none."""
        number = np.uint64(_number(name))
        places = self.places[np.searchsorted(self.names, number) : np.searchsorted(self.names, number, side="right")]
        shown = [product_id for product_id in near if self.ids.place(product_id) in places] if len(places) else []
        if len(shown) == 1:
            return shown[0]
        return self.ids[places[0]] if len(places) == 1 else ""


def _noted(product: Product, place: int, names: array[int], places: array[int]) -> str:
    """Add the names of a product; gives its id."""
    own = {name for title in product.titles.values() for name in _names(title, product.brand)}
    names.extend(_number(name) for name in own)
    places.extend([place] * len(own))
    return product.id


def _number(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def _names(title: str, brand: str) -> Iterator[str]:
    branded = [p.text for p in pieces(brand)]
    words = [p.text for p in pieces(title)]
    own = words[len(branded) :] if branded and words[: len(branded)] == branded else words
    for size in range(1, min(len(own), LONGEST) + 1):
        if size > 1 or (len(own[0]) >= SHORTEST_WORD and own[0].isalpha() and not is_common(own[0])):
            yield " ".join(own[:size])
