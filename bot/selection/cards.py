"""A product as the protocol's card: formatted facts, the shopper's own wishes ticked or crossed."""

from __future__ import annotations

from typing import Any

from bot.selection import format as formatted
from bot.selection.attributes import keys_for
from bot.selection.reasons import facts
from bot.selection.state import State
from bot.shop.ports import Category, Product

MOST_STARS = 5
ENERGY_LETTERS = frozenset("ABCDEFG")


def card(product: Product, category: Category, state: State, language: str, *, limit: int = 4) -> dict[str, Any]:
    """The card of docs/protocol.md, with at most `limit` facts; rating and energy label only when they are known."""
    return {
        **headline(product, language),
        "facts": [
            {
                "label": label(category, fact.attribute.key, language),
                "value": formatted.value(fact.attribute, fact.value, language),
                "fits": fact.fits,
            }
            for fact in facts(product, category, state, limit=limit)
        ],
        **_marks(product, category),
    }


def headline(product: Product, language: str) -> dict[str, Any]:
    """What stands over a product, in a card and in a column of a table."""
    return {
        "id": product.id,
        "title": product.title(language),
        "price": formatted.price(product.price, language),
        "url": product.url,
        "image": product.image,
        "in_stock": product.in_stock,
    }


def facts_of(product: Product, category: Category, language: str) -> list[dict[str, str]]:
    """Every fact that is known of the product but its brand, as label and value, in the order of the category."""
    stated = ((a, product.fact(a.key)) for a in category.attributes if a.key != "brand")
    return [
        {"label": label(category, a.key, language), "value": formatted.value(a, value, language)}
        for a, value in stated
        if value is not None
    ]


def label(category: Category, key: str, language: str) -> str:
    """What the attribute is called in `language`; its key when the category does not know it."""
    attribute = category.attribute(key)
    return (attribute.labels.get(language) if attribute else None) or key


def spoken(category: Category, key: str, language: str) -> str:
    """The same within a sentence: small, and without what stands between brackets: "hardheid (1 zacht, 10 hard)"."""
    return label(category, key, language).partition(" (")[0].lower()


def _marks(product: Product, category: Category) -> dict[str, Any]:
    """The rating from 0 to 5 and the energy label, as far as the shop states them on these scales."""
    rating = product.fact("rating")
    marks: dict[str, Any] = {"rating": rating} if isinstance(rating, int | float) and 0 <= rating <= MOST_STARS else {}
    energy = next(iter(keys_for("energy_label", [a.key for a in category.attributes])), "")
    letter = str(product.fact(energy) or "").upper()
    return marks | ({"energy": letter} if letter in ENERGY_LETTERS else {})
