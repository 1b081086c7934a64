"""Products as texts: what of them is indexed, and how much it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from bot.selection.search.tokens import lists
from bot.shop.ports import Category, Kind, Product


def product_texts(products: Iterable[Product], category: Category) -> Iterator[dict[str, str]]:
    """The text of each product of `category`, by field, in their order; for `TextIndex.build`.

    What follows "met" or "for" in a title stands apart: it says what comes with the product, not what it is.
    """
    said = category_words(category)
    labels = _value_labels(category)
    for product in products:
        titles = [_parted(title) for title in dict.fromkeys(product.titles.values())]
        yield {
            "title": " ".join(of for of, _ in titles),
            "extras": " ".join(aside for _, aside in titles),
            "brand": product.brand,
            "category": said,
            "values": " ".join(labels.get(f"{key}={v}", v) for key, v in product.facts.items() if isinstance(v, str)),
            "description": " ".join(product.descriptions.values()),
        }


def category_words(category: Category) -> str:
    """Every name of a category, in both languages."""
    names = chain(
        category.labels.values(),
        category.plurals.values(),
        chain.from_iterable(category.synonyms.values()),
        [category.key],
    )
    return " ".join(dict.fromkeys(name.replace("_", " ") for name in names))


def _value_labels(category: Category) -> Mapping[str, str]:
    """What is said of each value: itself and its names by language."""
    return {
        f"{a.key}={value}": " ".join(dict.fromkeys((value, *names.values())))
        for a in category.attributes
        if a.kind is Kind.CATEGORY
        for value, names in a.value_labels.items()
    }


def _parted(title: str) -> tuple[str, str]:
    """A title up to what comes with the product, and that."""
    found = _after().search(title, 1)
    return (title[: found.start()], title[found.end() :]) if found else (title, "")


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lists()["after"].split())
    return re.compile(rf"\s(?:{words})\s", re.IGNORECASE)
