from __future__ import annotations

from journey_tracker.web.charts.curve import Feel, curve, reach
from tests.journey_tracker.web.charts.drawn import classes, words

FEELS = (
    Feel("phase-a", "positive", 0.3, 0.1, 0.5, "+0,30", "n 40"),
    Feel("phase-b", "neutral", None, note="n 0"),
    Feel("phase-c", "negative", -0.5, -0.9, 0.0, "−0,50", "n 7", few=True),
)


def draw(feels: tuple[Feel, ...]) -> str:
    """The curve of some phases."""
    return curve(feels, label="Stemming", width=300, height=150, edge=reach(feels), ends=("blij", "boos"))


class TestReach:
    def test_holds_every_quartile(self) -> None:
        """In fifths, so that curves of different periods stay comparable."""
        assert reach(FEELS) == 1.0
        assert reach(FEELS[:1]) == 0.6
        assert reach(()) == 0.4


class TestCurve:
    def test_marks_each_phase_that_was_felt(self) -> None:
        """With its colour, its figure and how many; too few to lean on are drawn open."""
        drawn = draw(FEELS)

        assert [c for c in classes(drawn, "path") if c.startswith("dot")] == ["dot phase-a", "dot phase-c few"]
        assert {"+0,30", "n 40", "−0,50", "n 7", "+ blij", "− boos"} <= set(words(drawn))

    def test_is_broken_where_nothing_was_scored(self) -> None:
        """No line leads through a phase that nobody felt anything in."""
        assert classes(draw(FEELS), "path").count("line") == 2
        assert classes(draw((FEELS[0], FEELS[2])), "path").count("line") == 1

    def test_tells_the_mood_by_shape_too(self) -> None:
        """Colour is never alone: up, round and down."""
        shapes = {draw((Feel("t", mood, 0.0, label="0"),)) for mood in ("positive", "neutral", "negative")}

        assert len(shapes) == 3
