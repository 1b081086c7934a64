"""Courtesy: a welcome, thanks and a farewell."""

from __future__ import annotations

from actions.base import SalesAction
from actions.general import CLEAR, OFFER_PAGE, meant_for_sale
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from bot.selection.phrases import asks, is_owned


class Greet(SalesAction):
    """The shopper is welcomed in the shop's name; on a product's page with an offer to talk about it."""

    action_name = "action_greet"

    async def sell(self, shopper: Shopper) -> Reply:
        """Greet."""
        if meant := meant_for_sale(shopper, self.services):
            return meant
        kind = shopper.entity("category")
        if kind and not is_owned(shopper.text, kind.start):
            return Reply(handed_to=FIND_PRODUCTS)
        if shopper.selection.shown and not any(c.isalpha() for c in shopper.text):
            return Reply((Say("utter_shown_yes"),))
        said = {"shop_name": self.services.shop_name}
        on_page = self.services.catalogue.product(str(shopper.page.get("product", "")))
        if on_page is None or shopper.selection.shown:
            return Reply((Say("utter_greet", said),))
        offered = Say("utter_greet_page", said | {"title": on_page.title(shopper.language)})
        return Reply((offered,), pending=OFFER_PAGE)


class Thank(SalesAction):
    """Thanks are answered, and the conversation stays open."""

    action_name = "action_thank"

    async def sell(self, shopper: Shopper) -> Reply:  # noqa: ARG002  # thanks are for everybody
        """Answer thanks."""
        return Reply((Say("utter_thank"),))


class Goodbye(SalesAction):
    """A farewell is returned, and what was found stays found."""

    action_name = "action_goodbye"

    async def sell(self, shopper: Shopper) -> Reply:
        """Say goodbye, unless it is a new beginning."""
        kind = shopper.entity("category")
        another = kind and shopper.selection.category not in (None, kind.value)
        # "tot € 500" is no farewell.
        wished = shopper.selection.category and any(e.kind in CLEAR for e in shopper.entities)
        if another or wished or asks("restart", shopper.text):
            return Reply(handed_to=FIND_PRODUCTS)
        return Reply((Say("utter_goodbye"),))
