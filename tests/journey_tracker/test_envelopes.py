from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker.envelopes import BadEvent, Envelope, envelopes, from_json, stored
from journey_tracker.events import (
    SHOP,
    BotMessage,
    Event,
    Identified,
    ProductChosen,
    ReviewWritten,
    SurveyAnswered,
    SurveyAsked,
    TrafficMarked,
)
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import (
    SOURCE,
    START_MS,
    accepted,
    agent,
    answered,
    asked,
    bot,
    callback,
    chosen,
    ended,
    lost,
    need,
    requested,
    shopper,
)

STORABLE = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


def changed(envelope: Envelope, **given: Any) -> str:
    """The JSON of an event with other attributes."""
    return json.dumps({**json.loads(envelope.to_json()), **given})


def with_data(envelope: Envelope, **given: Any) -> str:
    """The JSON of an event with other data."""
    return changed(envelope, data={**json.loads(envelope.to_json())["data"], **given})


TALK = (
    shopper(1, "greet"),
    bot(1, n=2),
    callback(3),
    requested(1),
    accepted(2),
    agent(3),
    ended(4),
    need(1),
    asked(1),
    answered(2),
    chosen(3),
    lost(3),
)
_HAPPENED: tuple[Event, ...] = (
    *(kind(visitor="v1", order="o1") for kind in SHOP.values() if kind not in (SurveyAsked, SurveyAnswered)),
    SurveyAsked(customer="anna", instrument="nps"),
    SurveyAnswered(customer="anna", instrument="nps", score=9),
    Identified(visitor="v1", customer="anna"),
    TrafficMarked(visitor="v1", kind="staff"),
)
TOLD = tuple(shop(event) for event in _HAPPENED)


class TestIds:
    def test_the_same_event_gets_the_same_id(self) -> None:
        """An event that is sent again carries the id it had."""
        assert shopper(1, "greet").id == shopper(1, "greet").id

    @pytest.mark.parametrize("other", [shopper(2, "greet"), shopper(1, "greet", conversation="c2"), bot(1)])
    def test_another_event_gets_another_id(self, other: Envelope) -> None:
        """Conversation, name and seq tell events apart."""
        assert other.id != shopper(1, "greet").id

    def test_equal_events_of_one_turn_are_told_apart(self) -> None:
        """Two answers to one message are two events, in their order."""
        answer = BotMessage("c1", 1, "Zeker!", "utter_answer")

        first, second = envelopes(SOURCE, [(START_MS, answer), (START_MS, answer)])

        assert (first.n, second.n) == (0, 1)
        assert first.id != second.id


class TestJson:
    @pytest.mark.parametrize("envelope", [*TALK, *TOLD])
    def test_comes_back_as_it_was(self, envelope: Envelope) -> None:
        """Every kind of event survives the wire."""
        assert from_json(envelope.to_json()) == envelope

    @given(STORABLE, st.integers(946_684_800_000, 4_102_000_000_000), st.lists(STORABLE))
    def test_keeps_any_text_and_any_millisecond(self, text: str, ms: int, products: list[str]) -> None:
        """Nothing a shopper types and no moment is rounded or lost."""
        event = BotMessage("c1", 1, text, "utter_answer", tuple(products))

        assert from_json(Envelope(SOURCE, ms, event).to_json()) == Envelope(SOURCE, ms, event)

    @pytest.mark.parametrize("envelope", [*TALK, *TOLD])
    def test_is_read_back_from_the_store_as_it_was_read(self, envelope: Envelope) -> None:
        """What was checked when it came in is not checked again, and comes out the same."""
        as_it_came = changed(envelope, traceparent="00-ab", n=2)
        raw = re.sub(r": (\d)\.0([,}])", r": \1\2", as_it_came)  # JSON from elsewhere writes no 0.0

        assert stored(raw) == from_json(raw)

    def test_is_a_cloudevent(self) -> None:
        """The envelope has the attributes that CloudEvents 1.0 requires, and ours beside them."""
        envelope = Envelope(SOURCE, START_MS + 7, shopper(1, "greet").event, attrs={"traceparent": "00-ab"})

        given = json.loads(envelope.to_json())

        assert given["specversion"] == "1.0"
        assert given["type"] == "koopwijzer.shopper_message.v1"
        assert given["time"] == "2026-05-01T10:00:00.007Z"
        assert given["traceparent"] == "00-ab"

    def test_takes_fields_that_a_later_version_adds(self) -> None:
        """A newer writer does not stop an older reader."""
        assert from_json(with_data(bot(1), tone="warm")) == bot(1)

    def test_takes_an_event_of_before_its_newest_fields(self) -> None:
        """What an older writer did not know has its default."""
        bare: dict[str, Any] = {"conversation": "c1", "seq": 1, "category": "laptop"}
        bare |= {"product": "pluim-14", "price_cents": 39_900}

        assert from_json(changed(chosen(1), data=bare)).event == ProductChosen(**bare)

    def test_takes_any_time_zone(self) -> None:
        """A shop may write its own time."""
        assert from_json(changed(bot(1), time="2026-05-01T12:00:00+02:00")).time_ms == START_MS

    @pytest.mark.parametrize(
        ("time", "after_ms"),
        [
            ("2026-05-01t10:00:00z", 0),
            ("2026-05-01T10:00:00.2519Z", 251),
            ("2026-05-01T11:59:60.5+02:00", 500),
            ("2026-05-01T09:59:60z", 0),
        ],
    )
    def test_takes_all_that_rfc_3339_does(self, time: str, after_ms: int) -> None:
        """Small letters, any fraction, and a leap second, which is the one after it; from the store as well."""
        given = changed(bot(1), time=time)

        assert from_json(given).time_ms == stored(given).time_ms == START_MS + after_ms


class TestBadEvents:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("{", "not JSON"),
            ("[]", "JSON list"),
            ("[" * 100_000, "not JSON"),
            (with_data(ended(4), how="lost"), "returned, completed, called_off"),
            (with_data(ended(4), held_ms=-1), "held_ms"),
            (with_data(need(1), kind="urgent"), "latent, explicit, impulse"),
            (changed(need(1), type="koopwijzer.need_told.v2"), "type is 'koopwijzer.need_told.v2'; allowed"),
            (with_data(answered(2), how="maybe"), "option, other, waved, passed"),
            (with_data(asked(1), gain=65), "data.gain is 65; allowed: 0 to 64"),
            (with_data(asked(1), claimed=2), "data.claimed is 2; allowed: -1 to 1"),
            (with_data(chosen(3), price_cents=399.5), "data.price_cents is 399.5; allowed: int"),
            (with_data(chosen(3), cheaper_was_enough=1), "data.cheaper_was_enough is 1; allowed: bool"),
            (with_data(accepted(2), waited_ms=True), "waited_ms"),
            (changed(bot(1), specversion="0.3"), "specversion"),
            (changed(bot(1), type="com.example.other"), "type is 'com.example.other'; allowed: koopwijzer."),
            (changed(bot(1), type=["x"]), "type is"),
            (changed(bot(1), source=""), "source has 0 characters; allowed: 1 to 255"),
            (changed(bot(1), id=None), "id is None"),
            (changed(bot(1), time="yesterday"), "time is 'yesterday'"),
            (changed(bot(1), time="2026-05-01T12:00:00"), "with its time zone"),
            (changed(bot(1), time="0001-01-01T00:00:00Z"), "2000 to 2099"),
            (changed(bot(1), time="9999-12-31T23:59:60Z"), "time is"),
            (changed(bot(1), time="2026-05-01T23:61:00Z"), "time is"),
            (changed(bot(1), time="2026-W18-5T12:00:00Z"), "allowed: RFC 3339"),
            (changed(bot(1), time="2026-05-01 12:00:00Z"), "allowed: RFC 3339"),
            (changed(bot(1), time="2026-05-01T12:00Z"), "allowed: RFC 3339"),
            (changed(bot(1), time=1_777_629_600), "allowed: RFC 3339"),
            (with_data(shop(ReviewWritten(customer="k", stars=5)), stars=9), "data.stars is 9; allowed: 1 to 5, or 0"),
            (changed(bot(1), n=-1), "n is -1"),
            (changed(bot(1), data=None), "data is None"),
            (changed(bot(1), data={"seq": 1}), "data lacks conversation, text, response"),
            (with_data(bot(1), seq=2**40), "data.seq is 1099511627776"),
            (with_data(bot(1), seq=True), "data.seq is True"),
            (with_data(bot(1), products=[3]), "data.products is 3"),
            (with_data(bot(1), text="a\0b"), "without NUL"),
            (with_data(bot(1), text="a\ud800b"), "without NUL"),
            (with_data(bot(1), conversation="c" * 256), "data.conversation has 256 characters"),
            (
                with_data(shopper(1, "greet"), sentiment=float("nan")),
                "data.sentiment is nan; allowed: -1 to 1",
            ),
            (with_data(shopper(1, "greet"), sentiment="0.1"), "data.sentiment is '0.1'"),
        ],
    )
    def test_are_refused_with_the_reason(self, text: str, reason: str) -> None:
        """What no store could keep or no reader understand is refused, and the message says why."""
        with pytest.raises(BadEvent) as refused:
            from_json(text)

        assert reason in str(refused.value)
