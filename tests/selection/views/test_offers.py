from __future__ import annotations

import numpy as np
import pytest

from bot.selection.columns import columns
from bot.selection.views import Offer, with_offers
from tests.selection.laptops import CATEGORY, laptop

PRODUCTS = [laptop(str(n), 100.0 * n, weight=n / 4) for n in range(1, 9)]


class TestWithOffers:
    def test_changes_what_they_say_and_nothing_else(self) -> None:
        """A price, a stock, both; the other columns are the very same."""
        view = columns(PRODUCTS, CATEGORY)

        new = with_offers(view, [Offer("1", price=250.0), Offer("2", in_stock=False), Offer("weg", price=1.0)])

        assert new.prices.tolist() == [250.0, *view.prices.tolist()[1:]]
        assert new.in_stock.tolist() == [True, False, *[True] * 6]
        assert new.numbers["weight"] is view.numbers["weight"]
        assert view.prices[0] == 100.0

    def test_the_prior_follows_the_price(self) -> None:
        """As if the feed had been read anew, as long as the scale of prices stays."""
        view = columns(PRODUCTS, CATEGORY)
        swapped = [Offer("3", price=600.0), Offer("6", price=300.0)]
        anew = [
            laptop(p.id, {"3": 600.0, "6": 300.0}.get(p.id, p.price), weight=float(p.facts["weight"])) for p in PRODUCTS
        ]

        new = with_offers(view, swapped)
        assert new.base == pytest.approx(columns(anew, CATEGORY).base, abs=1e-5)
        assert not np.array_equal(new.base, view.base)

    def test_none_leaves_all_as_it_was(self) -> None:
        """An empty file changes nothing."""
        view = columns(PRODUCTS, CATEGORY)

        assert with_offers(view, []).prices.tolist() == view.prices.tolist()
