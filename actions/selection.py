"""Selection: from what the shopper says to three products, and on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from actions.general import INSPIRE, PRODUCT_DETAIL, answer_which
from actions.guessing import missed
from actions.laying_aside import carried, carried_said, laid_aside, names_only_a_kind, waiting
from actions.offering import Offering
from actions.pointing import pointed_at
from actions.refining import Refinement
from actions.reply import Reply, Say
from actions.searching import thing_asked
from actions.second import OFFERED, kept
from actions.shopper import ASK_GIFT_BUDGET, Shopper
from actions.told import HOUSEHOLD, bare_amount, household_said
from actions.way_out import side_taken
from bot.language.entities import Entity
from bot.language.requests import asks_for_advice, unknown_values
from bot.selection.answering import asks_of_it, keeps_budget, needs_said, wants_quiet
from bot.selection.household import Household, household
from bot.selection.ideas import leads
from bot.selection.phrases import asks, recipient
from bot.selection.wishes import price_wishes
from bot.shop.ports import Category

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
        if category is None:
            return self._of_no_kind(shopper)
        if state := side_taken(shopper):
            return self.offer(shopper, category, state)
        if shopper.selection.category == category.key and shopper.selection.shown:
            return Refinement(self, shopper, category).reply()
        return self._turned(shopper, category)

    def _of_no_kind(self, shopper: Shopper) -> Reply:
        """The reply while nobody knows which kind of product is sought."""
        if pointed_at(shopper, self.shelf):
            return Reply(handed_to=PRODUCT_DETAIL)
        if (lives := household(shopper.text)) and not shopper.names_a_wish():
            return self._household_noted(shopper, lives)
        return Reply(handed_to=INSPIRE) if self._wants_ideas(shopper) else self.ask_category(shopper)

    def _wants_ideas(self, shopper: Shopper) -> bool:
        """Whether it is told for whom, for what or for how much something is sought, and not what."""
        shown, told = shopper.selection.shown, len(shopper.text.split()) >= TOLD
        if recipient(shopper.text, shopper.language) or asks("undecided", shopper.text):
            return True
        if shown and price_wishes(shopper.entities):
            return True
        return bool(shown or told) and bool(leads(shopper.text, self.services.catalogue.categories()))

    def _turned(self, shopper: Shopper, category: Category) -> Reply:
        """A choice that begins, or goes on where it was laid aside; what is carried over is said."""
        slots = laid_aside(shopper, category)
        before = waiting(shopper, category)
        if before and names_only_a_kind(shopper):
            response = "utter_back_to_choice" if before.constraints or before.needs else ""
            reply = self.offer(shopper, category, replace(before, question=None), response)
            return replace(reply, slots={**reply.slots, **slots})
        begun = replace(self.begun(shopper, category), quiet=wants_quiet(shopper.text))
        response, said = household_said(shopper, category)
        asked_to = keeps_budget(shopper.text) and begun.constraints
        kept = () if asked_to else tuple(c for c in begun.constraints if c in carried(shopper, category))
        reply = self.offer(shopper, category, begun, "utter_same_budget" if asked_to else response, said)
        if kept and reply.says:
            words, chips = carried_said(kept, category, shopper.language)
            shown = replace(reply.says[0], chips=(*chips, *reply.says[0].chips))
            reply = replace(reply, says=(Say("utter_carried", {"kept": words}), shown, *reply.says[1:]))
        return replace(reply, slots={**reply.slots, **slots})

    def _household_noted(self, shopper: Shopper, lives: Household) -> Reply:
        """Who lives there is remembered for when it is known what is sought."""
        names, chips = self.assortment(shopper)
        fields = {"household": lives.told(shopper.language), "categories": names}
        return Reply((Say("utter_household_noted", fields, chips=chips),), slots={HOUSEHOLD: shopper.text})


class FindProducts(Choice):
    """A need becomes three products with the facts that matter to it."""

    action_name = "action_find_products"

    async def sell(self, shopper: Shopper) -> Reply:
        """Read the wishes and show what fits; without a category, ask for it."""
        if shopper.pending == ASK_GIFT_BUDGET and price_wishes(shopper.entities) and not shopper.entity("category"):
            return Reply(handed_to=INSPIRE)
        known = self.category_for(shopper)
        counts = bool(known and (bare_amount(shopper, known) or needs_said(shopper.text, known)))
        counts = counts or bool(known and unknown_values(shopper.text, shopper.entities))
        if shopper.entities or household(shopper.text) or counts or asks("restart", shopper.text):
            reply = self.changed(_without_the_second(shopper))
            if reply.handed_to:
                return reply
            return self._with_the_second(shopper, reply)
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

    def _with_the_second(self, shopper: Shopper, reply: Reply) -> Reply:
        """The reply with a second kind of product in the message, which is offered next: a yes goes on with it."""
        other = next(_second(shopper), None)
        category = self.shelf.category(str(other.value)) if other else None
        if other is None or category is None:
            return reply
        name = category.labels[shopper.language].lower()
        said = Say("utter_other_category", {"category": name}, chips=({"title": name, "payload": name},))
        named = replace(shopper, text=name, intent="state_need", entities=(replace(other, start=0, end=len(name)),))
        return replace(reply, says=(*reply.says, said), slots={**reply.slots, OFFERED: kept(named)})


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
        if shopper.selection.shown and asks_of_it(shopper.text) and pointed_at(shopper, self.shelf):
            return Reply(handed_to=PRODUCT_DETAIL)
        return self.changed(shopper)
