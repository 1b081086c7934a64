"""What is recognised in a message: one dataclass that the language parts make and the judgement reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text with a meaning.

    Kinds, and the sort of `value` each has:

    - `category`: key of a category · `brand`: brand as the catalogue writes it
    - `price_max`, `price_min`, `price_around`: euro, float
    - `measure`: `{"low": float|None, "high": float|None, "about": float|None, "unit": "Hz"}`, canonical units; with
      `"concept": "width"` when it is said what is measured, which for `"unit": ""` is all there is
    - `value`: `{"value": "IPS", "attributes": [["monitor", "panel_type"], ...]}`, a value that occurs in the catalogue;
      with `"or_better": True` when an energy label is the least that is asked; with `"features"` (places) and
      `"lacking"` where its word also names a feature of categories that have no such value
    - `attribute`: `{"attributes": [["monitor", "refresh_rate"], ...]}`, an attribute by its name
    - `wish`: `{"concept": "weight", "better": "lower", "degree": "positive"|"comparative"|"superlative"}`
    - `product_ref`: `{"index": 2}` (from 1; -1 is the last), `{"this": True}`, `{"id": "..."}` or
      `{"best": "price", "better": "lower"|"higher"}`
    - `order_number`, `postcode`, `email`, `phone`: as typed, normalised

    Of any webshop (`bot.language.beside`), told for whoever judges and not used to choose by:

    - `thing`: the noun of a product that this catalogue has no category for · `maker`: a brand that it does not have
    - `pointed`: a product by what it is ("die laptop"); the only kind that overlaps with others
    - `quantity`: pieces, float · `size`, `colour`, `recipient`, `use`: as typed
    """

    kind: str
    value: str | float | Mapping[str, Any]
    start: int
    end: int
    """Character offsets in the cleaned text, end exclusive."""
    negated: bool = False
    """True in "niet wit", "geen Apple", "zonder draad"."""
    confidence: float = 1.0
    """1.0 for an exact match, less for a corrected spelling."""
