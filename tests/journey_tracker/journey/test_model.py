from __future__ import annotations

import pytest

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope
from journey_tracker.events import Event, OrderPlaced, PageViewed, ProductViewed, SurveyAnswered, SurveyAsked
from journey_tracker.journey import JourneyModel, Outcome
from tests.journey_tracker.talk import bot, chosen, shopper

MODEL = model_file.built_in()
EIGHT = model_file.built_in("eight_stage")


def event_of(envelope: Envelope) -> Event:
    """What happened, without its envelope."""
    return envelope.event


class TestPhases:
    @pytest.mark.parametrize(
        ("event", "phase"),
        [
            (shopper(1, "state_need").event, "selection"),
            (shopper(1, "greet").event, None),
            (bot(1).event, None),
            (OrderPlaced(order="1"), "transaction"),
            (ProductViewed(visitor="v"), "selection"),
            (PageViewed(visitor="v", page="home"), "orientation"),
            (PageViewed(visitor="v", page="checkout"), "transaction"),
            (PageViewed(visitor="v", page="klantenservice"), "customer_care"),
        ],
    )
    def test_are_named_by_intent_event_or_page(self, event: Event, phase: str | None) -> None:
        """A kind of page that has a rule of its own goes by that, every other by the rule for pages."""
        assert MODEL.phase_of(event) == phase

    @pytest.mark.parametrize(
        ("model", "event", "phase"),
        [
            (MODEL, SurveyAnswered(order="1", instrument="csat", score=4, phase="customer_care"), "customer_care"),
            (EIGHT, SurveyAnswered(order="1", instrument="csat", score=4, phase="customer_care"), "service"),
            (MODEL, SurveyAnswered(order="1", instrument="nps", score=9), "in_between"),
            (EIGHT, SurveyAsked(order="1", instrument="nps"), "evaluation"),
            (EIGHT, SurveyAsked(order="1", instrument="nps", phase="elsewhere"), "evaluation"),
            (MODEL, SurveyAsked(order="1", instrument="csat"), "in_between"),
        ],
    )
    def test_of_a_survey_are_what_it_asks_about(self, model: JourneyModel, event: Event, phase: str) -> None:
        """As it says, in the words of whichever model; else where that instrument is used, when that is one place."""
        assert model.phase_of(event) == phase

    def test_unknown_is_an_error_of_the_program(self) -> None:
        """Only keys that came from the model are looked up."""
        with pytest.raises(KeyError):
            MODEL.phase("elsewhere")


class TestOutcomes:
    @pytest.mark.parametrize(
        ("earlier", "intent", "later"),
        [
            (Outcome.RESOLVED, "affirm", Outcome.RESOLVED),
            (Outcome.RESOLVED, "deny", Outcome.PROGRESS),
            (Outcome.RESOLVED, "state_need", Outcome.PROGRESS),
            (Outcome.RESOLVED, "nlu_fallback", Outcome.ERROR),
            (Outcome.ERROR, "affirm", Outcome.PROGRESS),
            (Outcome.PROGRESS, "thank", Outcome.RESOLVED),
        ],
    )
    def test_follow_the_last_words(self, earlier: Outcome, intent: str, later: Outcome) -> None:
        """Only what is done outlasts a word that says nothing."""
        assert MODEL.outcome_after(earlier, event_of(shopper(1, intent))) is later


class TestDone:
    def test_is_told_by_event_or_answer(self) -> None:
        """By name, or by how a name begins."""
        assert MODEL.is_done("state_need", event_of(chosen(1)))
        assert not MODEL.is_done("state_need", event_of(bot(1)))
        assert not MODEL.is_done("", event_of(chosen(1)))
