"""Selection: from what the shopper says to three products, and on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from actions.base import Reply, Say
from actions.general import INSPIRE, PRODUCT_DETAIL, answer_which, missed
from actions.offering import Offering
from actions.pointing import pointed_at
from actions.refining import Refinement
from actions.searching import thing_asked
from actions.shopper import ASK_GIFT_BUDGET, Shopper
from actions.told import bare_amount, household_said
from actions.way_out import side_taken
from bot.language.entities import Entity
from bot.language.requests import asks_for_advice, service_in
from bot.selection.answering import keeps_budget, needs_said
from bot.selection.household import household
from bot.selection.ideas import leads
from bot.selection.phrases import asks, recipient
from bot.selection.wishes import price_wishes

DELIVERY_TERMS = "action_delivery_terms"
TOLD = 4
"""Words in the shortest message that tells something of whom it is for or what they love."""


class Choice(Offering):
    """What a need and another wish share: whether the message changes what is on show or begins a new choice."""

    def changed(self, shopper: Shopper) -> Reply:
        """The reply to a need or a wish: on what is on show, or a new choice."""
        if asks("restart", shopper.text) and not shopper.entity("category"):
            return self.begin_anew(shopper)
        category = self.category_for(shopper)
        if not shopper.entity("category") and (thing := thing_asked(shopper)):
            return self.not_sold(shopper, thing)
        if category is None and pointed_at(shopper, self.shelf):
            return Reply(handed_to=PRODUCT_DETAIL)
        if category is None:
            gift = recipient(shopper.text, shopper.language)
            told = shopper.selection.shown or len(shopper.text.split()) >= TOLD
            ideas = (
                gift
                or asks("undecided", shopper.text)
                or (shopper.selection.shown and price_wishes(shopper.entities))
                or (told and leads(shopper.text, self.services.catalogue.categories()))
            )
            return Reply(handed_to=INSPIRE) if ideas else self.ask_category(shopper)
        if state := side_taken(shopper):
            return self.offer(shopper, category, state)
        if shopper.selection.category == category.key and shopper.selection.shown:
            return Refinement(self, shopper, category).reply()
        begun = self.begun(shopper, category)
        response, said = household_said(shopper, category)
        if keeps_budget(shopper.text) and begun.constraints:
            response = "utter_same_budget"
        return self.offer(shopper, category, begun, response, said)


class FindProducts(Choice):
    """A need becomes three products with the facts that matter to it."""

    action_name = "action_find_products"

    async def sell(self, shopper: Shopper) -> Reply:
        """Read the wishes and show what fits; without a category, ask for it."""
        if shopper.pending == ASK_GIFT_BUDGET and price_wishes(shopper.entities) and not shopper.entity("category"):
            return Reply(handed_to=INSPIRE)
        known = self.category_for(shopper)
        counts = bool(known and (bare_amount(shopper, known) or needs_said(shopper.text, known)))
        if shopper.entities or household(shopper.text) or counts or asks("restart", shopper.text):
            reply = self.changed(_without_the_second(shopper))
            if reply.handed_to:
                return reply
            return replace(reply, says=(*reply.says, *self._other_category(shopper), *await self._service(shopper)))
        category = known
        if category and shopper.selection.shown and asks_for_advice(shopper.text):
            return self.advise(shopper, category)
        if thing := thing_asked(shopper):
            return self.not_sold(shopper, thing)
        # With products on show nobody is asked again what kind of product it is about.
        if not self._on_show(shopper):
            return self.changed(shopper)
        found = answer_which(shopper, self.shelf) or self.searched(shopper, shopper.text, by_name=True)
        return found or missed(shopper, "utter_not_understood")

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
