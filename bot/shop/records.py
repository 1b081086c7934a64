"""Categories and products as JSON and back, for catalogues that store text; older texts are still read."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from bot.shop.ports import (
    Accessory,
    Asking,
    Attribute,
    Better,
    Category,
    Kind,
    Meaning,
    Need,
    Preference,
    Product,
)

_FIELDS = tuple(field.name for field in fields(Product))


def category_text(category: Category) -> str:
    """`category` as JSON."""
    return json.dumps(asdict(category), ensure_ascii=False)


def category_of(text: str) -> Category:
    """The category in a text that `category_text` made."""
    entry = json.loads(text)
    synonyms = {language: tuple(words) for language, words in entry["synonyms"].items()}
    attributes = tuple(_attribute(given) for given in entry["attributes"])
    return Category(
        key=entry["key"],
        labels=entry["labels"],
        synonyms=synonyms,
        attributes=attributes,
        plurals=entry.get("plurals", entry["labels"]),
        needs=tuple(_need(given) for given in entry.get("needs", ())),
        questions=tuple(Asking(**given) for given in entry.get("questions", ())),
        accessories=tuple(Accessory(a["category"], tuple(a["same"])) for a in entry.get("accessories", ())),
    )


def product_text(product: Product) -> str:
    """`product` as JSON."""
    # Not `asdict`: it copies every value of every product, the better part of the time of an import.
    return json.dumps({name: getattr(product, name) for name in _FIELDS}, ensure_ascii=False)


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
        "buckets": tuple(entry.get("buckets", ())),
    }
    return Attribute(**{**entry, **typed})


def _need(entry: dict[str, Any]) -> Need:
    lists = {kind: tuple(_preference(given) for given in entry[kind]) for kind in ("prefer", "require")}
    phrases = {language: tuple(words) for language, words in entry["phrases"].items()}
    return Need(entry["key"], entry["labels"], phrases, **lists)


def _preference(entry: dict[str, Any]) -> Preference:
    value = entry["value"]
    return Preference(**{**entry, "value": tuple(value) if isinstance(value, list) else value})
