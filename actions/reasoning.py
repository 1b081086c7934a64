"""Selection: why a product is shown, from the facts and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from actions.beside import ENOUGH_TOLD, enough_instead, enough_said
from actions.general import COMPARE_PRODUCTS, RECOMMENDATION_REASON
from actions.offering import Offering, not_shown
from actions.pending import ORDER_FORM
from actions.pointing import all_pointed_at, points_past, talked_about
from actions.reading import BARE_WORD
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from bot.selection.answering import is_beside
from bot.selection.state import State
from bot.selection.telling import reasons
from bot.shop.ports import Category, Product


class RecommendationReason(Offering):
    """What speaks for and against a product: wishes met, missed and unknown, and how it stands beside the others."""

    action_name = RECOMMENDATION_REASON

    async def sell(self, shopper: Shopper) -> Reply:
        """Give the reasons for the product meant; of several on show for the first, the others within reach."""
        shown = self.shelf.shown(shopper.selection)
        if shown and points_past(shopper, self.shelf):
            return not_shown(shown, shopper.language)
        if any(e.kind == "product_ref" and is_beside(shopper.text, e.start) for e in shopper.entities):
            return Reply(handed_to=COMPARE_PRODUCTS)
        meant = next(iter(all_pointed_at(shopper, self.shelf)), None) or talked_about(shopper, self.shelf)
        product = meant or next(iter(shown), None)
        category = self.shelf.category(product.category) if product else None
        if product is None and shopper.loop == ORDER_FORM:
            return Reply(handed_to=BARE_WORD)  # "waarom" is about what is asked
        if product is None or category is None:
            return Reply(handed_to=FIND_PRODUCTS) if self.category_for(shopper) else self.ask_category(shopper)
        said = self._reasons(product, shown, category, shopper)
        others = () if meant else [p for p in shown if p.id != product.id]
        says = [replace(said, chips=_chips(others, shopper.language))]
        told, slots = list(shopper.slots.get(ENOUGH_TOLD) or ()), {}
        cheaper = enough_instead(self.shelf, product, category, shopper)
        if cheaper and cheaper.id not in told:
            says.append(enough_said(cheaper, product, shopper.language))
            slots = {ENOUGH_TOLD: [*told, cheaper.id]}
        return Reply(tuple(says), selection=replace(shopper.selection, focus=product.id), slots=slots)

    def _reasons(self, product: Product, shown: Sequence[Product], category: Category, shopper: Shopper) -> Say:
        state = shopper.selection if shopper.selection.category == category.key else State()
        among = [p for p in shown if p.category == category.key] if product in shown else [product]
        told = reasons(product, among, category, state, shopper.language)
        title = product.title(shopper.language)
        if not told:
            return Say("utter_reason_none", {"title": title})
        return Say("utter_reason", {"title": title, "reasons": "\n".join(told)})


def _chips(products: Sequence[Product], language: str) -> tuple[dict[str, str], ...]:
    """The other products by name, which can be typed as well."""
    return tuple({"title": p.title(language), "payload": _payload(p)} for p in products)


def _payload(product: Product) -> str:
    # As JSON: an id of a feed may hold a quote or a line end.
    return "/ask_recommendation_reason" + json.dumps({"product_ref": {"id": product.id}})
