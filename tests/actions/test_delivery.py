"""Delivery: orders in plain words, for whom they belong to and for nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.base import colleagues
from actions.delivery import DeliveryProblem, OrderReceived, OrderStatus
from actions.happened import OrderProven
from actions.order_form import filled
from actions.pending import ALL_RECEIVED, ORDER_FORM, asked_before
from actions.wiring import ACTIONS
from tests.actions.care import CareTalk, names, with_orders
from tests.actions.conftest import Talk

PROOF = "KW-2026-10417, 1234 AB"
STATES = [
    ("10401, 3512 JE", "utter_order_placed"),
    ("10402, 1017 AB", "utter_order_processing"),
    ("10403, 9711 LM", "utter_order_shipped"),
    ("10404, 2000", "utter_order_shipped"),
    ("10405, 5611 EM", "utter_order_out_for_delivery"),
    ("10406, 3011 AA", "utter_order_delivered"),
    ("10409, 2511 CV", "utter_order_delayed"),
    ("10410, 8911 DH", "utter_order_delayed_open"),
    ("10411, 7511 HN", "utter_order_cancelled"),
    ("10412, 4811 XC", "utter_order_returned"),
    ("10413, 1211 GA", "utter_order_partly_delivered"),
    ("10414, 3811 LK", "utter_order_pickup"),
    ("10415, 3811 BX", "utter_order_ready"),
    ("10416, 2312 HX", "utter_order_shipped"),
    ("10418, 1000", "utter_order_picked_up"),
]


@pytest.fixture
def care(talk: Talk) -> CareTalk:
    """A shopper of the demo shop."""
    return with_orders(talk)


class TestProof:
    async def test_without_number_and_postcode_both_are_asked(self, care: CareTalk) -> None:
        """Nothing is told before that."""
        reply = await care.say("waar is mijn bestelling?", OrderStatus)

        assert reply.followup == ORDER_FORM
        assert not reply.says

    async def test_the_order_is_told_once_the_form_is_filled(self, care: CareTalk) -> None:
        """In two messages; afterwards nothing that was typed is kept."""
        await care.say("waar is mijn bestelling?", OrderStatus)

        assert await care.answer_form("10417") is None
        assert names(await care.answer_form("1234ab")) == ["utter_order_delivered"]
        assert care.forgets_the_proof()
        assert care.slots["proven"] == ["KW-2026-10417"]

    async def test_both_in_the_question_need_no_form(self, care: CareTalk) -> None:
        """In either language."""
        care.language = "en"

        assert names(await care.say(f"where is {PROOF}", OrderStatus)) == ["utter_order_delivered"]

    @pytest.mark.parametrize("claim", ["KW-2026-10417, 9999 XX", "KW-2026-99999, 1234 AB"])
    async def test_wrong_postcode_and_unknown_number_get_the_same_answer(self, care: CareTalk, claim: str) -> None:
        """To the last field."""
        reply = await care.say(claim, OrderStatus)

        assert not reply.says
        assert reply.followup == ORDER_FORM
        assert {k: v for k, v in reply.slots.items() if k != "proof"} == {"order_number": None, "postcode": None}
        asked_again = {k: v for k, v in reply.slots["proof"].items() if k != "tried"}
        assert asked_again == {"for": "action_order_status", "text": claim, "how": "refused"}

    async def test_after_five_wrong_ones_a_person_is_offered(self, care: CareTalk) -> None:
        """And the right one is not looked at any more."""
        for _ in range(5):
            await care.say("KW-2026-10417, 9999 XX", OrderStatus)

        assert names(await care.say(PROOF, OrderStatus)) == ["utter_order_locked"]
        assert care.pending == "offer_human"

    async def test_a_proven_order_needs_no_new_proof(self, care: CareTalk) -> None:
        """In the same conversation, for another question."""
        await care.say(PROOF, OrderStatus)

        assert names(await care.say("er is iets mis met mijn bestelling", DeliveryProblem)) == [
            "utter_problem_delivered"
        ]

    async def test_tells_the_journey_whose_the_chat_is_and_tells_it_once(self, care: CareTalk) -> None:
        """Whoever proved an order is who placed it."""
        first = await care.say("10403, 9711 LM", OrderStatus)
        again = await care.say("en waar is hij nu?", OrderStatus)

        assert first.happened == (OrderProven("KW-2026-10403"),)
        assert again.happened == ()

    async def test_another_order_does(self, care: CareTalk) -> None:
        """One proof opens one order."""
        await care.say(PROOF, OrderStatus)

        reply = await care.say("en waar is KW-2026-10405?", OrderStatus)

        assert reply.followup == ORDER_FORM
        assert reply.slots["order_number"] == "KW-2026-10405"

    async def test_a_shop_without_orders_offers_a_person(self, care: CareTalk) -> None:
        """And says that it cannot look."""
        care.services = replace(care.services, orders=None)

        assert names(await care.say("waar is mijn bestelling?", OrderStatus)) == ["utter_no_orders"]
        assert care.pending == "offer_human"


class TestForm:
    async def test_a_no_lets_the_order_be(self, care: CareTalk) -> None:
        """Nothing is asked any more."""
        await care.say("waar is mijn bestelling?", OrderStatus)

        assert names(await care.answer_form("laat maar", "deny")) == ["utter_order_let_be"]
        assert care.forgets_the_proof()

    async def test_who_cannot_tell_is_offered_a_person_after_two_tries(self, care: CareTalk) -> None:
        """Nobody is asked for ever."""
        await care.say("waar is mijn bestelling?", OrderStatus)

        assert await care.answer_form("weet ik niet", "deny") is None
        assert await care.answer_form("123") is None
        assert names(await care.answer_form("geen idee", "deny")) == ["utter_order_given_up"]

    async def test_another_question_is_no_answer(self, care: CareTalk) -> None:
        """It is left to its own action."""
        await care.say("waar is mijn bestelling?", OrderStatus)
        before = dict(care.slots)

        assert await care.answer_form("wat kost verzenden?", "ask_delivery_terms") is None
        assert care.slots == before


class TestStates:
    @pytest.mark.parametrize("language", ["nl", "en"])
    @pytest.mark.parametrize(("claim", "response"), STATES)
    async def test_each_is_told_in_its_own_words(
        self, care: CareTalk, claim: str, response: str, language: str
    ) -> None:
        """With the order drawn, complete."""
        care.language = language
        said = (await care.say(claim, OrderStatus)).says[0]

        assert said.response == response
        assert set(said.order) == {"number", "status", "status_label", "lines", "steps", "expected", "track_url"}
        assert sum(step["current"] for step in said.order["steps"]) == 1
        assert all(line["status_label"] and line["title"] for line in said.order["lines"])

    async def test_a_late_order_tells_what_was_promised_and_the_new_day(self, care: CareTalk) -> None:
        """Facts first."""
        said = (await care.say("10409, 2511 CV", OrderStatus)).says[0]

        assert said.fields["promised"] == "donderdag 19 november"
        assert said.fields["expected"] == "dinsdag 24 november"

    async def test_a_sold_out_line_is_told_with_what_was_paid_back(self, care: CareTalk) -> None:
        """Nobody waits for what does not come."""
        said = (await care.say("10416, 2312 HX", OrderStatus)).says[1]

        assert said.response == "utter_order_sold_out"
        assert said.fields == {"titles": "Sonavik Lijster Kids", "refund": "€ 29,00"}


class TestReceived:
    async def test_partly_names_what_is_still_under_way(self, care: CareTalk) -> None:
        """A "ja, voor een deel" is no yes."""
        await care.say("10413, 1211 GA", OrderStatus)

        reply = await care.say("Ja, voor een deel", OrderReceived, "affirm")

        assert names(reply) == ["utter_part_coming"]
        assert reply.says[0].fields["coming"] == "Holtren Reiger Mono"

    async def test_partly_of_what_was_all_delivered_is_for_a_person(self, care: CareTalk) -> None:
        """What the carrier says first."""
        await care.say("10406, 3011 AA", OrderStatus)

        assert names(await care.say("nog niet alles", OrderReceived)) == ["utter_part_missing"]
        assert care.pending == "offer_human"

    @pytest.mark.parametrize("intent", ["affirm", "state_need", "nlu_fallback", "smalltalk"])
    async def test_partly_is_taken_whatever_it_was_understood_as(self, care: CareTalk, intent: str) -> None:
        """As long as it was asked."""
        await care.say("10406, 3011 AA", OrderStatus)
        care.intent = intent

        assert care.pending == ALL_RECEIVED
        assert asked_before(care.shopper("ja, voor een deel")) == "action_order_received"

    async def test_a_no_tells_when_it_was_delivered_and_offers_a_person(self, care: CareTalk) -> None:
        """A yes closes it."""
        await care.say("10406, 3011 AA", OrderStatus)

        assert names(await care.say("nee", OrderReceived, "deny")) == ["utter_problem_delivered"]
        assert names(await care.say("ja", OrderReceived, "affirm")) == ["utter_all_received"]


class TestProblem:
    @pytest.mark.parametrize(
        ("claim", "text", "response"),
        [
            ("10406, 3011 AA", "mijn pakket is beschadigd", "utter_problem_damaged"),
            ("10406, 3011 AA", "jullie stuurden het verkeerde product", "utter_problem_wrong"),
            ("10406, 3011 AA", "ik heb niets ontvangen", "utter_problem_delivered"),
            ("10413, 1211 GA", "mijn bestelling is niet compleet", "utter_part_coming"),
            ("10410, 8911 DH", "het duurt veel te lang", "utter_order_delayed_open"),
        ],
    )
    async def test_facts_come_first(self, care: CareTalk, claim: str, text: str, response: str) -> None:
        """And nothing is sold."""
        await care.say(claim, OrderStatus)

        reply = await care.say(text, DeliveryProblem)

        assert names(reply)[0] == response
        assert not any(say.cards for say in reply.says)


class TestFormGoesOn:
    async def test_who_has_no_number_is_told_where_it_is_and_then_let_go(self, care: CareTalk) -> None:
        """Not that no number was recognised, and not three times."""
        await care.say("waar is mijn bestelling?", OrderStatus)

        assert await care.answer_form("ik heb het bestelnummer niet meer", "change_order") is None
        assert care.slots["proof"]["how"] == "unknown"
        assert names(await care.answer_form("nee heb ik niet", "deny")) == ["utter_order_given_up"]

    async def test_a_second_miss_is_answered_in_other_words(self, care: CareTalk) -> None:
        """The same sentence twice in a row helps nobody."""
        await care.say("waar is mijn bestelling?", OrderStatus)
        await care.answer_form("abc")
        await care.answer_form("def")

        assert care.slots["proof"]["how"] == "misses_twice"

    async def test_a_person_may_be_asked_for_without_a_number(self, care: CareTalk) -> None:
        """Then "ik geef mijn nummer niet" is no missing number."""
        await care.say("waar is mijn bestelling?", OrderStatus)

        assert filled(replace(care.shopper("mijn nummer niet, een mens"), intent="request_human"), "order_number") == {}

    async def test_the_message_that_opened_it_is_no_wrong_answer(self, care: CareTalk) -> None:
        """Rasa hands it to the form once more."""
        await care.say("heb hem vorig jaar gekocht", OrderStatus, "order_status")
        again = replace(care.shopper("heb hem vorig jaar gekocht"), key="c:1", intent="order_status")

        assert filled(again, "order_number") == {}

    async def test_wrong_twice_is_said_otherwise(self, care: CareTalk) -> None:
        """Still without telling what was wrong."""
        seen = replace(care.shopper("10417, 9999 XX"), answered=frozenset({"utter_order_not_found"}))

        assert (await OrderStatus(care.services).sell(seen)).slots["proof"]["how"] == "refused_twice"

    async def test_either_of_the_two_may_be_corrected_alone(self, care: CareTalk) -> None:
        """The other is the one that was tried before."""
        await care.say("10417, 9999 XX", OrderStatus)

        assert names(await care.answer_form("1234 AB")) == ["utter_order_delivered"]


class TestChosenOnly:
    async def test_when_it_comes_is_asked_of_the_terms(self, care: CareTalk) -> None:
        """Nothing was ordered yet, so no number is asked."""
        care.selection = replace(care.selection, chosen="noordik-pluim-14")

        assert names(await care.say("wanneer komt hij?", OrderStatus)) == ["utter_arrival_of"]

    async def test_an_order_is_still_an_order(self, care: CareTalk) -> None:
        """Who says so is asked for its number."""
        care.selection = replace(care.selection, chosen="noordik-pluim-14")

        assert (await care.say("wanneer komt mijn bestelling?", OrderStatus)).followup == ORDER_FORM


class TestNumberUnknown:
    async def test_who_has_no_number_at_hand_calls_nobody(self, care: CareTalk) -> None:
        """Even where it sounds like it; who names a person is given one."""
        await care.say("waar is mijn pakket", OrderStatus)

        assert await care.answer_form("i dont have the number with me", "request_human") is None
        assert care.slots["proof"]["how"] == "unknown"


class TestFilled:
    async def test_what_was_said_first_is_answered(self, care: CareTalk) -> None:
        """Who filled the form goes on with what it was opened for, and its words."""
        await care.say("mijn koptelefoon is kapot geleverd", DeliveryProblem, "delivery_problem")
        care.slots.update(filled(care.shopper("10417, 1234ab"), "order_number"))
        care.loop = ""
        action = colleagues(ACTIONS, care.services)["action_order_form_filled"]
        shopper = replace(
            care.shopper("10417, 1234ab"), intent="order_status", intents=("delivery_problem", "order_status")
        )

        assert names(await action.replied(shopper)) == ["utter_problem_damaged"]
