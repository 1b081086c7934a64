"""Refining: what a message changes in a choice that is on show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from actions.base import Reply, Say
from actions.general import CHOOSE_PRODUCT, PRODUCT_DETAIL, missed
from actions.offering import Offering, bare_amount, household_said, household_wishes, to_let_go
from actions.pointing import all_pointed_at, answered_which, pointed_at
from actions.remarks import objection, said_of, superlative
from actions.shopper import ASK_BUDGET, Shopper
from bot.language.entities import Entity
from bot.language.requests import asks_for_advice, asks_for_others, does_not_matter, permits
from bot.language.wishes import is_complaint
from bot.selection import format as formatted
from bot.selection.attributes import for_concept
from bot.selection.cards import spoken
from bot.selection.critique import critique, referent
from bot.selection.phrases import asks, is_taken_back, leaves_open, uninflected
from bot.selection.reasons import fits
from bot.selection.state import Constraint, Op, State
from bot.selection.telling import scope
from bot.selection.wishes import is_critique, wishes
from bot.shop.ports import Attribute, Category, Kind, Product

PRICE = "price"
ROOMIER = 1.25
"""How far a bound gives way when a little more is allowed: "iets duurder mag ook"."""
MOST_VALUES = 7
REMARK = 3
"""Words in the longest message that only remarks on what is on show: "pff duur"."""
REFUSABLE = ("value", "brand", "attribute")
NOT_BETTER = ("utter_no_cheaper", "utter_no_critique")
"""Said when nothing is as the critique asks; what was shown then stays the choice."""


@dataclass(frozen=True, slots=True)
class Refinement:
    """One message about the products on show."""

    action: Offering
    shopper: Shopper
    category: Category

    def reply(self) -> Reply:
        """The first reading of the message that makes sense; else it is said not to be understood."""
        return (
            self._left_open()
            or self._permitted()
            or self._criticised()
            or self._wished()
            or self._other_brand()
            or self._value_asked()
            or self._others()
            or self._pointed()
            or self._advised()
            or self._unknown()
            or missed(self.shopper, "utter_not_understood")
        )

    def _left_open(self) -> Reply | None:
        """What is left open ("de prijs maakt niet uit") is no wish any more."""
        keys = self._let_go()
        state = self.shopper.selection
        for key in keys:
            state = state.without(key)
        said = {"label": ", ".join(spoken(self.category, key, self.shopper.language) for key in keys)}
        if not asks("withdrawn", self.shopper.text):
            state = state.with_wishes(wishes(self._wishes(), self.category))
        return self.action.offer(self.shopper, self.category, state, "utter_left_open", said) if keys else None

    def _let_go(self) -> list[str]:
        """Keys of what does not count (any more): named, taken back with its value, or what it may cost when asked."""
        text, named = self.shopper.text, [a.key for a in self._named(features=True)]
        if asks("withdrawn", text):
            return list(dict.fromkeys([*named, *(c.attribute for c in wishes(self._wishes(), self.category))]))
        if not (does_not_matter(text) or leaves_open(text)):
            return []
        return named or ([PRICE] if self.shopper.pending == ASK_BUDGET else [])

    def _permitted(self) -> Reply | None:
        """A bound gives way to what is allowed: "iets duurder mag ook"."""
        for wish in self._critiques():
            attribute, bound = self._meant(wish), self._bound(wish)
            if attribute and bound and permits(self.shopper.text, wish):
                return self._roomier(attribute, bound, higher=said_of(wish)["better"] == "higher")
        return None

    def _bound(self, wish: Entity) -> Constraint | None:
        """The wish for a number that stands in the way of what is allowed."""
        attribute = self._meant(wish)
        side = "upper" if said_of(wish)["better"] == "higher" else "lower"
        known = self.shopper.selection.constraints
        bounds = [c for c in known if attribute and c.attribute == attribute.key and side in c.sides()]
        return next((c for c in bounds if isinstance(c.value, float)), None)

    def _roomier(self, attribute: Attribute, bound: Constraint, *, higher: bool) -> Reply:
        """What lies between the old bound and the new one, when there is any."""
        old, state = float(cast(float, bound.value)), self.shopper.selection
        op, beyond = ("le", "higher") if higher else ("ge", "lower")
        new = round(old * ROOMIER if higher else old / ROOMIER, 2)
        wider = Constraint(attribute.key, cast(Op, op), new, bound.hard, "permission", 0)
        roomier = state.without(attribute.key, "upper" if higher else "lower").with_wishes([wider])
        gained = replace(roomier, constraints=(*roomier.constraints, replace(bound, op=cast(Op, beyond), hard=True)))
        found = self.action.shelf.shortlist(self.category, gained)
        said = {"wish": formatted.wish(attribute, wider, self.shopper.language)}
        if found.fits_all and all(fits(p, wider, attribute.unit) for p in found.products):
            return self.action.show(self.shopper, self.category, roomier, found, "utter_roomier", said)
        return self.action.offer(self.shopper, self.category, roomier, "utter_roomier", said)

    def _criticised(self) -> Reply | None:
        """Better than the product pointed at, talked about, or shown first: "lichter"."""
        shopper, shelf = self.shopper, self.action.shelf
        wish = next((w for w in self._critiques() if self._meant(w)), None)
        reference = pointed_at(shopper, shelf) or shelf.catalogue.product(referent(shopper.selection) or "")
        if wish is None or reference is None:
            return None
        said, state = said_of(wish), shopper.selection.with_wishes(wishes(self._wishes(), self.category))
        changed = critique(state, reference, said["concept"], said["better"], category=self.category)
        found = self.action.shelf.shortlist(self.category, changed)
        response, words = self._critique_said(wish, reference, changed, met=bool(found.products) and found.fits_all)
        if response in NOT_BETTER:
            return Reply((Say(response, words, chips=self._chips(state)),), selection=state)
        return self.action.show(shopper, self.category, changed, found, response, words)

    def _critique_said(
        self, wish: Entity, reference: Product, changed: State, *, met: bool
    ) -> tuple[str, dict[str, str]]:
        """The response to a critique and its fields; "te zwaar" is answered with what it may weigh."""
        said, words = said_of(wish), uninflected(self.shopper.text[wish.start : wish.end].lower())
        bound = changed.constraints[-1]
        attribute = self.category.attribute(bound.attribute)
        limit = formatted.wish(attribute, bound, self.shopper.language) if attribute else words
        if said["concept"] == PRICE and said["better"] == "lower":
            return "utter_cheaper" if met else "utter_no_cheaper", {"reference": reference.title(self.shopper.language)}
        if not met or is_complaint(words) or wish not in self.shopper.entities:
            return "utter_instead" if met else "utter_no_critique", {"wish": limit}
        return "utter_critique", {"wish": words, "reference": reference.title(self.shopper.language)}

    def _wished(self) -> Reply | None:
        new = (*wishes(self._wishes(), self.category), *household_wishes(self.shopper, self.category))
        new = new or bare_amount(self.shopper, self.category)
        again = self.shopper.entity("category") and not asks_for_others(self.shopper.text)
        if not new and not again:
            return None
        response, said = household_said(self.shopper, self.category)
        return self.action.offer(self.shopper, self.category, self._with(new), response, said)

    def _with(self, new: Sequence[Constraint]) -> State:
        """The choice with what is wished now; another amount moves the bound there was: "dan 500" after "tot 400"."""
        state = self.shopper.selection
        bounds = [c for c in state.constraints if c.attribute == PRICE and c.op in ("le", "ge")]
        moved = [c for c in new if c.attribute == PRICE and (c.op == "about" or c.source == "amount")]
        if not moved or len(moved) < sum(c.attribute == PRICE for c in new):
            return state.with_wishes(new)
        if len(bounds) == 1:
            new = [replace(c, op=bounds[0].op, hard=True) if c in moved else c for c in new]
        return state.without(PRICE).with_wishes(new)

    def _other_brand(self) -> Reply | None:
        """Another brand than that of the product pointed at, talked about, or shown first."""
        if not asks("other_brand", self.shopper.text):
            return None
        shelf, state = self.action.shelf, self.shopper.selection
        than = pointed_at(self.shopper, shelf) or shelf.catalogue.product(referent(state) or "")
        if than is None:
            return None
        refused = Constraint("brand", "notin", (than.brand,), True, "brand", 0)
        return self.action.offer(self.shopper, self.category, state.with_wishes([refused]))

    def _value_asked(self) -> Reply | None:
        """An attribute is named without saying how it should be: ask, with the values there are."""
        attribute = next(iter(self._named()), None)
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
        if not asks_for_others(self.shopper.text) and (pointed or not asks("more", self.shopper.text)):
            return None
        away = [p.id for p in pointed] or state.shown
        others = replace(state, rejected=tuple(dict.fromkeys((*state.rejected, *away))))
        if not self.action.shelf.shortlist(self.category, others).fits_all:
            return Reply((Say("utter_no_more", chips=self._chips(state)),), selection=state)
        return self.action.offer(self.shopper, self.category, others, "utter_others")

    def _pointed(self) -> Reply | None:
        """A product is named and nothing is wished: tell of it."""
        pointed = all_pointed_at(self.shopper, self.action.shelf)
        if answered_which(self.shopper, pointed):
            return Reply(handed_to=CHOOSE_PRODUCT)
        return Reply(handed_to=PRODUCT_DETAIL) if pointed else None

    def _advised(self) -> Reply | None:
        advice = asks_for_advice(self.shopper.text) and self.action.shelf.shown(self.shopper.selection)
        return self.action.advise(self.shopper, self.category) if advice else None

    def _unknown(self) -> Reply | None:
        says = self.action.unknown_wishes(self.shopper, self.category)
        return Reply(says, selection=self.shopper.selection) if says else None

    def _chips(self, state: State) -> tuple[dict[str, str], ...]:
        musts = dict.fromkeys(c.attribute for c in state.constraints if c.hard and c.source != "critique")
        return to_let_go(tuple(musts), self.category, self.shopper.language)

    def _critiques(self) -> list[Entity]:
        remark = len(self.shopper.text.split()) <= REMARK
        said = (objection(e, self.category) if remark else e for e in self.shopper.entities)
        return [e for e in said if is_critique(e)]

    def _wishes(self) -> list[Entity]:
        """What is asked for, "de goedkoopste" included: here it is a wish and not one of the shown products."""
        objected = {e.start for e in self._critiques()}
        asked = [superlative(e) for e in self.shopper.entities if e.start not in objected]
        return [self._refused(e) for e in asked if e.kind != "product_ref"]

    def _refused(self, entity: Entity) -> Entity:
        back = entity.kind in REFUSABLE and is_taken_back(self.shopper.text, entity.start)
        return replace(entity, negated=True) if back else entity

    def _named(self, *, features: bool = False) -> list[Attribute]:
        """Attributes of this category that are named; those that are by themselves a wish only with `features`."""
        pairs = [p for e in self.shopper.entities if e.kind == "attribute" for p in said_of(e)["attributes"]]
        found = (self.category.attribute(key) for owner, key in pairs if owner == self.category.key)
        return [a for a in found if a and (features or a.kind is not Kind.YES_NO)]

    def _meant(self, wish: Entity) -> Attribute | None:
        return for_concept(str(said_of(wish)["concept"]), self.category)
