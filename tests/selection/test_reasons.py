from __future__ import annotations

from dataclasses import replace

import pytest

from bot.selection.reasons import facts, fits
from bot.selection.state import Constraint, State
from bot.shop.ports import Need, Preference
from tests.selection.laptops import CATEGORY, laptop

LAPTOP = laptop("a", 650, weight=1.2, battery=9, ram=16, notes="lang verhaal", colour="wit / rood")


def wish(attribute: str, op: str, value: object) -> Constraint:
    """A constraint."""
    return Constraint(attribute, op, value, True, "test", 1)  # type: ignore[arg-type]


class TestFacts:
    def test_tell_the_wishes_first_met_missed_or_unknown(self) -> None:
        """In the shopper's own order; then the category's, without price, brand and text."""
        state = State("laptop", (wish("storage", "ge", 512.0), wish("price", "le", 600.0), wish("weight", "le", 1.5)))
        told = [(f.attribute.key, f.value, f.fits) for f in facts(LAPTOP, CATEGORY, state, limit=9)]

        assert told == [
            ("storage", None, None),
            ("price", 650, False),
            ("weight", 1.2, True),
            ("battery", 9, None),
            ("ram", 16, None),
            ("colour", "wit / rood", None),
        ]

    def test_are_at_most_as_many_as_asked(self) -> None:
        """A card has room for four."""
        assert len(facts(LAPTOP, CATEGORY, State())) == 4

    def test_meet_a_range_only_on_both_sides(self) -> None:
        """Between 1.3 and 1.5 is missed by 1.2."""
        state = State("laptop", (wish("weight", "ge", 1.3), wish("weight", "le", 1.5)))

        assert facts(LAPTOP, CATEGORY, state)[0].fits is False


class TestFits:
    @pytest.mark.parametrize(
        ("attribute", "op", "value", "expected"),
        [
            ("price", "le", 650.0, True),
            ("price", "lower", 650.0, False),
            ("price", "about", 700.0, True),
            ("brand", "in", ("aap", "beer"), True),
            ("brand", "notin", ("Aap",), False),
            ("colour", "in", ("rood",), True),
            ("storage", "ge", 512.0, None),
            ("touchscreen", "eq", True, None),
            ("weight", "lower", None, None),
        ],
    )
    def test_says_yes_no_or_unknown(self, attribute: str, op: str, value: object, expected: bool | None) -> None:
        """Never yes to what the shop does not state."""
        assert fits(LAPTOP, wish(attribute, op, value)) is expected


class TestNeedsOnTheCard:
    def test_what_a_need_asks_is_ticked_or_crossed_behind_the_own_wishes(self) -> None:
        """For school it has to be light; that it is not is seen on the card."""
        school = Need("school", {"nl": "School"}, {}, (Preference("weight", "le", 1.5),))
        state = State(constraints=(Constraint("ram", "ge", 8.0, True, "measure", 1),), needs=("school",))

        found = facts(laptop("a", weight=2.0, ram=8.0), replace(CATEGORY, needs=(school,)), state)

        assert [(f.attribute.key, f.fits) for f in found] == [("ram", True), ("weight", False)]
