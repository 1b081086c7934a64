from __future__ import annotations

from journey_tracker.web.charts.flow import ROOM, Step, flow
from tests.journey_tracker.web.charts.drawn import classes, read, words

STEPS = (
    Step("phase-a", 100, 60, "100", "60 %", "n 90"),
    Step("phase-b", 60, 0, "60", "0 %"),
    Step("phase-c", 0, 0, "0", ""),
)


class TestFlow:
    def test_draws_bars_as_high_as_there_are_cycles(self) -> None:
        """The largest fills the room; what nobody entered has no bar."""
        drawn = flow(STEPS, label="Doorstroom", width=300, height=ROOM + 100, most=100)

        assert [float(bar.get("height", 0)) for bar in read(drawn).iter("rect")] == [100, 60]

    def test_draws_an_arrow_only_where_somebody_went_on(self) -> None:
        """And says the share of how many; what did not go on fades."""
        drawn = flow(STEPS, label="Doorstroom", width=300, height=ROOM + 100, most=100)

        assert [c for c in classes(drawn, "path") if c.startswith("way")] == ["way phase-a"]
        assert classes(drawn, "path").count("lost") == 2
        assert "60 % n 90" in words(drawn)

    def test_of_nothing_is_empty(self) -> None:
        """An empty period is no division by zero."""
        assert classes(flow((), label="", width=300, height=100, most=0), "rect") == []
