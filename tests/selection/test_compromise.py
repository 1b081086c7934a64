"""Relaxations in words."""

from __future__ import annotations

import pytest

from bot.selection.compromise import in_words, proposal, roomier, way_out, ways_out
from bot.selection.relaxation import Relaxation
from bot.selection.state import Constraint, Op, Wanted
from bot.shop.ports import Value
from tests.selection.laptops import CATEGORY


def giving_up(*pairs: tuple[Constraint, Value | None]) -> Relaxation:
    """A relaxation with what the nearest product states."""
    return Relaxation(tuple(c for c, _ in pairs), tuple(v for _, v in pairs), 1, 1.0, 0)


def must(attribute: str, op: Op, value: Wanted) -> Constraint:
    """A must."""
    return Constraint(attribute, op, value, True, "measure", 1)


BUDGET, MEMORY = must("price", "le", 700.0), must("ram", "ge", 32.0)


class TestProposal:
    """What a shopper types who gives way."""

    @pytest.mark.parametrize(
        ("wish", "nearest", "expected"),
        [
            (BUDGET, 848.99, "tot € 849"),
            (must("price", "lower", 500.0), 500.0, "tot € 500"),
            (must("price", "ge", 900.0), 848.99, "vanaf € 848"),
            (MEMORY, 16.0, "16 GB is ook goed"),
            (must("weight", "le", 1.0), 1.355, "1,36 kg is ook goed"),
            (must("weight", "ge", 2.0), 1.5, "minstens 1,5 kg"),
            (must("screen", "about", 17.0), 15.6, "15,6 inch is ook goed"),
            (must("colour", "in", ("zwart",)), "wit / rood", "colour maakt niet uit"),
            (must("touchscreen", "eq", True), False, "touchscreen maakt niet uit"),
            (must("ram", "ge", 32.0), None, "ram maakt niet uit"),
            (must("ram", "ge", 999.0), 400.0, "ram minstens 400 GB"),
        ],
    )
    def test_is_short_and_can_be_typed(self, wish: Constraint, nearest: Value | None, expected: str) -> None:
        """With the number that will do, rounded to its far side."""
        assert proposal(giving_up((wish, nearest)), CATEGORY, "nl") == expected

    def test_two_at_once_are_one_proposal(self) -> None:
        """Neither alone would do."""
        assert (
            proposal(giving_up((BUDGET, 849.0), (MEMORY, 16.0)), CATEGORY, "en") == "up to €849 and 16 GB is fine too"
        )


class TestWaysOut:
    """What there is instead, within a sentence."""

    def test_each_way_beside_the_others(self) -> None:
        """More money, or less memory."""
        found = [giving_up((BUDGET, 849.0)), giving_up((MEMORY, 16.0)), giving_up((BUDGET, 800.0), (MEMORY, 24.0))]

        assert ways_out(found, CATEGORY, "nl") == (
            "price tot € 849, of ram minstens 16 GB, of price tot € 800 met ram minstens 24 GB"
        )

    def test_values_are_named(self) -> None:
        """The colour there is, and what it does not have."""
        assert way_out(giving_up((must("colour", "in", ("zwart",)), "wit / rood")), CATEGORY, "nl") == "wit / rood"
        assert (
            way_out(giving_up((must("touchscreen", "eq", True), False)), CATEGORY, "nl") == "als touchscreen niet hoeft"
        )

    def test_what_is_unknown_is_no_way_out_to_name(self) -> None:
        """Nothing is promised of a product that states nothing."""
        assert ways_out([giving_up((MEMORY, None))], CATEGORY, "nl") == ""


class TestInWords:
    """Wishes in a row."""

    def test_bounds_of_one_attribute_are_one(self) -> None:
        """From 200 to 700, and at least 32 GB."""
        assert in_words((must("price", "ge", 200.0), BUDGET, MEMORY), CATEGORY, "nl") == (
            "price € 200 tot € 700 en ram minstens 32 GB"
        )

    def test_none_is_nothing(self) -> None:
        """And what the category does not have is left out."""
        assert in_words((must("wings", "ge", 2.0),), CATEGORY, "nl") == ""


class TestRoomier:
    """The bound at which a product will do."""

    def test_lets_the_product_in(self) -> None:
        """Rounded away from the product, never towards it."""
        assert roomier(BUDGET, 848.01).value == 849
        assert roomier(must("weight", "le", 1.0), 1.4).value == 1.4
        assert roomier(must("ram", "ge", 32.0), 15.999).value == 15.99
