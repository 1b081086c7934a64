from __future__ import annotations

from bot.selection.ideas import ideas
from bot.selection.state import Constraint
from tests.selection.laptops import laptop


class TestIdeas:
    def test_the_best_rated_of_each_group_within_the_budget(self) -> None:
        """One of each, the best first; sold out and too dear ones are left out."""
        some = [laptop("a", 90, rating=4.1), laptop("dear", 300, rating=5.0)]
        others = [laptop("b", 80, rating=4.6), laptop("gone", 80, in_stock=False, rating=4.9)]
        cap = Constraint("price", "le", 100.0, True, "price_max", 0)

        assert [p.id for p in ideas([some, others], [cap])] == ["b", "a"]

    def test_without_a_rating_a_product_comes_last(self) -> None:
        """Unknown is not good."""
        assert [p.id for p in ideas([[laptop("a")], [laptop("b", rating=3.0)]], ())] == ["b", "a"]
