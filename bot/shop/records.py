"""Categories and products as JSON and back, for catalogues that store text."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from bot.shop.ports import Attribute, Better, Category, Kind, Meaning, Product


def category_text(category: Category) -> str:
    """`category` as JSON."""
    return json.dumps(asdict(category), ensure_ascii=False)


def category_of(text: str) -> Category:
    """The category in a text that `category_text` made."""
    entry = json.loads(text)
    synonyms = {language: tuple(words) for language, words in entry["synonyms"].items()}
    attributes = tuple(_attribute(given) for given in entry["attributes"])
    return Category(entry["key"], entry["labels"], synonyms, attributes, entry.get("plurals", entry["labels"]))


def product_text(product: Product) -> str:
    """`product` as JSON."""
    return json.dumps(asdict(product), ensure_ascii=False)


def product_of(text: str) -> Product:
    """The product in a text that `product_text` made."""
    return Product(**json.loads(text))


def _attribute(entry: dict[str, Any]) -> Attribute:
    typed = {
        "kind": Kind(entry["kind"]),
        "better": Better(entry["better"]),
        "values": tuple(entry["values"]),
        "quantiles": tuple(entry["quantiles"]),
        "words": tuple(Meaning(**word) for word in entry["words"]),
    }
    return Attribute(**{**entry, **typed})
