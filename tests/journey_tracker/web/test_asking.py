from __future__ import annotations

import pytest

from journey_tracker.ports import JourneyStore, Slice
from journey_tracker.reports import BadFilter
from journey_tracker.web.asking import asked_of, offered_by, params_of

TODAY = 20260501


def other(**query: str) -> Slice | None:
    """What a URL sets beside what it looks at."""
    return asked_of(query, {}, TODAY).other


class TestAskedOf:
    def test_compares_nothing_unless_asked(self) -> None:
        """The page shows one part of the journey."""
        asked = asked_of({"from": "2026-03-01", "channel": "email"}, {}, TODAY)

        assert (asked.part, asked.other) == (Slice(first_day=20260301, channel="email"), None)

    def test_sets_a_period_beside_the_one_before(self) -> None:
        """As long, and right before it."""
        assert other(**{"from": "2026-03-10", "to": "2026-03-16", "compare": "before"}) == Slice(20260303, 20260309)

    def test_sets_a_period_beside_the_same_of_a_year_ago(self) -> None:
        """On the same weekdays: 52 weeks back."""
        assert other(**{"from": "2026-03-10", "to": "2026-03-16", "compare": "year"}) == Slice(20250311, 20250317)

    def test_takes_the_last_four_weeks_when_no_period_is_given(self) -> None:
        """All days have no period before them."""
        asked = asked_of({"compare": "before"}, {}, TODAY)

        assert asked.part == Slice(20260404, 20260501)
        assert asked.other == Slice(20260307, 20260403)

    def test_sets_a_segment_beside_another(self) -> None:
        """Everything else stays the same."""
        assert other(**{"from": "2026-03-01", "compare": "position:repeat"}) == Slice(20260301, position="repeat")

    def test_sets_two_named_periods_beside_one_another(self) -> None:
        """The days of the other are its own."""
        days = {"from": "2026-03-01", "to": "2026-03-31", "compare_from": "2026-01-24", "compare_to": "2026-02-06"}

        assert other(**days) == Slice(20260124, 20260206)
        assert other(**days, compare="channel:email") == Slice(20260124, 20260206, channel="email")

    def test_sets_two_named_segments_beside_one_another(self) -> None:
        """In as many fields as they differ; an empty one is all."""
        asked = asked_of({"channel": "webchat", "compare": "channel:a,b,language:en,from:2026-01-01"}, {}, TODAY)

        assert asked.part == Slice(channel="webchat")
        assert asked.other == Slice(20260101, channel="a,b", language="en")
        assert other(channel="webchat", compare="channel:") == Slice()

    @pytest.mark.parametrize(
        "query",
        [
            {"from": "0001-01-01", "compare": "before"},
            {"from": "0001-01-01", "to": "0001-01-02", "compare": "year"},
            {"compare": "same"},
            {"compare_from": "2026-02-01", "compare_to": "2026-01-01"},
        ],
    )
    def test_refuses_days_that_cannot_be(self, query: dict[str, str]) -> None:
        """Before the first year, none at all, or the wrong way round."""
        with pytest.raises(BadFilter):
            other(**query)

    def test_can_be_asked_for_again(self) -> None:
        """The parameters of a part give the part."""
        part = Slice(20260301, 20260331, channel="email", position="new")

        assert asked_of(params_of(part), {}, TODAY).part == part

    @pytest.mark.parametrize("compare", ["nothing", "person:x", "channel", "same", "position:old"])
    def test_refuses_what_cannot_be_compared(self, compare: str) -> None:
        """And says what can."""
        with pytest.raises(BadFilter):
            other(compare=compare)


class TestOfferedBy:
    def test_gives_what_there_is_most_frequent_first(self, year: JourneyStore) -> None:
        """The form offers nothing that finds nothing."""
        offered = offered_by(year)

        assert offered["channel"][0] == "webshop"
        assert {"nl", "en"} >= set(offered["language"])
        assert set(offered["position"]) == {"new", "repeat"}
