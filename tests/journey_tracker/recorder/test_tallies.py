"""Tallies: whole numbers that can be added and taken away, so that counts are always those of what is there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journey_tracker import model_file
from journey_tracker.events import OrderPlaced, ProductViewed, SurveyAnswered, SurveyAsked
from journey_tracker.journey import DAY_MS
from journey_tracker.recorder import talk
from journey_tracker.recorder.contacts import touchpoint_of
from journey_tracker.recorder.counted import Bar, PhaseDay, Segment, Tallies, Transition, bucket_ms, log_bucket
from journey_tracker.recorder.roads import road
from journey_tracker.recorder.tallies import difference, tallies
from tests.journey_tracker.shopping import shop
from tests.journey_tracker.talk import START_MS, chosen, ended, requested, shopper

MODEL = model_file.built_in()
DAY = 20260501
WEB = Segment("webshop", "", "", "new")


def counted(*events: object) -> Tallies:
    """What the events of one person add."""
    touchpoints = [touchpoint_of(MODEL, e) for e in events]  # type: ignore[arg-type]  # envelopes of the shop
    return tallies(touchpoints, road(MODEL, "anna", touchpoints))


class TestTallies:
    def test_count_cycles_where_they_entered_and_went_on(self) -> None:
        """Stays count where they were, steps on the day of the later."""
        found = counted(
            shop(ProductViewed(visitor="v")),
            shop(ProductViewed(visitor="v"), day=0.1),
            shop(OrderPlaced(visitor="v", order="o", value_cents=700), day=3),
        )
        selection = PhaseDay(DAY, "selection", "", WEB)

        assert [found[selection, name] for name in ("stays", "entered", "onward")] == [2, 1, 1]
        assert found[Transition(DAY, "start", "selection", WEB)] == 1
        assert found[Transition(20260504, "selection", "transaction", WEB)] == 1
        assert found[Bar(DAY, "selection", "onward_days", 3, WEB)] == 1
        assert found[PhaseDay(20260504, "order", "", WEB), "value_cents"] == 700

    def test_count_moods_in_thousandths_and_tenths(self) -> None:
        """A stay is negative or positive by its mean."""
        said = [shopper(1, "complaint", mood=-0.6), shopper(2, "complaint", mood=-0.2, minute=1)]
        touchpoints = talk.record(MODEL, None, said).touchpoints
        found = tallies(touchpoints, road(MODEL, "anna", touchpoints))
        chat = Segment("webchat", "nl", "", "new")
        care = PhaseDay(DAY, "customer_care", "", chat)

        assert [found[care, name] for name in ("sentiment_sum", "sentiment_n", "negative", "positive")] == [
            -800,
            2,
            1,
            0,
        ]
        assert found[Bar(DAY, "customer_care", "mood", 6, chat)] == 1

    def test_count_handoffs_with_their_waiting(self) -> None:
        """Two minutes in the queue, three with somebody."""
        said = [shopper(1, "request_human"), requested(1), ended(2, minute=5, waited_s=120, held_s=180)]
        touchpoints = talk.record(MODEL, None, said).touchpoints
        found = tallies(touchpoints, road(MODEL, "anna", touchpoints))
        care = PhaseDay(DAY, "customer_care", "", Segment("webchat", "nl", "", "new"))

        assert found[care, "handoffs"] == 1
        assert found[care, "waited_ms"] + found[care, "contact_ms"] == 300_000

    def test_count_errands_that_were_never_done(self) -> None:
        """The model says what makes an errand done: who chose a product was helped."""
        helped = [
            shopper(1, "state_need", conversation="c2", minute=20_000),
            chosen(1, conversation="c2", minute=20_001),
        ]
        talks = ([shopper(1, "state_need")], helped)
        touchpoints = [contact for said in talks for contact in talk.record(MODEL, None, said).touchpoints]
        found = tallies(touchpoints, road(MODEL, "anna", touchpoints))
        undone = {key[0].phase: n for key, n in found.items() if key[1] == "undone"}  # type: ignore[union-attr]

        assert undone == {"selection": 1}

    def test_time_stays_of_conversations_only(self) -> None:
        """A page that was opened took no time that is known."""
        found = counted(shop(ProductViewed(visitor="v")))
        said = talk.record(MODEL, None, [shopper(1, "state_need"), shopper(2, "state_need", minute=2)]).touchpoints
        talked = tallies(said, road(MODEL, "anna", said))

        assert [key for key in found if isinstance(key, Bar) and key.kind == "stay"] == []
        assert [key.bucket for key in talked if isinstance(key, Bar) and key.kind == "stay"] == [log_bucket(120_000)]

    def test_count_surveys_with_how_often_they_were_asked(self) -> None:
        """By score, in the phase they are about."""
        found = counted(
            shop(SurveyAsked(customer="anna", instrument="nps", phase="delivery")),
            shop(SurveyAnswered(customer="anna", instrument="nps", score=7, phase="delivery"), day=0.1),
        )

        assert found[Bar(DAY, "delivery", "asked_nps", 0, WEB)] == 1
        assert found[Bar(DAY, "delivery", "nps", 7, WEB)] == 1


class TestDifference:
    @given(st.dictionaries(st.integers(0, 5), st.integers(0, 9)), st.dictionaries(st.integers(0, 5), st.integers(0, 9)))
    def test_leads_from_the_old_to_the_new(self, old: dict[int, int], new: dict[int, int]) -> None:
        """And holds nothing that stays."""
        keys = [Transition(DAY, "a", str(n), WEB) for n in range(6)]
        before, after = (Tallies({keys[k]: n for k, n in one.items()}) for one in (old, new))
        change = difference(after, before)

        assert all(before[key] + change.get(key, 0) == after[key] for key in keys)
        assert 0 not in change.values()


class TestBuckets:
    @given(st.integers(1000, 10**11))
    def test_are_at_most_nine_percent_wide(self, ms: int) -> None:
        """The middle of a bucket is within five percent of what fell into it."""
        assert abs(bucket_ms(log_bucket(ms)) - ms) <= 0.05 * (ms + 1000)


class TestEnds:
    def test_count_where_nobody_came_back_on_the_day_they_left(self) -> None:
        """However long that was waited for."""
        touchpoints = [touchpoint_of(MODEL, shop(ProductViewed(visitor="v")))]
        until_ms = START_MS + 91 * DAY_MS
        found = tallies(touchpoints, road(MODEL, "anna", touchpoints, until_ms=until_ms))

        assert found[Transition(DAY, "selection", "end", WEB)] == 1
        assert not [key for key in counted(shop(ProductViewed(visitor="v"))) if "end" in key]

    def test_a_survey_that_is_put_is_no_step(self) -> None:
        """Neither a first one nor a next one."""
        asked = shop(SurveyAsked(customer="v", instrument="nps", phase="in_between"))
        found = counted(asked, shop(ProductViewed(customer="v"), day=1), shop(ProductViewed(customer="v"), day=2))
        steps = {(key.phase, key.next_phase): n for key, n in found.items() if isinstance(key, Transition)}

        assert steps == {("start", "selection"): 1, ("selection", "selection"): 1}
