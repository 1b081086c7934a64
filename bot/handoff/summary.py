"""What a colleague must know before answering: facts from the conversation, no text that was made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.selection import format as formatted
from bot.selection.state import State
from bot.shop.ports import Category, Product

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Summary:
    """The conversation in facts. Texts that a shopper also sees are given by language, `nl` and `en`."""

    category: Mapping[str, str] = field(default_factory=dict)
    """What kind of product it is about."""
    wishes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was wished, in words, as on the cards."""
    shown: tuple[str, ...] = ()
    """Titles of the products shown last."""
    chosen: str = ""
    basket: tuple[str, ...] = ()
    """Titles of what lies in the basket, with their number."""
    page: str = ""
    """Title of the product on the page, else its address."""
    order_number: str = ""
    intents: tuple[str, ...] = ()
    """Names of the last intents, the oldest first: what was wanted."""
    misunderstood: int = 0
    """Messages in a row that were not understood."""
    last_words: str = ""
    """What the shopper said last, as typed."""


def summary_of(
    state: State,
    category: Category | None,
    products: Mapping[str, Product],
    *,
    language: str,
    page: Mapping[str, Any] | None = None,
    intents: Sequence[str] = (),
    misunderstood: int = 0,
    order_number: str = "",
    last_words: str = "",
) -> Summary:
    """What is known, in facts: `products` by id are those that state and page name, as far as the shop has them.

    Titles are in `language`; `page` is what the widget tells: product, category, url and basket.
    """
    seen = page or {}
    return Summary(
        category={name: category.labels[name] for name in LANGUAGES if name in category.labels} if category else {},
        wishes={name: _wishes(state, category, name) for name in LANGUAGES} if category and state.constraints else {},
        shown=tuple(products[i].title(language) for i in state.shown if i in products),
        chosen=_title(products, state.chosen, language),
        basket=_basket(seen.get("basket"), products, language),
        page=_title(products, seen.get("product"), language) or str(seen.get("url") or ""),
        order_number=order_number,
        intents=tuple(intents),
        misunderstood=misunderstood,
        last_words=last_words,
    )


def named_in(state: State, page: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the products that a summary names, each once."""
    basket = page.get("basket")
    lying = [line.get("product") for line in basket if isinstance(line, Mapping)] if isinstance(basket, list) else []
    ids = (*state.shown, state.chosen, page.get("product"), *lying)
    return tuple(dict.fromkeys(i for i in ids if isinstance(i, str) and i))


def _wishes(state: State, category: Category, language: str) -> tuple[str, ...]:
    named = ((category.attribute(wish.attribute), wish) for wish in state.constraints)
    return tuple(formatted.wish(attribute, wish, language) for attribute, wish in named if attribute)


def _title(products: Mapping[str, Product], product_id: object, language: str) -> str:
    found = products.get(product_id) if isinstance(product_id, str) else None
    return found.title(language) if found else ""


def _basket(lines: object, products: Mapping[str, Product], language: str) -> tuple[str, ...]:
    """As "2 × Title", what lies in the basket; what the shop does not know is left out."""
    if not isinstance(lines, list):
        return ()
    known = [(line, _title(products, line.get("product"), language)) for line in lines if isinstance(line, Mapping)]
    return tuple(f"{line.get('quantity') or 1} × {title}" for line, title in known if title)
