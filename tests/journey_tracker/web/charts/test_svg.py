from __future__ import annotations

from journey_tracker.web.charts.svg import chart, tag, text
from tests.journey_tracker.web.charts.drawn import read


class TestTag:
    def test_escapes_what_it_is_given(self) -> None:
        """A name that looks like markup stays a name."""
        assert tag("text", "<b>", class_='"x') == '<text class="&#34;x">&lt;b&gt;</text>'

    def test_writes_short_numbers(self) -> None:
        """One decimal is finer than a screen, and pages stay light."""
        assert tag("rect", x=1 / 3, y=-0.01, width=None) == '<rect x="0.3" y="0"/>'


class TestChart:
    def test_says_what_it_shows(self) -> None:
        """A screen reader hears one sentence in place of marks."""
        drawn = read(chart(10, 5, "Stemming", [text(1, 2, "n 3")], "curve"))

        assert drawn.attrib == {"class": "chart curve", "viewBox": "0 0 10 5", "role": "img", "aria-label": "Stemming"}
