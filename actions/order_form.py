"""The form that asks for number and postcode of an order: how it is filled, asked again and given up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SalesAction, utter, wording_for
from actions.orders import NOT_FOUND, TWICE, AboutOrder
from actions.pending import NOTHING_ASKED, OFFER_HUMAN, ORDER_FORM
from actions.reply import Reply, Say
from actions.rerouting import ASKING
from actions.shopper import FALLBACK, Shopper, read_shopper
from bot.language.bare import bare_word
from bot.language.care import is_no, says
from bot.language.claims import claim_in
from bot.shop.orders.numbers import is_postcode

SURE = 0.6
"""Confidence from which an answer with words of its own is an errand of its own."""
_ERRANDS = frozenset({"change_order", "delivery_problem", "return_request", "warranty_repair"})
CALLED_OFF = "-"
"""Fills both slots when the shopper wants no order looked up after all."""
GIVEN_UP = "?"
"""Fills both slots when the shopper cannot tell, so that nobody is asked a third time."""
MISSES = 2
_OWN_RULES = frozenset({"action_return_request", "action_warranty_repair"})
"""Actions that answer a question about their rules without an order."""
_NO_QUESTION = frozenset({FALLBACK, "affirm", "order_status"})
"""Intents that are no question of their own while number or postcode is asked."""
_DROPPING = frozenset({"back", "bad", "drop", "no"})
_SHORT = 4
_UNKNOWN = "unknown"
"""How it is asked again of who does not have number or postcode at hand."""


class ValidateOrderForm(Action):
    """Takes number and postcode out of free text; a no ends the form, another question is left to its own rule."""

    def name(self) -> str:
        """Name in domain.yml."""
        return "validate_order_form"

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002  # rasa_sdk's signature
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002  # rasa_sdk's signature
    ) -> list[dict[str, Any]]:
        """Set the slots that the message says something about."""
        asked = tracker.get_slot("requested_slot") or ""
        if not asked:
            return []  # whoever opened the form has read the message already
        return [SlotSet(name, value) for name, value in filled(read_shopper(tracker), asked).items()]


def filled(shopper: Shopper, asked: str) -> Mapping[str, Any]:
    """The slots after an answer to the question for `asked`; empty when the message is another question."""
    number, postcode = claim_in(shopper.text, shopper.entities, asked=True)
    if asked == "order_number" and not number and postcode and not is_postcode(postcode):
        postcode = ""
    asking = dict(shopper.slots.get("proof") or {})
    if number or postcode:
        tried = asking.get("tried") or ("", "")
        given = {"order_number": number or tried[0], "postcode": postcode or tried[1]}
        return {name: value for name, value in given.items() if value}
    word = bare_word(shopper.text)
    unknown = says("number_unknown", shopper.text)
    calls = shopper.intent == "request_human" and (not unknown or says("person", shopper.text))
    if asking.get("read") == shopper.key or calls or word in ASKING:
        return {}  # the message that the form was opened with is no wrong answer, and a person may be asked for anyhow
    if not unknown and (word in _DROPPING or shopper.intent == "deny" or is_no(shopper.text)):
        return {"order_number": CALLED_OFF, "postcode": CALLED_OFF}
    if not (unknown or _no_answer(shopper, asking)):
        return {}
    misses = int(asking.get("misses") or 0) + 1
    if misses > MISSES or (unknown and asking.get("how") == _UNKNOWN):
        return {"order_number": GIVEN_UP, "postcode": GIVEN_UP}
    return {"proof": {**asking, "misses": misses, "how": _UNKNOWN if unknown else _missed(misses)}}


class _Ask(Action):
    """Asks for one of the two, in words that fit how it went so far."""

    asks: str
    refused: str
    """What is said after a wrong proof."""

    def name(self) -> str:
        """Name in domain.yml, as Rasa's form looks for it."""
        return f"action_ask_{ORDER_FORM}_{self.asks}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Mapping[str, Any],
    ) -> list[dict[str, Any]]:
        """Ask, in the words for how it went so far."""
        how = (tracker.get_slot("proof") or {}).get("how", "")
        again = TWICE if how.endswith(TWICE) else ""
        refused = self.refused + again if self.refused == NOT_FOUND else self.refused
        asked = f"utter_ask_{self.asks}" + (f"_{how}" if how else "")
        response = refused if how.startswith("refused") else asked
        utter(dispatcher, wording_for(read_shopper(tracker), domain).of(Say(response)))
        return []


class AskOrderNumber(_Ask):
    """Asks for the number, and says that the postcode is wanted too."""

    asks = "order_number"
    refused = NOT_FOUND


class AskPostcode(_Ask):
    """Asks for the postcode of an order whose number was given."""

    asks = "postcode"
    refused = "utter_ask_postcode"


class OrderFormFilled(SalesAction):
    """What was asked of the order is answered, once number and postcode are there."""

    action_name = "action_order_form_filled"

    async def sell(self, shopper: Shopper) -> Reply:
        """Look the order up for the action that asked, or let it be."""
        number, postcode = (str(shopper.slots.get(name) or "") for name in ("order_number", "postcode"))
        if number == CALLED_OFF:
            return Reply((Say("utter_order_let_be"),), slots=NOTHING_ASKED)
        if number == GIVEN_UP:
            return Reply((Say("utter_order_given_up"),), pending=OFFER_HUMAN, slots=NOTHING_ASKED)
        asking = dict(shopper.slots.get("proof") or {})
        own = own_errand(shopper)
        for_whom = self.colleagues.get(own or str(asking.get("for")), self.colleagues["action_order_status"])
        if not isinstance(for_whom, AboutOrder):
            return Reply((Say("utter_order_let_be"),), slots=NOTHING_ASKED)
        text = shopper.text if own else str(asking.get("text") or shopper.text)
        asked = replace(shopper, text=text, entities=())
        return await for_whom.claimed(asked, number, postcode)


def own_errand(shopper: Shopper) -> str:
    """Name of the action that the message asks for beside giving the number: it wins; empty when it only answers."""
    sure = shopper.confidence >= SURE and shopper.intent in _ERRANDS
    return f"action_{shopper.intent}" if sure and len(shopper.text.split()) > _SHORT else ""


def actions() -> tuple[Action, ...]:
    """What the form itself is made of."""
    return ValidateOrderForm(), AskOrderNumber(), AskPostcode()


def _missed(misses: int) -> str:
    return "misses" if misses == 1 else "misses" + TWICE


def _no_answer(shopper: Shopper, asking: Mapping[str, Any]) -> bool:
    """Whether the message tries to answer, or repeats what the form was opened with."""
    digits = re.search(r"\d{3}", shopper.text) and len(shopper.text.split()) <= _SHORT
    asks = says("asks_how", shopper.text) or "?" in shopper.text or len(shopper.text.split()) > _SHORT
    own = asking.get("for") in _OWN_RULES and asks
    repeated = f"action_{shopper.intent}" == asking.get("for") and not own
    nothing = shopper.intent == "out_of_scope" and len(shopper.text.split()) < _SHORT and "?" not in shopper.text
    return bool(digits) or repeated or nothing or shopper.intent in _NO_QUESTION
