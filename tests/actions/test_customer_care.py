"""Customer care: what would write is a request for staff, after an explicit yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.customer_care import ChangeOrder, Complaint, ReturnRequest, TellPrivacy, UsageHelp, WarrantyRepair
from actions.delivery import OrderStatus
from actions.pending import CONFIRM_REQUEST, ORDER_FORM
from actions.requests import ConfirmRequest
from bot.handoff.hours import NEVER
from bot.handoff.queue import LIVE
from tests.actions.care import CareTalk, names, with_orders
from tests.actions.conftest import Talk


async def handoffs(care: CareTalk) -> list[str]:
    """Why people were called."""
    return [handoff.reason for handoff in await care.services.queue.list(LIVE)]


@pytest.fixture
def care(talk: Talk) -> CareTalk:
    """A shopper of the demo shop."""
    return with_orders(talk)


class TestChangeOrder:
    @pytest.mark.parametrize(
        ("text", "response"),
        [
            ("ik wil mijn bestelling annuleren", "utter_confirm_cancel"),
            ("mijn adres klopt niet", "utter_confirm_address"),
            ("kan ik er iets bij bestellen", "utter_confirm_change"),
        ],
    )
    async def test_is_listed_back_before_anything_happens(self, care: CareTalk, text: str, response: str) -> None:
        """Nobody is called before the yes."""
        await care.say("10401, 3512 JE", OrderStatus)

        assert names(await care.say(text, ChangeOrder)) == [response]
        assert care.pending == CONFIRM_REQUEST
        assert await handoffs(care) == []

    async def test_a_yes_calls_a_person_once(self, care: CareTalk) -> None:
        """With the reason; a second yes calls nobody else."""
        await care.say("10401, 3512 JE", OrderStatus)
        await care.say("annuleer mijn bestelling", ChangeOrder)

        await care.say("ja, graag", ConfirmRequest, "affirm")
        await care.say("ja", ConfirmRequest, "affirm")

        assert await handoffs(care) == ["change_order"]

    @pytest.mark.parametrize(("text", "intent"), [("nee", "deny"), ("hmm", "nlu_fallback"), ("laat maar", "affirm")])
    async def test_anything_but_a_yes_passes_nothing_on(self, care: CareTalk, text: str, intent: str) -> None:
        """And says so."""
        await care.say("10401, 3512 JE", OrderStatus)
        await care.say("annuleer mijn bestelling", ChangeOrder)

        assert names(await care.say(text, ConfirmRequest, intent)) == ["utter_request_dropped"]
        assert await handoffs(care) == []

    async def test_comes_too_late_once_it_left(self, care: CareTalk) -> None:
        """And says what is possible instead."""
        await care.say("10403, 9711 LM", OrderStatus)

        assert names(await care.say("annuleer mijn bestelling", ChangeOrder)) == ["utter_change_too_late"]

    async def test_needs_proof(self, care: CareTalk) -> None:
        """What is asked is remembered until then."""
        reply = await care.say("ik wil bestelling KW-2026-10401 annuleren", ChangeOrder)

        assert reply.followup == ORDER_FORM
        assert names(await care.answer_form("3512JE")) == ["utter_confirm_cancel"]


class TestReturn:
    async def test_tells_the_last_day(self, care: CareTalk) -> None:
        """Received on Friday the 20th: until Friday 4 December."""
        await care.say("10406, 3011 AA", OrderStatus)

        said = (await care.say("ik wil het terugsturen", ReturnRequest)).says[0]

        assert said.response == "utter_confirm_return_until"
        assert said.fields["day"] == "vrijdag 4 december"

    async def test_past_it_the_guarantee_and_a_person_remain(self, care: CareTalk) -> None:
        """Honestly, with the day."""
        await care.say("10408, 6811 KG", OrderStatus)

        assert names(await care.say("ik wil het terugsturen", ReturnRequest)) == ["utter_return_late"]

    async def test_what_has_not_left_is_cancelled_instead(self, care: CareTalk) -> None:
        """Nobody waits for a parcel to send it back."""
        await care.say("10401, 3512 JE", OrderStatus)

        assert names(await care.say("ik wil het terugsturen", ReturnRequest)) == ["utter_confirm_cancel"]

    async def test_an_unknown_day_of_receipt_blocks_nothing(self, care: CareTalk) -> None:
        """The parcel that is under way may go back."""
        await care.say("10403, 9711 LM", OrderStatus)

        assert names(await care.say("ik wil het terugsturen", ReturnRequest)) == ["utter_confirm_return"]

    async def test_a_question_for_the_rules_gets_the_rules(self, care: CareTalk) -> None:
        """From the shop's terms, without a number being asked."""
        reply = await care.say("hoe lang mag ik iets terugsturen?", ReturnRequest)

        assert names(reply) == ["utter_returns", "utter_returns_except", "utter_return_start"]
        assert reply.says[0].fields == {"days": "14", "refund_days": "14", "pays": "gratis"}

    async def test_a_question_for_the_money_starts_no_return(self, care: CareTalk) -> None:
        """Neither before an order is known nor after."""
        assert names(await care.say("wanneer krijg ik mijn geld terug", ReturnRequest)) == ["utter_refund_days"]

        await care.say("bestelling KW-2026-10407, 9000 terugsturen", ReturnRequest)

        assert names(await care.say("wie betaalt de verzending", ReturnRequest)) == ["utter_returns"]
        assert names(await care.say("wanneer heb ik mijn centen", ReturnRequest)) == ["utter_refund_days"]
        assert care.pending == CONFIRM_REQUEST

    async def test_a_number_serves_the_return_that_is_open(self, care: CareTalk) -> None:
        """Nobody is told where the parcel is who wants it to go back."""
        intents = ("return_request", "order_status")
        reply = await care.reply("KW-2026-10407 en 9000", "order_status", intents=intents)

        assert names(reply)[0].startswith(("utter_confirm_return", "utter_return_late"))


class TestOwnErrand:
    async def test_an_answer_with_an_errand_of_its_own_is_served(self, care: CareTalk) -> None:
        """The number was asked for one thing, and is given for another."""
        await care.say("waar is mijn pakket", OrderStatus)
        reply = await care.answer_form("ik wil bestelling KW-2026-10407 retour doen, 9000", "return_request")

        assert names(reply)[0].startswith(("utter_confirm_return", "utter_return_late"))


class TestWarranty:
    async def test_tells_how_long_the_kind_should_last(self, care: CareTalk) -> None:
        """By the terms."""
        said = (await care.say("hoe lang heb ik garantie op een laptop?", WarrantyRepair)).says[0]

        assert said.response == "utter_guarantee_of"
        assert said.fields == {"category": "laptop", "years": "5", "months": "12"}

    async def test_what_is_broken_becomes_a_request(self, care: CareTalk) -> None:
        """For the order that is proven."""
        await care.say("10408, 6811 KG", OrderStatus)

        assert names(await care.say("mijn laptop is kapot", WarrantyRepair)) == ["utter_confirm_repair"]


class TestWithoutOrder:
    async def test_a_complaint_offers_a_person_first(self, care: CareTalk) -> None:
        """With one sorry."""
        assert names(await care.say("dit is slecht", Complaint)) == ["utter_complaint"]
        assert care.pending == "offer_human"

    async def test_privacy_tells_what_is_kept_and_that_mood_is_estimated(self, care: CareTalk) -> None:
        """With the days that the code keeps it."""
        reply = await care.say("wat bewaren jullie van mij?", TellPrivacy)

        assert names(reply) == ["utter_privacy", "utter_privacy_mood"]
        assert reply.says[0].fields == {"days": "90", "transcript": "90"}

    async def test_help_tells_only_facts(self, care: CareTalk) -> None:
        """Of the product on the page; without one a person knows."""
        assert names(await care.say("hoe werkt dit?", UsageHelp)) == ["utter_usage_unknown"]

        care.page = {"product": "sonavik-vink-buds"}
        said = (await care.say("hoe werkt dit?", UsageHelp)).says[0]

        assert said.response == "utter_usage_facts"
        assert said.fields["title"] == "Sonavik Vink Buds"


class TestPassedOn:
    async def test_a_request_with_staff_is_not_asked_again(self, care: CareTalk) -> None:
        """It is not claimed to be done either."""
        await care.say("annuleer 10401, 3512 JE", ChangeOrder)
        await care.say("ja", ConfirmRequest, "affirm")

        waiting = replace(care.shopper("annuleer hem"), handoff="h")
        assert names(await ChangeOrder(care.services).sell(waiting)) == ["utter_request_with_staff"]

    async def test_it_is_asked_again_once_the_person_was_called_off(self, care: CareTalk) -> None:
        """Then nobody has it."""
        await care.say("annuleer 10401, 3512 JE", ChangeOrder)
        await care.say("ja", ConfirmRequest, "affirm")

        assert names(await ChangeOrder(care.services).sell(care.shopper("annuleer hem"))) == ["utter_confirm_cancel"]

    async def test_when_nobody_is_there_nothing_is_said_to_be_passed_on(self, care: CareTalk) -> None:
        """A call-back is asked for instead."""
        care.services = replace(care.services, hours=NEVER)
        await care.say("annuleer 10401, 3512 JE", ChangeOrder)

        assert names(await care.say("ja", ConfirmRequest, "affirm")) == ["utter_only_callback"]

    async def test_what_was_sold_out_is_not_sent_back(self, care: CareTalk) -> None:
        """Only what is still in the order is listed."""
        (said,) = (await care.say("10416, 2312 HX terugsturen", ReturnRequest)).says

        assert "Kids" not in str(said.fields["titles"])

    async def test_money_that_was_paid_back_is_told(self, care: CareTalk) -> None:
        """With the day, instead of a new return."""
        reply = await care.say("10416, 2312 HX: krijg ik mijn geld terug?", ReturnRequest)

        assert names(reply) == ["utter_order_refunded"]


class TestPrivacyOn:
    async def test_who_reads_along_is_told(self, care: CareTalk) -> None:
        """In one message."""
        assert names(await care.say("wie leest dit mee?", TellPrivacy)) == ["utter_privacy_read"]

    async def test_a_further_question_is_not_answered_with_the_same(self, care: CareTalk) -> None:
        """Nothing is guessed about somebody's data."""
        seen = replace(care.shopper("heb je mijn ip-adres?"), answered=frozenset({"utter_privacy"}))

        assert names(await TellPrivacy(care.services).sell(seen)) == ["utter_privacy_more"]
