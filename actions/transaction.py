"""Transaction: a product is chosen, and the shopper is taken to where it can be ordered."""

from __future__ import annotations

from dataclasses import replace

from actions.base import Reply, Say, Shopper
from actions.pointing import pointed_at, talked_about
from actions.selection import SelectionAction
from bot.selection import format as formatted
from bot.selection.cards import card
from bot.shop.ports import Category, Product


class ChooseProduct(SelectionAction):
    """The choice is confirmed with price and place to order, or said to be sold out."""

    action_name = "action_choose_product"

    async def sell(self, shopper: Shopper) -> Reply:
        """Confirm the product meant; ask which one when that is not clear."""
        chosen = pointed_at(shopper, self.shelf) or talked_about(shopper, self.shelf)
        category = self.shelf.category(chosen.category) if chosen else None
        if chosen and category:
            return _confirm(chosen, category, shopper)
        shown = self.shelf.shown(shopper.selection)
        return _which(shown, shopper.language) if shown else self.ask_category(shopper)


def _confirm(chosen: Product, category: Category, shopper: Shopper) -> Reply:
    title = chosen.title(shopper.language)
    if not chosen.in_stock:
        return Reply((Say("utter_chosen_sold_out", {"title": title}),))
    said = {"title": title, "price": formatted.price(chosen.price, shopper.language)}
    state = replace(shopper.selection, chosen=chosen.id, focus=chosen.id)
    # The card carries the link to the page where it can be ordered.
    shown = card(chosen, category, state, shopper.language)
    return Reply((Say("utter_chosen", said, cards=(shown,)),), selection=state)


def _which(shown: tuple[Product, ...], language: str) -> Reply:
    chips = tuple(
        {"title": p.title(language), "payload": f'/choose_product{{"product_ref": {{"id": "{p.id}"}}}}'} for p in shown
    )
    return Reply((Say("utter_choose_which", chips=chips),))
