"""Transaction: a product is chosen, and the shopper is taken to where it can be ordered."""

from __future__ import annotations

from dataclasses import replace

from actions.base import Reply, Say, Shopper
from actions.pointing import pointed_at, talked_about
from actions.selection import SelectionAction
from bot.selection import format as formatted
from bot.shop.ports import Product


class ChooseProduct(SelectionAction):
    """The choice is confirmed with price and place to order, or said to be sold out."""

    action_name = "action_choose_product"

    async def sell(self, shopper: Shopper) -> Reply:
        """Confirm the product meant; ask which one when that is not clear."""
        chosen = pointed_at(shopper, self.shelf) or talked_about(shopper, self.shelf)
        if chosen:
            return _confirm(chosen, shopper)
        shown = self.shelf.shown(shopper.selection)
        return _which(shown, shopper.language) if shown else self.ask_category(shopper)


def _confirm(chosen: Product, shopper: Shopper) -> Reply:
    title = chosen.title(shopper.language)
    if not chosen.in_stock:
        return Reply((Say("utter_chosen_sold_out", {"title": title}),))
    said = {"title": title, "price": formatted.price(chosen.price, shopper.language), "url": chosen.url}
    state = replace(shopper.selection, chosen=chosen.id, focus=chosen.id)
    return Reply((Say("utter_chosen", said),), selection=state)


def _which(shown: tuple[Product, ...], language: str) -> Reply:
    chips = tuple(
        {"title": p.title(language), "payload": f'/choose_product{{"product_ref": {{"id": "{p.id}"}}}}'} for p in shown
    )
    return Reply((Say("utter_choose_which", chips=chips),))
