from __future__ import annotations

from dataclasses import replace
from typing import cast

from journey_tracker.envelopes import Envelope
from journey_tracker.events import ShopperMessage
from journey_tracker.ports import EVERYTHING, Slice
from journey_tracker.reports import run
from tests.journey_tracker.reports.counted import Counted
from tests.journey_tracker.reports.lives import each, looks
from tests.journey_tracker.talk import shopper

TODAY = 20260601
MINUTES_A_DAY = 1440


def scored_by(model: str, envelope: Envelope) -> Envelope:
    """The same, with a sentiment by another model."""
    return replace(envelope, event=replace(cast(ShopperMessage, envelope.event), sentiment_model=model))


class TestLog:
    def test_lists_the_newest_first(self) -> None:
        """Of the last week, when no period is given."""
        events = [*each(1, looks(-20), looks(2)), *each(1, looks(7), name="w")]
        rows = run(Counted(events), "log", EVERYTHING, 20260509).rows

        assert [row["day"] for row in rows] == [20260508, 20260503]
        assert rows[0]["phase"] == "orientation"

    def test_goes_back_as_far_as_is_asked(self) -> None:
        """A period has no such border."""
        table = run(Counted(each(1, looks(-20), looks(2))), "log", Slice(first_day=20260401), TODAY)

        assert table.n == 2


class TestSentimentModels:
    def test_are_marked_when_they_change(self) -> None:
        """Figures of before and after cannot simply be compared."""
        events = [
            scored_by("lexicon-1", shopper(1, "state_need", conversation="a")),
            scored_by("lexicon-2", shopper(1, "state_need", minute=3 * MINUTES_A_DAY, conversation="b")),
            scored_by("lexicon-2", shopper(1, "state_need", minute=5 * MINUTES_A_DAY, conversation="c")),
        ]
        table = run(Counted(events), "sentiment_models", EVERYTHING, TODAY)

        assert [tuple(row.values()) for row in table.rows] == [
            ("lexicon-1", 20260501, 20260501, 1),
            ("lexicon-2", 20260504, 20260506, 2),
        ]
        assert "sentiment_model_changed" in table.notes

    def test_need_no_mark_when_there_is_one(self) -> None:
        """Nothing changed."""
        table = run(Counted([shopper(1, "state_need")]), "sentiment_models", EVERYTHING, TODAY)

        assert table.notes == ()


class TestExports:
    def test_are_listed_without_a_question(self) -> None:
        """What there is to take along does not depend on what was recorded."""
        store = Counted([])

        assert {"csv", "xes", "parquet"} <= {row["format"] for row in run(store, "exports", EVERYTHING, TODAY).rows}
        assert store.asked == []
