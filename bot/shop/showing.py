"""The catalogue shown: tables on a terminal, one tab-separated line a thing for what reads it from a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.shop.importing import Feeds
from bot.shop.ports import Attribute, Category, Kind

SHOWN_VALUES = 6
"""Of an attribute with names for values."""


class NoCategory(Exception):
    """A category is asked for that the catalogue does not have."""

    def __init__(self, given: str, there_are: Sequence[str]) -> None:
        """Say which, and which there are."""
        super().__init__(f"category {given!r}; allowed: {', '.join(there_are) or 'none: the catalogue is empty'}")


def show(catalogue: Feeds, category: str | None, console: Console) -> None:
    """Show feeds and categories, or of one category its attributes and products. Raises `NoCategory`."""
    categories = catalogue.categories()
    if category is None:
        _rows(console, ("feed", "products", "imported"), _sources(catalogue))
        _rows(console, ("category", "name", "products", "attributes"), _categories(catalogue, categories))
        return
    found = next((c for c in categories if c.key == category), None)
    if found is None:
        raise NoCategory(category, [c.key for c in categories])
    _rows(console, ("attribute", "kind", "unit", "better", "known of", "values"), map(_attribute, found.attributes))
    _rows(console, ("product", "title", "price", "stock"), _products(catalogue, category))


def _sources(catalogue: Feeds) -> Iterable[Sequence[str]]:
    for source in catalogue.sources():
        when = datetime.fromtimestamp(source.at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
        yield source.name, str(source.products), when


def _categories(catalogue: Feeds, categories: Iterable[Category]) -> Iterable[Sequence[str]]:
    for found in categories:
        attributes = ", ".join(a.key for a in found.attributes)
        yield found.key, found.labels["nl"], str(sum(1 for _ in catalogue.stream(found.key))), attributes


def _attribute(given: Attribute) -> Sequence[str]:
    return given.key, given.kind.value, given.unit, given.better.value, f"{given.coverage:.0%}", _values(given)


def _values(given: Attribute) -> str:
    if given.kind is Kind.NUMBER and given.quantiles:
        return f"{given.quantiles[0]:g} to {given.quantiles[-1]:g}"
    more = ", ..." if len(given.values) > SHOWN_VALUES else ""
    return ", ".join(given.values[:SHOWN_VALUES]) + more


def _products(catalogue: Feeds, category: str) -> Iterable[Sequence[str]]:
    for product in catalogue.stream(category):
        yield product.id, product.title("nl"), f"{product.price:.2f}", "" if product.in_stock else "sold out"


def _rows(console: Console, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    if not console.is_terminal:
        for row in rows:
            # Not the console's own printing: it breaks long lines.
            console.file.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
        return
    table = Table(*names)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
