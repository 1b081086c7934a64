from __future__ import annotations

from bot.selection.columns import columns
from bot.selection.critique import critique, referent
from bot.selection.shortlist import shortlist
from bot.selection.state import Constraint, State
from tests.selection.laptops import CATEGORY, laptop

SHOWN = State("laptop", shown=("a", "b"))


class TestCritique:
    def test_is_strict_and_puts_the_reference_away(self) -> None:
        """'Goedkoper' is cheaper than the product shown, which does not come back."""
        products = [laptop("a", 649), laptop("same", 649), laptop("cheaper", 648.99), laptop("dearer", 700)]
        state = critique(SHOWN, products[0], "price", "lower", turn=3)

        assert state.constraints == (Constraint("price", "lower", 649, True, "critique", 3),)
        assert state.rejected == ("a",)
        assert shortlist(columns(products, CATEGORY), CATEGORY, state).ids == ("cheaper",)

    def test_may_be_repeated(self) -> None:
        """Each time relative to the product shown then."""
        once = critique(SHOWN, laptop("a", 649), "price", "lower")
        twice = critique(once, laptop("b", 549), "price", "lower")

        assert [c.value for c in twice.constraints] == [549]
        assert twice.rejected == ("a", "b")

    def test_tightens_an_earlier_bound_on_that_side_only(self) -> None:
        """A minimum and other wishes stay."""
        others = (Constraint("price", "ge", 300.0, True, "t", 1), Constraint("weight", "le", 1.5, False, "t", 1))
        before = SHOWN.with_wishes((*others, Constraint("price", "le", 700.0, True, "t", 1)))
        after = critique(before, laptop("a", 649), "price", "lower")

        assert after.constraints[:2] == others
        assert after.constraints[2].op == "lower"

    def test_finds_the_attribute_of_a_concept(self) -> None:
        """'Groter' is about the screen of a laptop."""
        found = critique(SHOWN, laptop("a", screen=14.0, weight=1.2), "size", "higher").constraints[0]

        assert (found.attribute, found.op, found.value) == ("screen", "higher", 14.0)

    def test_is_a_direction_where_the_reference_does_not_say(self) -> None:
        """Of a product without a weight, "lichter" can only be a wish."""
        found = critique(SHOWN, laptop("a"), "weight", "lower", category=CATEGORY).constraints[0]

        assert (found.attribute, found.op, found.value, found.hard) == ("weight", "lower", None, False)

    def test_of_a_feature_asks_the_feature(self) -> None:
        """A yes or no has no degrees."""
        found = critique(SHOWN, laptop("a", touchscreen=False), "touchscreen", "higher").constraints[0]

        assert (found.op, found.value) == ("eq", True)


class TestReferent:
    def test_is_the_product_being_talked_about_else_the_first_card(self) -> None:
        """Without either there is nothing to compare with."""
        assert referent(State(shown=("a", "b"), focus="b")) == "b"
        assert referent(SHOWN) == "a"
        assert referent(State()) is None
