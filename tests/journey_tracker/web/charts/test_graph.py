from __future__ import annotations

from journey_tracker.web.charts.graph import Node, graph
from tests.journey_tracker.web.charts.drawn import classes, read, words

NODES = tuple(Node(key, key.upper(), f"tone-{i}", "9") for i, key in enumerate("abc", 1))
STEPS = {("a", "b"): 100, ("b", "a"): 20, ("a", "c"): 1, ("b", "b"): 40, ("b", "elsewhere"): 7}
FIGURES = {key: str(n) for key, n in STEPS.items()}


class TestGraph:
    def test_draws_the_steps_that_matter(self) -> None:
        """On and back; not what is rarer than one in fifty, stays where it was, or leads out of the drawing."""
        drawn = graph(NODES, STEPS, FIGURES, label="Overgangen")

        assert sorted(c for c in classes(drawn, "path") if c.startswith("arc")) == ["arc tone-1", "arc tone-2"]
        assert {"A", "B", "C", "100", "20"} <= set(words(drawn))
        assert "1" not in words(drawn)

    def test_is_as_thick_as_the_step_is_frequent(self) -> None:
        """The eye finds the main road."""
        arcs = {
            arc.get("class"): float(arc.get("stroke-width", 0))
            for arc in read(graph(NODES, STEPS, FIGURES, label="")).iter("path")
            if arc.get("stroke-width")
        }

        assert arcs["arc tone-1"] == 5 * arcs["arc tone-2"]

    def test_of_nothing_shows_the_phases(self) -> None:
        """An empty period is no error."""
        assert words(graph(NODES, {}, {}, label="")) == ["A", "9", "B", "9", "C", "9"]
