"""What is said beside a choice: a cheaper one that is enough, what goes with it, and what there is instead."""

from __future__ import annotations

import json
from collections.abc import Mapping

from actions.reply import Say
from actions.shelf import Shelf
from actions.shopper import Shopper
from bot.selection import format as formatted
from bot.selection.accessories import Offered, accessories
from bot.selection.alternatives import alternatives
from bot.selection.enough import enough
from bot.selection.state import State
from bot.shop.ports import Category, Product
from bot.shop.wording import listed

ENOUGH_TOLD, ACCESSORIES_TOLD = "enough_told", "accessories_told"
"""Slots that remember what is said once in a conversation: ids of the cheaper ones that were named, or whether."""


def enough_instead(shelf: Shelf, product: Product, category: Category, shopper: Shopper) -> Product | None:
    """A clearly cheaper product that does all that was wished as well as `product`; None when there is none."""
    state, view = shopper.selection, shelf.view(category)
    place = view.place(product.id)
    if place is None or state.category != category.key or _chosen_knowingly(shopper):
        return None
    shown = [at for i in state.shown if (at := view.place(i)) is not None]
    found = enough(view, category, state, place, shown)
    return None if found is None else next(iter(shelf.products([view.ids[found]])), None)


def _chosen_knowingly(shopper: Shopper) -> bool:
    """Whether it was picked for being the most of something, or after they stood side by side."""
    best = any(isinstance(e.value, Mapping) and "best" in e.value for e in shopper.entities)
    return best or any(said.startswith("utter_compared") for said in shopper.answered)


def enough_said(cheaper: Product, product: Product, language: str) -> Say:
    """That the cheaper one is enough, and how much it saves."""
    said = {
        "title": cheaper.title(language),
        "reference": product.title(language),
        "difference": formatted.spoken_price(product.price - cheaper.price, language),
    }
    return Say("utter_enough", said, chips=(_chip(cheaper, "choose_product", language),))


def accessories_said(shelf: Shelf, product: Product, category: Category, language: str) -> tuple[Say, ...]:
    """What goes with the product, with prices; nothing when the shop sells no such thing."""
    kinds = ((a, shelf.category(a.category)) for a in category.accessories)
    offered = [Offered(a, kind, shelf.view(kind)) for a, kind in kinds if kind]
    found = shelf.products(accessories(product, category, offered))
    if not found:
        return ()
    named = [f"{p.title(language)} ({formatted.spoken_price(p.price, language)})" for p in found]
    chips = tuple(_chip(p, "ask_product_detail", language) for p in found)
    return (Say("utter_accessories", {"titles": listed(named, language)}, chips=chips),)


def instead_of(shelf: Shelf, product: Product, category: Category, state: State) -> tuple[Product, ...]:
    """What can be had for about as much and the same needs, the most alike first."""
    view = shelf.view(category)
    place = view.place(product.id)
    if place is None:
        return ()
    wished = state if state.category == category.key else State(category=category.key)
    return shelf.products(view.ids[at] for at in alternatives(view, category, wished, place))


def _chip(product: Product, intent: str, language: str) -> dict[str, str]:
    # As JSON: an id of a feed may hold a quote or a line end.
    return {
        "title": product.title(language),
        "payload": f"/{intent}" + json.dumps({"product_ref": {"id": product.id}}),
    }
