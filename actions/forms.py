"""What is asked in order: for now the contact of a call-back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.pending import CALLBACK_FORM
from actions.shopper import read_shopper
from bot.handoff.contact import contact_in

REQUEST = "request_human"
"""The intent that opens the form; its message may bring the contact along."""
CANCELLED = "-"
"""Fills the slot when the shopper wants no call-back after all: the form is then complete, and nothing is noted."""


class ValidateCallbackForm(Action):
    """Takes a phone number or e-mail out of free text; a no ends the form, anything else is left to its own rule."""

    def name(self) -> str:
        """Name in domain.yml."""
        return "validate_callback_form"

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002  # rasa_sdk's signature
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002  # rasa_sdk's signature
    ) -> list[dict[str, Any]]:
        """Set the slot when the message says something about it."""
        shopper = read_shopper(tracker)
        if shopper.loop != CALLBACK_FORM and shopper.intent != REQUEST:
            return []  # Rasa asks at every message; outside the form a phone number is not for us
        if contact := contact_in(shopper.text):
            return [SlotSet("callback_contact", contact.value)]
        return [SlotSet("callback_contact", CANCELLED)] if shopper.intent == "deny" else []
