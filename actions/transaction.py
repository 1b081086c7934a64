"""Transaction: a product is chosen, and the shopper is taken to where it can be ordered."""

from __future__ import annotations

import json
from dataclasses import replace

from actions.base import Reply, Say
from actions.general import FIND_PRODUCTS, PRODUCT_DETAIL, missed
from actions.offering import Offering, not_shown, unit_of
from actions.pointing import all_pointed_at, pointed_at, points_past, talked_about
from actions.shopper import Shopper
from bot.language.requests import asks_for_advice, goes_on
from bot.selection import format as formatted
from bot.selection.cards import card
from bot.selection.reasons import fits
from bot.selection.wishes import is_critique, wishes
from bot.shop.ports import Category, Product


class ChooseProduct(Offering):
    """The choice is confirmed with price and place to order, or said to be sold out."""

    action_name = "action_choose_product"

    async def sell(self, shopper: Shopper) -> Reply:
        """Confirm the product meant; ask which one when that is not clear, and take a wish for what it is."""
        shown = self.shelf.shown(shopper.selection)
        if other := self._no_choice(shopper, shown):
            return other
        chosen = pointed_at(shopper, self.shelf)
        if chosen is None and shopper.names_a_wish():
            described = self._described(shopper, shown)
            if not described:
                return Reply(handed_to=FIND_PRODUCTS)
            chosen, shown = (described[0] if len(described) == 1 else None), described
        # Who points at something that is not there is asked; another product is never taken for it.
        unclear = shopper.entity("product_ref") or (len(shown) > 1 and shopper.names_a_wish())
        chosen = chosen or (None if unclear else talked_about(shopper, self.shelf))
        category = self.shelf.category(chosen.category) if chosen else None
        if chosen and category:
            return _confirm(chosen, category, shopper)
        return _which(shown, shopper.language) if shown else self.ask_category(shopper)

    def _no_choice(self, shopper: Shopper, shown: tuple[Product, ...]) -> Reply | None:
        """The reply when nothing is chosen after all: a complaint, a doubt, a question, or none of those on show."""
        pointed = all_pointed_at(shopper, self.shelf)
        if any(is_critique(e) for e in shopper.entities):
            return Reply(handed_to=FIND_PRODUCTS)
        if shown and points_past(shopper, self.shelf):
            return not_shown(shown, shopper.language)
        if shopper.upset and not (pointed and _firmly(shopper)):
            return missed(shopper, "utter_not_understood")
        asked = shown and not pointed and asks_for_advice(shopper.text)
        carried_on = pointed and goes_on(shopper.text)
        return Reply(handed_to=PRODUCT_DETAIL) if asked or len(pointed) > 1 or carried_on else None

    def _described(self, shopper: Shopper, shown: tuple[Product, ...]) -> tuple[Product, ...]:
        """The shown products that are as the message says: "doe die zwarte"; none when it is another category."""
        category = self.category_for(shopper)
        if category is None:
            return ()
        said = wishes(shopper.entities, category)
        return tuple(
            p
            for p in shown
            if p.category == category.key and all(fits(p, c, unit_of(category, c.attribute)) is not False for c in said)
        )


def _firmly(shopper: Shopper) -> bool:
    """Whether a product is named by more than "this": in anger that may be anything."""
    return any(e.kind == "product_ref" and e.value != {"this": True} for e in shopper.entities)


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
    chips = tuple({"title": p.title(language), "payload": _payload(p)} for p in shown)
    return Reply((Say("utter_choose_which", chips=chips),))


def _payload(product: Product) -> str:
    # As JSON: an id of a feed may hold a quote or a line end.
    return "/choose_product" + json.dumps({"product_ref": {"id": product.id}})
