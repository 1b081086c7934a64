"""The one door to the shop's adapters."""

from __future__ import annotations

from pathlib import Path

from bot.shop.sqlite import SqliteCatalogue


def open_catalogue(path: Path) -> SqliteCatalogue:
    """The catalogue in the file `path`, made empty when it is absent. Raises `UnusableCatalogue`."""
    return SqliteCatalogue(path)
