"""Selection: two to four products side by side, and who wins on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.general import COMPARE_PRODUCTS, EXPLAIN, PRODUCT_DETAIL
from actions.offering import Offering, not_shown
from actions.pointing import all_pointed_at, points_past, talked_about
from actions.reply import Reply, Say
from actions.rerouting import FIND_PRODUCTS
from actions.shelf import Shelf
from actions.shopper import Shopper
from actions.wording import wished
from bot.language.entities import Entity
from bot.language.requests import asks_for_advice, asks_for_difference
from bot.selection import format as formatted
from bot.selection.attributes import direction, for_concept
from bot.selection.cards import spoken
from bot.selection.compare import differences, in_common, table
from bot.selection.judged import judged_by
from bot.selection.phrases import counted
from bot.selection.reasons import fits_wishes
from bot.selection.standing import Standing, standings
from bot.selection.state import State
from bot.selection.telling import strengths, strongest
from bot.shop.ports import Attribute, Better, Category, Product

MOST = 4
UNLESS_SAID = 3
"""Products that are compared when none is named."""


class CompareProducts(Offering):
    """Products that are named, or those on show, are put side by side."""

    action_name = COMPARE_PRODUCTS

    async def sell(self, shopper: Shopper) -> Reply:
        """Compare what is meant; with less than two, say what there is to compare."""
        if shopper.selection.shown and points_past(shopper, self.shelf):
            return not_shown(self.shelf.shown(shopper.selection), shopper.language)
        if advised := self._advised(shopper):
            return advised
        if self._of_values(shopper):
            return Reply(handed_to=EXPLAIN)
        if _asks_of_one(shopper, self.shelf):
            return Reply(handed_to=PRODUCT_DETAIL)
        compared = self._meant(shopper)
        if len(compared) > 1:
            return self._compared(shopper, compared)
        if self.services.glossary.find(shopper.text):
            return Reply(handed_to=EXPLAIN)
        if len(shown := self.shelf.shown(shopper.selection)) == 1 and not shopper.entities:
            said = Say("utter_nothing_beside", {"title": shown[0].title(shopper.language)})
            return Reply((said,), selection=shopper.selection)
        return Reply(handed_to=FIND_PRODUCTS) if self.category_for(shopper) else self.ask_category(shopper)

    def _of_values(self, shopper: Shopper) -> bool:
        """Whether the difference is between two sorts ("bonen en cups"), which a term explains, not two products."""
        sorts = any(e.kind == "value" for e in shopper.entities) and asks_for_difference(shopper.text)
        pointed = all_pointed_at(shopper, self.shelf) or counted(shopper.text)
        return bool(sorts and not pointed and self.services.glossary.find(shopper.text))

    def _advised(self, shopper: Shopper) -> Reply | None:
        """Who asks which one to take gets an answer and no table, as does who asks again after the table."""
        category = self.shelf.category(shopper.selection.category)
        before = any(said.startswith("utter_compared") for said in shopper.answered) or asks_for_advice(shopper.text)
        more = any(e.kind in ("brand", "wish", "product_ref") for e in shopper.entities) or counted(shopper.text)
        if not category or not before or more or asks_for_difference(shopper.text):
            return None
        return self.advise(shopper, category)

    def _meant(self, shopper: Shopper) -> tuple[Product, ...]:
        """What is named; one alone beside those on show, or beside what would be shown instead of it."""
        shown = self.shelf.shown(shopper.selection)
        places = [n - 1 for n in counted(shopper.text) if n <= len(shown)]
        if len(places) > 1:
            return tuple(shown[place] for place in dict.fromkeys(places))
        named = all_pointed_at(shopper, self.shelf) or self._of_brands(shopper, shown)
        if len(named) > 1:
            return named[:MOST]
        if not named and len(shown) > 1:
            return shown[:UNLESS_SAID]
        about = named[0] if named else talked_about(shopper, self.shelf)
        return self._with_others(about, shown, shopper) if about else ()

    def _of_brands(self, shopper: Shopper, shown: Sequence[Product]) -> tuple[Product, ...]:
        """The shown products of the brands that are named, the first of each."""
        brands = [str(e.value) for e in shopper.entities if e.kind == "brand" and not e.negated]
        found = (next((p for p in shown if p.brand == brand), None) for brand in brands)
        return tuple(p for p in found if p)

    def _with_others(self, about: Product, shown: Sequence[Product], shopper: Shopper) -> tuple[Product, ...]:
        others = [p for p in shown if p.id != about.id and p.category == about.category]
        category = self.shelf.category(about.category)
        if not others and category:
            state = replace(_judged_by(shopper.selection, category), rejected=(about.id,))
            others = list(self.shelf.shortlist(category, state).products)
        return (about, *others[: UNLESS_SAID - 1])

    def _compared(self, shopper: Shopper, products: tuple[Product, ...]) -> Reply:
        category = in_common([c for p in products if (c := self.shelf.category(p.category))])
        state, language = _judged_by(shopper.selection, category), shopper.language
        kept = _remembered(shopper.selection, products)
        if not differences(products, category, state):
            return Reply((Say("utter_no_differences"),), selection=kept)
        block = table(products, category, state, language)
        standing = standings(products, category, state)
        if not category.key:
            titles = ", ".join(p.title(language) for p in products)
            return Reply((Say("utter_compared_apart", {"titles": titles}, table=block),), selection=kept)
        winner = _winner(shopper, products, category)
        said = _won(*winner, category, language) if winner else _verdict(standing, language)
        advice, best = _advice(shopper, products, category, state)
        focus = winner[0] if winner else best
        kept = replace(kept, focus=focus.id) if focus else kept
        return Reply((replace(said, table=block), *advice), selection=kept)


def _winner(shopper: Shopper, products: Sequence[Product], category: Category) -> tuple[Product, Attribute] | None:
    """The one that has most of the one thing asked ("welke is het stilst?"), and that; None when none clearly does."""
    for attribute, side in filter(None, (_asked(e, category) for e in shopper.entities)):
        stated = [(float(v), p) for p in products if isinstance(v := p.fact(attribute.key), bool | int | float)]
        most = (max if side is Better.HIGHER else min)((v for v, _ in stated), default=0.0)
        best = [p for v, p in stated if v == most]
        if len(best) == 1 and len(stated) > 1:
            return best[0], attribute
    return None


def _won(product: Product, attribute: Attribute, category: Category, language: str) -> Say:
    said = {
        "label": spoken(category, attribute.key, language),
        "title": product.title(language),
        "value": formatted.value(attribute, product.fact(attribute.key), language),
    }
    return Say("utter_compared_on", said)


def _asked(entity: Entity, category: Category) -> tuple[Attribute, Better] | None:
    """What one is to be best at, and which side of it: not "de duurste", which is no quality."""
    if entity.kind not in ("wish", "product_ref") or not isinstance(entity.value, Mapping):
        return None
    name = str(entity.value.get("concept") or entity.value.get("best") or "")
    found, better = for_concept(name, category), entity.value.get("better")
    side = direction(found, name, Better(better)) if found and better else None
    return (found, side) if found and side and found.better in (side, Better.TASTE) else None


def _judged_by(state: State, category: Category) -> State:
    """The wishes that hold for these products; of another category none but the price."""
    if state.category == category.key:
        return state
    return State(constraints=tuple(c for c in state.constraints if c.attribute == "price"))


def _remembered(state: State, products: Sequence[Product]) -> State:
    """What was on show stays so that "de derde" keeps its meaning; what was not is on show from now on."""
    ids = tuple(p.id for p in products)
    return state if set(ids) <= set(state.shown) else replace(state, shown=ids, focus=None, topic=None)


def _verdict(standing: Sequence[Standing], language: str) -> Say:
    """Who wins on what, of two as a sentence, of more as a line each."""
    if len(standing) > 2:
        lines = "\n".join(strongest(s, language) for s in standing)
        return Say("utter_compared_more", {"strengths": lines})
    one, other = sorted(standing, key=lambda s: not s.best)
    if not one.best:
        return Say("utter_compared_taste")
    said = {
        "first": one.product.title(language),
        "second": other.product.title(language),
        "first_best": strengths(one.product, one.best, language),
        "second_best": strengths(other.product, other.best, language),
        "difference": formatted.spoken_price(abs(one.product.price - other.product.price), language),
    }
    ending = "" if one.product.price != other.product.price else "_same_price"
    return Say(("utter_compared_two" if other.best else "utter_compared_one") + ending, said)


def _advice(
    shopper: Shopper, products: Sequence[Product], category: Category, state: State
) -> tuple[tuple[Say, ...], Product | None]:
    """Which of them meets most of the shopper's wishes, when one does; without any wish, that it depends."""
    judged = judged_by(category, state)
    wishes = [a for c in judged if c.value is not None and (a := category.attribute(c.attribute))]
    if not wishes:
        return ((Say("utter_compared_depends"),) if asks_for_advice(shopper.text) else ()), None
    met = [sum(fits_wishes(p, a, judged) is True for a in wishes) for p in products]
    if met.count(max(met)) > 1:
        return (), None
    best = products[met.index(max(met))]
    said = {"title": best.title(shopper.language), "wishes": wished(category, state, shopper.language)}
    return (Say("utter_compared_advice", said),), best


def _asks_of_one(shopper: Shopper, shelf: Shelf) -> bool:
    """Whether a fact of one product is asked: "welke motor heeft de tweede?"."""
    one = len(all_pointed_at(shopper, shelf)) == 1 and shopper.entity("attribute")
    return bool(one) and not asks_for_difference(shopper.text)
