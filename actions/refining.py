"""Refining: what a message changes in a choice that is on show."""

from __future__ import annotations

from dataclasses import replace

from actions.about_shown import AboutShown
from actions.criticising import Critique
from actions.general import CHOOSE_PRODUCT, PRODUCT_DETAIL, answer_which
from actions.giving_way import Permission
from actions.guessing import missed
from actions.happened import ProductsLost
from actions.pointing import all_pointed_at, answered_which, pointed_at
from actions.reply import Reply, Say
from actions.taking_back import TakenBack
from actions.told import household_said
from actions.way_out import narrower
from bot.language.requests import asks_for_advice, asks_for_others
from bot.selection import format as formatted
from bot.selection.answering import goes_onward, needs_said, waves
from bot.selection.cards import spoken
from bot.selection.critique import referent
from bot.selection.phrases import asks
from bot.selection.state import Constraint
from bot.selection.telling import scope
from bot.shop.ports import Kind

MOST_VALUES = 7


class Refinement(AboutShown):
    """One message about the products on show."""

    __slots__ = ()

    def reply(self) -> Reply:
        """The first reading of the message that makes sense; else it is said not to be understood."""
        return (
            TakenBack(self.action, self.shopper, self.category).reply()
            or Permission(self.action, self.shopper, self.category).reply()
            or Critique(self.action, self.shopper, self.category).reply()
            or self._wished()
            or self._other_brand()
            or self._value_asked()
            or self._others()
            or self._pointed()
            or self._advised()
            or self._unknown()
            or answer_which(self.shopper, self.action.shelf)
            or missed(self.shopper, "utter_not_understood")
        )

    def _wished(self) -> Reply | None:
        new, state = self.new_wishes(), self.shopper.selection
        told = needs_said(self.shopper.text, self.category)
        again = self.shopper.entity("category") and not asks_for_others(self.shopper.text)
        if not new and not told and not again:
            return None
        response, said = household_said(self.shopper, self.category)
        needed = replace(state, needs=tuple(dict.fromkeys((*state.needs, *told))))
        reply = self.action.offer(self.shopper, self.category, self.with_new(new, needed), response, said)
        return _about_the_most(reply) if any(c.value is None for c in new) else reply

    def _other_brand(self) -> Reply | None:
        """Another brand than that of the product pointed at, talked about, or shown first."""
        if not asks("other_brand", self.shopper.text):
            return None
        shelf, state = self.action.shelf, self.shopper.selection
        than = pointed_at(self.shopper, shelf) or shelf.catalogue.product(referent(state) or "")
        if than is None or not than.brand:
            return None
        refused = Constraint("brand", "notin", (than.brand,), True, "brand", 0)
        return self.action.offer(self.shopper, self.category, state.with_wishes([refused]))

    def _value_asked(self) -> Reply | None:
        """An attribute is named without saying how it should be: ask, with the values there are."""
        attribute = next(iter(self.named()), None)
        if attribute is None or attribute.kind is Kind.TEXT:
            return None
        language = self.shopper.language
        values = attribute.values[:MOST_VALUES] if attribute.kind is Kind.CATEGORY else ()
        names = [formatted.value(attribute, value, language) for value in values]
        chips = tuple({"title": name, "payload": name} for name in names)
        said = {"label": spoken(self.category, attribute.key, language), "range": scope(attribute, language)}
        asked = "utter_ask_value" if chips or not said["range"] else "utter_ask_value_range"
        topic = replace(self.shopper.selection, topic=attribute.key)
        return Reply((Say(asked, said, chips=chips),), selection=topic)

    def _others(self) -> Reply | None:
        """What is on show, or only what is pointed at, makes way; when nothing is left, that is said."""
        state, pointed = self.shopper.selection, all_pointed_at(self.shopper, self.action.shelf)
        more = asks("more", self.shopper.text) or goes_onward(self.shopper.text)
        if not asks_for_others(self.shopper.text) and (pointed or not more):
            return None
        away = [p.id for p in pointed] or state.shown
        others = replace(state, rejected=tuple(dict.fromkeys((*state.rejected, *away))))
        if not self.action.shelf.shortlist(self.category, others).fits_all:
            ways = narrower(self.action.shelf, self.category, others, self.shopper.language)
            chips = (*(ways.chips if ways else ()), *self.chips(state))
            response = "utter_no_more" if state.constraints or state.needs else "utter_all_shown"
            return Reply((Say(response, chips=tuple({c["title"]: c for c in chips}.values())),), selection=state)
        reply = self.action.offer(self.shopper, self.category, others, "utter_others")
        reason = "unsaid" if more else "taste"
        return replace(reply, happened=(ProductsLost(self.category.key, reason, tuple(away)), *reply.happened))

    def _pointed(self) -> Reply | None:
        """A product is named and nothing is wished: tell of it."""
        pointed = all_pointed_at(self.shopper, self.action.shelf)
        if answered_which(self.shopper, pointed):
            return Reply(handed_to=CHOOSE_PRODUCT)
        return Reply(handed_to=PRODUCT_DETAIL) if pointed else None

    def _advised(self) -> Reply | None:
        """Who asks which one to take, or does not know and was not asked anything, is told."""
        asked = asks_for_advice(self.shopper.text) or (waves(self.shopper.text) and not self.shopper.selection.question)
        advice = asked and self.action.shelf.shown(self.shopper.selection)
        return self.action.advise(self.shopper, self.category) if advice else None

    def _unknown(self) -> Reply | None:
        says = self.action.unknown_wishes(self.shopper, self.category)
        return Reply(says, selection=self.shopper.selection) if says else None


def _about_the_most(reply: Reply) -> Reply:
    """The reply to "de snelste": that one is what is talked about from then on."""
    state = reply.selection
    return replace(reply, selection=replace(state, focus=state.shown[0])) if state and state.shown else reply
