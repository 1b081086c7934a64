from __future__ import annotations

import numpy as np

from bot.simulating.figures import bounds, figures, leads
from bot.simulating.visit import Visit


def visits(found_from: list[int]) -> list[Visit]:
    """Visits that succeed from a number of replies on."""
    return [
        Visit([t >= first for t in range(9)], [0.5] * 9, [t >= first for t in range(9)], 2, 0, [0.001])
        for first in found_from
    ]


class TestFigures:
    def test_success_is_a_share_of_the_shoppers(self) -> None:
        """After 3, 5 and 8 replies."""
        told = figures(visits([0, 4, 6, 9]))

        assert told["success"] == {"3": 0.25, "5": 0.5, "8": 0.75}
        assert (told["claimed"], told["observed"]) == (0.5, 0.75)
        assert (told["questions"], told["violations"]) == (2.0, 0)
        assert (told["ms_p50"], told["ms_p95"]) == (1.0, 1.0)


class TestLeads:
    def test_are_those_of_the_same_shoppers(self) -> None:
        """Who is found by both makes no difference."""
        told = leads({"adaptive": visits([0, 4]), "form": visits([0, 9])}, "adaptive", 7)

        assert told["form"]["3"]["mean"] == 0.0
        assert told["form"]["5"]["mean"] == 0.5

    def test_need_the_policy_that_leads(self) -> None:
        """Without it there is nothing to compare."""
        assert leads({"form": visits([0])}, "adaptive", 7) == {}


class TestBounds:
    def test_hold_the_mean_and_narrow_with_more_shoppers(self) -> None:
        """As the bootstrap should; the width is that of the normal approximation."""
        some = np.array([0, 1] * 50, dtype=np.int8)
        few, many = bounds(some, 7), bounds(np.tile(some, 16), 7)

        assert few["low"] < few["mean"] == 0.5 < few["high"]
        assert abs((few["high"] - few["low"]) - 2 * 1.96 * 0.05) < 0.03
        assert many["high"] - many["low"] < (few["high"] - few["low"]) / 3
