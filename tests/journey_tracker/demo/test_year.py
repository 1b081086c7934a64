"""The year of the demo: made up, marked, whole, and in agreement with itself."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import date
from statistics import mean

import pytest

from journey_tracker.demo import FICTION, SOURCE
from journey_tracker.demo.calendar import Year, day_at, hour_at
from journey_tracker.demo.year import events
from journey_tracker.envelopes import Envelope, from_json, subject
from journey_tracker.events import (
    CHAT,
    AgentMessage,
    BotMessage,
    DeliveryFailed,
    HandoffAccepted,
    HandoffEnded,
    HandoffRequested,
    Identified,
    OrderCancelled,
    OrderDelivered,
    OrderPlaced,
    OrderReturned,
    OrderShipped,
    ShopperMessage,
    TrafficMarked,
)
from tests.journey_tracker.demo.conftest import LAST
from tests.journey_tracker.demo.log import Log

MARKED = ("visitor", "customer", "order", "conversation")
FEW = 60


class TestEvents:
    def test_are_the_same_each_time(self) -> None:
        """Ids included, so that what is written twice counts once."""
        first, second = (list(events(LAST, people=FEW)) for _ in range(2))

        assert first == second
        assert len({e.id for e in first}) == len(first)

    def test_of_another_seed_are_others(self) -> None:
        """Another number, another year."""
        first, second = ({(e.time_ms, e.event) for e in events(LAST, people=FEW, seed=seed)} for seed in (1, 2))

        assert not first & second

    def test_come_in_the_order_of_time_and_lie_in_the_year(self, log: Log, year: Year) -> None:
        """It begins on its first day and ends on its last."""
        times = [e.time_ms for e in log.events]

        assert times == sorted(times)
        assert day_at(times[0]) == year.first
        assert day_at(times[-1]) == year.last

    def test_are_as_many_as_promised(self, log: Log) -> None:
        """About sixty thousand."""
        assert 50_000 < len(log.events) < 70_000

    def test_take_the_door_that_every_event_takes(self, log: Log) -> None:
        """Read back they are the same."""
        for envelope in log.events[::7]:
            assert from_json(envelope.to_json()) == envelope

    def test_are_all_marked_as_made_up(self, log: Log) -> None:
        """By their source, and by the ids of everybody and everything in them."""
        ids = {value for e in log.events for name in MARKED if (value := getattr(e.event, name, ""))}

        assert {e.source for e in log.events} == {SOURCE}
        assert all(id_.startswith(FICTION) for id_ in ids)

    @pytest.mark.parametrize("last", [date(2026, 3, 29), date(2028, 2, 29)])
    def test_can_end_on_any_day(self, last: date) -> None:
        """On the shortest day of the clock, or a leap day."""
        assert day_at(list(events(last, people=FEW))[-1].time_ms) <= last


class TestPatterns:
    def test_sunday_and_the_evening_are_busiest(self, log: Log) -> None:
        """People buy when they are free."""
        placed = [at_ms for at_ms, _ in log.of(OrderPlaced)]
        days = Counter(day_at(at_ms).weekday() for at_ms in placed)
        evening = sum(19 <= hour_at(at_ms) < 23 for at_ms in placed)
        night = sum(hour_at(at_ms) < 6 for at_ms in placed)

        assert days.most_common(1)[0][0] == 6
        assert evening > 0.3 * len(placed)
        assert night < 0.08 * len(placed)

    def test_most_people_speak_dutch(self, log: Log) -> None:
        """About 85 of 100; the others English."""
        spoken = {e.conversation: e.language for _, e in log.of(ShopperMessage)}
        share = sum(language == "nl" for language in spoken.values()) / len(spoken)

        assert set(spoken.values()) == {"nl", "en"}
        assert 0.8 < share < 0.9

    def test_staff_tests_and_robots_are_marked(self, log: Log) -> None:
        """Each kind, and everything they did is theirs alone."""
        marks = [e for _, e in log.of(TrafficMarked)]

        assert {e.kind for e in marks} == {"staff", "test", "bot"}
        assert not {e.visitor for e in marks} & {e.visitor for _, e in log.of(Identified)}


class TestChats:
    @pytest.fixture
    def chats(self, log: Log) -> dict[str, list[Envelope]]:
        """Every chat, in the order of the talk."""
        found: defaultdict[str, list[Envelope]] = defaultdict(list)
        for envelope in log.events:
            if type(envelope.event) in CHAT.values():
                found[subject(envelope.event)].append(envelope)
        return found

    def test_are_told_in_order(self, chats: dict[str, list[Envelope]]) -> None:
        """The number of a message never goes back."""
        for said in chats.values():
            numbers = [getattr(e.event, "seq", 0) for e in said]
            assert numbers == sorted(numbers)
            assert numbers[0] == 1

    def test_have_words_without_a_gap_or_personal_data(self, chats: dict[str, list[Envelope]]) -> None:
        """Every line is filled in, and a postcode or number stands there as its mark."""
        texts = {e.event.text for said in chats.values() for e in said if hasattr(e.event, "text")}

        assert len(texts) > 300
        assert all(text.strip() and "{" not in text and "@" not in text for text in texts)

    def test_are_in_one_language(self, chats: dict[str, list[Envelope]]) -> None:
        """That of the shopper."""
        for said in chats.values():
            assert len({e.event.language for e in said if isinstance(e.event, ShopperMessage)}) == 1

    def test_each_is_known_to_be_of_a_visitor(self, log: Log, chats: dict[str, list[Envelope]]) -> None:
        """So that it joins the journey."""
        known = {e.conversation for _, e in log.of(Identified)}

        assert chats.keys() == known

    def test_about_an_order_name_one_that_was_placed_before(self, log: Log) -> None:
        """Transcript and orders agree."""
        placed = {e.order: at_ms for at_ms, e in log.of(OrderPlaced)}
        proven = [(at_ms, e) for at_ms, e in log.of(Identified) if e.order]

        assert len(proven) > 100
        assert all(placed[e.order] < at_ms for at_ms, e in proven)

    def test_moods_and_words_for_them_agree(self, log: Log) -> None:
        """Scores lie within -1 and 1 and differ from message to message."""
        moods = [e.sentiment for _, e in log.of(ShopperMessage)]

        assert all(-1 <= mood <= 1 for mood in moods)
        assert len(set(moods)) > 500
        assert -0.1 < mean(moods) < 0.3


class TestHandoffs:
    def test_waits_and_talks_are_as_long_as_they_lasted(self, log: Log) -> None:
        """Desk and clock agree: from asked to taken, from taken to ended."""
        asked = {e.conversation: at_ms for at_ms, e in log.of(HandoffRequested)}
        taken = {e.conversation: (at_ms, e) for at_ms, e in log.of(HandoffAccepted)}
        ended = {e.conversation: (at_ms, e) for at_ms, e in log.of(HandoffEnded)}

        assert asked.keys() == ended.keys()
        assert taken.keys() <= asked.keys()
        for conversation, (at_ms, event) in taken.items():
            assert event.waited_ms == at_ms - asked[conversation]
            assert ended[conversation][1].held_ms == ended[conversation][0] - at_ms
        for conversation in ended.keys() - taken.keys():
            at_ms, end = ended[conversation]
            assert (end.how, end.waited_ms, end.held_ms) == ("called_off", at_ms - asked[conversation], 0)

    def test_staff_writes_only_where_it_took_over(self, log: Log) -> None:
        """And the bot is silent from then on."""
        taken = {e.conversation: at_ms for at_ms, e in log.of(HandoffAccepted)}

        assert {e.conversation for _, e in log.of(AgentMessage)} == taken.keys()
        assert not [e for at_ms, e in log.of(BotMessage) if at_ms > taken.get(e.conversation, at_ms)]


class TestOrders:
    def test_are_placed_once_and_before_what_comes_of_them(self, log: Log) -> None:
        """Nothing is shipped, brought or sent back that was not ordered."""
        placed = [(e.order, at_ms) for at_ms, e in log.of(OrderPlaced)]
        when = dict(placed)

        assert len(when) == len(placed)
        for kind in (OrderShipped, OrderDelivered, DeliveryFailed, OrderReturned, OrderCancelled):
            found = log.of(kind)
            assert found
            assert all(when[e.order] < at_ms for at_ms, e in found)

    def test_are_brought_or_called_off_never_both(self, log: Log) -> None:
        """And only what was brought comes back."""
        brought, off, back = (
            {e.order for _, e in log.of(kind)} for kind in (OrderDelivered, OrderCancelled, OrderReturned)
        )

        assert not brought & off
        assert back <= brought


def test_every_event_is_json_of_plain_values(log: Log) -> None:
    """No field is left as something that JSON has not."""
    envelope = log.events[0]
    data = json.loads(envelope.to_json())["data"]

    assert data.keys() == {f.name for f in fields(envelope.event)}
