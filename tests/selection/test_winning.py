"""Who wins on one attribute."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.selection.state import Constraint
from bot.selection.winning import best_and_weakest, better_side
from bot.shop.ports import Attribute, Better, Category, Kind, Product
from tests.selection.laptops import CATEGORY, laptop


def attribute(key: str) -> Attribute:
    """An attribute of the laptops."""
    found = CATEGORY.attribute(key)
    assert found
    return found


def ends(key: str, products: Sequence[Product], side: Better = Better.LOWER) -> tuple[int | None, int | None]:
    """Places of the best and the weakest."""
    return best_and_weakest(products, attribute(key), side)


class TestBetterSide:
    """Which numbers are the better ones."""

    @pytest.mark.parametrize(
        ("key", "wish", "expected"),
        [
            ("weight", None, Better.LOWER),
            ("screen", None, None),
            ("colour", None, None),
            ("touchscreen", None, None),
            ("screen", Constraint("screen", "ge", 15.0, True, "measure", 1), Better.HIGHER),
            ("weight", Constraint("weight", "ge", 2.0, True, "measure", 1), Better.HIGHER),
            ("screen", Constraint("screen", "about", 15.0, True, "measure", 1), None),
            ("touchscreen", Constraint("touchscreen", "eq", False, True, "attribute", 1), Better.LOWER),
        ],
    )
    def test_the_shopper_s_own_before_what_most_prefer(
        self, key: str, wish: Constraint | None, expected: Better | None
    ) -> None:
        """A matter of taste has no better side until one is wished."""
        assert better_side(attribute(key), CATEGORY, [wish] if wish else []) is expected

    def test_whom_it_is_for_is_no_quality(self) -> None:
        """A bike is not better for fitting taller people."""
        rider = Attribute("rider_from", Kind.NUMBER, "cm", Better.LOWER)
        bikes = Category("bike", {}, {}, (rider, Attribute("rider_to", Kind.NUMBER, "cm", Better.HIGHER)))

        assert better_side(rider, bikes, []) is None


class TestBestAndWeakest:
    """Strictly, among those that all state it."""

    def test_one_wins_and_one_loses(self) -> None:
        """By the side that is better."""
        trio = [laptop("a", 500.0), laptop("b", 400.0), laptop("c", 600.0)]

        assert ends("price", trio) == (1, 2)
        assert ends("price", trio, Better.HIGHER) == (2, 1)

    def test_nobody_wins_by_a_hair(self) -> None:
        """What nobody would notice is a tie; a price is what it is."""
        assert ends("weight", [laptop("a", weight=1.001), laptop("b", weight=1.0)]) == (None, None)
        assert ends("weight", [laptop("a", weight=1.02), laptop("b", weight=1.0)]) == (1, 0)
        assert ends("price", [laptop("a", 500.0), laptop("b", 499.99)]) == (1, 0)

    def test_nobody_wins_a_tie_or_against_the_unknown(self) -> None:
        """Nor alone."""
        assert ends("price", [laptop("a"), laptop("b"), laptop("c", 600.0)]) == (None, 2)
        assert ends("weight", [laptop("a", weight=1.0), laptop("b")]) == (None, None)
        assert ends("weight", [laptop("a"), laptop("b")]) == (None, None)
        assert ends("price", [laptop("a")]) == (None, None)
