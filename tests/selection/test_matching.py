from __future__ import annotations

import numpy as np
import pytest

from bot.selection.columns import columns
from bot.selection.matching import Match, likelihood, match
from bot.selection.state import Constraint
from tests.selection.laptops import CATEGORY, laptop

VIEW = columns([laptop(str(w), weight=w) for w in (1.0, 1.5, 2.0)] + [laptop("unknown")], CATEGORY)


def against(op: str, value: object) -> Match:
    """A wish about the weight against the four laptops."""
    return match(Constraint("weight", op, value, True, "test", 1), VIEW, "kg")  # type: ignore[arg-type]


class TestMatch:
    @pytest.mark.parametrize(
        ("op", "holds"),
        [
            ("le", [True, True, False, False]),
            ("ge", [False, True, True, False]),
            ("lower", [True, False, False, False]),
            ("higher", [False, False, True, False]),
            ("eq", [False, True, False, False]),
            ("about", [False, True, False, False]),
        ],
    )
    def test_holds_where_it_is_known_to(self, op: str, holds: list[bool]) -> None:
        """Bounds include their number, critiques do not, and the unknown never holds."""
        assert against(op, 1.5).holds.tolist() == holds

    def test_says_how_far_off_a_product_is(self) -> None:
        """Zero where it holds, more where it is further, half where it is unknown."""
        near, middle, far, unknown = against("le", 1.0).distance

        assert near == 0
        assert 0 < middle < far
        assert unknown == 0.5


class TestLikelihood:
    def test_of_what_only_just_misses_is_well_below_what_does_not(self) -> None:
        """A bound that was said is a bound, also where it is no must."""
        close = Match(np.array([True, False]), np.ones(2, np.bool_), np.array([0.0, 0.001], np.float32))
        met, missed = likelihood(close)

        assert missed < 0.6 * met

    def test_of_the_unknown_is_that_of_the_others_together(self) -> None:
        """What is not stated is neither punished nor rewarded."""
        found = likelihood(against("le", 1.0))

        assert found[0] > found[1] > found[2]
        assert found[3] == pytest.approx(found[:3].mean())
