"""Critiques: better than the product pointed at, or like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.about_shown import PRICE, AboutShown
from actions.happened import ProductsLost
from actions.pointing import all_pointed_at, pointed_at
from actions.remarks import said_of
from actions.reply import Reply, Say
from actions.way_out import narrower
from bot.language.entities import Entity
from bot.language.wishes import is_complaint
from bot.selection import format as formatted
from bot.selection.answering import wants_alike
from bot.selection.attributes import for_concept
from bot.selection.critique import critique, referent
from bot.selection.phrases import uninflected
from bot.selection.state import State
from bot.selection.wishes import wishes
from bot.shop.ports import Product

NOT_BETTER = ("utter_no_cheaper", "utter_no_critique")
"""Said when nothing is as the critique asks; what was shown then stays the choice."""


class Critique(AboutShown):
    """A message that wants others than those on show: like one of them, or better."""

    __slots__ = ()

    def reply(self) -> Reply | None:
        """What is like it, or better; None when the message says neither."""
        return self._alike() or self._criticised()

    def _alike(self) -> Reply | None:
        """What is like a product on show: "meer zoals de tweede"; with a critique, like it and better."""
        pointed = all_pointed_at(self.shopper, self.action.shelf)
        if not pointed or not wants_alike(self.shopper.text) or "?" in self.shopper.text or self.critiques():
            return None
        state = self._liking(pointed)
        away = tuple(i for i in state.shown if i not in state.liked)
        others = replace(state, rejected=tuple(dict.fromkeys((*state.rejected, *away))))
        said = {"title": pointed[0].title(self.shopper.language)}
        wanted = self.with_new(self.new_wishes(), others)
        found = self.action.shelf.shortlist(self.category, wanted)
        if not found.fits_all or {p.id for p in found.products} <= set(state.shown):
            return Reply((Say("utter_no_more", chips=self.chips(state)),), selection=self.shopper.selection)
        return self.action.offer(self.shopper, self.category, wanted, "utter_alike", said)

    def _liking(self, pointed: Sequence[Product]) -> State:
        state = self.shopper.selection
        if not wants_alike(self.shopper.text):
            return state
        return replace(state, liked=tuple(dict.fromkeys((*state.liked, *(p.id for p in pointed)))))

    def _criticised(self) -> Reply | None:
        """Better than the product pointed at, talked about, or shown first: "lichter"."""
        shopper, shelf = self.shopper, self.action.shelf
        wish = next((w for w in self.critiques() if self.meant(w) and not self._bounded(w)), None)
        reference = pointed_at(shopper, shelf) or shelf.catalogue.product(referent(shopper.selection) or "")
        if wish is None or reference is None:
            return None
        said, state = (
            said_of(wish),
            self._liking((reference,)).with_wishes(wishes(self.wished_entities(), self.category)),
        )
        changed = critique(state, reference, said["concept"], said["better"], category=self.category)
        found = self.action.shelf.shortlist(self.category, changed)
        response, words = self._critique_said(wish, reference, changed, met=bool(found.products) and found.fits_all)
        if response in NOT_BETTER:
            return self._none_better(response, words, changed, state)
        reply = self.action.show(shopper, self.category, changed, found, response, words)
        lost = ProductsLost(self.category.key, changed.constraints[-1].attribute, (reference.id,))
        return replace(reply, happened=(lost, *reply.happened))

    def _bounded(self, wish: Entity) -> bool:
        """Whether the message also says how much it may be: "te duur, hooguit 2000"."""
        attribute = for_concept(str(wish.value["concept"]), self.category) if isinstance(wish.value, Mapping) else None
        said = wishes(self.wished_entities(), self.category)
        return attribute is not None and any(c.attribute == attribute.key and c.op in ("le", "ge") for c in said)

    def _none_better(self, response: str, words: dict[str, str], changed: State, state: State) -> Reply:
        """That nothing is as the critique asks, with the numbers that would make it so; else the wishes to let go."""
        ways = narrower(self.action.shelf, self.category, changed, self.shopper.language)
        if ways is None:
            return Reply((Say(response, words, chips=self.chips(state)),), selection=state)
        leaning = replace(changed.constraints[-1], value=None, hard=False)
        said = Say(f"{response}_unless", {**words, "ways": ways.words}, chips=ways.chips)
        return Reply((said,), selection=state.with_wishes([leaning]))

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
