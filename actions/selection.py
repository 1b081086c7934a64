"""Selection: from what the shopper says to three products, and on from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.base import Reply, SalesAction, Say, Services, Shopper
from actions.general import OFFER_HUMAN
from actions.pointing import pointed_at, talked_about
from actions.shelf import Shelf
from bot.language.entities import Entity
from bot.selection import format as formatted
from bot.selection.attributes import keys_for
from bot.selection.cards import card, facts_of, label
from bot.selection.critique import critique, referent
from bot.selection.reasons import fits
from bot.selection.shortlist import Shortlist
from bot.selection.state import State
from bot.selection.wishes import is_critique, wishes
from bot.shop.ports import Attribute, Category, Product

PRICE = "price"
UNKNOWN = "utter_fact_unknown"
"""Says that the shop does not state it, and offers a person who can find out."""


class SelectionAction(SalesAction):
    """What the actions of this phase share: the shelf, and how a shortlist is shown."""

    def __init__(self, services: Services) -> None:
        """One shelf per action; its columns are small and made on first use."""
        super().__init__(services)
        self.shelf = Shelf(services.catalogue)

    def offer(self, shopper: Shopper, category: Category, state: State) -> Reply:
        """Show the three that fit best, and say honestly how well they do."""
        found = self.shelf.shortlist(category, state)
        said = {"category": category.labels[shopper.language]}
        missed = _missed(found, category, state, shopper.language)
        return self.show(shopper, category, state, found, _verdict(found, state, missed), said | {"missed": missed})

    def show(
        self, shopper: Shopper, category: Category, state: State, found: Shortlist, response: str, said: dict[str, Any]
    ) -> Reply:  # fmt: skip
        """Cards of a shortlist under a response."""
        cards = tuple(card(p, category, state, shopper.language) for p in found.products)
        shown = replace(state, shown=tuple(p.id for p in found.products), focus=None)
        return Reply((Say(response, said, cards=cards),), selection=shown)

    def ask_category(self, shopper: Shopper) -> Reply:
        """Ask what kind of product is meant, with what there is."""
        names = [c.labels[shopper.language] for c in self.services.catalogue.categories()]
        chips = tuple({"title": name, "payload": name} for name in names[:7])
        return Reply((Say("utter_ask_category", {"categories": ", ".join(names[:7])}, chips=chips),))

    def category_for(self, shopper: Shopper) -> Category | None:
        """The category that is named, else the one of the choice so far, else that of the page."""
        named = shopper.entity("category")
        keys = (str(named.value) if named else None, shopper.selection.category, shopper.page.get("category"))
        return next((c for key in keys if key and (c := self.shelf.category(key))), None)


class FindProducts(SelectionAction):
    """A need becomes three products with the facts that matter to it."""

    action_name = "action_find_products"

    async def sell(self, shopper: Shopper) -> Reply:
        """Read the wishes and show what fits; without a category, ask for it."""
        category = self.category_for(shopper)
        if category is None or not shopper.entities:
            return self.ask_category(shopper)
        if shopper.selection.category == category.key and shopper.selection.shown:
            return refine(self, shopper, category)
        state = State(category=category.key).with_wishes(wishes(shopper.entities, category))
        return self.offer(shopper, category, state)


class RefineChoice(SelectionAction):
    """Another wish, or a critique of what is on show, gives another three."""

    action_name = "action_refine_choice"

    async def sell(self, shopper: Shopper) -> Reply:
        """Change the choice; when nothing was chosen from yet, it is a need after all."""
        category = self.category_for(shopper)
        if category is None:
            return self.ask_category(shopper)
        if shopper.selection.category != category.key:
            state = State(category=category.key).with_wishes(wishes(shopper.entities, category))
            return self.offer(shopper, category, state)
        return refine(self, shopper, category)


class ProductDetail(SelectionAction):
    """A question about a product is answered with the fact the shop states, or with its absence."""

    action_name = "action_product_detail"

    async def sell(self, shopper: Shopper) -> Reply:
        """Answer for the product meant, else for every product on show."""
        meant = pointed_at(shopper, self.shelf) or talked_about(shopper, self.shelf)
        about = [meant] if meant else list(self.shelf.shown(shopper.selection))
        if not about:
            return self.ask_category(shopper)
        says = tuple(self._answer(shopper, product) for product in about)
        focus = replace(shopper.selection, focus=meant.id if meant else None)
        unknown = any(say.response == UNKNOWN for say in says)
        return Reply(says, selection=focus, pending=OFFER_HUMAN if unknown else "")

    def _answer(self, shopper: Shopper, product: Product) -> Say:
        category = self.shelf.category(product.category)
        asked = _asked(shopper.entities, category) if category else None
        title = product.title(shopper.language)
        if category and asked:
            return _fact(product, category, asked, shopper.language)
        facts = facts_of(product, category, shopper.language) if category else []
        told = "\n".join(f"{_capital(fact['label'])}: {fact['value']}" for fact in facts)
        return Say("utter_facts", {"title": title, "facts": told})


def refine(action: SelectionAction, shopper: Shopper, category: Category) -> Reply:
    """The choice after new wishes and critiques; with neither, the shown ones make way for others."""
    state = shopper.selection
    critiques = [e for e in shopper.entities if is_critique(e)]
    state = state.with_wishes(wishes([e for e in shopper.entities if e not in critiques], category))
    if critiques and state.shown:
        return _criticised(action, shopper, category, state, critiques[0])
    if not shopper.entities:
        state = replace(state, rejected=(*state.rejected, *state.shown))
    return action.offer(shopper, category, state)


def _criticised(action: SelectionAction, shopper: Shopper, category: Category, state: State, wish: Entity) -> Reply:
    reference = pointed_at(shopper, action.shelf) or action.services.catalogue.product(referent(state) or "")
    if reference is None:
        return action.offer(shopper, category, state)
    said = dict(wish.value) if isinstance(wish.value, dict) else {}
    changed = critique(state, reference, said["concept"], said["better"], category=category)
    found = action.shelf.shortlist(category, changed)
    cheaper = said["concept"] == PRICE and said["better"] == "lower"
    words = {
        "wish": shopper.text[wish.start : wish.end].lower(),
        "reference": reference.title(shopper.language),
    }
    if not found.products or not found.fits_all:
        return Reply((Say("utter_no_cheaper" if cheaper else "utter_no_critique", words),), selection=state)
    return action.show(shopper, category, changed, found, "utter_cheaper" if cheaper else "utter_critique", words)


def _verdict(found: Shortlist, state: State, missed: str) -> str:
    if not found.fits_all:
        return "utter_nothing_fits"
    if missed:
        return "utter_shortlist_partly"
    if not state.constraints:
        return "utter_shortlist_open"
    return "utter_shortlist_one" if len(found.products) == 1 else "utter_shortlist"


def _missed(found: Shortlist, category: Category, state: State, language: str) -> str:
    """Labels of the wishes that a shown product does not meet, or is not known to, as a list in words."""
    keys = dict.fromkeys(
        c.attribute
        for c in state.constraints
        for p in found.products
        if c.value is not None and fits(p, c, _unit(category, c.attribute)) is not True
    )
    return ", ".join(label(category, key, language).lower() for key in keys)


def _unit(category: Category, key: str) -> str:
    attribute = category.attribute(key)
    return attribute.unit if attribute else ""


def _asked(entities: Sequence[Entity], category: Category) -> Attribute | None:
    """The attribute that a question is about: by its name, else by the adjective ("hoe zwaar")."""
    for entity in entities:
        for name in _names(entity, category):
            for key in keys_for(name, [a.key for a in category.attributes]):
                return category.attribute(key)
    return None


def _names(entity: Entity, category: Category) -> list[str]:
    if not isinstance(entity.value, dict):
        return []
    if entity.kind in ("attribute", "value"):
        return [key for owner, key in entity.value["attributes"] if owner == category.key]
    return [str(entity.value["concept"])] if entity.kind == "wish" else []


def _fact(product: Product, category: Category, asked: Attribute, language: str) -> Say:
    title = product.title(language)
    named = label(category, asked.key, language)
    stated = product.fact(asked.key)
    if stated is None:
        return Say(UNKNOWN, {"title": title, "label": named})
    return Say(
        "utter_fact", {"title": title, "label": _capital(named), "value": formatted.value(asked, stated, language)}
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
