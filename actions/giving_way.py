"""Giving way: a bound or a value that a message allows to be otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from actions.about_shown import REFUSABLE, AboutShown
from actions.reply import Reply
from actions.way_out import OFFERED, agrees_to_way_out, given_way
from actions.wording import wished
from bot.language.entities import Entity
from bot.language.requests import permits
from bot.selection import format as formatted
from bot.selection.cards import spoken
from bot.selection.compromise import ways_out
from bot.selection.reasons import fits
from bot.selection.relaxation import relaxations
from bot.selection.state import Constraint, Op, State
from bot.selection.wishes import wishes
from bot.shop.ports import Attribute, Better

ROOMIER = 1.25
"""How far a bound gives way when a little more is allowed: "iets duurder mag ook"."""


class Permission(AboutShown):
    """A message that allows what stood against a wish."""

    __slots__ = ()

    def reply(self) -> Reply | None:
        """A bound gives way to what is allowed: "iets duurder mag ook", "elektrisch mag ook"."""
        if agrees_to_way_out(self.shopper):
            return self._as_offered(())
        for wish in self.critiques():
            attribute, bound = self.meant(wish), self._bound(wish)
            if attribute and bound and permits(self.shopper.text, wish):
                higher = self.toward(wish, attribute) is Better.HIGHER
                return self._as_offered([attribute.key]) or self._roomier(attribute, bound, higher=higher)
        named = [a.key for a in self.named() for e in self.shopper.entities if permits(self.shopper.text, e)]
        return self._as_offered(named) or self._allowed()

    def _as_offered(self, keys: Sequence[str]) -> Reply | None:
        """What was just offered as a way out, when only that is allowed, or all is: as far as there is something."""
        agreed = not keys and agrees_to_way_out(self.shopper)
        if not agreed and (not keys or not any(said.startswith(OFFERED) for said in self.shopper.answered)):
            return None
        state, language = self.shopper.selection, self.shopper.language
        ways = relaxations(self.action.shelf.view(self.category), self.category, state)
        way = next((w for w in ways if agreed or [c.attribute for c in w.give_up] == list(dict.fromkeys(keys))), None)
        if way is None:
            return None
        said = {"wish": ways_out([way], self.category, language)}
        return self.action.offer(self.shopper, self.category, given_way(state, way), "utter_roomier", said)

    def _allowed(self) -> Reply | None:
        """A value or a feature that may be there as well is no must: what stood against it goes."""
        text, state = self.shopper.text, self.shopper.selection
        said = [e for e in self.shopper.entities if e.kind in REFUSABLE and not e.negated and permits(text, e)]
        allowed = wishes(said, self.category) if "?" not in text else ()
        if not allowed:
            return None
        keys = [c.attribute for c in allowed]
        against = tuple(c for c in state.constraints if c.attribute in keys)
        wider = [
            replace(old, value=tuple(dict.fromkeys((*old.value, *new.value))))
            for new in allowed
            for old in against
            if old.op == new.op == "in"
            and old.attribute == new.attribute
            and isinstance(old.value, tuple)
            and isinstance(new.value, tuple)
        ]
        open_again = replace(state, constraints=tuple(c for c in state.constraints if c not in against))
        language = self.shopper.language
        either = wished(self.category, State(constraints=tuple(wider)), language)
        said_so = {"label": either or ", ".join(spoken(self.category, key, language) for key in keys)}
        response = "utter_allowed" if against else "utter_left_open"
        return self.action.offer(self.shopper, self.category, open_again.with_wishes(wider), response, said_so)

    def _bound(self, wish: Entity) -> Constraint | None:
        """The wish for a number that stands in the way of what is allowed."""
        attribute = self.meant(wish)
        side = "upper" if attribute and self.toward(wish, attribute) is Better.HIGHER else "lower"
        known = self.shopper.selection.constraints
        bounds = [c for c in known if attribute and c.attribute == attribute.key and side in c.sides()]
        return next((c for c in bounds if isinstance(c.value, float)), None)

    def _in_return(self) -> Iterator[Constraint]:
        """What is wanted for it: "stiller" in "mag iets duurder als hij stiller is"."""
        for wish in self.critiques():
            attribute = self.meant(wish)
            if attribute and attribute.better is not Better.TASTE and not permits(self.shopper.text, wish):
                yield Constraint(attribute.key, cast(Op, self.toward(wish, attribute).value), None, False, "wish", 0)

    def _roomier(self, attribute: Attribute, bound: Constraint, *, higher: bool) -> Reply:
        """What lies between the old bound and the new one, when there is any."""
        old, state = float(cast(float, bound.value)), self.shopper.selection
        op, beyond = ("le", "higher") if higher else ("ge", "lower")
        new = round(old * ROOMIER if higher else old / ROOMIER, 2)
        wider = Constraint(attribute.key, cast(Op, op), new, bound.hard, "permission", 0)
        roomier = state.without(attribute.key, "upper" if higher else "lower").with_wishes([wider, *self._in_return()])
        gained = replace(roomier, constraints=(*roomier.constraints, replace(bound, op=cast(Op, beyond), hard=True)))
        found = self.action.shelf.shortlist(self.category, gained)
        said = {"wish": formatted.wish(attribute, wider, self.shopper.language)}
        if found.fits_all and all(fits(p, wider, attribute.unit) for p in found.products):
            return self.action.show(self.shopper, self.category, roomier, found, "utter_roomier", said)
        return self.action.offer(self.shopper, self.category, roomier, "utter_roomier", said)
