from __future__ import annotations

from typing import Any

from bot.conversation.ports import Entry, Role, Waiting
from bot.language.pii import redact
from bot.worker import rasa_lean

rasa_lean.install()

from bot.worker import journey  # noqa: E402  # after the stand-ins, like everything that imports Rasa
from journey_tracker.envelopes import from_json  # noqa: E402
from journey_tracker.events import KNOWN, BotMessage, Identified, ProductsLost, QuestionAsked, ShopperMessage  # noqa: E402

MESSAGE = Waiting("1-0", "c1", Entry(4, Role.SHOPPER, {"text": "te duur", "language": "nl"}, 1_777_629_600_000))
REPLIES: list[dict[str, Any]] = [
    {"text": "Deze zijn goedkoper.", "utter_action": "utter_shortlist", "custom": {"cards": [{"id": "pluim-11"}]}},
    {
        "text": None,
        "custom": {
            "happened": [
                {"event": ProductsLost.name, "category": "laptop", "reason": "price", "products": ["pluim-14"]},
                {
                    "event": QuestionAsked.name,
                    "category": "laptop",
                    "about": "weight",
                    "gain": 1.5,
                    "claimed": 0.25,
                    "options": 3,
                },
            ]
        },
    },
]


def events() -> list[str]:
    """The events of a turn in which products were turned down and a question was put."""
    return journey.events(MESSAGE, journey.shopper_message(MESSAGE, None, redact), REPLIES, redact)


class TestEvents:
    def test_carry_what_the_choice_taught(self) -> None:
        """With the conversation and the message in which it happened, readable for the tracker."""
        told = [from_json(event).event for event in events()]

        assert ProductsLost("c1", 4, "laptop", "price", ("pluim-14",)) in told
        assert QuestionAsked("c1", 4, "laptop", "weight", 1.5, 0.25, 3) in told

    def test_join_the_chat_to_the_order_that_was_proven(self) -> None:
        """Told again it is the same event, whenever that is."""
        proven = [{"text": None, "custom": {"happened": [{"event": Identified.name, "order": "10403"}]}}]
        said = journey.shopper_message(MESSAGE, None, redact)
        first, again = (from_json(journey.events(MESSAGE, said, proven, redact)[1]) for _ in range(2))

        assert first.event == Identified(conversation="c1", order="10403")
        assert first.id == again.id

    def test_count_only_what_was_said_as_an_answer(self) -> None:
        """The message that the shopper does not see is no message of the bot."""
        kinds = [from_json(event).event.name for event in events()]

        assert (kinds.count(BotMessage.name), kinds[0]) == (1, ShopperMessage.name)

    def test_are_the_same_when_the_turn_is_made_again(self) -> None:
        """A replayed turn gives the same ids, so that the tracker counts each once."""
        once, again = ([from_json(event).id for event in events()] for _ in range(2))

        assert once == again
        assert len(set(once)) == len(once) == 4


def test_every_kind_of_event_has_a_name_of_its_own() -> None:
    """No two share one, or one of them could not be read."""
    assert len({kind.name for kind in KNOWN.values()}) == len(KNOWN)
