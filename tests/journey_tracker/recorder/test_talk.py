from __future__ import annotations

from dataclasses import replace

from journey_tracker import model_file
from journey_tracker.envelopes import Envelope
from journey_tracker.events import UNSCORED, ShopperMessage
from journey_tracker.journey import Choice, Handoff, Outcome, PhaseStay, Touchpoint
from journey_tracker.recorder.talk import History, is_next, place, record
from tests.journey_tracker.talk import (
    accepted,
    agent,
    answered,
    asked,
    at,
    bot,
    callback,
    chosen,
    ended,
    lost,
    need,
    requested,
    shopper,
)

MODEL = model_file.built_in()


def told(*events: Envelope) -> History:
    """The events recorded from nothing."""
    return record(MODEL, None, events)


def touchpoints(*events: Envelope) -> tuple[Touchpoint, ...]:
    """The touchpoints that the events make."""
    return told(*events).touchpoints


def stays(*events: Envelope) -> tuple[PhaseStay, ...]:
    """The stays of the one touchpoint that the events make."""
    (only,) = touchpoints(*events)
    return only.stays


def phases(*events: Envelope) -> list[str | None]:
    """The phases of those stays."""
    return [stay.phase for stay in stays(*events)]


class TestTouchpoints:
    def test_last_until_thirty_silent_minutes(self) -> None:
        """Just under half an hour of silence is still the same contact."""
        assert len(touchpoints(shopper(1, "greet"), shopper(2, "greet", minute=29.9))) == 1

    def test_begin_anew_after_thirty_silent_minutes(self) -> None:
        """Who comes back later makes a new contact of the same conversation."""
        first, second = touchpoints(shopper(1, "state_need"), shopper(2, "order_status", minute=30))

        assert (first.number, second.number) == (1, 2)
        assert first.conversation == second.conversation
        assert first.id != second.id

    def test_are_kept_going_by_the_bot(self) -> None:
        """Silence is counted from the last word, whoever spoke it."""
        said = (shopper(1, "greet"), bot(1, minute=20), shopper(2, "greet", minute=45))

        assert len(touchpoints(*said)) == 1

    def test_are_only_opened_by_the_shopper(self) -> None:
        """An answer that comes an hour late belongs to the contact in which was asked."""
        (only,) = touchpoints(shopper(1, "greet"), bot(1, minute=60))

        assert (only.shopper_messages, only.bot_messages) == (1, 1)
        assert only.last_ms == at(60)

    def test_begin_without_a_phase(self) -> None:
        """Yesterday's phase says nothing of today's greeting."""
        _, second = touchpoints(shopper(1, "state_need"), shopper(2, "greet", minute=60))

        assert second.phase is None

    def test_span_their_events_when_clocks_differ(self) -> None:
        """A clock that runs behind never gives a negative duration."""
        (only,) = touchpoints(shopper(1, "greet", minute=5), bot(1, minute=3))

        assert (only.first_ms, only.last_ms) == (at(3), at(5))


class TestStays:
    def test_are_unbroken(self) -> None:
        """Going back to a phase is a new stay in it."""
        assert phases(shopper(1, "state_need"), shopper(2, "order_status"), shopper(3, "state_need")) == [
            "selection",
            "delivery",
            "selection",
        ]

    def test_go_on_while_nothing_names_a_phase(self) -> None:
        """Yes, thanks and what was not understood belong to the phase the contact is in."""
        said = (shopper(1, "state_need"), shopper(2, "affirm"), bot(2), shopper(3, "nlu_fallback"))

        assert phases(*said) == ["selection"]

    def test_begin_with_what_was_said_before_a_phase_was_named(self) -> None:
        """A greeting joins the first phase that follows."""
        (only,) = stays(shopper(1, "greet", minute=0), bot(1), shopper(2, "order_status", minute=1))

        assert (only.phase, only.shopper_messages, only.first_ms) == ("delivery", 2, at(0))

    def test_know_the_mood_and_the_time_in_them(self) -> None:
        """Emotion and time are those of the phase, not of the contact."""
        first, second = stays(
            shopper(1, "state_need", mood=0.5),
            shopper(2, "refine_choice", mood=-0.5, minute=1),
            bot(2, minute=2),
            shopper(3, "choose_product", mood=1.0, minute=3),
        )

        assert (first.sentiment_sum, first.sentiment_n, first.sentiment_min) == (0.0, 2, -0.5)
        assert (first.first_ms, first.last_ms) == (at(0), at(2))
        assert (second.sentiment_mean, second.sentiment_min, second.first_ms) == (1.0, 1.0, at(3))

    def test_count_a_pressed_chip_without_a_mood(self) -> None:
        """Where nothing was typed nothing was felt: it is a message, and no neutral one."""
        typed, chip = shopper(1, "state_need", mood=0.8), shopper(2, "state_need")
        assert isinstance(chip.event, ShopperMessage)
        pressed = Envelope(chip.source, chip.time_ms, replace(chip.event, sentiment_model=UNSCORED))

        said = told(typed, pressed)

        (only,) = said.touchpoints
        assert (only.shopper_messages, only.sentiment_mean, only.sentiment_end) == (2, 0.8, 0.8)
        assert [line.sentiment_label for line in said.lines] == ["positive", None]


class TestOutcomes:
    def outcomes(self, *events: Envelope) -> list[Outcome]:
        """What came of each stay."""
        return [stay.outcome for stay in stays(*events)]

    def test_are_progress_until_something_else_is_known(self) -> None:
        """Talking about a wish resolves nothing yet."""
        assert self.outcomes(shopper(1, "state_need")) == [Outcome.PROGRESS]

    def test_are_resolved_by_thanks(self) -> None:
        """Who says thank you got done what they came for; the bot's answer to it changes nothing."""
        assert self.outcomes(shopper(1, "order_status"), shopper(2, "thank"), bot(2)) == [Outcome.RESOLVED]

    def test_are_open_again_after_a_next_question(self) -> None:
        """Thanks in the middle is politeness."""
        said = (shopper(1, "order_status"), shopper(2, "thank"), shopper(3, "order_status"))

        assert self.outcomes(*said) == [Outcome.PROGRESS]

    def test_are_resolved_by_going_on_to_a_later_phase(self) -> None:
        """Whoever chooses is done selecting."""
        said = (shopper(1, "state_need"), shopper(2, "choose_product"))

        assert self.outcomes(*said) == [Outcome.RESOLVED, Outcome.PROGRESS]

    def test_stay_open_when_going_back_or_to_customer_care(self) -> None:
        """Going back, or asking for service in between, finishes nothing."""
        said = (shopper(1, "choose_product"), shopper(2, "state_need"), shopper(3, "complaint"))

        assert self.outcomes(*said) == [Outcome.PROGRESS] * 3

    def test_are_an_error_when_the_last_words_were_not_understood(self) -> None:
        """A phase that ends in not understanding went wrong."""
        assert self.outcomes(shopper(1, "state_need"), shopper(2, "nlu_fallback")) == [Outcome.ERROR]

    def test_are_a_handoff_for_good(self) -> None:
        """Once a person was asked for, thanks do not make it the bot's success; the contact says so too."""
        (only,) = touchpoints(shopper(1, "request_human"), callback(1), shopper(2, "thank"))

        assert [stay.outcome for stay in only.stays] == [Outcome.HANDOFF]
        assert only.outcome is Outcome.HANDOFF

    def test_of_a_contact_is_that_of_its_last_stay(self) -> None:
        """How it ended is what came of it."""
        (only,) = touchpoints(shopper(1, "nlu_fallback"), shopper(2, "choose_product"))

        assert only.outcome is Outcome.PROGRESS


class TestLines:
    def test_are_what_was_said_with_its_stay(self) -> None:
        """The transcript has every message, each in its phase."""
        said = told(shopper(1, "state_need", text="een laptop"), bot(1, text="Deze drie"), callback(1))

        assert [(line.role, line.text, line.stay) for line in said.lines] == [
            ("shopper", "een laptop", 1),
            ("bot", "Deze drie", 1),
        ]


class TestContinuing:
    def test_gives_what_one_run_gives(self) -> None:
        """A conversation recorded in two parts equals the same recorded at once."""
        events = [
            shopper(1, "greet", mood=0.1),
            bot(1),
            shopper(2, "state_need", mood=0.2),
            shopper(3, "thank"),
        ]

        (first,) = told(*events[:2]).touchpoints
        (second,) = record(MODEL, first, events[2:]).touchpoints

        assert (second,) == told(*events).touchpoints

    def test_names_only_the_stays_that_changed(self) -> None:
        """Writing the hundredth turn costs what writing the second does."""
        (first,) = told(shopper(1, "state_need"), shopper(2, "order_status"), shopper(3, "complaint")).touchpoints

        changed = record(MODEL, first, [shopper(4, "complaint")])

        assert [stay.number for _, stay in changed.stays] == [3]

    def test_takes_only_what_comes_after(self) -> None:
        """A late event, and one under another model, cannot be added to what is stored."""
        (current,) = touchpoints(shopper(2, "greet"))

        assert is_next(MODEL, current, bot(2))
        assert not is_next(MODEL, current, shopper(1, "greet"))
        assert not is_next(replace(MODEL, version=MODEL.version + 1), current, bot(2))

    def test_orders_a_turn_as_it_was_spoken(self) -> None:
        """First the shopper, then what came of it, then the bot, answer by answer."""
        turn = [shopper(1, "greet"), callback(1), bot(1, n=0), bot(1, n=1), shopper(2, "greet")]

        assert sorted(reversed(turn), key=place) == turn


class TestHandoffs:
    def test_tell_how_it_went(self) -> None:
        """Asked, waited, helped by a person, given back: one touchpoint, in customer care, a handoff."""
        (only,) = touchpoints(
            shopper(1, "request_human"),
            requested(1),
            bot(1),
            accepted(2, waited_s=42),
            shopper(3, "nlu_fallback"),
            agent(4),
            ended(5, "completed", held_s=300),
        )

        assert only.handoff == Handoff(1, "completed", waited_ms=42_000, held_ms=300_000, messages=1)
        assert (only.phase, only.outcome, only.bot_messages) == ("customer_care", Outcome.HANDOFF, 1)

    def test_keep_the_contact_open_while_somebody_is_awaited(self) -> None:
        """Waiting for a colleague, or for the colleague's answer, is no silence; afterwards it is again."""
        waited = (shopper(1, "request_human"), requested(1), shopper(2, "greet", minute=50))
        talked = (accepted(3, minute=51), shopper(4, "thank", minute=120), ended(5, minute=121))

        first, second = touchpoints(*waited, *talked, shopper(6, "greet", minute=160))

        assert (first.shopper_messages, second.shopper_messages) == (3, 1)
        assert (first.handoff.stage, second.handoff) == ("returned", Handoff())

    def test_that_were_called_off_count_the_waiting(self) -> None:
        """Nobody came, and nobody was talked with."""
        said = (shopper(1, "request_human"), requested(1), shopper(2, "deny"), ended(2, "called_off", held_s=0))
        (only,) = touchpoints(*said)

        assert only.handoff == Handoff(1, "called_off", waited_ms=60_000)

    def test_add_up_within_a_contact(self) -> None:
        """A second talk is counted beside the first, and the last says how it stands."""
        once = (requested(1), accepted(2, waited_s=10), ended(3, waited_s=10, held_s=20))
        (only,) = touchpoints(shopper(1, "complaint"), *once, shopper(4, "request_human"), requested(4), accepted(5))

        assert only.handoff == Handoff(2, "human", waited_ms=70_000, held_ms=20_000)

    def test_whose_request_was_lost_count_from_the_claim(self) -> None:
        """Staff were quicker than the worker wrote the turn, and the worker died."""
        (only,) = touchpoints(shopper(1, "request_human"), accepted(2), ended(3))

        assert only.handoff == Handoff(1, "returned", waited_ms=60_000, held_ms=120_000)

    def test_have_no_mood_of_staff(self) -> None:
        """What staff write is told in the transcript and scored nowhere."""
        history = told(shopper(1, "complaint", mood=-0.8), requested(1), accepted(2), agent(3, text="Wat vervelend"))

        assert [(line.role, line.sentiment) for line in history.lines] == [("shopper", -0.8), ("agent", None)]
        assert history.touchpoints[0].sentiment_mean == -0.8


class TestChoices:
    def test_tell_why_and_why_not(self) -> None:
        """What brought the shopper, what was asked, what was turned down for what, and what was chosen for what."""
        (only,) = touchpoints(
            shopper(1, "state_need"), bot(1), need(1), asked(1),
            shopper(2, "refine_choice"), answered(2), asked(2, "price"),
            shopper(3, "refine_choice"), answered(3, "waved"), lost(3, "price"),
            shopper(4, "refine_choice"), lost(4, "weight"), lost(4, "price", n=1),
            shopper(5, "choose_product"), chosen(5),
        )  # fmt: skip

        assert only.choice == Choice("explicit", 2, 1, "pluim-14", "price weight", "price weight")

    def test_keep_the_last_that_was_told(self) -> None:
        """Who looked round first and then knew what to have knew it in the end."""
        (only,) = touchpoints(shopper(1, "ask_inspiration"), need(1, "latent"), shopper(2, "state_need"), need(2))

        assert only.choice == Choice("explicit")

    def test_move_neither_phase_nor_outcome(self) -> None:
        """They tell of what was said, and the words themselves have said of which phase that is."""
        said = (shopper(1, "state_need"), shopper(2, "thank"))

        assert stays(*said, lost(2), chosen(2)) == stays(*said)
        assert phases(shopper(1, "greet"), need(1)) == [None]

    def test_are_of_the_contact_in_which_they_were_made(self) -> None:
        """Whoever comes back later begins with nothing chosen."""
        first, second = touchpoints(shopper(1, "choose_product"), chosen(1), shopper(2, "greet", minute=40))

        assert (first.choice.chosen, second.choice) == ("pluim-14", Choice())
