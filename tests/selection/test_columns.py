from __future__ import annotations

import numpy as np

from bot.selection.columns import columns, ranks
from bot.shop.ports import Better
from tests.selection.laptops import CATEGORY, laptop


class TestColumns:
    def test_hold_every_fact_at_the_place_of_its_product(self) -> None:
        """Numbers, yes and no, values, and what is unknown."""
        view = columns([laptop("a", 500, weight=1.2, touchscreen=True), laptop("b", 600, brand="")], CATEGORY)

        assert view.numbers["price"].tolist() == [500.0, 600.0]
        assert view.numbers["touchscreen"][0] == 1.0
        assert np.isnan(view.numbers["weight"][1])
        assert view.codes["brand"].tolist() == [0, -1]
        assert view.values["brand"] == ("Aap",)
        assert view.places == {"a": 0, "b": 1}

    def test_may_be_empty(self) -> None:
        """A category without products has columns without rows."""
        assert columns([], CATEGORY).base.tolist() == []


class TestRanks:
    def test_go_from_worst_to_best(self) -> None:
        """Equal numbers are equally good, the unknown stands in the middle."""
        found = ranks(np.array([3.0, 1.0, np.nan, 2.0, 1.0]), better=Better.LOWER)

        assert found.tolist() == [0.0, 1.0, 0.5, 0.5, 1.0]

    def test_are_best_when_all_are_equal(self) -> None:
        """Nothing is worse than anything."""
        assert ranks(np.array([2.0, 2.0]), better=Better.HIGHER).tolist() == [1.0, 1.0]
