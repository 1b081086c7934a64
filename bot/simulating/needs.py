"""Simulator B: a shopper with a budget, a few musts and some wishes, whom several products will do."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from bot.selection.state import Constraint, Question
from bot.shop.ports import Attribute, Better, Category, Kind, Product
from bot.simulating.chance import Chance
from bot.simulating.facts import Facts, Numbers, ranks
from bot.simulating.lay import NEED, read_lay
from bot.simulating.ports import Offer, Reply
from bot.simulating.reading import use_of
from bot.simulating.slips import Manner
from bot.simulating.told import UNSAID, human

MUSTS = (2, 4)
WISHES = 4
REGRET = 0.05
"""How much less useful than the best a product may be and still do."""
ROOM = 0.3
GOOD = 2 / 3
"""A wish for high or low is met by the best third."""
BESIDE = 0.1
"""By what share a number is said wrong; also how far a size of taste may be off."""
PRICE_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that would be nice."""

    said: Constraint
    worth: Numbers
    """How much of it each product has, 0..1."""
    weight: float


@dataclass(frozen=True, slots=True)
class NeedsShopper:
    """Takes any product that meets every must and is nearly as useful as the best of those."""

    anchor: Product
    """Shows that the musts can be met together."""
    musts: tuple[Constraint, ...]
    wishes: tuple[Wish, ...]
    wanted: frozenset[str]
    category: Category
    manner: Manner
    chance: Chance
    settles: bool = True

    def opening(self) -> tuple[Constraint, ...]:
        """One or two of the musts, the budget (the first) sooner than others."""
        draw = self.chance.about("opening")
        about = list(dict.fromkeys(m.attribute for m in self.musts))
        weights = np.array([3.0, *[1.0] * (len(about) - 1)])
        count = min(1 + int(draw.random() * 2), len(about))
        chosen = draw.choice(len(about), size=count, replace=False, p=weights / weights.sum())
        return tuple(m for m in self.musts if m.attribute in {about[int(i)] for i in chosen})

    def reply(self, offer: Offer, *, truthful: bool = False) -> Reply | None:
        """A must or a wish in the shopper's own words, or "maakt niet uit"; what was shown makes way for others."""
        if offer.question is None:
            return Reply(rejected=offer.ids) if offer.ids else None
        return replace(self._answer(offer.question, truthful=truthful), rejected=offer.ids)

    def _answer(self, question: Question, *, truthful: bool) -> Reply:
        about = question.about
        slips = not truthful and self.manner.slips(about, self.chance)
        if about == NEED:
            return Reply(self._use(question))
        if musts := tuple(m for m in self.musts if m.attribute == about):
            return Reply(wishes=tuple(map(self._misstated, musts)) if slips else musts)
        wish = next((w.said for w in self.wishes if w.said.attribute == about), None)
        if wish is None or not self.manner.answers(about, self.category, self.chance):
            return Reply()
        if slips:
            return Reply(int(self.chance.about(f"wrong {about}").random() * len(question.options)))
        return Reply(wishes=(wish,))

    def _misstated(self, must: Constraint) -> Constraint:
        """A number said a tenth too high or too low; a value is not."""
        if must.op not in ("le", "ge") or not isinstance(must.value, float):
            return must
        up = self.chance.about(f"wrong {must.attribute}").random() < 0.5
        return replace(must, value=must.value * (1 + BESIDE if up else 1 - BESIDE))

    def _use(self, question: Question) -> int | None:
        worth = [use_of(option.need, self.anchor, self.category) for option in question.options]
        return int(np.argmax(worth)) if worth and max(worth) > 0 else None


class NeedsMaker:
    """Makes shoppers for the products of one category."""

    def __init__(self, category: Category, facts: Facts, manner: Manner) -> None:
        """`facts` are of the category's products."""
        self._category, self._facts, self._manner = category, facts, manner
        self._for_sale = np.array([p.in_stock for p in facts.products])
        unsaid = UNSAID | {"price"}
        self._said = [a for a in category.attributes if a.kind is not Kind.TEXT and a.key not in unsaid]

    def make(self, anchor: Product, chance: Chance) -> NeedsShopper:
        """The shopper whose musts `anchor` meets."""
        draw = chance.about("needs")
        budget = Constraint(
            "price", "le", human(anchor.price * (1 + ROOM * float(draw.random()))), True, "price_max", 1
        )
        stated = self._drawn([a for a in self._said if anchor.fact(a.key) not in (None, False)], draw)
        count = int(draw.integers(MUSTS[0], MUSTS[1], endpoint=True))
        musts = (budget, *(must for a in stated[:count] for must in self._musts(a, anchor, draw)))
        left = [a for a in self._drawn(self._said, draw) if a not in stated[:count]]
        wishes = tuple(w for a in left if (w := self._wish(a, draw)))[:WISHES]
        wanted = self._wanted(musts, wishes)
        return NeedsShopper(anchor, musts, wishes, wanted, self._category, self._manner, chance)

    def _drawn(self, attributes: list[Attribute], draw: Generator) -> list[Attribute]:
        """The attributes in an order of chance, those that people know of sooner."""
        keys = [float(draw.random()) ** (1 / read_lay().share(a.key, self._category)) for a in attributes]
        return [attributes[i] for i in np.argsort(keys)[::-1]]

    def _musts(self, attribute: Attribute, anchor: Product, draw: Generator) -> list[Constraint]:
        fact, luck = anchor.fact(attribute.key), float(draw.random())
        if attribute.kind is Kind.YES_NO:
            return [Constraint(attribute.key, "eq", True, True, "attribute", 1)]
        if isinstance(fact, str):
            others = [str(v) for v in self._facts.values(attribute.key)[: int(3 * luck)]]
            return [Constraint(attribute.key, "in", tuple(dict.fromkeys((fact, *others))), True, "value", 1)]
        number = float(fact or 0.0)
        if attribute.better is Better.TASTE:
            bounds = sorted((number * (1 - BESIDE), number * (1 + BESIDE)))
            return [
                Constraint(attribute.key, "ge", bounds[0], True, "measure", 1),
                Constraint(attribute.key, "le", bounds[1], True, "measure", 1),
            ]
        higher = attribute.better is Better.HIGHER
        bound = self._modest(attribute.key, number, luck, higher=higher)
        return [Constraint(attribute.key, "ge" if higher else "le", bound, True, "measure", 1)]

    def _modest(self, key: str, number: float, luck: float, *, higher: bool) -> float:
        """A value that products have and that `number` is at least as good as, from the better half of those."""
        values = np.unique(self._facts.numbers(key))
        worse = values[values <= number] if higher else values[values >= number][::-1]
        return float(worse[int(len(worse) * (0.5 + 0.5 * luck))]) if len(worse) else number

    def _wish(self, attribute: Attribute, draw: Generator) -> Wish | None:
        weight, luck = float(draw.uniform(0.5, 1.5)), float(draw.random())
        key = attribute.key
        if attribute.kind is Kind.YES_NO:
            said = Constraint(key, "eq", True, False, "answer", 1)
            return Wish(said, np.nan_to_num(self._facts.numbers(key), nan=0.5), weight)
        if attribute.kind is Kind.CATEGORY:
            if not (values := self._facts.values(key)):
                return None
            said = Constraint(key, "in", (str(values[int(luck * min(3, len(values)))]),), False, "answer", 1)
            return Wish(said, self._facts.meet(said).astype(np.float64), weight)
        return self._number_wish(attribute, weight)

    def _number_wish(self, attribute: Attribute, weight: float) -> Wish | None:
        column = self._facts.numbers(attribute.key)
        if attribute.better is Better.TASTE or np.isnan(column).all():
            return None
        higher = attribute.better is Better.HIGHER
        bound = float(np.nanquantile(column, GOOD if higher else 1 - GOOD))
        worth = ranks(column) if higher else 1 - ranks(column)
        return Wish(Constraint(attribute.key, "ge" if higher else "le", bound, False, "answer", 1), worth, weight)

    def _wanted(self, musts: tuple[Constraint, ...], wishes: tuple[Wish, ...]) -> frozenset[str]:
        meets = np.logical_and.reduce([self._for_sale, *(self._facts.meet(must) for must in musts)])
        cheap = 1 - ranks(self._facts.numbers("price"))
        total = PRICE_WEIGHT + sum(w.weight for w in wishes)
        worth = (PRICE_WEIGHT * cheap + sum((w.weight * w.worth for w in wishes), np.zeros(len(cheap)))) / total
        best = float(worth[meets].max(initial=0.0))
        return frozenset(self._facts.products[int(i)].id for i in np.flatnonzero(meets & (worth >= best - REGRET)))
