from __future__ import annotations

from bench import goals
from bench.start import Starts, figures


class TestFigures:
    def test_every_goal_has_its_figure_beside_the_peers(self) -> None:
        """The median of the starts, of both."""
        found = figures(Starts([9, 10, 30], [500, 510, 520]), Starts([20, 25, 21], [1500, 1510, 1490]))

        assert set(found) == set(goals.read("start"))
        assert (found["seconds_to_first_answer"].value, found["seconds_to_first_answer"].peer) == (10, 21)
        assert (found["rss_mb"].value, found["rss_mb"].peer) == (510, 1500)

    def test_where_memory_is_not_told_there_is_no_figure(self) -> None:
        """Only Linux tells."""
        assert set(figures(Starts([9.0], []), None)) == {"seconds_to_first_answer"}
