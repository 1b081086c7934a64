"""Orientation: what the words of the trade mean, and what matters in a kind of product."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from actions.explaining import EXPLAINED, ending_in
from actions.facts import measured
from actions.general import CLEAR, EXPLAIN, PRODUCT_DETAIL
from actions.offering import Offering
from actions.pending import OFFER_HUMAN
from actions.pointing import all_pointed_at
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from bot.language.requests import asks_for_difference, unknown_thing
from bot.selection.cards import label, spoken
from bot.selection.glossary import Term
from bot.selection.phrases import asked_meaning, asks
from bot.selection.state import State
from bot.selection.telling import scope
from bot.selection.wishes import wishes
from bot.shop.ports import Attribute, Category, Kind

MOST_IN_GUIDE = 5
MOST_TERMS = 4


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
        about = {(c.key, key) for c in among if (key := measured(shopper, c) or shopper.selection.topic)}
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


def _is_choice(attribute: Attribute) -> bool:
    return attribute.kind is not Kind.TEXT and attribute.key not in ("brand", "rating", "reviews", "colour")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
