from __future__ import annotations

from dataclasses import replace

from bot.selection.compare import differences, in_common, table
from bot.selection.state import Constraint, State
from tests.selection.laptops import CATEGORY, laptop


class TestDifferences:
    def test_only_what_differs_is_told_the_price_first(self) -> None:
        """What is equal helps nobody choose."""
        pair = [laptop("a", 500.0, weight=1.2, ram=8.0), laptop("b", 700.0, weight=1.4, ram=8.0)]

        assert [d.attribute.key for d in differences(pair, CATEGORY, State())] == ["price", "weight"]

    def test_what_was_wished_comes_before_the_rest(self) -> None:
        """The shopper's own criteria are what they choose by."""
        wish = Constraint("storage", "ge", 256.0, True, "measure", 0)
        pair = [laptop("a", weight=1.2, storage=256.0), laptop("b", weight=1.4, storage=512.0)]

        assert [d.attribute.key for d in differences(pair, CATEGORY, State(constraints=(wish,)))] == [
            "storage",
            "weight",
        ]

    def test_what_one_does_not_state_is_a_difference(self) -> None:
        """Unknown is not the same as equal."""
        found = differences([laptop("a", weight=1.2), laptop("b")], CATEGORY, State())

        assert [d.values for d in found] == [(1.2, None)]


class TestTable:
    def test_rows_are_only_what_differs_the_wishes_first_and_ticked(self) -> None:
        """Unknown is an empty text and no tick."""
        wish = Constraint("weight", "le", 1.3, True, "measure", 0)
        pair = [laptop("a", 500.0, weight=1.2, ram=8.0), laptop("b", 700.0, ram=8.0)]
        block = table(pair, CATEGORY, State(constraints=(wish,)), "nl")

        assert block["rows"] == [
            {"label": "gewicht", "values": ["1,2 kg", ""], "fits": [True, None], "wished": True, "best": None},
            {"label": "price", "values": ["€ 500,00", "€ 700,00"], "fits": [None, None], "wished": False, "best": 0},
        ]

    def test_the_products_are_told_with_what_is_needed_to_draw_them(self) -> None:
        """In the order in which they were asked for."""
        block = table([laptop("b", in_stock=False), laptop("a")], CATEGORY, State(), "nl")

        assert [(p["id"], p["in_stock"]) for p in block["products"]] == [("b", False), ("a", True)]


class TestInCommon:
    def test_one_category_is_compared_by_all_of_it(self) -> None:
        """Nothing is left out."""
        assert in_common([CATEGORY, CATEGORY]) is CATEGORY

    def test_different_categories_share_price_and_brand(self) -> None:
        """A weight of a bicycle and one of a laptop say nothing about each other."""
        bicycle = replace(CATEGORY, key="fiets")

        assert [a.key for a in in_common([CATEGORY, bicycle]).attributes] == ["price", "brand"]
