"""What is asked on about an order: from the order itself, and never guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.delivery import DeliveryProblem, OrderStatus
from actions.order_question import OrderQuestion
from actions.pending import ALL_RECEIVED, CONFIRM_REQUEST, HUMAN_CALLED, asked_before
from tests.actions.care import CareTalk, names, with_orders
from tests.actions.conftest import Talk

ASKED_ON = "action_order_question"


@pytest.fixture
def care(talk: Talk) -> CareTalk:
    """A shopper of the demo shop."""
    return with_orders(talk)


async def told(care: CareTalk, claim: str) -> None:
    """The order was just told."""
    reply = await care.say(claim, OrderStatus)
    assert reply.says


class TestAnswers:
    @pytest.mark.parametrize(
        ("claim", "text", "response"),
        [
            ("10403, 9711 LM", "hoe laat komt hij?", "utter_order_day_only"),
            ("10415, 3811 BX", "tot wanneer kan ik hem halen?", "utter_order_kept"),
            ("10412, 4811 XC", "is het geld al gestort?", "utter_order_refunded"),
            ("10403, 9711 LM", "en als ik er niet ben?", "utter_order_not_told"),
            ("10410, 8911 DH", "en wanneer dan?", "utter_order_not_told"),
        ],
    )
    async def test_come_from_the_order_or_from_a_person(
        self, care: CareTalk, claim: str, text: str, response: str
    ) -> None:
        """The hour is not known, nor is a day that nobody set."""
        await told(care, claim)

        assert names(await care.say(text, OrderQuestion)) == [response]

    async def test_the_kept_day_is_the_shops_own(self, care: CareTalk) -> None:
        """Seven days after it lay ready, the day before that Sunday."""
        await told(care, "10415, 3811 BX")

        (said,) = (await care.say("tot wanneer?", OrderQuestion)).says
        assert "28" in str(said.fields["day"])

    @pytest.mark.parametrize("claim", ["10403, 9711 LM", "10409, 2511 CV"])
    async def test_an_oke_after_a_fact_calls_nobody(self, care: CareTalk, claim: str) -> None:
        """No person was offered by a question."""
        await told(care, claim)
        before = care.pending
        await care.say("hoe laat komt hij?", OrderQuestion)

        assert (before, care.pending) == ("", "")

    async def test_without_a_proven_order_the_proof_is_asked(self, care: CareTalk) -> None:
        """Nothing is told of an order to whoever only asks on."""
        reply = await care.say("hoe laat komt hij?", OrderQuestion)

        assert (reply.says, reply.followup) == ((), "order_form")


class TestWhoAnswers:
    def asking(self, care: CareTalk, text: str, **given: object) -> str:
        """The action that takes a message after an order was told."""
        after = {"order_number": "KW-2026-10403", "answered": frozenset({"utter_order_shipped"}), **given}
        return asked_before(replace(care.shopper(text), **after))  # type: ignore[arg-type]  # fields by name

    @pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "ask_delivery_terms"])
    def test_a_vague_question_goes_on_about_the_order(self, care: CareTalk, intent: str) -> None:
        """It is easily taken for something of the shop."""
        assert self.asking(care, "en als ik niet thuis ben?", intent=intent) == ASKED_ON

    @pytest.mark.parametrize("intent", ["order_status", "goodbye"])
    def test_until_when_does_whatever_it_was_taken_for(self, care: CareTalk, intent: str) -> None:
        """Though the same words may say where an order is."""
        assert self.asking(care, "en tot wanneer?", intent=intent) == ASKED_ON

    @pytest.mark.parametrize("text", ["wat kost bezorgen?", "hoe kan ik betalen?", "een rode fiets tot 500 euro"])
    def test_questions_of_the_shop_and_wishes_do_not(self, care: CareTalk, text: str) -> None:
        """They have their own answers."""
        assert self.asking(care, text, intent="ask_delivery_terms") == ""

    def test_nothing_goes_on_without_a_proven_order(self, care: CareTalk) -> None:
        """Whatever was said before."""
        assert self.asking(care, "hoe laat?", intent="out_of_scope", order_number="") == ""

    @pytest.mark.parametrize("pending", [ALL_RECEIVED, CONFIRM_REQUEST, HUMAN_CALLED, ""])
    def test_another_number_is_looked_up_whatever_was_asked(self, care: CareTalk, pending: str) -> None:
        """Not lost as no answer to the question before."""
        said = {"intent": "nlu_fallback", "pending": pending}

        assert self.asking(care, "en KW-2026-10406?", **said) == "action_order_status"

    def test_to_send_one_thing_back_is_no_part_that_is_missing(self, care: CareTalk) -> None:
        """Though "alleen de" is how one says that."""
        asked = {"intent": "return_request", "pending": ALL_RECEIVED}

        assert self.asking(care, "alleen de koptelefoon wil ik terug", **asked) == ""

    @pytest.mark.parametrize("text", ["duurt het nog lang?", "hallo?", "is there anybody there"])
    def test_who_waits_hears_how_it_stands(self, care: CareTalk, text: str) -> None:
        """Whatever the question was understood as."""
        asked = {"intent": "greet", "pending": HUMAN_CALLED}

        assert self.asking(care, text, **asked) == "action_answer_waiting"

    def test_a_noted_call_back_is_not_said_to_be_called_off(self, care: CareTalk) -> None:
        """It stands noted; the one who answers knows."""
        noted = {"intent": "nlu_fallback", "order_number": "", "answered": frozenset({"utter_callback_when"})}

        assert self.asking(care, "liever niet meer bellen", **noted) == "action_request_human"

    def test_a_bare_postcode_opens_the_question_for_the_number(self, care: CareTalk) -> None:
        """It is not out of scope."""
        given = {"intent": "out_of_scope", "order_number": "", "answered": frozenset()}

        assert self.asking(care, "3011 AA", **given) == "action_order_status"

    @pytest.mark.parametrize(
        ("said", "action"),
        [("utter_return_start", "action_return_request"), ("utter_take_back_of", "action_dispose_old")],
    )
    def test_an_order_that_was_asked_for_goes_where_it_was_asked(self, care: CareTalk, said: str, action: str) -> None:
        """Not to how far it is."""
        asked = {"intent": "order_status", "order_number": "", "answered": frozenset({said})}

        assert self.asking(care, "10406 3011AA", **asked) == action


class TestNotTwice:
    async def test_the_same_news_is_not_told_again(self, care: CareTalk) -> None:
        """A person can find out more."""
        await told(care, "10404, 2000")
        seen = replace(care.shopper("is er al nieuws?"), answered=frozenset({"utter_order_shipped"}))
        action = OrderStatus(care.services)

        assert names(await action.sell(seen)) == ["utter_order_no_news"]

    async def test_who_looked_at_the_neighbours_is_not_sent_there_again(self, care: CareTalk) -> None:
        """The facts were told; now it is for a person."""
        await told(care, "10406, 3011 AA")
        seen = replace(care.shopper("daar is het niet"), answered=frozenset({"utter_problem_delivered"}))

        assert names(await DeliveryProblem(care.services).sell(seen)) == ["utter_problem_still"]
