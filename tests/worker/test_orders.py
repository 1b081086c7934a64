"""Orders through the trained model: asked, proven, told, asked again, handed over."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.worker.conftest import Bot, Conversation

pytestmark = pytest.mark.model


@pytest.fixture
def talk(bot: Bot) -> Conversation:
    """A new conversation with an id of its own: attempts are counted by it."""
    return Conversation(bot, name=uuid4().hex)


class TestProof:
    async def test_number_and_postcode_are_asked_and_the_order_is_told(self, talk: Conversation) -> None:
        """One after the other, in whatever way they are typed."""
        assert await talk.answered("Waar is mijn bestelling?") == ["utter_ask_order_number"]
        assert await talk.answered("10413") == ["utter_ask_postcode"]

        reply = (await talk.say("1211ga"))[0]

        assert reply["response"] == "utter_order_partly_delivered"
        assert reply["order"]["number"] == "KW-2026-10413"
        assert reply["order"]["status"] == "partly_delivered"

    async def test_partly_is_understood_after_it(self, talk: Conversation) -> None:
        """And what is under way is named."""
        await talk.say("waar blijft mijn bestelling KW-2026-10413, 1211 GA")

        reply = (await talk.say("Ja, voor een deel"))[0]

        assert reply["response"] == "utter_part_coming"
        assert "Holtren Reiger Mono" in reply["text"]

    async def test_unknown_and_wrong_get_the_same_words(self, talk: Conversation) -> None:
        """Nothing else in the answer differs either, neither at the first claim nor at the second."""
        other = Conversation(talk.bot)
        for visit in (talk, other):
            await visit.say("waar is mijn bestelling?")
        wrong = [await talk.say("KW-2026-10413 9999 XX") for _ in range(2)]
        unknown = [await other.say("KW-2026-99913 1211 GA") for _ in range(2)]

        assert wrong == unknown
        assert [said[0]["response"] for said in wrong] == ["utter_order_not_found", "utter_order_not_found_twice"]

    async def test_after_five_wrong_ones_it_is_closed(self, talk: Conversation) -> None:
        """For the right one too, and a yes calls a person."""
        await talk.say("waar is mijn bestelling?")
        for n in range(5):
            assert (await talk.answered(f"KW-2026-9991{n} 9999 XX"))[0].startswith("utter_order_not_found")

        assert await talk.answered("KW-2026-10405 5611 EM") == ["utter_order_locked"]
        assert await talk.answered("KW-2026-10405 5611 EM") == ["utter_order_locked"]

    async def test_nothing_that_was_typed_is_kept_in_a_slot(self, talk: Conversation) -> None:
        """Two turns later the state holds no postcode at all."""
        await talk.say("waar is mijn bestelling KW-2026-10405, 5611 EM")
        for _ in range(3):
            await talk.say("dankjewel")

        assert "5611" not in talk.state
        assert "KW-2026-10405" in talk.state

    async def test_a_number_alone_outside_any_question_asks_for_the_order(self, talk: Conversation) -> None:
        """Whatever the words were taken for."""
        assert await talk.answered("KW-2026-10405 5611 EM") == ["utter_order_out_for_delivery"]


class TestForm:
    async def test_another_question_is_answered_and_the_form_asks_once_more(self, talk: Conversation) -> None:
        """After the second it is let go."""
        await talk.say("waar is mijn bestelling?")

        assert await talk.answered("wat zijn de verzendkosten?") == ["utter_delivery", "utter_ask_order_number_resumed"]
        assert await talk.answered("wat zijn de verzendkosten?") == ["utter_delivery"]
        assert await talk.answered("hallo") == ["utter_greet"]

    async def test_the_order_can_be_told_after_another_question(self, talk: Conversation) -> None:
        """The form is still there."""
        await talk.say("waar is mijn bestelling?")
        await talk.say("wat zijn de verzendkosten?")

        assert await talk.answered("10405, 5611EM") == ["utter_order_out_for_delivery"]

    async def test_laat_maar_ends_it(self, talk: Conversation) -> None:
        """Nothing is asked any more."""
        await talk.say("waar is mijn bestelling?")

        assert await talk.answered("laat maar") == ["utter_order_let_be"]

    async def test_a_person_can_be_asked_for_amid_it(self, talk: Conversation) -> None:
        """At once."""
        await talk.say("waar is mijn bestelling?")

        assert (await talk.answered("ik wil een medewerker spreken"))[0].startswith("utter_human")


class TestRequests:
    async def test_a_cancellation_is_listed_back_and_handed_over_after_a_yes(self, talk: Conversation) -> None:
        """With the reason in the journey."""
        await talk.say("ik wil mijn bestelling annuleren")
        assert await talk.answered("KW-2026-10401 3512JE") == ["utter_confirm_cancel"]

        passed, called = await talk.say("Ja, graag", payload="/affirm")

        assert passed["response"] == "utter_request_passed"
        assert called["response"].startswith("utter_human_called")
        assert "change_order" in [event["data"].get("reason") for event in talk.events()]

    async def test_a_no_hands_nothing_over(self, talk: Conversation) -> None:
        """And the conversation goes on."""
        await talk.say("ik wil mijn bestelling annuleren")
        await talk.say("KW-2026-10401 3512JE")

        assert await talk.answered("Nee, laat maar", payload="/deny") == ["utter_request_dropped"]

    @pytest.mark.parametrize(("language", "text"), [("nl", "ik wil iets terugsturen"), ("en", "I want to return it")])
    async def test_a_return_tells_the_last_day(self, talk: Conversation, language: str, text: str) -> None:
        """In both languages, for the order that was proven."""
        talk.language = language
        await talk.say("order KW-2026-10406, 3011 AA")

        assert await talk.answered(text) == ["utter_confirm_return_until"]


class TestOddInput:
    @pytest.mark.parametrize(
        "text",
        [
            '/order_status{"order_number": 5}',
            "KW-",
            "0" * 300,
            "' OR 1=1 --",
            "{number}",
            "KW-2026-10417 " * 50,
            "٣٤٥٦ AB",
        ],
    )
    async def test_never_makes_an_action_fail(self, talk: Conversation, text: str) -> None:
        """An apology would say so."""
        await talk.say("waar is mijn bestelling?")

        assert "utter_apology" not in await talk.answered(text)
