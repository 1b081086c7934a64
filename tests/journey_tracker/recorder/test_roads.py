"""Roads: a repeat purchase is a new cycle, what is about an order stays with it, and care happens during the rest."""

from __future__ import annotations

import random

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope
from journey_tracker.events import (
    BasketChanged,
    Identified,
    MailSent,
    OrderDelivered,
    OrderPlaced,
    OrderReturned,
    OrderShipped,
    PageViewed,
    ProductViewed,
    ReviewWritten,
    SurveyAnswered,
    SurveyAsked,
)
from journey_tracker.journey import DAY_MS, Outcome, Road, Touchpoint
from journey_tracker.journey.people import links_of
from journey_tracker.recorder import talk
from journey_tracker.recorder.contacts import touchpoint_of
from journey_tracker.recorder.proving import proven
from journey_tracker.recorder.roads import road
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import START_MS, shopper

MODEL = model_file.built_in()


def contacts(*envelopes: Envelope) -> list[Touchpoint]:
    """The touchpoints of shop events and, all together, of one conversation."""
    chat = [e for e in envelopes if e.source != "/shop"]
    walked = [touchpoint_of(MODEL, e) for e in envelopes if e.source == "/shop"]
    return [*walked, *talk.record(MODEL, None, chat).touchpoints]


def walked(*envelopes: Envelope) -> Road:
    """The road of Anna."""
    return road(MODEL, "anna", contacts(*envelopes))


def order(number: str, *, day: float, exchange_of: str = "") -> Envelope:
    """Anna buys."""
    event = OrderPlaced(customer="anna", order=number, value_cents=100, exchange_of=exchange_of)
    return shop(event, day=day)


def look(*, day: float) -> Envelope:
    """Anna looks at a product."""
    return shop(ProductViewed(customer="anna"), day=day)


class TestCycles:
    def test_looking_again_after_an_order_begins_the_next(self) -> None:
        """The first ends there; its order made the second a repeat."""
        first, second = walked(look(day=0), order("o1", day=1), look(day=20), order("o2", day=21)).cycles

        assert (first.order, first.end, first.position, first.order_no) == ("o1", "next", "new", 1)
        assert (second.order, second.end, second.position, second.order_no) == ("o2", "", "repeat", 2)
        assert first.cohort == second.cohort == 202605

    def test_the_same_again_is_a_new_cycle_without_looking(self) -> None:
        """An order after an order."""
        assert [c.order for c in walked(order("o1", day=0), order("o2", day=9)).cycles] == ["o1", "o2"]

    def test_an_exchange_is_not(self) -> None:
        """It replaces, and what comes of it belongs to the first."""
        (cycle,) = walked(
            order("o1", day=0),
            shop(OrderReturned(order="o1"), day=5),
            order("o2", day=6, exchange_of="o1"),
            shop(OrderDelivered(order="o2"), day=8),
        ).cycles

        assert (cycle.order, cycle.value_cents, cycle.touchpoints) == ("o1", 100, 4)

    def test_cycles_overlap_and_an_order_keeps_what_is_its_own(self) -> None:
        """The parcel of the first comes while the second is being chosen."""
        way = walked(
            look(day=0),
            order("o1", day=1),
            look(day=2),
            shop(OrderDelivered(order="o1"), day=3),
            shop(BasketChanged(customer="anna"), day=4),
        )
        first, second = way.cycles

        assert [visit.phase for visit in first.phases] == ["selection", "transaction", "delivery"]
        assert [visit.phase for visit in second.phases] == ["selection", "transaction"]

    def test_ninety_idle_days_without_an_order_end_it(self) -> None:
        """Lapsed; the next is still a first purchase."""
        first, second = walked(look(day=0), look(day=91)).cycles

        assert (first.end, second.position, second.number) == ("lapsed", "new", 2)
        assert len(walked(look(day=0), look(day=89)).cycles) == 1

    def test_an_order_that_goes_on_ends_with_its_last_contact(self) -> None:
        """Not when the next one began, which lies before that."""
        first, _ = walked(order("o1", day=0), look(day=2), shop(OrderDelivered(order="o1"), day=4)).cycles

        assert first.end == "next"
        assert first.ended_ms == first.last_ms == first.started_ms + 4 * DAY_MS

    def test_a_review_without_its_order_is_about_the_last_one(self) -> None:
        """Even when the next cycle has begun."""
        way = walked(order("o1", day=0), look(day=5), shop(ReviewWritten(customer="anna"), day=6))

        assert [c.last_phase for c in way.cycles] == ["in_between", "selection"]

    def test_goes_onward_at_the_first_later_phase(self) -> None:
        """Care is no step; from the last phase one goes on to the next cycle."""
        way = walked(
            look(day=0),
            shopper(1, "complaint", minute=60),
            order("o1", day=1),
            shop(ReviewWritten(customer="anna"), day=9),
            look(day=30),
        )
        onward = {
            v.phase: v.onward_ms and (v.onward_ms - way.cycles[0].started_ms) // 86_400_000
            for v in way.cycles[0].phases
        }

        assert onward == {"selection": 1, "customer_care": None, "transaction": 9, "in_between": 30}


class TestProvenChats:
    def test_stand_in_the_cycle_of_their_order(self) -> None:
        """Also when another was placed since: the angry customer of the late parcel is counted there."""
        said = [shopper(1, "order_status", minute=3 * 1440), shopper(2, "complaint", minute=3 * 1440 + 2)]
        events = (order("o1", day=0), look(day=1), order("o2", day=2), shop(OrderDelivered(order="o1"), day=4), *said)
        proof = links_of(shop(Identified(conversation="c1", order="o1"), day=3))
        way = road(MODEL, "anna", proven(MODEL, contacts(*events), proof))

        assert [c.last_phase for c in way.cycles] == ["delivery", "transaction"]
        assert [c.touchpoints for c in way.cycles] == [3, 2]
        assert [(p.cycle, p.during) for p in way.placings.values()][-3:-1] == [(1, None), (1, "delivery")]

    def test_of_an_order_that_nobody_knows_stand_where_they_would(self) -> None:
        """The shop need not tell of its orders."""
        chat = shopper(1, "order_status", minute=5)
        proof = links_of(shop(Identified(conversation="c1", order="o9")))
        way = road(MODEL, "anna", proven(MODEL, contacts(order("o1", day=-1), chat), proof))

        assert [c.touchpoints for c in way.cycles] == [2]


class TestNobodyComesBack:
    def test_ends_without_a_next_one_once_idle_for_too_long(self) -> None:
        """Ninety days after the last contact; from the first millisecond after that on."""
        looked = contacts(look(day=0), look(day=3))
        (idle,) = road(MODEL, "anna", looked, until_ms=START_MS + 93 * DAY_MS).cycles
        (gone,) = road(MODEL, "anna", looked, until_ms=START_MS + 93 * DAY_MS + 1).cycles

        assert (idle.end, idle.ended_ms) == ("", None)
        assert (gone.end, gone.ended_ms) == ("lapsed", START_MS + 93 * DAY_MS)

    def test_ends_then_as_well_when_somebody_comes_later(self) -> None:
        """What came after does not change when it was over."""
        ways = [road(MODEL, "anna", contacts(look(day=0), *more), until_ms=START_MS + 99 * DAY_MS) for more in AFTER]

        assert [way.cycles[0].ended_ms for way in ways] == [START_MS + 90 * DAY_MS] * 2

    def test_an_order_goes_on(self) -> None:
        """Who bought and stays away is a customer still; doorstroom tells how many came back."""
        (bought,) = road(MODEL, "anna", contacts(order("o1", day=0)), until_ms=START_MS + 999 * DAY_MS).cycles

        assert bought.end == ""


AFTER: tuple[tuple[Envelope, ...], ...] = ((), (look(day=95),))


class TestPlacings:
    def test_care_is_during_the_phase_around_it(self) -> None:
        """And every stay knows the one before it."""
        touchpoints = contacts(look(day=0), shopper(1, "complaint", minute=60), order("o1", day=1))
        way = road(MODEL, "anna", touchpoints)
        placed = [way.placings[t.id, 1] for t in sorted(touchpoints, key=lambda t: t.first_ms)]

        assert [(p.before, p.during) for p in placed] == [
            (None, None),
            ("selection", "selection"),
            ("customer_care", None),
        ]

    def test_who_comes_back_with_the_same_errand_was_not_helped(self) -> None:
        """Within seven days, in another contact."""
        asked = [shopper(1, "complaint"), shopper(2, "thank", minute=1)]
        soon = [shopper(3, "complaint", minute=60 * 24)]
        late = [shopper(3, "complaint", minute=60 * 24 * 8)]
        outcomes = []
        for again in ([], soon, late):
            touchpoints = contacts(*asked, *again)
            outcomes.append(road(MODEL, "anna", touchpoints).placings[touchpoints[0].id, 1].outcome)

        assert outcomes == [Outcome.RESOLVED, Outcome.PROGRESS, Outcome.RESOLVED]

    def test_every_contact_knows_the_one_before_it(self) -> None:
        """Of a page also which."""
        touchpoints = contacts(shop(PageViewed(visitor="v", page="home")), look(day=1), order("o1", day=2))
        way = road(MODEL, "anna", touchpoints)

        assert [way.kinds_before[t.id] for t in touchpoints] == ["", "page_viewed:home", "product_viewed"]


class TestAnyOrder:
    def test_the_order_in_which_touchpoints_are_given_is_of_no_matter(self) -> None:
        """The road is made of times."""
        events = [look(day=d) for d in range(0, 200, 40)] + [order(f"o{d}", day=d) for d in (1, 50, 51)]
        touchpoints = contacts(*events, shop(OrderShipped(order="o50"), day=52))
        mixed = random.Random(7).sample(touchpoints, len(touchpoints))  # noqa: S311  # no secret

        assert road(MODEL, "anna", mixed) == road(MODEL, "anna", touchpoints)


class TestClickingOn:
    def test_after_an_order_begins_nothing(self) -> None:
        """The page after the thank-you page is of the same visit; a chat or a later visit may begin the next."""
        soon = walked(order("o1", day=0), look(day=0.01), look(day=0.02))
        later = walked(order("o1", day=0), look(day=0.01), look(day=0.1))
        asked = walked(order("o1", day=0), shopper(1, "state_need", minute=5))

        assert [len(way.cycles) for way in (soon, later, asked)] == [1, 2, 2]


class TestTheShopsOwnActs:
    def test_a_survey_that_is_put_moves_nobody(self) -> None:
        """Only its answer does."""
        asked = shop(SurveyAsked(customer="anna", instrument="nps", phase="in_between"), day=3)
        answered = shop(SurveyAnswered(customer="anna", instrument="nps", score=9, phase="in_between"), day=4)

        assert walked(order("o1", day=0), asked).cycles[0].last_phase == "transaction"
        assert walked(order("o1", day=0), asked, answered).cycles[0].last_phase == "in_between"

    def test_what_begins_with_one_goes_on_with_the_first_step(self) -> None:
        """The shop wrote or asked; the customer comes when it suits them."""
        asked = shop(SurveyAsked(customer="anna", instrument="nps"), day=0)
        (soon,) = walked(asked, look(day=4)).cycles
        (late,) = walked(asked, look(day=200)).cycles
        (alone,) = walked(asked).cycles

        assert (soon.last_ms - soon.started_ms, late.last_ms - late.started_ms) == (4 * DAY_MS, 200 * DAY_MS)
        assert alone.last_ms == alone.started_ms

    def test_do_not_keep_a_journey_alive(self) -> None:
        """A newsletter every month does not bring anybody back, nor begin a journey."""
        mails = [shop(MailSent(customer="anna"), day=day) for day in range(10, 200, 30)]
        (cycle,) = road(MODEL, "anna", contacts(look(day=0), *mails), until_ms=START_MS + 200 * DAY_MS).cycles

        assert (cycle.end, cycle.last_ms, cycle.touchpoints) == ("lapsed", START_MS, 8)
