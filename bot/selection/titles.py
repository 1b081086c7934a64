"""Products named in a message by their title without the brand: "de Pluim 14", or "de Valk" when one is on show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.language.pieces import pieces
from bot.language.typos import is_common
from bot.shop.ports import Product

LONGEST = 5
"""Words of a title that are looked for."""
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Titles:
    """The names by which products can be called. Built once per version of the catalogue."""

    known: Mapping[str, frozenset[str]]
    """Ids of the products by name."""

    @classmethod
    def build(cls, products: Iterable[Product]) -> Titles:
        """The names of `products`: what follows the brand in their titles, and each beginning of it."""
        known: dict[str, set[str]] = {}
        for product in products:
            for name in {n for title in product.titles.values() for n in _names(title, product.brand)}:
                known.setdefault(name, set()).add(product.id)
        return cls({name: frozenset(ids) for name, ids in known.items()})

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
            ids = self.known.get(" ".join(words[:size]), frozenset())
            only = ids & near if len(ids & near) == 1 else ids
            if len(only) == 1:
                return size, next(iter(only))
        return 0, ""


def _names(title: str, brand: str) -> Iterator[str]:
    branded = [p.text for p in pieces(brand)]
    words = [p.text for p in pieces(title)]
    own = words[len(branded) :] if branded and words[: len(branded)] == branded else words
    for size in range(1, min(len(own), LONGEST) + 1):
        if size > 1 or (len(own[0]) >= SHORTEST_WORD and own[0].isalpha() and not is_common(own[0])):
            yield " ".join(own[:size])
