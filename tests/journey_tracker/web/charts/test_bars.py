from __future__ import annotations

from journey_tracker.web.charts.bars import Bar, bars, strip
from tests.journey_tracker.web.charts.drawn import classes, read, words


class TestBars:
    def test_name_and_figure_stand_beside_each_bar(self) -> None:
        """Also where there is no value to draw."""
        drawn = bars([Bar("Selectie", 0.5, "50 %", "phase-selection"), Bar("Levering", None, "< 5")], label="Aandeel")

        assert words(drawn) == ["Selectie", "50 %", "Levering", "< 5"]
        assert classes(drawn, "rect") == ["bar phase-selection"]

    def test_whiskers_show_the_interval(self) -> None:
        """How sure the figure is, is drawn too."""
        drawn = bars([Bar("Selectie", 0.5, "50 %", low=0.4, high=0.6)], label="Aandeel")

        assert classes(drawn, "path") == ["zero", "whisker"]

    def test_below_zero_goes_to_the_left(self) -> None:
        """A bad mood is not drawn as a good one."""
        drawn = read(bars([Bar("a", 0.5, ""), Bar("b", -0.5, "")], label=""))

        good, bad = (float(bar.get("x", 0)) for bar in drawn.iter("rect"))
        assert bad < good


class TestStrip:
    def test_cuts_one_bar_into_its_shares(self) -> None:
        """Beside each other, with a rest; a share above one fills it."""
        drawn = read(strip([("a", 0.5), ("b", 0.25)], width=100))

        assert [float(piece.get("width", 0)) for piece in drawn.iter("rect")] == [100, 50, 25]
        assert 'width="100" height="8"' in strip([("a", 3.0)], width=100)
