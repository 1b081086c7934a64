from __future__ import annotations

from journey_tracker.web.charts.timeline import Panel, timeline
from tests.journey_tracker.web.charts.drawn import classes, words

PANELS = (
    Panel("Begonnen", [1, 2, None, 4], "1", "4", zero=True),
    Panel("Stemming", [None, 0.1, 0.2, None], "0,1", "0,2"),
)


class TestTimeline:
    def test_draws_a_line_for_each_unbroken_stretch(self) -> None:
        """A week without a figure is a gap, not a zero."""
        drawn = timeline(PANELS, ["1 mei", "", "", "22 mei"], label="Weken")

        assert classes(drawn, "path").count("line") == 3
        assert {"Begonnen", "Stemming", "1 mei", "22 mei", "1 – 4"} <= set(words(drawn))

    def test_marks_where_the_measure_changed(self) -> None:
        """A jump there may come from the measure."""
        drawn = timeline(PANELS, ["", "", "", ""], label="Weken", marks=[(2, "model-2")])

        assert classes(drawn, "path").count("mark") == 1
        assert "model-2" in words(drawn)

    def test_of_nothing_is_empty(self) -> None:
        """An empty period is no error."""
        assert classes(timeline((), (), label=""), "path") == []
