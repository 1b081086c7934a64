from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope
from journey_tracker.events import BotMessage, ShopperMessage
from journey_tracker.journey import JourneyModel, Outcome, PhaseStay
from journey_tracker.recorder.talk import record
from tests.journey_tracker.talk import SOURCE, at, bot, callback, chosen, shopper

MODELS = [model_file.built_in(name) for name in model_file.names()]
MODEL = model_file.built_in()
INTENTS = (
    "greet",
    "thank",
    "affirm",
    "deny",
    "nlu_fallback",
    "order_status",
    "delivery_problem",
    "state_need",
    "complaint",
)
ANSWERS = ("utter_order_shipped", "utter_request_passed", "utter_ask_order_number", "utter_not_understood")


def says(seq: int, response: str, *, n: int = 0) -> Envelope:
    """The bot answers the message at `seq` with a response by name."""
    return Envelope(SOURCE, at(seq / 10), BotMessage("c1", seq, "Zeker!", response), n=n)


def stays(*events: Envelope, model: JourneyModel = MODEL) -> tuple[PhaseStay, ...]:
    """The stays of the one contact that the events make."""
    return record(model, None, events).touchpoints[-1].stays


def outcome(*events: Envelope) -> Outcome:
    """What came of the last stay."""
    return stays(*events)[-1].outcome


class TestErrands:
    def test_are_what_the_shopper_came_for(self) -> None:
        """The first intent that names the phase; a greeting is no errand, nor is a second question meanwhile."""
        (only,) = stays(shopper(1, "greet"), shopper(2, "state_need"), shopper(3, "ask_product_detail"))

        assert only.errand == "state_need"

    def test_give_way_once_they_are_done(self) -> None:
        """After an answer the next question is the errand, and open."""
        (only,) = stays(shopper(1, "order_status"), says(1, "utter_order_shipped"), shopper(2, "delivery_problem"))

        assert (only.errand, only.outcome) == ("delivery_problem", Outcome.PROGRESS)


class TestDone:
    def test_by_the_answer(self) -> None:
        """Who hears where the parcel is, was helped."""
        assert outcome(shopper(1, "order_status"), says(1, "utter_order_shipped_open")) is Outcome.RESOLVED

    def test_not_by_a_question_in_return(self) -> None:
        """To be asked for a number is no answer yet."""
        assert outcome(shopper(1, "order_status"), says(1, "utter_ask_order_number")) is Outcome.PROGRESS

    def test_by_an_answer_that_comes_turns_later(self) -> None:
        """The number and the postcode were needed first; they may not have been understood as words."""
        said = (shopper(1, "order_status"), says(1, "utter_ask_order_number"), shopper(2, "nlu_fallback"))

        assert outcome(*said, says(2, "utter_order_delivered")) is Outcome.RESOLVED

    def test_not_by_the_answer_to_something_else(self) -> None:
        """A fact about a product does not find one; choosing it does."""
        said = (shopper(1, "state_need"), shopper(2, "ask_product_detail"), says(2, "utter_fact"))

        assert outcome(*said) is Outcome.PROGRESS
        assert outcome(*said, chosen(3)) is Outcome.RESOLVED

    def test_by_an_event(self) -> None:
        """Who takes one has chosen."""
        assert outcome(shopper(1, "choose_product"), bot(1), chosen(1)) is Outcome.RESOLVED

    @pytest.mark.parametrize("aside", ["affirm", "greet", "smalltalk", "out_of_scope"])
    def test_and_it_stays_so_through_what_names_nothing(self, aside: str) -> None:
        """To say "ok" after an answer opens nothing again."""
        said = (shopper(1, "order_status"), says(1, "utter_order_shipped"), shopper(2, aside), bot(2))

        assert outcome(*said) is Outcome.RESOLVED

    @pytest.mark.parametrize(
        ("next_said", "told"),
        [("deny", Outcome.PROGRESS), ("nlu_fallback", Outcome.ERROR), ("order_status", Outcome.PROGRESS)],
    )
    def test_but_not_through_no_or_a_next_question(self, next_said: str, told: Outcome) -> None:
        """What was solved can come apart in the same contact."""
        assert outcome(shopper(1, "order_status"), says(1, "utter_order_shipped"), shopper(2, next_said)) is told

    def test_never_after_a_person_was_asked_for(self) -> None:
        """A handoff is one for good."""
        said = (shopper(1, "complaint"), callback(1), says(1, "utter_request_passed", n=1))

        assert outcome(*said) is Outcome.HANDOFF

    def test_by_any_answer_where_the_model_says_so(self) -> None:
        """An event may be named instead of answers."""
        model = model_file.parse(
            "model: own\nversion: 1\nphases:\n"
            "  - {key: only, labels: {nl: Enige, en: Only}, intents: [ask_anything]}\n"
            "done_when: {ask_anything: [bot_message]}\n",
            file="own.yml",
        )

        (only,) = stays(shopper(1, "ask_anything"), bot(1), model=model)
        assert only.outcome is Outcome.RESOLVED

    def test_never_without_a_rule(self) -> None:
        """A file that says nothing of it keeps to thanks and going on."""
        model = model_file.parse(
            "model: own\nversion: 1\nphases:\n  - {key: only, labels: {nl: Een, en: One}, intents: [order_status]}\n",
            file="own.yml",
        )

        (only,) = stays(shopper(1, "order_status"), says(1, "utter_order_shipped"), model=model)
        assert only.outcome is Outcome.PROGRESS


@st.composite
def talks(draw: st.DrawFn) -> list[Envelope]:
    """A conversation of some turns, at any pace."""
    minute, events = 0.0, []
    for seq, intent in enumerate(draw(st.lists(st.sampled_from(INTENTS), min_size=1, max_size=12)), start=1):
        minute += draw(st.sampled_from((0.5, 10, 40)))
        events.append(shopper(seq, intent, minute=minute))
        events += [callback(seq, minute=minute)] if draw(st.integers(0, 9)) == 0 else []
        for n, answer in enumerate(draw(st.lists(st.sampled_from(ANSWERS), max_size=2))):
            events.append(Envelope(SOURCE, at(minute), BotMessage("c1", seq, "Zeker!", answer), n=n))
        events += [chosen(seq, minute=minute)] if draw(st.integers(0, 5)) == 0 else []
    return events


class TestContinuing:
    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
    @given(events=talks(), data=st.data())
    def test_event_by_event_gives_what_one_run_gives(
        self, model: JourneyModel, events: list[Envelope], data: st.DataObject
    ) -> None:
        """Wherever the reader stops, what it goes on from holds all that the rules need."""
        cut = data.draw(st.integers(0, len(events)))

        first = record(model, None, events[:cut]).touchpoints
        rest = record(model, first[-1] if first else None, events[cut:]).touchpoints

        replayed = record(model, None, events).touchpoints
        assert {t.id: t for t in (*first, *rest)} == {t.id: t for t in replayed}

    @given(events=talks())
    def test_only_what_was_asked_can_be_done(self, events: list[Envelope]) -> None:
        """An errand is an intent of its phase that was said in it."""
        said = {e.event.intent for e in events if isinstance(e.event, ShopperMessage)}

        found = [stay for t in record(MODEL, None, events).touchpoints for stay in t.stays if stay.errand]
        assert all(s.errand in said and MODEL.phase_rules[s.errand] == s.phase for s in found)
