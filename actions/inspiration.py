"""Orientation: ideas for who does not know yet what, over all categories and within a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.general import EXPLAIN, INSPIRE
from actions.happened import NeedTold
from actions.offering import Offering
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import ASK_GIFT_BUDGET, Shopper
from actions.way_out import narrower
from actions.wording import wished
from bot.language.requests import asks_for_others
from bot.selection.answering import goes_onward, takes_closest
from bot.selection.cards import card
from bot.selection.household import household
from bot.selection.ideas import Lead, affordable, dealt, leads, serves, within_reach
from bot.selection.needs import need
from bot.selection.phrases import asked_meaning, asks, recipient
from bot.selection.state import State
from bot.selection.wishes import price_wishes
from bot.shop.ports import Category, Product


class Inspire(Offering):
    """Ideas over all categories: the best rated within the budget, honest that nobody's taste is known."""

    action_name = INSPIRE

    async def sell(self, shopper: Shopper) -> Reply:
        """Show ideas within the budget; without one, name what there is and ask for it."""
        if shopper.entity("category"):
            return Reply(handed_to=FIND_PRODUCTS)
        if (named := asked_meaning(shopper.text)) and self.services.glossary.find(named):
            return Reply(handed_to=EXPLAIN)
        if reply := self._within(shopper):
            return reply
        budget = price_wishes(shopper.entities)
        kept = budget or shopper.selection.constraints if not shopper.selection.category else budget
        known = State(constraints=kept, need_kind="latent", rejected=_seen(shopper))
        reply = self._suiting(shopper, known) or self._rated(shopper, known)
        return replace(reply, happened=_looks_round(shopper, reply.selection or known))

    def _within(self, shopper: Shopper) -> Reply | None:
        """Amid a choice ideas are of that kind: what comes nearest, or what fits, without further questions."""
        state, category = shopper.selection, self.shelf.category(shopper.selection.category)
        led = {lead.category.key for lead in leads(shopper.text, self.services.catalogue.categories())}
        elsewhere = asks("gift", shopper.text) or recipient(shopper.text, shopper.language) or led - {state.category}
        if category is None or not state.shown or elsewhere or shopper.pending:
            return None
        if household(shopper.text):
            return Reply(handed_to=FIND_PRODUCTS)
        ways = narrower(self.shelf, category, state, shopper.language)
        if ways and takes_closest(shopper.text):
            return self.offer(shopper, category, ways.states[0], "utter_given_way", {"ways": ways.first})
        return self.offer(shopper, category, replace(state, quiet=True), "utter_quiet")

    def _suiting(self, shopper: Shopper, known: State) -> Reply | None:
        """Ideas that suit what is told of whom it is for; None when it leads nowhere, or to nothing within budget.

        The answer to what it may cost goes on from what was told before.
        """
        told = f"{shopper.text_before}. {shopper.text}" if shopper.pending == ASK_GIFT_BUDGET else shopper.text
        led = leads(told, self.services.catalogue.categories())
        found = dealt([self._serving(lead, known) for lead in led])
        if not found:
            led = tuple(replace(lead, needs=()) for lead in led)
            found = dealt([self._serving(lead, known) for lead in led])
        led = tuple(lead for lead in led if any(p.category == lead.category.key for p in found))
        if not led:
            return None
        whom = recipient(told, shopper.language)
        response = "utter_inspiration_need" + ("_gift" if whom else "") + ("" if known.constraints else "_open")
        fields = {"about": self._about(led, known, shopper), "whom": whom}
        kinds = [_name(lead.category, shopper) for lead in led] if len(led) > 1 else []
        said = Say(response, fields, self._cards(found, shopper), tuple({"title": k, "payload": k} for k in kinds))
        state = _in_one(led[0], known) if len(led) == 1 else known
        pending = "" if known.constraints else ASK_GIFT_BUDGET
        return Reply((said,), selection=replace(state, shown=_ids(found)), pending=pending)

    def _serving(self, lead: Lead, known: State) -> tuple[Product, ...]:
        """The best in stock and within the budget for what the lead tells of."""
        ranked = replace(known, constraints=known.constraints or within_reach(lead.category))
        found = self.shelf.shortlist(lead.category, _in_one(lead, ranked))
        return tuple(p for p in found.products if p.in_stock and serves(p, lead) and affordable(p, known.constraints))

    def _about(self, led: Sequence[Lead], known: State, shopper: Shopper) -> str:
        """What is gone by, in words: "sporten, prijs tot € 100"."""
        of = ((lead, need(lead.category, key)) for lead in led for key in lead.needs)
        named = [n.labels[shopper.language].lower() for _, n in of if n] or [_name(x.category, shopper) for x in led]
        price = (self._said_of(shopper, known),) if known.constraints else ()
        return ", ".join(dict.fromkeys((*named, *price)))

    def _rated(self, shopper: Shopper, known: State) -> Reply:
        """The best rated of every kind: within the budget, or within reach while there is none."""
        whom = recipient(shopper.text, shopper.language)
        found = self.shelf.ideas(
            known.constraints, small=bool(whom) or asks("gift", shopper.text), besides=known.rejected
        )
        names, chips = self.assortment(shopper)
        if not known.constraints:
            response = "utter_inspiration_whom" if whom else "utter_inspiration"
            said = Say(response, {"categories": names, "whom": whom}, cards=self._cards(found, shopper), chips=chips)
            return Reply((said,), selection=replace(known, shown=_ids(found)), pending=ASK_GIFT_BUDGET)
        price = self._said_of(shopper, known)
        if not found:
            return Reply((Say("utter_inspiration_none", {"price": price}, chips=chips),), selection=known)
        response = "utter_inspiration_gift" if whom else "utter_inspiration_budget"
        said = Say(response, {"price": price, "whom": whom}, cards=self._cards(found, shopper), chips=chips)
        return Reply((said,), selection=replace(known, shown=_ids(found)))

    def _cards(self, found: Sequence[Product], shopper: Shopper) -> tuple[dict[str, Any], ...]:
        of = ((p, self.shelf.category(p.category)) for p in found)
        return tuple(card(p, c, State(), shopper.language) for p, c in of if c)

    def _said_of(self, shopper: Shopper, known: State) -> str:
        return wished(self.services.catalogue.categories()[0], known, shopper.language)


def _in_one(lead: Lead, known: State) -> State:
    """The choice in the category that a lead leads to, with what is known of the budget."""
    return replace(known, category=lead.category.key, needs=lead.needs)


def _name(category: Category, shopper: Shopper) -> str:
    return category.labels[shopper.language].lower()


def _looks_round(shopper: Shopper, state: State) -> tuple[NeedTold, ...]:
    """That the shopper looks round, when the journey does not know it yet."""
    before = shopper.selection
    known = (before.need_kind, before.category, before.needs) == ("latent", state.category, state.needs)
    return () if known else (NeedTold("latent", state.category or "", state.needs),)


def _seen(shopper: Shopper) -> tuple[str, ...]:
    """Ideas that were shown and make way when others are asked for."""
    before = shopper.selection
    onward = asks_for_others(shopper.text) or goes_onward(shopper.text) or asks("more", shopper.text)
    return tuple(dict.fromkeys((*before.rejected, *before.shown))) if onward and not before.category else ()


def _ids(found: Sequence[Product]) -> tuple[str, ...]:
    return tuple(p.id for p in found)
