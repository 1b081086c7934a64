from __future__ import annotations

from bot.selection.compare import differences
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
