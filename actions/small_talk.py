"""Small talk: answered kindly and shortly, always as the computer it is, and back to the shop's business."""

from __future__ import annotations

from actions.base import SalesAction
from actions.general import meant_for_sale
from actions.pending import OFFER_HUMAN
from actions.reply import Reply, Say
from actions.shop_answers import shop_answer
from actions.shopper import Shopper
from bot.selection.phrases import Asked, asks

ANSWERS: tuple[tuple[Asked, str], ...] = (
    ("robot", "utter_smalltalk_robot"),
    ("name", "utter_smalltalk_robot"),
    ("well_being", "utter_smalltalk_well"),
    ("joke", "utter_smalltalk_joke"),
)
"""What is asked, and the response to it; the first that fits."""
MERE = 3
"""Words in the longest cry ("haha top") that is about what is on show when something is."""


class SmallTalk(SalesAction):
    """A word beside business gets a word back."""

    action_name = "action_smalltalk"

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer, unless it tells something of the choice after all."""
        if meant := meant_for_sale(shopper, self.services):
            return meant
        response = next((said for what, said in ANSWERS if asks(what, shopper.text)), "utter_smalltalk")
        cry = len(shopper.text.split()) <= MERE and "?" not in shopper.text
        if response == "utter_smalltalk" and shopper.selection.shown and cry:
            return Reply((Say("utter_shown_yes"),))
        # Who asks whether it is a person may want one: a yes to that answer calls one.
        if response == "utter_smalltalk_robot":
            return Reply((Say(response),), pending=OFFER_HUMAN)
        if answer := shop_answer(self, shopper) if response == "utter_smalltalk" else None:
            return answer
        # Amid a choice the open question comes back; else business begins here.
        begins = () if shopper.selection.category or shopper.loop else (Say("utter_nothing_pending"),)
        return Reply((Say(response), *begins))
