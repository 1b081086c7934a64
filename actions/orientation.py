"""Orientation: ideas for who does not know yet what, and what the words of the trade mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from actions.base import Reply, Say
from actions.explaining import ending_in
from actions.facts import measured
from actions.general import CLEAR, EXPLAIN, FIND_PRODUCTS, INSPIRE, OFFER_HUMAN, PRODUCT_DETAIL
from actions.happened import NeedTold
from actions.offering import Offering
from actions.pointing import all_pointed_at
from actions.rerouting import EXPLAINED
from actions.shopper import ASK_GIFT_BUDGET, Shopper
from actions.way_out import narrower
from actions.wording import wished
from bot.language.requests import asks_for_difference, asks_for_others, unknown_thing
from bot.selection.answering import goes_onward, takes_closest
from bot.selection.cards import card, label, spoken
from bot.selection.glossary import Term
from bot.selection.ideas import Lead, affordable, dealt, leads, serves, within_reach
from bot.selection.needs import need
from bot.selection.phrases import asked_meaning, asks, recipient
from bot.selection.state import State
from bot.selection.telling import scope
from bot.selection.wishes import price_wishes, wishes
from bot.shop.ports import Attribute, Category, Kind, Product

MOST_IN_GUIDE = 5
MOST_TERMS = 4


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
        names, chips = self._assortment(shopper)
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


class Explain(Offering):
    """A word of the trade is explained in a few sentences that help to choose, with values to go on by."""

    action_name = EXPLAIN

    async def sell(self, shopper: Shopper) -> Reply:
        """Explain the term, what matters in a category, or say honestly that it is not explained here."""
        category = self.category_for(shopper)
        if asks("guide", shopper.text):
            return self._guide(shopper, category) if category else self.ask_category(shopper)
        named = asked_meaning(shopper.text)
        if EXPLAINED in shopper.answered and not named and category and wishes(shopper.entities, category):
            return Reply(handed_to=FIND_PRODUCTS)
        if not named and self._asks_of_a_product(shopper):
            return Reply(handed_to=PRODUCT_DETAIL)
        prefer = (category.key,) if category else ()
        if topic := self._usual(shopper, category):
            return self._ranged(*topic, shopper)
        within = shopper.text if asks_for_difference(shopper.text) else named or shopper.text
        term = self.services.glossary.find(within, prefer) or self._of_measure(shopper, category)
        if term:
            return self._explained(term, shopper)
        if not named and _asks_for_products(shopper):
            return Reply(handed_to=FIND_PRODUCTS)
        if found := self._attribute(shopper, category):
            return self._ranged(*found, shopper)
        return self._unknown(named, category, shopper)

    def _usual(self, shopper: Shopper, category: Category | None) -> tuple[Category, Attribute] | None:
        """What was just explained, when it is asked what is usual of it."""
        about = category.attribute(shopper.selection.topic or "") if category else None
        return (category, about) if category and about and asks("usual", shopper.text) else None

    def _of_measure(self, shopper: Shopper, category: Category | None) -> Term | None:
        """The term that an amount is about: "is 8 GB genoeg?" asks of memory, whatever category was meant."""
        if not asks("enough", shopper.text):
            return None
        among = (category,) if category else self.services.catalogue.categories()
        about = {(c.key, key) for c in among if (key := measured(shopper, c))}
        return next((t for t in self.services.glossary.terms if (t.category, t.attribute) in about), None)

    def _explained(self, term: Term, shopper: Shopper) -> Reply:
        """The explanation; its choices only where the shop has products to choose from by it."""
        language, category = shopper.language, self.shelf.category(term.category)
        if category is None or category.attribute(term.attribute) is None:
            return Reply((Say(EXPLAINED, {"explanation": term.explanation[language]}),))
        known = replace(self._in(term.category, shopper.selection), topic=term.attribute)
        if known.category != term.category:
            chips = tuple({"title": c, "payload": c} for c in term.choices[language])
            return Reply((Say(EXPLAINED, {"explanation": term.explanation[language]}, chips=chips),), selection=known)
        end = ending_in(self.shelf, category, known, term.attribute, language, term.choices[language])
        explained = " ".join(filter(None, (term.explanation[language], end.words)))
        said = Say(EXPLAINED, {"explanation": explained}, chips=end.chips)
        return Reply((said,), selection=end.state, happened=end.happened)

    def _in(self, category: str, state: State) -> State:
        """The choice so far, in the category of what was explained when it is of none: "1400 toeren" is about that."""
        return state if state.category else replace(state, category=category)

    def _guide(self, shopper: Shopper, category: Category) -> Reply:
        """What the products of a category differ in, with the terms that are explained."""
        language = shopper.language
        differing = [a for a in category.attributes if _is_choice(a)][:MOST_IN_GUIDE]
        lines = [f"{_capital(label(category, a.key, language))}: {scope(a, language)}" for a in differing]
        terms = [t.names[language][0] for t in self.services.glossary.of(category.key)[:MOST_TERMS]]
        said = {"category": category.labels[language].lower(), "points": "\n".join(lines)}
        asked = tuple({"title": f"{name}?", "payload": f"{name}?"} for name in terms)
        return Reply((Say("utter_guide", said, chips=asked),), selection=self._in(category.key, shopper.selection))

    def _asks_of_a_product(self, shopper: Shopper) -> bool:
        return bool(all_pointed_at(shopper, self.shelf)) and shopper.entity("attribute") is not None

    def _attribute(self, shopper: Shopper, category: Category | None) -> tuple[Category, Attribute] | None:
        """The attribute that is asked after, of the category at hand, else of any that has it."""
        pairs = [p for e in shopper.entities if e.kind == "attribute" for p in cast(Any, e.value)["attributes"]]
        ranked = sorted(pairs, key=lambda pair: category is None or pair[0] != category.key)
        for owner, key in ranked:
            if (of := self.shelf.category(owner)) and (attribute := of.attribute(key)) and scope(attribute, "nl"):
                return of, attribute
        return None

    def _ranged(self, category: Category, attribute: Attribute, shopper: Shopper) -> Reply:
        language = shopper.language
        said = {
            "label": spoken(category, attribute.key, language),
            "category": (category.plurals or category.labels)[language].lower(),
            "range": scope(attribute, language),
        }
        known = replace(self._in(category.key, shopper.selection), topic=attribute.key)
        if asks("usual", shopper.text):
            return Reply((Say("utter_range", said),), selection=known)
        if known.category != category.key:
            return Reply((Say("utter_explained_range", said),), selection=known, pending=OFFER_HUMAN)
        end = ending_in(self.shelf, category, known, attribute.key, language, ())
        response = "utter_explained_range_choice" if end.words else "utter_explained_range"
        ranged = Say(response, {**said, "question": end.words}, chips=end.chips)
        pending = "" if end.words else OFFER_HUMAN
        return Reply((ranged,), selection=end.state, pending=pending, happened=end.happened)

    def _unknown(self, named: str, category: Category | None, shopper: Shopper) -> Reply:
        if named:
            return Reply((Say("utter_not_explained", {"thing": named}),), pending=OFFER_HUMAN)
        terms = self.services.glossary.of(category.key) if category else self.services.glossary.terms
        names = dict.fromkeys(t.names[shopper.language][0] for t in terms)
        if category and not names:
            return self._guide(shopper, category)
        chips = tuple({"title": f"{name}?", "payload": f"{name}?"} for name in list(names)[:MOST_TERMS])
        return Reply((Say("utter_not_explained_which", chips=chips),))


def _asks_for_products(shopper: Shopper) -> bool:
    """Whether nothing is to be explained: a kind of product, a wish or a thing that is not sold is named."""
    kinds = {e.kind for e in shopper.entities}
    wanted = kinds & CLEAR or ("category" in kinds and "attribute" not in kinds)
    return bool(wanted or unknown_thing(shopper.text, shopper.entities))


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


def _is_choice(attribute: Attribute) -> bool:
    return attribute.kind is not Kind.TEXT and attribute.key not in ("brand", "rating", "reviews", "colour")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
