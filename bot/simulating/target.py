"""Simulator A: a shopper with one product in mind, who knows what it is like but not what it is called."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.selection.state import Constraint, Question
from bot.shop.ports import Product
from bot.simulating.chance import Chance
from bot.simulating.lay import NEED
from bot.simulating.ports import Offer, Reply
from bot.simulating.reading import fits, use_of
from bot.simulating.slips import Manner, slipped
from bot.simulating.stock import Stock
from bot.simulating.told import volunteered

ZIPF = 0.7
"""How much sooner the first of the catalogue is wanted than the last: a share of 1 / rank ** ZIPF."""
SERVES = 0.5
"""A need counts as the shopper's when the product does at least this share of what it asks."""


@dataclass(frozen=True, slots=True)
class TargetShopper:
    """Wants one product, in whichever variant."""

    product: Product
    wanted: frozenset[str]
    stock: Stock
    manner: Manner
    chance: Chance
    settles: bool = False

    def opening(self) -> tuple[Constraint, ...]:
        """One or two things that are true of the product."""
        return volunteered(self.product, self.stock.category, self.chance)

    def reply(self, offer: Offer, *, truthful: bool = False) -> Reply | None:
        """The answer that is true of the product, or beside it; None when nothing is asked."""
        if offer.question is None:
            return None
        return Reply(self.answer(offer.question, truthful=truthful))

    def answer(self, question: Question, *, truthful: bool = False) -> int | None:
        """Place of the answer; None when the shopper does not know, does not care, or none of them is true."""
        right = self._right(question)
        if right is None or not self.manner.answers(question.about, self.stock.category, self.chance):
            return None
        if truthful or not self.manner.slips(question.about, self.chance):
            return right
        return slipped(question, right, self.chance)

    def _right(self, question: Question) -> int | None:
        if question.about == NEED:
            return self._use(question)
        return next((i for i, option in enumerate(question.options) if fits(option, self.product)), None)

    def _use(self, question: Question) -> int | None:
        """The use that the product serves best; between equals each shopper has a use of their own."""
        luck = self.chance.about("use").random(len(question.options))
        worth = [use_of(o.need, self.product, self.stock.category) for o in question.options]
        best = max(range(len(worth)), key=lambda i: (worth[i], luck[i]), default=None)
        return best if best is not None and worth[best] >= SERVES else None


def variants(product: Product, products: tuple[Product, ...]) -> frozenset[str]:
    """Ids of the products that differ from `product` in colour or size only, its own included."""
    if product.parent:
        return frozenset(p.id for p in products if p.parent == product.parent)
    return frozenset(p.id for p in products if not p.parent and p.titles == product.titles)


def popularity(stock: Stock, *, uniform: bool = False) -> NDArray[np.float64]:
    """Chance of each product to be the wanted one: Zipf over the catalogue's order; nobody wants a sold-out one."""
    ranks = np.arange(1, len(stock.products) + 1, dtype=np.float64)
    weight = np.ones_like(ranks) if uniform else ranks**-ZIPF
    sold = np.array([p.in_stock for p in stock.products])
    weight = weight * sold if sold.any() else weight
    return np.asarray(weight / weight.sum(), dtype=np.float64)
