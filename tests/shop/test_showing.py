"""The catalogue on a terminal: tables, in which nothing of a feed is taken for markup."""

from __future__ import annotations

from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.shop.importing import Import, import_feed
from bot.shop.opening import open_catalogue
from bot.shop.showing import show


def shown(folder: Path, category: str | None, *, terminal: bool) -> str:
    """What is shown of two lamps."""
    (folder / "lamp.csv").write_text("title,price,color,stock\n[b]Riet,5,rood,1\nDuin,6,wit,0\n", encoding="utf-8")
    out = StringIO()
    with closing(open_catalogue(folder / "c.db")) as catalogue:
        import_feed(Import(folder / "lamp.csv", "lampen"), catalogue, folder)
        show(catalogue, category, Console(file=out, force_terminal=terminal, width=120, color_system=None))
    return out.getvalue()


class TestShow:
    @pytest.mark.parametrize("terminal", [True, False])
    def test_tells_of_feeds_and_categories(self, tmp_path: Path, terminal: bool) -> None:
        """With their numbers."""
        told = shown(tmp_path, None, terminal=terminal)

        assert all(word in told for word in ("lampen", "lamp", "price, color", "UTC"))
        assert ("imported" in told) is terminal

    @pytest.mark.parametrize("terminal", [True, False])
    def test_tells_of_attributes_and_products(self, tmp_path: Path, terminal: bool) -> None:
        """As they stand in the feed."""
        told = shown(tmp_path, "lamp", terminal=terminal)

        assert all(word in told for word in ("rood, wit", "5 to 6", "[b]Riet", "5.00", "sold out"))
