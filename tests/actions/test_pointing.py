"""Which product a message points at."""

from __future__ import annotations

from actions.pointing import pointed_at
from actions.shelf import Shelf
from bot.selection.state import State
from tests.actions.conftest import Talk


class TestByBrand:
    async def test_the_only_one_of_a_brand_on_show(self, talk: Talk) -> None:
        """A brand behind "die van" is as good as a number."""
        shelf = Shelf(talk.services.catalogue)
        brands = {p.brand: p.id for p in talk.services.catalogue.products("koptelefoon")}
        shown = tuple(brands.values())[:3]
        talk.selection = State(category="koptelefoon", shown=shown)
        brand = next(name for name, product_id in brands.items() if product_id == shown[1])

        assert (found := pointed_at(talk.shopper(f"vertel meer over die van {brand}"), shelf)) is not None
        assert found.id == shown[1]
        assert pointed_at(talk.shopper(f"iets van {brand}"), shelf) is None
