"""What a product is judged by when it is told how well it fits."""

from __future__ import annotations

from dataclasses import replace

from bot.selection.judged import judged_by
from bot.selection.state import Constraint, State
from bot.shop.ports import Need, Preference
from tests.selection.laptops import CATEGORY

SCHOOL = Need("school", {"nl": "School"}, {}, (Preference("weight", "le", 1.5),), (Preference("ram", "ge", 8),))
WITH_NEED = replace(CATEGORY, needs=(SCHOOL,))


class TestJudgedBy:
    """The wishes that are ticked or crossed."""

    def test_what_a_need_asks_counts_behind_what_was_said(self) -> None:
        """For school it has to be light and have some memory."""
        said = Constraint("price", "le", 700.0, True, "price_max", 1)

        found = judged_by(WITH_NEED, State(constraints=(said,), needs=("school", "a need of last year")))

        assert [(c.attribute, c.source) for c in found] == [
            ("price", "price_max"),
            ("weight", "need:school"),
            ("ram", "need:school"),
        ]

    def test_the_same_is_not_judged_twice(self) -> None:
        """What was said oneself stands, not what the need repeats."""
        own = Constraint("weight", "le", 1.5, False, "wish", 1)

        found = judged_by(WITH_NEED, State(constraints=(own,), needs=("school",)))

        assert [c.source for c in found] == ["wish", "need:school"]

    def test_better_than_the_answer_is_no_miss(self) -> None:
        """Who answers "500 tot 700" is not disappointed by 450; who states a minimum means it."""
        low = Constraint("price", "ge", 500.0, False, "answer", 1)
        high = Constraint("price", "le", 700.0, False, "answer", 1)
        stated = Constraint("price", "ge", 400.0, True, "price_min", 1)

        assert judged_by(CATEGORY, State(constraints=(low, high, stated))) == (high, stated)
