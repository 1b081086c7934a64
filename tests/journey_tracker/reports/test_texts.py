from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from journey_tracker.journey import LANGUAGES
from journey_tracker.ports import EVERYTHING
from journey_tracker.reports import REPORTS, Part, Report, compare, run, texts
from journey_tracker.reports.feelings import QUADRANTS
from journey_tracker.reports.prices import PRICE_POSITIONS
from tests.journey_tracker.reports.counted import Counted

TODAY = 20260901


def keys(words: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The full name of every text."""
    for name, value in words.items():
        if isinstance(value, Mapping):
            yield from keys(value, f"{above}{name}/")
        else:
            yield f"{above}{name}"


class TestTexts:
    def test_are_there_in_every_language(self) -> None:
        """Whoever writes one language writes the other."""
        nl, en = (set(keys(texts(language).words)) for language in LANGUAGES)

        assert nl == en

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("report", REPORTS.values(), ids=lambda r: r.key)
    def test_define_every_report(self, report: Report, language: str) -> None:
        """Question, definition, formula, caveat and population stand on the page."""
        words = texts(language)
        parts = (words.title, words.question, words.definition, words.formula, words.caveat)

        assert all(part(report.key).strip() for part in parts)
        assert words.population(report.population)

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("key", REPORTS)
    def test_name_every_column(self, key: str, language: str) -> None:
        """Also those of a comparison, each by another name."""
        store = Counted([])
        whole = run(store, key, EVERYTHING, TODAY)
        beside = compare(store, key, EVERYTHING, EVERYTHING, TODAY)

        for table in (whole, beside):
            names = [texts(language).column(column) for column in table.columns]

            assert len(set(names)) == len(names)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_have_a_word_for_every_value_of_our_own(self, language: str) -> None:
        """Squares and price positions are no words for an analyst."""
        words = texts(language)

        assert all(words.value("quadrant", name) != name for name in QUADRANTS)
        assert all(words.value("price_position", name) != name for name in PRICE_POSITIONS)
        assert all(words.words["parts"][part.value] for part in Part if part)

    def test_leave_values_of_the_shop_as_they_are(self) -> None:
        """A channel is called what the shop calls it."""
        assert texts("nl").value("channel", "winkel") == "winkel"

    def test_are_dutch_first(self) -> None:
        """In the words of the trade."""
        assert texts("nl").title("funnel") == "Doorstroom"
        assert texts("nl").column(run(Counted([]), "funnel", EVERYTHING, TODAY).column("doorstroom_low")) == (
            "Doorstroom (ondergrens)"
        )
