from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope
from journey_tracker.events import UNSCORED, ShopperMessage
from journey_tracker.journey import Mood, Touchpoint
from journey_tracker.recorder import talk as recorder
from tests.journey_tracker.talk import bot, callback, shopper


def touchpoint(*events: Envelope) -> Touchpoint:
    """The one touchpoint that the events make."""
    (only,) = recorder.record(model_file.built_in(), None, events).touchpoints
    return only


class TestHeadlinePhase:
    def test_is_the_one_with_most_messages_of_the_shopper(self) -> None:
        """Messages in separate stays in one phase count together."""
        said = touchpoint(
            shopper(1, "state_need"),
            shopper(2, "order_status"),
            shopper(3, "complaint"),
            shopper(4, "state_need"),
        )

        assert said.phase == "selection"

    def test_is_the_later_one_on_a_tie(self) -> None:
        """A contact is about what it came to, rather than about where it began."""
        assert touchpoint(shopper(1, "state_need"), shopper(2, "order_status")).phase == "delivery"

    def test_is_none_when_nothing_names_a_phase(self) -> None:
        """A greeting alone belongs nowhere."""
        assert touchpoint(shopper(1, "greet"), bot(1)).phase is None

    def test_of_a_contact_without_the_shopper_is_where_it_ended(self) -> None:
        """What happened without a word still has a phase."""
        assert touchpoint(callback(1)).phase == "customer_care"


class TestSentiment:
    def test_is_kept_as_start_end_mean_and_lowest(self) -> None:
        """The course of the mood over stays, not only its average."""
        said = touchpoint(
            shopper(1, "state_need", mood=0.5),
            shopper(2, "order_status", mood=-0.75),
            shopper(3, "thank", mood=0.25),
        )

        assert (said.sentiment_start, said.sentiment_end) == (0.5, 0.25)
        assert (said.sentiment_mean, said.sentiment_min) == (0.0, -0.75)
        assert said.mood is Mood.NEUTRAL

    def test_has_a_trend_in_which_later_messages_weigh_more(self) -> None:
        """From the first message to the mood as it is now: half the last message, a quarter the one before."""
        said = touchpoint(
            shopper(1, "state_need", mood=0.5),
            shopper(2, "order_status", mood=-0.75),
            shopper(3, "order_status", mood=-0.25),
        )

        assert said.feeling.now == pytest.approx(0.5 / 4 - 0.75 / 4 - 0.25 / 2)
        assert said.sentiment_trend == pytest.approx(-0.1875 - 0.5)

    def test_has_no_trend_after_one_message(self) -> None:
        """It went nowhere yet; without any message nothing is known."""
        assert touchpoint(shopper(1, "thank", mood=0.8)).sentiment_trend == 0
        assert touchpoint(bot(1)).sentiment_trend is None

    def test_knows_how_sure_it_is(self) -> None:
        """The mean of how sure each message was; a pressed chip tells nothing."""
        sure = shopper(1, "thank", mood=0.8)
        assert isinstance(sure.event, ShopperMessage)
        doubtful = replace(sure, id="b", event=replace(sure.event, seq=2, sentiment_confidence=0.4))
        pressed = replace(sure, id="c", event=replace(sure.event, seq=3, sentiment_model=UNSCORED))

        assert touchpoint(sure, doubtful, pressed).feeling.confidence == pytest.approx((0.8 + 0.4) / 2)
        assert touchpoint(bot(1)).feeling.confidence is None

    def test_is_unknown_without_the_shopper(self) -> None:
        """The bot's words have no mood."""
        said = touchpoint(bot(1))

        assert (said.sentiment_start, said.sentiment_mean, said.sentiment_min, said.mood) == (None,) * 4

    @pytest.mark.parametrize(
        ("value", "word"),
        [(-1, "negative"), (-0.15, "negative"), (-0.14, "neutral"), (0.14, "neutral"), (0.15, "positive")],
    )
    def test_has_a_word(self, value: float, word: str) -> None:
        """Near zero is neutral, to both sides alike."""
        assert Mood.of(value) == word


class TestDays:
    @pytest.mark.parametrize(
        ("utc", "day"),
        [
            (datetime(2026, 4, 30, 21, 59, tzinfo=UTC), 20260430),
            (datetime(2026, 4, 30, 22, 0, tzinfo=UTC), 20260501),
            (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), 20261231),
            (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), 20270101),
        ],
    )
    def test_are_dutch_in_summer_and_in_winter(self, utc: datetime, day: int) -> None:
        """A day begins at midnight in Amsterdam."""
        envelope = shopper(1, "greet")
        moment = Envelope(envelope.source, round(utc.timestamp() * 1000), envelope.event)

        assert touchpoint(moment).day == day
        assert touchpoint(moment).month == day // 100
