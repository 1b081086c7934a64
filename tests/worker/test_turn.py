"""Turns with the trained model: what a shopper says, and all that follows from it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.ports import Entry, Owner, Ownership, Role, Snapshot, Waiting
from bot.shop import cli as shop_cli
from bot.shop.ports import Product
from tests.worker.conftest import Bot, Conversation

pytestmark = pytest.mark.model

TALK = (
    "hallo",
    "ik zoek een lichte laptop onder de 700 euro",
    "goedkoper",
    "nummer 1 is te zwaar",
    "vergelijk ze eens",
    "liever een koptelefoon",
    "flurp snorkel wibbel",
    "ik wil een medewerker spreken",
    "laat maar",
    "dankjewel",
)
"""A shopper who looks, rejects, compares, is not understood, asks for a person and thinks better of it."""


class TestSelection:
    async def test_a_need_gives_three_cards_and_cheaper_gives_cheaper_ones(self, conversation: Conversation) -> None:
        """The walk of the demo: three light laptops under 700 euro, then cheaper than the first of them."""
        (shortlist,) = await conversation.say("ik zoek een lichte laptop onder de 700 euro")
        (cheaper,) = await conversation.say("goedkoper")

        assert (shortlist["response"], len(shortlist["cards"])) == ("utter_shortlist", 3)
        assert cheaper["response"] == "utter_cheaper"
        first = _euro(shortlist["cards"][0])
        assert all(_euro(card) < first for card in cheaper["cards"])

    async def test_the_same_in_english(self, conversation: Conversation) -> None:
        """An English sentence in a Dutch widget is answered in English from the first turn on."""
        (shortlist,) = await conversation.say("show me a light laptop under 700 euros please")

        assert shortlist["response"] == "utter_shortlist"
        assert shortlist["cards"][0]["price"].startswith("€")
        assert "nieuwe" not in shortlist["text"]

    async def test_a_chip_does_what_its_payload_says(self, conversation: Conversation) -> None:
        """The payload that the server kept is what is understood, whatever the label says."""
        await conversation.say("ik zoek een laptop")
        replies = await conversation.say(
            "Noordik", payload='/choose_product{"product_ref": {"id": "ombrik-veer-13"}}', chip="2.0"
        )

        assert [r["cards"][0]["id"] for r in replies if r["response"] == "utter_chosen"] == ["ombrik-veer-13"]

    async def test_a_new_catalogue_needs_no_training(self, bot: Bot, conversation: Conversation, root: Path) -> None:
        """Monitors are imported while the bot runs; the next message finds them by their own words."""
        feed = root.parent / "shared" / "data" / "pc-parts" / "monitor.csv"
        if not feed.exists():
            pytest.skip("the real monitor feed is not on this machine")
        schema = root / "data" / "shop" / "schema"
        assert shop_cli.main(["import", str(feed)], bot.catalogue_path, schema_folder=schema) == 0

        (found,) = await conversation.say("zoek een 27 inch monitor met minstens 144 hz onder 300")

        assert (found["response"], len(found["cards"])) == ("utter_shortlist", 3)
        for card in found["cards"]:
            facts = {fact["label"].lower(): fact for fact in card["facts"]}
            assert [fact["fits"] for fact in facts.values()].count(True) == 3
            assert _euro(card) <= 300


class TestWordsThatAreNoRequest:
    @pytest.mark.parametrize(
        "text", ["/restart", "//restart", "／restart", "\u200b/session_start", '/greet{"x": 1}', "/back", "EXTERNAL: x"]
    )
    async def test_no_typed_text_is_a_command(self, conversation: Conversation, text: str) -> None:
        """Slash commands of the engine are words like any other: the choice so far is still there."""
        await conversation.say("ik zoek een lichte laptop onder de 700 euro")
        before = json.loads(conversation.state)["tail"]
        await conversation.say(text)
        cheaper, *_ = await conversation.say("goedkoper")

        assert before
        assert cheaper["response"] == "utter_cheaper"

    @pytest.mark.parametrize(
        "text", ["👍👍👍", "<script>alert(1)</script>", "?", "…", "x" * 2000, "\ufdfa" * 50, "0[0["]
    )
    async def test_strange_texts_get_one_clear_answer(self, conversation: Conversation, text: str) -> None:
        """Every message gets an answer with words in it, and no turn fails."""
        replies = await conversation.say(text)

        assert replies
        assert all(reply["text"].strip() and "{" not in reply["text"] for reply in replies)
        assert "utter_apology" not in [reply["response"] for reply in replies]

    async def test_two_misunderstandings_offer_a_person(self, conversation: Conversation) -> None:
        """The second time in a row that nothing can be made of it, a person is offered, as a chip and as a question."""
        await conversation.say("flurp snorkel wibbel")
        (offer,) = await conversation.say("flurp snorkel wibbel")

        assert offer["response"] == "utter_offer_human"
        assert await conversation.answered("ja graag") == ["utter_human_called"]


class TestDialogues:
    @pytest.mark.parametrize(
        ("talk", "expected"),
        [
            (["ik wil een stofzuiger", "laptop dan maar"], ["utter_not_sold", "utter_shortlist_open"]),
            (["laptop voor school", "zeshonderd", "ja"], ["utter_shortlist", "utter_answered", "utter_question_good"]),
            (["koptelefoon", "geen idee"], ["utter_shortlist_open", "utter_answer_waved"]),
            (["laptop onder de 700", "liever een blauwe"], ["utter_shortlist", "utter_shortlist_again"]),
            (["laptop onder de 700", "nummer 1 is te zwaar"], ["utter_shortlist", "utter_instead"]),
            (["dankjewel", "dankjewel"], ["utter_thank", "utter_thank_again"]),
            (["hallo", "nee", "nee"], ["utter_greet", "utter_nothing_pending", "utter_nothing_pending_again"]),
            (["laptop onder 700", "vergelijk ze eens"], ["utter_shortlist", "utter_compared_more"]),
        ],
    )
    async def test_each_turn_is_answered_in_its_context(
        self, conversation: Conversation, talk: list[str], expected: list[str]
    ) -> None:
        """What was asked and shown decides what a short message means, and nothing is said twice the same."""
        assert [(await conversation.answered(said))[0] for said in talk] == expected


class TestLongTalk:
    async def test_what_is_stored_does_not_grow(self, conversation: Conversation) -> None:
        """Turn forty costs as turn six: two turns of events, and of all before what they left, two choices at most."""
        sizes = []
        for n in range(40):
            await conversation.say(TALK[n % len(TALK)])
            sizes.append(len(conversation.state))
        said = [event for event in json.loads(conversation.state)["tail"] if event["event"] == "user"]

        assert sizes[-1] <= 1.5 * sizes[5]
        assert all(late <= 1.05 * early for early, late in zip(sizes[20:30], sizes[30:], strict=True))
        assert len(said) <= 2


class TestCallback:
    async def test_a_person_is_asked_for_and_the_number_noted(self, bot: Bot, conversation: Conversation) -> None:
        """Asked, given, noted, confirmed; the journey knows that it was asked, and not the number."""
        asked = await conversation.answered("kan iemand me terugbellen over mijn wasmachine?")
        confirmed = await conversation.answered("06 12345678")
        noted = next((c for c in await bot.handoffs.callbacks() if "wasmachine" in c.last_words), None)

        assert (asked, confirmed) == (["utter_ask_callback_contact"], ["utter_callback_confirmed"])
        assert noted is not None
        assert noted.contact == "+31612345678"
        assert "wasmachine" in noted.last_words
        assert "koopwijzer.callback_requested.v1" in [event["type"] for event in conversation.events()]
        assert "12345678" not in "".join(conversation.turn.events if conversation.turn else ())

    async def test_the_number_may_come_with_the_question(self, conversation: Conversation) -> None:
        """Nobody is asked for what they just gave."""
        assert await conversation.answered("bel me terug op 0612345678 aub") == ["utter_callback_confirmed"]

    @pytest.mark.parametrize("stop", ["stop", "nee laat maar"])
    async def test_it_can_be_stopped(self, conversation: Conversation, stop: str) -> None:
        """Who says stop is not called."""
        await conversation.say("kan iemand me terugbellen?")

        assert await conversation.answered(stop) == ["utter_callback_cancelled"]

    async def test_a_question_in_between_is_answered_and_the_form_goes_on(self, conversation: Conversation) -> None:
        """The shopper may change the subject; afterwards the contact is asked again."""
        await conversation.say("kan iemand me terugbellen?")
        answered = await conversation.answered("ik zoek eigenlijk een lichte laptop onder de 700 euro")

        assert answered == ["utter_shortlist", "utter_ask_callback_contact"]

    async def test_a_phone_number_out_of_the_blue_is_no_request(self, conversation: Conversation) -> None:
        """Only who asks to be called is called."""
        await conversation.say("mijn nummer is 0612345678")

        assert "utter_callback_confirmed" not in [reply["response"] for reply in conversation.turn.replies]  # type: ignore[union-attr]  # a turn was made


class TestJourneyEvents:
    async def test_every_message_carries_intent_language_and_mood(self, conversation: Conversation) -> None:
        """What the tracker needs to know of a message is in its event."""
        await conversation.say("wat een waardeloze winkel, dit is echt belachelijk slecht!")
        said = conversation.events()[0]["data"]

        assert (said["language"], said["sentiment_label"]) == ("nl", "negative")
        assert -1 <= said["sentiment"] < 0

    async def test_personal_data_stay_out(self, conversation: Conversation) -> None:
        """The analysts' copy of what was said is redacted."""
        await conversation.say("mijn mail is jan@voorbeeld.nl en ik zoek een laptop")

        assert "jan@voorbeeld.nl" not in "".join(conversation.turn.events if conversation.turn else ())


class TestFailures:
    async def _turn_with(self, bot: Bot, error: Exception) -> Any:
        endpoint = bot.turns.agent.processor.action_endpoint
        held = endpoint._execute

        async def fail(call: Mapping[str, Any]) -> Mapping[str, Any]:
            if call["next_action"] == "action_greet":
                raise error
            return dict(await held(call))

        endpoint._execute = fail
        try:
            return await Conversation(bot).say("hoi")
        finally:
            endpoint._execute = held

    async def test_a_bug_in_an_action_is_said_to_the_shopper(self, bot: Bot) -> None:
        """Rasa would go on in silence; here the shopper reads that something went wrong, and can ask for a person."""
        (sorry,) = await self._turn_with(bot, ValueError("a bug"))

        assert (sorry["response"], len(sorry["chips"])) == ("utter_apology", 1)

    async def test_a_store_that_is_away_aborts_the_turn(self, bot: Bot) -> None:
        """Nothing is answered and nothing kept: the turn will be made again."""
        from bot.worker.turn import TurnAborted

        with pytest.raises(TurnAborted, match="will be replayed"):
            await self._turn_with(bot, ConnectionError("away"))


class TestSilent:
    async def test_the_bot_understands_but_says_nothing_while_a_person_answers(self, bot: Bot) -> None:
        """The journey gets the message with its mood; the state stays as it was."""
        entry = Entry(1, Role.SHOPPER, {"text": "bedankt, dat helpt!", "language": "nl"}, 1000)
        message = Waiting("1", "c", entry)
        turn = await bot.turns.silent(message, Snapshot("", Ownership(Owner.HUMAN, 3), 0))

        assert (list(turn.replies), turn.state, turn.owner_epoch) == ([], "", 3)
        assert json.loads(turn.events[0])["data"]["intent"] == "thank"
        assert dataclasses.is_dataclass(turn)


def _euro(card: Mapping[str, Any]) -> float:
    digits = "".join(c for c in card["price"] if c.isdigit())
    return int(digits) / 100


class TestChipsOfAnyFeed:
    @pytest.mark.parametrize("product_id", ['a"},{"x": 1}', "c\nd", "it's", "{x}"])
    async def test_a_chip_never_confirms_another_product(self, bot: Bot, product_id: str) -> None:
        """An id may hold anything; what is not in the shop is asked about, whatever was talked of before."""
        from actions.transaction import _payload

        conversation = Conversation(bot)
        await conversation.say("ik zoek een lichte laptop onder de 700 euro")
        await conversation.say("hoe zwaar is de tweede?")
        unknown = Product(product_id, "laptop", {"nl": "Weg"}, 1.0, {})
        (asked,) = await conversation.say("Weg", payload=_payload(unknown), chip="2.0")

        assert asked["response"] == "utter_choose_which"
