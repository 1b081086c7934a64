from __future__ import annotations

from journey_tracker.web.charts.quadrant import Spot, quadrant
from tests.journey_tracker.web.charts.drawn import read, words

SPOTS = (
    Spot("Levering", "phase-delivery", 0.9, -0.3, 100),
    Spot("Selectie", "phase-selection", 0.2, 0.3, 25, few=True),
)


class TestQuadrant:
    def test_places_success_to_the_right_and_good_mood_up(self) -> None:
        """And the area of a spot is how many it is about."""
        drawn = quadrant(SPOTS, label="", edge=0.5, axes=("gelukt", "niet"), corners=("a", "b", "c", "d"))

        delivery, selection = read(drawn).iter("circle")
        assert float(delivery.get("cx", 0)) > float(selection.get("cx", 0))
        assert float(delivery.get("cy", 0)) > float(selection.get("cy", 0))
        assert float(delivery.get("r", 0)) > float(selection.get("r", 0))
        assert selection.get("class") == "spot phase-selection few"
        assert {"Levering", "Selectie", "gelukt", "a", "b", "c", "d"} <= set(words(drawn))
