"""Poor data: nothing known, one product, the same product twice, prices of nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.selection.alternatives import alternatives
from bot.selection.columns import columns
from bot.selection.compare import table
from bot.selection.compromise import proposal, ways_out
from bot.selection.enough import enough
from bot.selection.likeness import like
from bot.selection.relaxation import relaxations, sold_out
from bot.selection.state import Constraint, State
from bot.selection.telling import reasons
from bot.shop.ports import Product
from tests.selection.laptops import CATEGORY, laptop

LIGHT = Constraint("weight", "le", 1.0, True, "measure", 1)
CHEAP = Constraint("price", "le", 100.0, True, "price_max", 1)
WANTED = State(category="laptop", constraints=(LIGHT, CHEAP))
UNKNOWN = [laptop(f"u{n}", float("nan"), brand="") for n in range(3)]
TWICE = [laptop("same", 500.0, weight=1.2), laptop("same", 500.0, weight=1.2)]
FREE = [laptop("free", 0.0, weight=1.2), laptop("dear", 500.0, weight=1.2)]
POOR = pytest.mark.parametrize(
    "shop", [[], [laptop("only", weight=1.2)], UNKNOWN, TWICE, FREE], ids=["none", "one", "unknown", "twice", "free"]
)


@POOR
class TestPoorData:
    """Sensible and honest, whatever the shop states."""

    def test_what_is_given_up_lets_something_in(self, shop: Sequence[Product]) -> None:
        """Each way out leads to as many products as it says, and can be said."""
        view = columns(shop, CATEGORY)

        for way in relaxations(view, CATEGORY, WANTED):
            kept = tuple(c for c in WANTED.constraints if c not in way.give_up)
            assert way.count == sum(
                all(c.attribute == "price" and p.price <= 100 for c in kept) for p in shop if p.in_stock
            )
            assert proposal(way, CATEGORY, "nl")
        assert isinstance(ways_out(relaxations(view, CATEGORY, WANTED), CATEGORY, "nl"), str)
        assert sold_out(view, CATEGORY, WANTED) == ()

    def test_likeness_stays_between_nought_and_one(self, shop: Sequence[Product]) -> None:
        """Itself is wholly like itself."""
        view = columns(shop, CATEGORY)

        for place in range(len(shop)):
            found = like(view, place, category=CATEGORY)
            assert found[place] == 1.0
            assert ((found >= 0) & (found <= 1)).all()

    def test_nothing_is_enough_or_instead_that_nobody_knows_of(self, shop: Sequence[Product]) -> None:
        """A price of nothing is no bargain; the same product is no alternative to itself."""
        view = columns(shop, CATEGORY)

        for place, product in enumerate(shop):
            assert enough(view, CATEGORY, WANTED, place) is None
            assert product.id not in {view.ids[at] for at in alternatives(view, CATEGORY, WANTED, place)}

    def test_reasons_and_tables_invent_nothing(self, shop: Sequence[Product]) -> None:
        """Every row is of something that at least one of them states."""
        priced = [replace(p, price=500.0) if p.price != p.price else p for p in shop]

        for product in priced:
            assert any("gewicht" in line for line in reasons(product, priced, CATEGORY, WANTED, "nl"))
        for row in table(priced, CATEGORY, WANTED, "nl")["rows"]:
            assert any(row["values"])
