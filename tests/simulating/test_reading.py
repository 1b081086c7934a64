from __future__ import annotations

import pytest

from bot.selection.state import Constraint, Op, Option, Wanted
from bot.simulating.reading import broken, fits, holds, use_of
from tests.simulating.lamps import CATEGORY, lamp


def said(attribute: str, op: Op, value: Wanted) -> Constraint:
    """A must in a line."""
    return Constraint(attribute, op, value, True, "measure", 1)


class TestHolds:
    @pytest.mark.parametrize(
        ("wish", "expected"),
        [
            (said("price", "le", 50.0), True),
            (said("price", "le", 49.0), False),
            (said("lumen", "ge", 500.0), True),
            (said("lumen", "about", 540.0), True),
            (said("lumen", "higher", 500.0), False),
            (said("dimmable", "eq", False), True),
            (said("colour", "in", ("Rood", "wit")), True),
            (said("colour", "notin", ("rood",)), False),
            (said("weight", "le", 1.0), None),
            (said("lumen", "higher", None), None),
        ],
    )
    def test_is_what_the_feed_says(self, wish: Constraint, expected: bool | None) -> None:
        """Lamp 5 costs 50 euro, gives 500 lumen, is red and cannot be dimmed; the rest is unknown."""
        assert holds(wish, lamp(5)) is expected

    def test_one_of_two_colours_is_a_colour(self) -> None:
        """What is black and red is red."""
        assert holds(said("colour", "in", ("rood",)), lamp(1, colour="Zwart / Rood")) is True


class TestFits:
    def test_both_ends_of_a_bucket_count(self) -> None:
        """An answer is true when all of it is."""
        bucket = Option((said("price", "ge", 40.0), said("price", "le", 60.0)))

        assert [fits(bucket, lamp(n)) for n in (3, 4, 6, 7)] == [False, True, True, False]

    def test_an_answer_that_says_nothing_is_true_of_nothing(self) -> None:
        """Nobody picks it for what it says."""
        assert not fits(Option(need="reading"), lamp(1))


class TestUse:
    def test_is_the_share_of_what_a_need_asks(self) -> None:
        """A bright lamp is for reading; a need that the category does not have is served by none."""
        assert [use_of("reading", lamp(n), CATEGORY) for n in (2, 9)] == [0.0, 1.0]
        assert use_of("diving", lamp(9), CATEGORY) == 0.0


class TestBroken:
    def test_unknown_breaks_nothing(self) -> None:
        """Only what is known to be otherwise is broken."""
        musts = [said("price", "le", 20.0), said("weight", "le", 1.0), said("lumen", "ge", 100.0)]

        assert broken(musts, lamp(5)) == {"price"}
