"""Selection: from what the shopper says to three products, and on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from actions.base import Reply, Say
from actions.general import INSPIRE, PRODUCT_DETAIL, missed
from actions.offering import Offering, bare_amount, household_said
from actions.pointing import pointed_at
from actions.refining import Refinement
from actions.shopper import ASK_GIFT_BUDGET, Shopper
from bot.language.entities import Entity
from bot.language.requests import asks_for_advice, service_in, unknown_thing
from bot.selection.household import household
from bot.selection.phrases import asks, recipient
from bot.selection.wishes import price_wishes

DELIVERY_TERMS = "action_delivery_terms"


class Choice(Offering):
    """What a need and another wish share: whether the message changes what is on show or begins a new choice."""

    def changed(self, shopper: Shopper) -> Reply:
        """The reply to a need or a wish: on what is on show, or a new choice."""
        if asks("restart", shopper.text) and not shopper.entity("category"):
            return self.begin_anew(shopper)
        category = self.category_for(shopper)
        if not shopper.entity("category") and (thing := unknown_thing(shopper.text, shopper.entities)):
            return self.not_sold(shopper, thing)
        if category is None and pointed_at(shopper, self.shelf):
            return Reply(handed_to=PRODUCT_DETAIL)
        if category is None:
            gift = recipient(shopper.text, shopper.language)
            ideas = (
                gift or asks("undecided", shopper.text) or (shopper.selection.shown and price_wishes(shopper.entities))
            )
            return Reply(handed_to=INSPIRE) if ideas else self.ask_category(shopper)
        if shopper.selection.category == category.key and shopper.selection.shown:
            return Refinement(self, shopper, category).reply()
        return self.offer(shopper, category, self.begun(shopper, category), *household_said(shopper, category))


class FindProducts(Choice):
    """A need becomes three products with the facts that matter to it."""

    action_name = "action_find_products"

    async def sell(self, shopper: Shopper) -> Reply:
        """Read the wishes and show what fits; without a category, ask for it."""
        if shopper.pending == ASK_GIFT_BUDGET and price_wishes(shopper.entities) and not shopper.entity("category"):
            return Reply(handed_to=INSPIRE)
        known = self.category_for(shopper)
        counts = bool(known and bare_amount(shopper, known))
        if shopper.entities or household(shopper.text) or counts or asks("restart", shopper.text):
            reply = self.changed(_without_the_second(shopper))
            if reply.handed_to:
                return reply
            return replace(reply, says=(*reply.says, *self._other_category(shopper), *await self._service(shopper)))
        category = known
        if category and shopper.selection.shown and asks_for_advice(shopper.text):
            return self.advise(shopper, category)
        if thing := unknown_thing(shopper.text, ()):
            return self.not_sold(shopper, thing)
        # With products on show nobody is asked again what kind of product it is about.
        return missed(shopper, "utter_not_understood") if self._on_show(shopper) else self.changed(shopper)

    def _on_show(self, shopper: Shopper) -> bool:
        asked = (asks(what, shopper.text) for what in ("more", "other_brand", "undecided"))
        return bool(shopper.selection.shown) and not any(asked)

    async def _service(self, shopper: Shopper) -> tuple[Say, ...]:
        """What the shop does around a product, when the same message asks for that: "en wat kost verzenden?"."""
        asked = service_in(shopper.text) and "?" in shopper.text
        return (await self.colleagues[DELIVERY_TERMS].answer(shopper)).says if asked else ()

    def _other_category(self, shopper: Shopper) -> Iterator[Say]:
        """A second kind of product in one message is not forgotten: it is offered next."""
        for other in _second(shopper):
            if category := self.shelf.category(str(other.value)):
                name = category.labels[shopper.language].lower()
                yield Say("utter_other_category", {"category": name}, chips=({"title": name, "payload": name},))


def _second(shopper: Shopper) -> Iterator[Entity]:
    """Further kinds of products in one message: "een laptop en een koptelefoon"."""
    named = [e for e in shopper.entities if e.kind == "category" and not e.negated]
    for first, other in pairwise(named):
        joined = shopper.text[first.end : other.start].lower().split()
        if first.value != other.value and {"en", "and", "&", "+"} & set(joined):
            yield other


def _without_the_second(shopper: Shopper) -> Shopper:
    """The message up to a second kind of product: what is said behind that is about it."""
    end = next((e.start for e in _second(shopper)), len(shopper.text))
    return replace(shopper, entities=tuple(e for e in shopper.entities if e.start < end))


class RefineChoice(Choice):
    """Another wish, or a critique of what is on show, gives another three."""

    action_name = "action_refine_choice"

    async def sell(self, shopper: Shopper) -> Reply:
        """Change the choice; when nothing was chosen from yet, it is a need after all."""
        return self.changed(shopper)
