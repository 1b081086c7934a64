"""What is hidden in the year of the demo is to be found in its events, with a clear margin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from journey_tracker.demo.calendar import DAYS, Year, day_at, is_rush
from journey_tracker.demo.speaking import MODELS
from journey_tracker.demo.stories import Stories, offer, stories
from journey_tracker.events import (
    CallbackRequested,
    CheckoutStarted,
    DeliveryFailed,
    HandoffAccepted,
    HandoffRequested,
    OrderDelivered,
    OrderPlaced,
    OrderReturned,
    ReviewWritten,
    ShopperMessage,
    SurveyAnswered,
)
from tests.journey_tracker.demo.log import Log, mean, middle, share

SELECTION = {"state_need", "refine_choice", "compare_products", "ask_product_detail", "deny"}


class TestSinterklaas:
    def test_brings_first_time_buyers(self, log: Log, told: Stories) -> None:
        """More than twice as many first orders a day."""
        first = {event.customer: day_at(at_ms) for at_ms, event in reversed(log.of(OrderPlaced)) if event.customer}
        rush = [day for day in first.values() if told["sinterklaas"].holds(day)]
        others = [day for day in first.values() if not told["sinterklaas"].holds(day)]

        story = told["sinterklaas"]
        assert log.a_day(rush, story) > 2 * log.a_day(others, story, inside=False)

    def test_makes_people_wait(self, log: Log, told: Stories) -> None:
        """Minutes instead of seconds until somebody of staff is there."""
        rush = middle(e.waited_ms for e in log.within(HandoffAccepted, told["sinterklaas"]))
        others = middle(e.waited_ms for e in log.within(HandoffAccepted, told["sinterklaas"], inside=False))

        assert rush > 3 * others


class TestCarrier:
    def test_does_not_bring_parcels(self, log: Log, told: Stories) -> None:
        """Most parcels fail in its weeks, few in others."""
        story = told["carrier"]
        failed, brought = len(log.within(DeliveryFailed, story)), len(log.within(OrderDelivered, story))
        others = len(log.within(DeliveryFailed, story, inside=False)) / len(log.of(OrderDelivered))

        assert failed / (failed + brought) > 0.4
        assert others < 0.08

    def test_makes_people_angry_about_their_order(self, log: Log, told: Stories) -> None:
        """Many more chats about a parcel that is not there, and in a bad mood."""
        story, late = told["carrier"], [e for _, e in log.of(ShopperMessage) if e.intent == "delivery_problem"]
        during = [e for e in log.within(ShopperMessage, story) if e.intent == "delivery_problem"]
        others = [e for e in log.within(ShopperMessage, story, inside=False) if e.intent == "delivery_problem"]

        assert log.a_day(during, story) > 5 * log.a_day(others, story, inside=False)
        assert mean(e.sentiment for e in late) < -0.4

    def test_sends_people_to_staff(self, log: Log, told: Stories) -> None:
        """They ask for a person more often than in the weeks after it, at night too."""
        story, length = told["carrier"], 14
        asked = [day_at(at_ms) for kind in (HandoffRequested, CallbackRequested) for at_ms, _ in log.of(kind)]
        during = sum(story.holds(day) for day in asked)
        since = sum(1 < (day - story.last).days / length <= 4 for day in asked) / 3

        assert during > 1.6 * since

    def test_costs_recommendations_and_what_comes_after(self, log: Log) -> None:
        """Whose parcel failed gives a low score, and seldom writes a review."""
        failed = {event.order for _, event in log.of(DeliveryFailed)}
        scores = [e for _, e in log.of(SurveyAnswered) if e.instrument == "nps"]
        reviewed = {e.order for _, e in log.of(ReviewWritten)}
        came = {e.order for _, e in log.of(OrderDelivered)}

        assert mean(e.score for e in scores if e.order in failed) < 4.5
        assert mean(e.score for e in scores if e.order not in failed) > 7
        assert share(o in reviewed for o in failed) < 0.5 * share(o in reviewed for o in came - failed)


class TestFeed:
    def test_spoils_the_mood_in_selection(self, log: Log, told: Stories) -> None:
        """Who chats about a choice that week is annoyed."""
        during, others = (
            mean(e.sentiment for e in log.within(ShopperMessage, told["feed"], inside=inside) if e.intent in SELECTION)
            for inside in (True, False)
        )

        assert during < others - 0.2

    def test_comes_back_three_weeks_later(self, log: Log, told: Stories) -> None:
        """What was ordered that week is returned much more often, late, and because it is not as described."""
        ordered = {e.order: at_ms for at_ms, e in log.of(OrderPlaced)}
        returned = {e.order: (at_ms, e.reason) for at_ms, e in log.of(OrderReturned)}
        wrong = {o for o, at_ms in ordered.items() if told["feed"].holds(day_at(at_ms))}
        after = [returned[o][0] - ordered[o] for o in wrong if o in returned]

        assert share(o in returned for o in wrong) > 4 * share(o in returned for o in ordered.keys() - wrong)
        assert 17 <= middle(after) / 86_400_000 <= 26
        assert {reason for o, (_, reason) in returned.items() if o in wrong} == {"not_as_described"}


class TestMailed:
    def test_customers_come_back_by_mail_and_choose_sooner(self, log: Log) -> None:
        """Within the hour, where new customers take a day or more; no new customer comes by mail."""
        choices = [c for c in log.choices() if c.took_ms is not None]
        mailed = [c for c in choices if c.medium == "email"]
        repeat = [c for c in choices if c.is_repeat]

        assert all(c.is_repeat for c in mailed)
        assert share(c.medium == "email" for c in repeat) > 0.35
        assert middle(c.took_ms or 0 for c in mailed) < 3_600_000
        assert middle(c.took_ms or 0 for c in choices if not c.is_repeat) > 12 * 3_600_000


class TestEnglish:
    def test_shoppers_get_stuck_until_it_is_mended(self, log: Log, told: Stories) -> None:
        """Of who begins to pay in English few order before that day, and as many as others after it."""
        before, after = (self._ordered(log, told, "en", inside=inside) for inside in (True, False))
        dutch = self._ordered(log, told, "nl", inside=True)

        assert before < 0.5
        assert after > 0.7
        assert dutch > 0.7

    @staticmethod
    def _ordered(log: Log, told: Stories, language: str, *, inside: bool) -> float:
        begun = [e for e in log.within(CheckoutStarted, told["english"], inside=inside) if e.language == language]
        placed = [e for e in log.within(OrderPlaced, told["english"], inside=inside) if e.language == language]
        assert len(begun) > 30
        return len(placed) / len(begun)


class TestWelcome:
    def test_works_for_new_customers_only(self, log: Log, told: Stories) -> None:
        """Within its weeks: who is new and sees it buys more often, who bought before does not."""
        during = [c for c in log.choices() if told["welcome"].holds(c.day)]
        lift = {
            is_repeat: share(c.took_ms is not None for c in during if c.offer and c.is_repeat is is_repeat)
            - share(c.took_ms is not None for c in during if not c.offer and c.is_repeat is is_repeat)
            for is_repeat in (False, True)
        }

        assert lift[False] > 0.12
        assert lift[True] < lift[False] - 0.1

    def test_is_seen_in_the_price_and_named(self, log: Log, told: Stories) -> None:
        """What is ordered with it costs less than its list price, and at no other time."""
        name, percent = offer()
        placed = [(day_at(at_ms), e) for at_ms, e in log.of(OrderPlaced) if e.offer]

        assert {e.offer for _, e in placed} == {name}
        assert all(e.value_cents == e.list_value_cents * (100 - percent) // 100 for _, e in placed)
        assert all(told["welcome"].first <= day <= told["welcome"].last + timedelta(days=15) for day, _ in placed)


class TestQuestions:
    def test_lift_the_step_to_transaction_from_the_release_on(self, log: Log, told: Stories) -> None:
        """A larger share of new choices ends in a basket, offers aside."""
        choices = [c for c in log.choices() if not c.is_repeat and not c.offer]
        before, after = (
            share(c.took_ms is not None for c in choices if told["questions"].holds(c.day) is inside)
            for inside in (False, True)
        )

        assert after > before + 0.1


class TestScores:
    def test_change_of_model_half_way(self, log: Log, told: Stories) -> None:
        """One model until that day, the other from it on."""
        for inside, model in ((False, MODELS[0]), (True, MODELS[1])):
            assert {e.sentiment_model for e in log.within(ShopperMessage, told["scores"], inside=inside)} == {model}


@pytest.mark.parametrize("last", [date(2026, 1, 31) + timedelta(days=23 * n) for n in range(16)])
class TestDays:
    def test_lie_in_the_year_and_clear_of_the_rush(self, last: date) -> None:
        """Whichever day it is today."""
        year = Year(last)

        for story in stories(year).values():
            assert year.first <= story.first <= story.last <= year.last
        for key in ("carrier", "feed"):
            story = stories(year)[key]
            assert not any(is_rush(story.first + timedelta(days=n)) for n in range((story.last - story.first).days + 1))

    def test_those_of_weeks_do_not_overlap(self, last: date) -> None:
        """Else nobody could tell what came of which."""
        told = stories(Year(last))

        assert told["carrier"].last < told["feed"].first
        assert told["feed"].last < told["welcome"].first

    def test_each_is_told_in_both_languages(self, last: date) -> None:
        """Title and expected effect, Dutch and English."""
        for story in stories(Year(last)).values():
            assert story.titles.keys() == story.expected.keys() == {"nl", "en"}


def test_a_year_has_365_days(year: Year) -> None:
    """The first day is the one after the same day a year before."""
    assert year.day(DAYS - 1) == year.last
    assert year.first == date(2025, 11, 22)
