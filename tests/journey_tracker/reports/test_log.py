from __future__ import annotations

import pytest

from journey_tracker import model_file
from journey_tracker.journey import Mood
from journey_tracker.ports import Filter
from journey_tracker.recorder import talk as recorder
from journey_tracker.reports import COLUMNS, BadFilter, row, touchpoint_filter
from tests.journey_tracker.talk import bot, shopper

MODEL = model_file.built_in()


class TestFilter:
    def test_asks_for_everything_when_nothing_is_given(self) -> None:
        """Empty fields of a form are no filter."""
        assert touchpoint_filter({"phase": "", "from": "", "limit": ""}, MODEL, limit=7) == Filter(limit=7)

    def test_reads_what_a_url_says(self) -> None:
        """Each parameter by its name, days as ISO dates."""
        given = {
            "phase": "selection",
            "mood": "negative",
            "from": "2026-05-01",
            "to": "2026-05-31",
            "offset": "50",
        }

        assert touchpoint_filter(given, MODEL) == Filter(
            phase="selection", mood=Mood.NEGATIVE, first_day=20260501, last_day=20260531, offset=50
        )

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("phase", "selectie"),
            ("mood", "angry"),
            ("from", "01-05-2026"),
            ("to", "2026-02-30"),
            ("to", "9999-12-31"),
            ("from", "0001-01-01"),
            ("limit", "0"),
            ("limit", "101"),
            ("limit", "-1"),
            ("offset", "1e9"),
            pytest.param("offset", "9" * 5000, id="offset of 5,000 digits"),
        ],
    )
    def test_refuses_what_it_does_not_know(self, name: str, value: str) -> None:
        """A typing error is said, not taken for `everything`."""
        with pytest.raises(BadFilter) as refused:
            touchpoint_filter({name: value}, MODEL)

        assert (refused.value.name, refused.value.value) == (name, value)


class TestRow:
    def test_tells_a_touchpoint_in_the_columns_of_every_export(self) -> None:
        """Names are stable, times carry their zone."""
        events = [shopper(1, "state_need", mood=0.5), bot(1), shopper(2, "order_status", mood=0.25)]
        (touchpoint,) = recorder.record(MODEL, None, events).touchpoints

        told = row(touchpoint)

        assert tuple(told) == COLUMNS
        assert told["started"] == "2026-05-01T12:00:00.000+02:00"
        assert told["phases"] == "selection>delivery"
        assert told["sentiment_label"] == "positive"
