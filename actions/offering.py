"""Offering: how products are found and shown, and how it is said what there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.base import SalesAction
from actions.fitting import OPEN, missed, verdict
from actions.happened import ProductsLost
from actions.laying_aside import carried
from actions.next_step import Steps
from actions.pending import OFFER_HUMAN
from actions.reply import Reply, Say
from actions.searching import CONSIDERED, Hits, about_words, free_words, hits, nearest, phrase_of, search
from actions.shelf import Shelf, Shortlist
from actions.shopper import Shopper
from actions.told import about_topic, bare_amount, household_wishes
from actions.way_out import way_out
from actions.wording import to_let_go, wished
from bot.language.kinds import category_of_values
from bot.language.requests import unknown_values
from bot.selection.answering import keeps_budget, needs_said
from bot.selection.cards import card
from bot.selection.household import household
from bot.selection.phrases import purpose, recipient
from bot.selection.relaxation import firm
from bot.selection.state import Constraint, State
from bot.selection.wishes import price_wishes, wishes
from bot.shop.ports import Category, Product

_FOR = "voor"
_STILL = {"utter_shortlist": "utter_still", "utter_answered": "utter_answered_still"}
"""Responses for when the same ones fit best still."""
NAMED = 7
"""Categories that are named when the bot says what there is."""


class Offering(SalesAction):
    """What the actions that show products share: finding them, showing them, and saying what there is not."""

    @property
    def shelf(self) -> Shelf:
        """The shop's products, ranked on request."""
        return self.services.shelf

    @property
    def steps(self) -> Steps:
        """Who decides what to ask next."""
        return Steps(self.services.shelf, self.services.policy, self.services.mood)

    def offer(
        self, shopper: Shopper, category: Category, state: State, response: str = "", said: dict[str, Any] | None = None
    ) -> Reply:
        """Show the three that fit best, and say honestly how well they do.

        `response` replaces what is said when everything fits; `said` are its fields.
        """
        state = firm(self.shelf.view(category), category, state)
        found, state = self._found(category, state)
        lacking = missed(found, category, state, shopper.language)
        how = _once(verdict(found, state, lacking), shopper, state)
        fields = {"category": category.labels[shopper.language].lower(), "missed": lacking, **(said or {})}
        fields["wishes"] = wished(category, state, shopper.language)
        if not found.fits_all and (way := way_out(self.shelf, category, state, found, shopper.language)):
            return self.show(shopper, category, state, way.found, way.response, {**fields, **way.said}, way.chips)
        if not found.products and not self.shelf.view(category).in_stock.any():
            return self._all_sold_out(shopper, category, state)
        chips = to_let_go(found.missed, category, shopper.language)
        plainly = how in ("utter_shortlist", "utter_shortlist_one", OPEN)
        taken = (response if plainly else "") or how
        ids = tuple(p.id for p in found.products)
        still = _STILL.get(taken) if len(ids) > 1 and ids == shopper.selection.shown else None
        return self.show(shopper, category, state, found, still or taken, fields, chips)

    def show(
        self, shopper: Shopper, category: Category, state: State, found: Shortlist, response: str,
        said: dict[str, Any], chips: tuple[dict[str, str], ...] = (),
    ) -> Reply:  # fmt: skip
        """Cards of a shortlist under a response, and what was wished but cannot be found."""
        cards = tuple(card(p, category, state, shopper.language) for p in found.products)
        shown = replace(state, shown=tuple(p.id for p in found.products), focus=None, topic=None)
        step = self.steps.after(shopper, category, shown, shown=len(cards), fits_all=found.fits_all)
        first = Say(response, said, cards=cards, chips=(*chips, *step.chips), question=step.question)
        last = (Say("utter_mood_person"),) if step.offers_person else (Say(step.closing),) if step.closing else ()
        says = (first, *self.unknown_wishes(shopper, category), *last)
        pending = OFFER_HUMAN if step.offers_person else ""
        none = () if found.fits_all else (ProductsLost(category.key, "none_fits"),)
        return Reply(says, selection=step.state, pending=pending, happened=(*step.happened, *none))

    def unknown_wishes(self, shopper: Shopper, category: Category) -> tuple[Say, ...]:
        """What was wished and recognised, but does not occur in this category: said, not passed over."""
        measured = any(c.source == "measure" for c in wishes(shopper.entities, category))
        foreign = [
            words
            for e in shopper.entities
            if _is_foreign(e, category)
            and e not in about_topic(shopper, category)[0]
            and household(words := shopper.text[e.start : e.end]) is None
            # "voor mijn zoon van 10": whom it is for is no wish that was passed over.
            and not recipient(f"{_FOR} {words}", shopper.language)
            # "ik weeg 110 kilo": the number was understood, so its word is no wish that was passed over.
            and not (measured and e.kind == "attribute")
            and not needs_said(words, category)
        ]
        # Where no use is known, none is taken into account.
        use = filter(None, (self._unknown_use(shopper, category),))
        said = dict.fromkeys((*foreign, *unknown_values(shopper.text, shopper.entities), *use))
        return (Say("utter_wish_unknown", {"wish": ", ".join(said)}),) if said else ()

    def _unknown_use(self, shopper: Shopper, category: Category) -> str:
        """What it is to be used for, where that is no use of this kind of product; empty when it is, or none is told.

        Of a kind with uses of its own only what is a use of another kind counts: nobody washes "om te wassen" in vain.
        """
        told = purpose(shopper.text)
        others = (c for c in self.services.catalogue.categories() if c.key != category.key)
        elsewhere = not category.needs or any(needs_said(told, other) for other in others)
        return told if told and elsewhere and not needs_said(shopper.text, category) else ""

    def ask_category(self, shopper: Shopper) -> Reply:
        """Ask what kind of product is meant, with what there is; what it may cost is remembered."""
        if reply := self.searched(shopper, shopper.text, by_name=True):
            return reply
        names, chips = self.assortment(shopper)
        known = shopper.selection
        kept = known if known.category else known.with_wishes(price_wishes(shopper.entities))
        return Reply((Say("utter_ask_category", {"categories": names}, chips=chips),), selection=kept)

    def begin_anew(self, shopper: Shopper) -> Reply:
        """Forget all that was said, and ask what kind of product it will be."""
        names, chips = self.assortment(shopper)
        said = Say("utter_restart", {"categories": names}, chips=chips)
        return Reply((said,), selection=shopper.selection.restart())

    def not_sold(self, shopper: Shopper, thing: str) -> Reply:
        """Show what is called `thing` after all; else say that nothing is, and what comes near or what there is."""
        # What it is for is found in other products, and is then no word of theirs for it.
        phrase = phrase_of(shopper.text, thing).partition(purpose(shopper.text) or "\n")[0].strip() or thing
        if reply := self.searched(shopper, phrase) or nearest(self.shelf, phrase, shopper.language):
            return reply
        names, chips = self.assortment(shopper)
        said = Say("utter_not_sold", {"thing": phrase, "categories": names}, chips=chips)
        return Reply((said,), happened=(ProductsLost("", "not_sold"),))

    def searched(self, shopper: Shopper, phrase: str, *, by_name: bool = False) -> Reply | None:
        """Products found by words, with `by_name` only those that are called so; None when there are none."""
        index = search(self.shelf)
        found = index.named(phrase, CONSIDERED) if by_name else index.find(phrase, CONSIDERED)
        if found is None:
            return None
        state = about_words(self.begun(shopper, found.category), phrase, found)
        shown = hits(self.shelf, state, found, phrase)
        if shown and by_name and len(shown.shortlist.products) == 1:
            return self._called_so(shopper, found.category, state, shown)
        if shown:
            return self.show(shopper, found.category, state, shown.shortlist, shown.response, dict(shown.said))
        return self.offer(shopper, found.category, state)

    def _called_so(self, shopper: Shopper, category: Category, state: State, shown: Hits) -> Reply:
        """The one product that was called by its name: there is nothing to ask."""
        product = shown.shortlist.products[0]
        said = Say(shown.response, dict(shown.said), cards=(card(product, category, state, shopper.language),))
        return Reply((said,), selection=replace(state, shown=(product.id,), focus=product.id))

    def advise(self, shopper: Shopper, category: Category) -> Reply:
        """Say which of the products on show came out best, and show it."""
        best = self.shelf.shown(shopper.selection)[0]
        shown = card(best, category, shopper.selection, shopper.language)
        said = Say("utter_advice", {"title": best.title(shopper.language)}, cards=(shown,))
        return Reply((said,), selection=replace(shopper.selection, focus=best.id))

    def category_for(self, shopper: Shopper) -> Category | None:
        """The category that is named, else that of a value only it has ("bovenlader"), else the one talked about.

        That is the category of the choice so far, of the product in focus, or of the page.
        """
        named, focus = shopper.entity("category"), self.services.catalogue.product(shopper.selection.focus or "")
        known = (shopper.selection.category, focus.category if focus else None, shopper.page.get("category"))
        meant = category_of_values(shopper.entities, next(filter(None, known), None))
        keys = (str(named.value) if named else meant, *known)
        return next((c for key in keys if key and (c := self.shelf.category(key))), None)

    def begun(self, shopper: Shopper, category: Category) -> State:
        """A new choice in `category`; what was said of the price before any category was known still holds."""
        before = shopper.selection
        known = before.constraints
        if before.category not in (None, category.key):
            asked_to = keeps_budget(shopper.text)
            known = tuple(c for c in known if c.attribute == "price") if asked_to else self._carried(shopper, category)
        said = (*wishes(shopper.entities, category), *household_wishes(shopper, category))
        anew = State(category=category.key, constraints=known, needs=needs_said(shopper.text, category), turn=1)
        anew = replace(anew, words=free_words(self.shelf, category, shopper))
        return anew.with_wishes(said or bare_amount(shopper, category))

    def _carried(self, shopper: Shopper, category: Category) -> tuple[Constraint, ...]:
        """What goes along from another kind of product, as long as something fits it."""
        kept = carried(shopper, category)
        fits = self.shelf.shortlist(category, State(category=category.key, constraints=kept)).fits_all
        return kept if fits else ()

    def _found(self, category: Category, state: State) -> tuple[Shortlist, State]:
        """The shortlist; what was set aside comes back before it is said that nothing fits."""
        found = self.shelf.shortlist(category, state)
        if state.rejected and not found.fits_all:
            anew = replace(state, rejected=())
            again = self.shelf.shortlist(category, anew)
            return (again, anew) if again.fits_all else (found, state)
        return found, state

    def _all_sold_out(self, shopper: Shopper, category: Category, state: State) -> Reply:
        """Say that nothing of the kind can be had, and which other kinds there are; nothing is asked."""
        name = category.labels[shopper.language].lower()
        chips = tuple(chip for chip in self.assortment(shopper)[1] if chip["title"] != name)
        said = Say("utter_all_sold_out", {"category": name}, chips=chips)
        lost = ProductsLost(category.key, "none_fits")
        return Reply((said,), selection=replace(state, shown=(), focus=None, question=None), happened=(lost,))

    def assortment(self, shopper: Shopper) -> tuple[str, tuple[dict[str, str], ...]]:
        """The kinds of products there are, in words and as chips."""
        labels = (c.labels[shopper.language].lower() for c in self.services.catalogue.categories())
        names = list(dict.fromkeys(labels))[:NAMED]
        return ", ".join(names), tuple({"title": name, "payload": name} for name in names)


def not_shown(shown: Sequence[Product], language: str) -> Reply:
    """Say that there are not that many, and which there are."""
    return Reply((Say("utter_not_shown", {"titles": ", ".join(p.title(language) for p in shown)}),))


def _once(how: str, shopper: Shopper, state: State) -> str:
    """What to look out for is said once: not again while the wishes about it are the same."""
    said = any(name.startswith("utter_shortlist_partly") for name in shopper.answered)
    same = state.constraints == shopper.selection.constraints and state.needs == shopper.selection.needs
    return "utter_shortlist" if how == "utter_shortlist_partly" and said and same else how


def _is_foreign(entity: Any, category: Category) -> bool:
    if entity.negated or entity.kind not in ("wish", "value", "attribute", "measure"):
        return False
    # "mijn oude is 7 jaar oud" wishes nothing; "minstens 60 nm" does.
    if entity.kind == "measure" and entity.value["about"] is not None:
        return False
    if entity.kind == "attribute":
        return category.key not in {owner for owner, _ in entity.value["attributes"]}
    # "ik slaap slecht" is about the night, not about what is rated badly.
    if entity.kind == "wish" and entity.value["concept"] == "rating":
        return False
    return not wishes([entity], category)
