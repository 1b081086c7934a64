"""Transaction: a product is chosen, and the shopper is taken to where it can be ordered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from actions import verdicts
from actions.base import SalesAction
from actions.beside import ACCESSORIES_TOLD, ENOUGH_TOLD, accessories_said, enough_instead, enough_said, instead_of
from actions.fitting import unit_of
from actions.general import PRODUCT_DETAIL
from actions.guessing import missed
from actions.offering import Offering, not_shown
from actions.pointing import all_pointed_at, pointed_at, points_past, talked_about
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from actions.verdicts import at_sight
from bot.language.care import quantity_in, says
from bot.language.requests import asks_for_advice, goes_on
from bot.selection import format as formatted
from bot.selection.answering import names_the_other, takes
from bot.selection.cards import card
from bot.selection.phrases import asked_concept
from bot.selection.reasons import fits
from bot.selection.state import State
from bot.selection.wishes import is_critique, wishes
from bot.shop.ports import Category, Product
from bot.shop.wording import listed

MOST_PIECES = 999


class ChooseProduct(Offering):
    """The choice is confirmed with price and place to order, or said to be sold out."""

    action_name = "action_choose_product"

    async def sell(self, shopper: Shopper) -> Reply:
        """Confirm the product meant; ask which one when that is not clear, and take a wish for what it is."""
        shown = self.shelf.shown(shopper.selection)
        if names_the_other(shopper.text) and len(shown) > 1:
            return self._other_one(shopper, shown)
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
            return self.confirmed((chosen,), shopper)
        return _which(shown, shopper.language) if shown else self.ask_category(shopper)

    def _no_choice(self, shopper: Shopper, shown: tuple[Product, ...]) -> Reply | None:
        """The reply when nothing is chosen after all: a complaint, a doubt, a question, or none of those on show."""
        pointed = all_pointed_at(shopper, self.shelf)
        if len(pointed) > 1 and says("joined", shopper.text) and not says("in_doubt", shopper.text):
            return self.confirmed(pointed, shopper)
        if any(is_critique(e) for e in shopper.entities):
            return Reply(handed_to=FIND_PRODUCTS)
        if shown and points_past(shopper, self.shelf):
            return not_shown(shown, shopper.language)
        if shopper.upset and not (pointed and _firmly(shopper)):
            return missed(shopper, "utter_not_understood")
        asked = shown and not pointed and asks_for_advice(shopper.text)
        carried_on = pointed and (goes_on(shopper.text) or _asks_of_it(shopper))
        return Reply(handed_to=PRODUCT_DETAIL) if asked or len(pointed) > 1 or carried_on else None

    def _other_one(self, shopper: Shopper, shown: tuple[Product, ...]) -> Reply:
        """The one on show that was not chosen or talked about; which of them, when there are more."""
        known = (shopper.selection.chosen, shopper.selection.focus)
        others = tuple(p for p in shown if p.id not in known)
        return self.confirmed(others, shopper) if len(others) == 1 else _which(others, shopper.language)

    def confirmed(self, chosen: Sequence[Product], shopper: Shopper) -> Reply:
        """The choice with its price and where to order it, and, once, that the old one may go along."""
        gone = [p for p in chosen if not p.in_stock]
        if gone:
            return self._sold_out(gone[0], shopper)
        before = shopper.selection
        kind = "impulse" if at_sight(before) else before.need_kind
        state = replace(before, chosen=chosen[0].id, focus=chosen[0].id, question=None, need_kind=kind)
        pairs = [(p, category) for p in chosen if (category := self.shelf.category(p.category))]
        taken = self._taken_back(pairs, shopper)
        cards = tuple(card for p in chosen if (card := sold(self, p, replace(shopper, selection=state))))
        said = _chosen(chosen, cards, shopper)
        beside, told = self._beside(pairs, shopper)
        slots = {**({"take_back_told": True} if taken else {}), **told}
        cheaper = any(name == ENOUGH_TOLD for name in told)
        happened = tuple(h for p, c in pairs for h in verdicts.chosen(p, c, before, cheaper_was_enough=cheaper))
        return Reply((said, *taken, *beside), selection=state, slots=slots, happened=happened)

    def _sold_out(self, product: Product, shopper: Shopper) -> Reply:
        """That it cannot be sent now, with what is like it and can."""
        category, language = self.shelf.category(product.category), shopper.language
        state = shopper.selection
        said = {"title": product.title(language)}
        others = instead_of(self.shelf, product, category, state) if category else ()
        if category is None or not others:
            return Reply((Say("utter_chosen_sold_out", said),))
        judged = state if state.category == category.key else State(category=category.key)
        cards = tuple(card(p, category, judged, language) for p in others)
        shown = replace(judged, shown=tuple(p.id for p in others), focus=None, topic=None)
        return Reply((Say("utter_sold_out_instead", said, cards=cards),), selection=shown)

    def _beside(
        self, chosen: Sequence[tuple[Product, Category]], shopper: Shopper
    ) -> tuple[tuple[Say, ...], dict[str, Any]]:
        """Beside the choice of one product: a cheaper one that is enough, each once, else once what goes with it."""
        if len(chosen) != 1:
            return (), {}
        (product, category), told = chosen[0], list(shopper.slots.get(ENOUGH_TOLD) or ())
        cheaper = enough_instead(self.shelf, product, category, shopper)
        if cheaper and cheaper.id not in told:
            return (enough_said(cheaper, product, shopper.language),), {ENOUGH_TOLD: [*told, cheaper.id]}
        if shopper.slots.get(ACCESSORIES_TOLD):
            return (), {}
        says = accessories_said(self.shelf, product, category, shopper.language)
        return says, {ACCESSORIES_TOLD: True} if says else {}

    def _taken_back(self, chosen: Sequence[tuple[Product, Category]], shopper: Shopper) -> tuple[Say, ...]:
        """That the old one may go along, as the law wants said before an order; once in a conversation."""
        kinds = [c for p, c in chosen if self.services.terms.take_back.covers(p)]
        if not kinds or shopper.slots.get("take_back_told"):
            return ()
        return (Say("utter_take_back_offer", {"category": kinds[0].labels[shopper.language].lower()}),)

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


class AddToCart(ChooseProduct):
    """A product goes into the basket by the link on its card; what is in the basket is told from the page."""

    action_name = "action_add_to_cart"

    async def sell(self, shopper: Shopper) -> Reply:
        """Tell what is in the basket when that is asked, else take it as a choice."""
        asks = says("asks_content", shopper.text) or says("asks_how", shopper.text)
        if says("basket", shopper.text) and asks and not all_pointed_at(shopper, self.shelf):
            return basket_told(self, shopper)
        return await super().sell(shopper)


def basket_told(action: SalesAction, shopper: Shopper) -> Reply:
    """What is in the basket, as the page tells it; nothing is said when it does not."""
    lines = basket_lines(action, shopper)
    if lines is None:
        return Reply((Say("utter_basket_unknown"),))
    if not lines:
        return Reply((Say("utter_basket_empty"),))
    named = [f"{n}× {p.title(shopper.language)}" if n > 1 else p.title(shopper.language) for p, n in lines]
    total = formatted.price(sum(p.price * n for p, n in lines), shopper.language)
    return Reply((Say("utter_basket", {"titles": listed(named, shopper.language), "total": total}),))


def basket_lines(action: SalesAction, shopper: Shopper) -> list[tuple[Product, int]] | None:
    """The products in the basket with how many; None when the page does not tell."""
    told = shopper.page.get("basket")
    if not isinstance(told, list):
        return None
    entries = [e for e in told if isinstance(e, Mapping)]
    found = ((action.services.catalogue.product(str(e.get("product"))), e.get("quantity")) for e in entries)
    return [(p, n if isinstance(n, int) and 0 < n <= MOST_PIECES else 1) for p, n in found if p]


def sold(action: SalesAction, product: Product, shopper: Shopper) -> dict[str, Any] | None:
    """The card of a product with the link that offers it in the basket; None when its kind is gone."""
    category = action.services.shelf.category(product.category)
    if category is None:
        return None
    drawn = card(product, category, shopper.selection, shopper.language)
    template = action.services.cart_url
    buyable = bool(template and product.in_stock)
    return drawn | ({"cart_url": template.replace("{id}", quote(product.id, safe=""))} if buyable else {})


def _asks_of_it(shopper: Shopper) -> bool:
    """Whether something is said of the product that is named, and it is not taken: "maakt den eerste veel lawaai"."""
    said = shopper.entity("attribute") or shopper.entity("wish") or asked_concept(shopper.text)
    return bool(said) and not takes(shopper.text)


def _firmly(shopper: Shopper) -> bool:
    """Whether a product is named by more than "this": in anger that may be anything."""
    return any(e.kind == "product_ref" and e.value != {"this": True} for e in shopper.entities)


def _chosen(chosen: Sequence[Product], cards: Sequence[Mapping[str, Any]], shopper: Shopper) -> Say:
    """The choice in words: one with its energy label as far as it has one, one several times, or several."""
    titles = [p.title(shopper.language) for p in chosen]
    pieces = quantity_in(shopper.text)
    total = formatted.price(sum(p.price for p in chosen) * pieces, shopper.language)
    if len(chosen) > 1:
        return Say(
            "utter_chosen_these", {"titles": listed(titles, shopper.language), "price": total}, cards=tuple(cards)
        )
    fields = {"title": titles[0], "price": total}
    if pieces > 1:
        return Say("utter_chosen_pieces", {**fields, "quantity": str(pieces)}, cards=tuple(cards))
    energy = next((c["energy"] for c in cards if c.get("energy")), "")
    said = "utter_chosen_energy" if energy else "utter_chosen"
    return Say(said, {**fields, **({"energy": energy} if energy else {})}, cards=tuple(cards))


def _which(shown: tuple[Product, ...], language: str) -> Reply:
    chips = tuple({"title": p.title(language), "payload": _payload(p)} for p in shown)
    return Reply((Say("utter_choose_which", chips=chips),))


def _payload(product: Product) -> str:
    # As JSON: an id of a feed may hold a quote or a line end.
    return "/choose_product" + json.dumps({"product_ref": {"id": product.id}})
