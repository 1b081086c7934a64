"""Selection: questions about products are answered with what the shop states, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from actions.facts import UNKNOWN, capital, each, fact, measured
from actions.general import CHOOSE_PRODUCT, COMPARE_PRODUCTS, EXPLAIN
from actions.offering import Offering, not_shown
from actions.pending import OFFER_HUMAN
from actions.pointing import all_pointed_at, answered_which, points_past, talked_about
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shopper import Shopper
from bot.language.concepts import concept_of
from bot.language.entities import Entity
from bot.language.pieces import pieces
from bot.language.requests import (
    asks_for_advice,
    asks_for_difference,
    asks_for_price,
    asks_for_stock,
    service_in,
    unknown_thing,
)
from bot.selection.attributes import for_concept, keys_for
from bot.selection.cards import card, facts_of
from bot.selection.phrases import asked_concept, asked_meaning, asks, wants_feature
from bot.selection.state import State
from bot.shop.ports import Attribute, Category, Product

ELLIPSIS = 4
"""Words in the longest question that leaves out what it asks: "en van de tweede?"."""
MOST_TOLD = 8
"""Facts that still read as an answer in a chat; all of them stand on the product's page."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of which products, all of one category."""

    shopper: Shopper
    category: Category
    about: tuple[Product, ...]
    asked: Attribute | None
    untold: str
    """What is asked in the shopper's words, when the category does not have it."""


class ProductDetail(Offering):
    """A question about a product is answered with the fact the shop states, or with its absence."""

    action_name = "action_product_detail"

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer for the product meant, else for every product on show."""
        pointed = all_pointed_at(shopper, self.shelf)
        thing = unknown_thing(shopper.text, shopper.entities, only_asked=True)
        if not pointed and self._asks_meaning(shopper):
            return Reply(handed_to=EXPLAIN)
        if thing and not pointed and not shopper.names_a_wish():
            return self.not_sold(shopper, thing)
        meant = pointed or tuple(p for p in [talked_about(shopper, self.shelf)] if p)
        about = meant or self.shelf.shown(shopper.selection)
        category = self.shelf.category(about[0].category) if about else None
        if shopper.selection.shown and points_past(shopper, self.shelf):
            return not_shown(self.shelf.shown(shopper.selection), shopper.language)
        if category is None or (not pointed and _names_another_kind(shopper, category)):
            return self._without_any(shopper)
        if answered_which(shopper, pointed):
            return Reply(handed_to=CHOOSE_PRODUCT)
        if not pointed and shopper.selection.shown and asks_for_advice(shopper.text):
            return self.advise(shopper, category)
        if not meant and any(asked(shopper) for asked in (_asks_for_values, _asks_for_feature, _tells_a_measure)):
            return Reply(handed_to=FIND_PRODUCTS)
        return self._answered(shopper, category, about, meant)

    def _asks_meaning(self, shopper: Shopper) -> bool:
        """Whether a word is to be explained, or it is asked whether an amount of what was explained will do."""
        enough = shopper.selection.topic is not None and asks("enough", shopper.text)
        return enough or bool(asked_meaning(shopper.text) and self.services.glossary.find(shopper.text))

    def _without_any(self, shopper: Shopper) -> Reply:
        """None of those at hand is meant: what is named of a kind is explained, else products of it are shown."""
        if self.category_for(shopper) is None:
            return self.ask_category(shopper)
        explained = shopper.selection.category and shopper.entity("attribute")
        return Reply(handed_to=EXPLAIN if explained else FIND_PRODUCTS)

    def _answered(
        self, shopper: Shopper, category: Category, about: tuple[Product, ...], meant: tuple[Product, ...]
    ) -> Reply:
        asked = _asked(shopper, category)
        if asks_for_difference(shopper.text) or (len(meant) > 1 and asked is None):
            return Reply(handed_to=COMPARE_PRODUCTS)
        question = _Question(shopper, category, about, asked, _untold(shopper, category))
        says = _says(question)
        state = replace(
            shopper.selection,
            focus=meant[0].id if len(meant) == 1 else None,
            topic=asked.key if asked else None,
        )
        unknown = any(say.response == UNKNOWN for say in says)
        return Reply(says, selection=state, pending=OFFER_HUMAN if unknown else "")


def _says(question: _Question) -> tuple[Say, ...]:
    """One answer a product; with nothing in particular asked of several, which one is meant."""
    language, asked = question.shopper.language, question.asked
    if asked and len(question.about) > 1:
        return (each(question.about, question.category, asked, language),)
    if asked:
        return (fact(question.shopper, question.about[0], question.category, asked),)
    titles = [{"title": p.title(language)} for p in question.about]
    if asks_for_stock(question.shopper.text):
        states = ["utter_in_stock" if p.in_stock else "utter_sold_out" for p in question.about]
        return tuple(Say(state, title) for state, title in zip(states, titles, strict=True))
    if question.untold:
        return tuple(Say(UNKNOWN, title | {"label": question.untold}) for title in titles[:1])
    if len(question.about) > 1:
        return (_which(question.about, language),)
    return tuple(_everything(p, question.category, language) for p in question.about)


def _which(about: Sequence[Product], language: str) -> Say:
    chips = tuple(
        {"title": p.title(language), "payload": f'/ask_product_detail{{"product_ref": {{"id": "{p.id}"}}}}'}
        for p in about
    )
    return Say("utter_detail_which", chips=chips)


def _everything(product: Product, category: Category, language: str) -> Say:
    told = [f"{capital(f['label'])}: {f['value']}" for f in facts_of(product, category, language)[:MOST_TOLD]]
    shown = card(product, category, State(), language)
    return Say("utter_facts", {"title": product.title(language), "facts": "\n".join(told)}, cards=(shown,))


def _asked(shopper: Shopper, category: Category) -> Attribute | None:
    """The attribute that a question is about: by its name, by the adjective ("hoe zwaar"), or as asked before."""
    said = sorted(shopper.entities, key=lambda e: e.kind != "attribute")
    keys = [a.key for a in category.attributes]
    named = (key for entity in said for name in _names(entity, category) for key in keys_for(name, keys))
    if key := next(named, None) or measured(shopper, category) or next(iter(_unnamed(shopper, keys)), None):
        return category.attribute(key)
    if asks_for_price(shopper.text):
        return category.attribute("price")
    if _untold(shopper, category):
        return None
    elliptic = len(pieces(shopper.text)) <= ELLIPSIS and not (shopper.names_a_wish() or asks_for_stock(shopper.text))
    return category.attribute(shopper.selection.topic) if elliptic and shopper.selection.topic else None


def _unnamed(shopper: Shopper, keys: list[str]) -> list[str]:
    concept = asked_concept(shopper.text)
    return keys_for(concept, keys) if concept else []


def _names(entity: Entity, category: Category) -> list[str]:
    if not isinstance(entity.value, Mapping):
        return []
    if entity.kind in ("attribute", "value"):
        return [key for owner, key in entity.value["attributes"] if owner == category.key]
    if entity.kind != "wish":
        return []
    meant = for_concept(str(entity.value["concept"]), category)
    return [meant.key] if meant else [str(entity.value["concept"])]


def _untold(shopper: Shopper, category: Category) -> str:
    """What is asked for by name and is no fact of these products: of others only, or of the shop's service."""
    for e in shopper.entities:
        places = cast(Mapping[str, Any], e.value)["attributes"] if e.kind == "attribute" else ()
        if places and category.key not in {owner for owner, _ in places}:
            concept = concept_of(places[0][1])
            return concept.labels[shopper.language] if concept else shopper.text[e.start : e.end].lower()
    return service_in(shopper.text)


def _names_another_kind(shopper: Shopper, category: Category) -> bool:
    named = shopper.entity("category")
    return named is not None and named.value != category.key


def _asks_for_feature(shopper: Shopper) -> bool:
    """Whether a feature is wished of what is on show: "en met maalwerk?"."""
    return shopper.entity("attribute") is not None and wants_feature(shopper.text)


def _tells_a_measure(shopper: Shopper) -> bool:
    """Whether an amount is told rather than asked: "hij is 118 cm"."""
    return shopper.entity("measure") is not None and shopper.entity("attribute") is None and "?" not in shopper.text


def _asks_for_values(shopper: Shopper) -> bool:
    """Whether a value is named and no attribute: with several on show "in het wit?" is a wish."""
    kinds = {e.kind for e in shopper.entities}
    return "value" in kinds and "attribute" not in kinds
