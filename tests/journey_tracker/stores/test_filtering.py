"""What a cell of a page leads to is what it counts."""

from __future__ import annotations

import pytest

from journey_tracker.envelopes import Envelope
from journey_tracker.events import Identified, OrderPlaced, ProductViewed, SurveyAnswered, SurveyAsked, TrafficMarked
from journey_tracker.ports import Filter, JourneyStore
from tests.journey_tracker.conftest import BOTH
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import requested, shopper

START_MS = 1_777_629_600_000


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Each kind of database."""
    return str(request.param)


@pytest.fixture
def talks(store: JourneyStore) -> JourneyStore:
    """Chats a to d a day apart, what somebody thought of it, what staff looked at."""
    day = 24 * 60
    chats = (
        shopper(1, "state_need", conversation="a", mood=0.5),
        shopper(2, "order_status", conversation="a", mood=0.5, minute=1),
        shopper(3, "order_status", conversation="a", mood=0.5, minute=2),
        shopper(1, "complaint", conversation="b", mood=-0.5, minute=day),
        shopper(2, "request_human", conversation="b", minute=day + 1, mood=-0.5),
        requested(2, conversation="b", minute=day + 1),
        shopper(1, "greet", conversation="c", minute=2 * day),
        shopper(1, "greet", conversation="d", minute=3 * day),
    )
    others = (
        Envelope("/shop", START_MS, TrafficMarked(kind="staff", conversation="d")),
        Envelope("/shop", START_MS + 1, SurveyAnswered(visitor="v", instrument="nps", phase="delivery", score=7)),
        Envelope("/shop", START_MS + 2, ProductViewed(visitor="v", price_cents=900, list_price_cents=1000)),
    )
    store.record([envelope.to_json() for envelope in (*chats, *others)])
    return store


class TestConditions:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (Filter(phase="selection", kind="chat"), ["a"]),
            (Filter(phase="delivery", kind="chat"), ["a"]),
            (Filter(phase="delivery", before="selection"), ["a"]),
            (Filter(phase="selection", before="start", kind="chat"), ["a"]),
            (Filter(phase="delivery", before="start", kind="chat"), []),
            (Filter(phase="customer_care", errand="complaint"), ["b"]),
            (Filter(phase="selection", errand="complaint"), []),
            (Filter(phase="customer_care", during="none"), ["b"]),
            (Filter(phase="none", kind="chat", traffic=""), ["c"]),
            (Filter(handoff=True), ["b"]),
            (Filter(traffic="staff"), ["d"]),
            (Filter(quadrant="pain"), ["b"]),
            (Filter(quadrant="good"), []),
        ],
    )
    def test_find_the_contacts(self, talks: JourneyStore, wanted: Filter, found: list[str]) -> None:
        """Of a phase whoever was in it, also when most was said in another."""
        assert [touchpoint.conversation for touchpoint in talks.touchpoints(wanted).touchpoints] == found

    def test_take_a_stay_by_the_cycle_that_it_is_counted_in(self, store: JourneyStore) -> None:
        """A chat after a purchase that goes on to the next is new in one phase and repeat in the other."""
        events = (
            shop(OrderPlaced(visitor="v", order="o1", value_cents=900)),
            shop(Identified(visitor="v", conversation="a"), day=9),
            shopper(1, "give_feedback", conversation="a", minute=10 * 24 * 60),
            shopper(2, "state_need", conversation="a", minute=10 * 24 * 60 + 1),
        )
        store.record([event.to_json() for event in events])
        found = {
            (phase, position): len(store.touchpoints(Filter(phase=phase, position=position)).touchpoints)
            for phase in ("in_between", "selection")
            for position in ("new", "repeat")
        }
        told = {(row["phase"], row["position"]) for row in store.stream("v_stay") if row["kind"] == "chat"}

        assert {key for key, n in found.items() if n} == told == {("in_between", "new"), ("selection", "repeat")}

    @pytest.mark.parametrize(
        ("wanted", "kind"),
        [
            (Filter(detail="nps", score=7), "survey_answered"),
            (Filter(price_position="discount"), "product_viewed"),
        ],
    )
    def test_find_what_happened_in_the_shop(self, talks: JourneyStore, wanted: Filter, kind: str) -> None:
        """By its score, or by the price that was seen."""
        assert [touchpoint.kind for touchpoint in talks.touchpoints(wanted).touchpoints] == [kind]


def kinds(store: JourneyStore, wanted: Filter) -> list[str]:
    """Of the contacts that pass, newest first."""
    return [touchpoint.kind for touchpoint in store.touchpoints(wanted).touchpoints]


class TestSteps:
    def test_by_what_scored_the_mood(self, store: JourneyStore) -> None:
        """The same model only, so that a change of it can be looked at from both sides."""
        said = [shopper(1, "greet", mood=0.5), shop(ProductViewed(visitor="v"))]
        store.record([event.to_json() for event in said])

        assert kinds(store, Filter(sentiment_model="lexicon-1")) == ["chat"]
        assert kinds(store, Filter(sentiment_model="lexicon-2")) == []
        assert kinds(store, Filter(sentiment_model="")) == ["product_viewed"]

    def test_the_shops_own_acts_are_no_steps(self, store: JourneyStore) -> None:
        """Who asks what led to a phase finds contacts that led there."""
        asked = shop(SurveyAsked(visitor="v", instrument="nps", phase="selection"), day=1)
        looked = [shop(ProductViewed(visitor="v"), day=day) for day in (0, 2)]
        store.record([event.to_json() for event in (*looked, asked)])

        assert kinds(store, Filter(phase="selection")) == ["product_viewed", "survey_asked", "product_viewed"]
        assert kinds(store, Filter(phase="selection", before="selection")) == ["product_viewed"]
        assert kinds(store, Filter(phase="selection", before="start")) == ["product_viewed"]
