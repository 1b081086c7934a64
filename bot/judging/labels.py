"""What was recognised, in the keys of evaluation files: texts as typed, prices in euro."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Recognised = Mapping[str, Any]
"""One entity as the pipeline gives it: `entity`, `value`, `text` and the like."""

PRICES = ("price_max", "price_min", "price_around")
SIZES = frozenset({"inch", "cm", "mm", "m"})
"""Units in which a size is said when nothing else is named."""
UNNAMED = "measure"


def labelled(entities: Iterable[Recognised]) -> dict[str, list[str | float]]:
    """The entities by key, in the order in which they stand."""
    found: dict[str, list[str | float]] = {}
    for entity in entities:
        for key, value in _labels(entity):
            found.setdefault(key, []).append(value)
    return found


def plain(labels: Mapping[str, list[str | float]]) -> dict[str, Any]:
    """The same with what occurs once by itself, as the files have it."""
    return {key: values[0] if len(values) == 1 else values for key, values in labels.items()}


def _labels(entity: Recognised) -> Iterator[tuple[str, str | float]]:
    kind, value, typed = entity["entity"], entity["value"], str(entity.get("text") or "")
    if kind in PRICES:
        yield kind, float(value)
    elif kind == "measure":
        yield value.get("concept") or ("size" if value.get("unit") in SIZES else UNNAMED), typed
    elif kind == "value":
        yield from ((key, typed) for key in sorted({attribute for _, attribute in value["attributes"]}))
    elif kind == "wish":
        yield value["concept"], typed
    elif kind in ("order_number", "postcode", "email", "phone"):
        yield kind, str(value)
    elif kind != "language":
        yield kind, typed or str(value)
