"""The one door to the shop's adapters."""

from __future__ import annotations

from pathlib import Path

from bot.shop.sqlite import SqliteCatalogue


def open_catalogue(path: Path, *, look_every_s: float = 0.0) -> SqliteCatalogue:
    """The catalogue in the file `path`, made empty when it is absent. Raises `UnusableCatalogue`.

    An import by another process is seen at once, or within `look_every_s` seconds.
    """
    return SqliteCatalogue(path, look_every_s=look_every_s)
