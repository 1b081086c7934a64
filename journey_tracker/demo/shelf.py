"""What the shop of the demo sells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from journey_tracker.demo.texts import read


@dataclass(frozen=True, slots=True)
class Product:
    """One product; everything about it is made up."""

    id: str
    title: str
    cents: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A category with its products."""

    key: str
    names: dict[str, str]
    """By language."""
    asks: tuple[str, ...]
    """Keys of the attributes that are asked about."""
    needs: tuple[str, ...]
    products: tuple[Product, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """All categories."""
    return tuple(
        Kind(
            key,
            {"nl": told["nl"], "en": told["en"]},
            tuple(told["asks"]),
            tuple(told["needs"]),
            tuple(Product(id_, p["title"], p["cents"]) for id_, p in told["products"].items()),
        )
        for key, told in read("shelf").items()
    )
