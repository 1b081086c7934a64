"""The belief: how likely each product is the one the shopper wants, given all that was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.selection.columns import Columns
from bot.selection.likelihoods import Likelihoods
from bot.selection.likeness import like
from bot.selection.matching import SAMPLE, Amounts, Flags, holds
from bot.selection.needs import need_wishes
from bot.selection.state import Constraint, State
from bot.shop.ports import Better, Category

Places = NDArray[np.intp]
Floats = NDArray[np.float64]

BASE_WEIGHT = 0.5
"""How much of the log-prior counts: what sells in general says little of this shopper."""
ORDER_WEIGHT = 0.4
"""How much sooner the catalogue's first products are wanted than its last: by 1 / rank ** this. A guess between no
order (0) and the simulated Zipf of .7, chosen on simulated shoppers: more claims too much where the order says nothing.
"""
ORDER_START = 3
"""Added to every rank: the very first differ less."""
SUPERLATIVE_WEIGHT = 6.0
"""How much "the lightest" moves the belief; the order of the shown ones follows it exactly."""
LIKENESS_WEIGHT = 4.0
WORDS_WEIGHT = 3.0
SOLD_OUT = -4.0
"""What being sold out does to the logarithm of the odds: it is hardly ever the one that will be bought."""
DRAWS = 4096


class Words(Protocol):
    """A text index of the category's products, in the order of its columns."""

    def scores(self, query: str) -> NDArray[np.float32]:
        """How well each product answers the words, 0 where it does not."""


@dataclass(frozen=True, slots=True)
class Belief:
    """A distribution over the products of one category."""

    log: Amounts
    """Logarithm of each product's weight, float32[N]; -inf for what was rejected or breaks a must."""
    leaning: Amounts | None
    """Where a superlative was said: how far each product is in that direction, 0..1 for each; goes before all."""
    weights: Amounts
    """exp(log - its maximum), float32[N]; all zero when nothing is left."""
    total: float
    """Sum of the weights."""

    def top(self, k: int) -> Places:
        """Places of the `k` best with any weight, best first."""
        return best(self.log, self.leaning, k)

    def mass(self, places: Sequence[int] | Places) -> float:
        """The share of the belief, 0..1, in products at these places."""
        return float(self.weights[np.asarray(places, dtype=np.intp)].sum(dtype=np.float64) / (self.total or 1.0))

    def sample(self, n: int = DRAWS) -> tuple[Places, Floats]:
        """Places that stand for all, and the share of the belief that each stands for; the shares add up to 1.

        Every place when no more than `n` have weight; else a systematic sample (Madow, Ann. Math. Stat. 1949).
        """
        left = np.flatnonzero(self.weights) if len(self.weights) <= n or not self.total else None
        if left is not None:
            return left, self.weights[left].astype(np.float64) / (self.total or 1.0)
        summed = np.cumsum(self.weights, dtype=np.float64)
        drawn = np.searchsorted(summed, (np.arange(n) + 0.5) * (summed[-1] / n), side="right")
        places, times = np.unique(drawn, return_counts=True)
        return places, times / n

    @property
    def perplexity(self) -> float:
        """How many products that were equally likely would be as uncertain; 0 when nothing is left."""
        if not self.total:
            return 0.0
        lowest = self.log.max() - 80
        bits = np.dot(self.weights, np.maximum(self.log, lowest) - self.log.max())
        return float(np.exp(np.log(self.total) - bits / self.total))


@dataclass(slots=True)
class Evidence:
    """What wishes say of the products of one view. Keep it as long as the view: it remembers what no wish changes."""

    view: Columns
    category: Category
    words: Words | None = None
    """Index over the products' texts, for what was searched for; without it words are no evidence."""
    _units: Mapping[str, str] = field(init=False)
    _ranked: dict[tuple[str, str], Amounts] = field(default_factory=dict)
    has_variants: bool = field(init=False)
    """Whether any two products are variants of one."""
    _prior: Amounts = field(init=False)
    _likelihoods: Likelihoods = field(init=False)

    def __post_init__(self) -> None:
        """Weigh what is believed before any wish."""
        self._units = {a.key: a.unit for a in self.category.attributes}
        self._likelihoods = Likelihoods(self.view, self._units)
        self.has_variants = int(self.view.parents.max(initial=-1)) + 1 < len(self.view)
        ranks = np.arange(1, len(self.view.ids) + 1, dtype=np.float32) + np.float32(ORDER_START)
        prior = np.float32(BASE_WEIGHT) * self.view.base.astype(np.float32) - np.float32(ORDER_WEIGHT) * np.log(ranks)
        self._prior = prior + np.where(self.view.in_stock, np.float32(0), np.float32(SOLD_OUT))

    def belief(self, state: State) -> Belief:
        """The belief after all of `state`. Never raises for what the view does not know."""
        wishes = (*state.constraints, *need_wishes(self.category, state.needs))
        log = self._prior.copy()
        for term in self._terms(wishes, state):
            log += term
        leaning = self._leaning(wishes)
        if leaning is not None:
            log += np.float32(SUPERLATIVE_WEIGHT) * leaning
        if (allowed := self.allowed(state)) is not None:
            log[~allowed] = -np.inf
        return _normalised(log, leaning)

    def allowed(self, state: State) -> Flags | None:
        """Which products meet every must and were not rejected; None when all do."""
        musts = [self.holds(wish) for wish in state.constraints if wish.hard]
        away = [place for i in state.rejected if (place := self.view.place(i)) is not None]
        if not musts and not away:
            return None
        allowed = np.logical_and.reduce(musts) if musts else np.ones(len(self.view.ids), dtype=np.bool_)
        allowed[away] = False
        return allowed

    def holds(self, wish: Constraint) -> Flags:
        """Where a wish is known to be met."""
        return holds(wish, self.view, self._units.get(wish.attribute, ""))

    def served(self, wishes: Sequence[Constraint], places: Places) -> Floats:
        """The logarithm of how well the products at `places` are as wished, float64[places]."""
        total = np.zeros(len(places))
        for term in self._likelihoods.terms(c for c in wishes if not c.hard):
            total += term[places]
        return total

    def _terms(self, wishes: Sequence[Constraint], state: State) -> Iterable[Amounts]:
        yield from self._likelihoods.terms(c for c in wishes if not c.hard)
        liked = [p for i in state.liked if (p := self.view.place(i)) is not None]
        for place in liked:
            alike = like(self.view, place, category=self.category)
            yield (np.float32(LIKENESS_WEIGHT / len(liked)) * alike).astype(np.float32)
        if state.words and self.words is not None:
            scores = np.asarray(self.words.scores(state.words), dtype=np.float32)
            if len(scores) == len(self.view.ids) and (highest := float(scores.max(initial=0.0))) > 0:
                yield np.float32(WORDS_WEIGHT / highest) * scores

    def _leaning(self, wishes: Sequence[Constraint]) -> Amounts | None:
        """How far each product is in the directions of the superlatives, the unknown at the end."""
        total: Amounts | None = None
        for wish in wishes:
            if wish.value is None and wish.attribute in self.view.numbers and wish.op in ("lower", "higher"):
                rank = self._rank(wish.attribute, wish.op)
                total = rank if total is None else total + rank
        return total

    def _rank(self, key: str, op: str) -> Amounts:
        if (key, op) not in self._ranked:
            self._ranked[key, op] = _ranks(self.view.numbers[key], Better(op))
        return self._ranked[key, op]


def belief(view: Columns, category: Category, state: State) -> Belief:
    """The belief after all of `state`. Keep an `Evidence` of the view instead when it is asked more than once."""
    return Evidence(view, category).belief(state)


def best(log: Amounts, leaning: Amounts | None, k: int) -> Places:
    """Places of the `k` highest with any weight, best first: by leaning, then by `log`, then in their order."""
    if leaning is None:
        candidates = _candidates(log, k)
        ranked = np.argsort(-log[candidates], kind="stable")[:k]
        return np.asarray(candidates[ranked], dtype=np.intp)
    left = np.flatnonzero(np.isfinite(log))
    near = left[_candidates(leaning[left], k)]
    ranked = np.lexsort((-log[near], -leaning[near]))[:k]
    return np.asarray(near[ranked], dtype=np.intp)


def _candidates(score: Amounts, k: int) -> Places:
    """Places among which the `k` highest are, rising, with all that equal the least of them."""
    stride = max(1, len(score) // SAMPLE)
    taken = score[::stride]
    if len(taken) > k:
        least = np.partition(taken, len(taken) - k)[len(taken) - k]
        found = np.flatnonzero((score >= least) & np.isfinite(score))
    else:
        found = np.flatnonzero(np.isfinite(score))
    if len(found) > max(4 * k, 1024):
        values = score[found]
        found = found[values >= np.partition(values, len(values) - k)[len(values) - k]]
    return found


def _normalised(log: Amounts, leaning: Amounts | None) -> Belief:
    highest = log.max(initial=-np.inf)
    if not np.isfinite(highest):
        return Belief(log, leaning, np.zeros(len(log), dtype=np.float32), 0.0)
    weights = np.exp(log - highest)
    return Belief(log, leaning, weights, float(weights.sum(dtype=np.float64)))


def _ranks(column: Amounts, better: Better) -> Amounts:
    """0 for the unknown, rising to 1 for the best; equal ones are equally good."""
    known = np.flatnonzero(~np.isnan(column))
    ranks = np.zeros(len(column), dtype=np.float32)
    different, at = np.unique(column[known], return_inverse=True)
    share = (at + 1) / max(1, len(different))
    ranks[known] = share if better is Better.HIGHER else 1 + 1 / max(1, len(different)) - share
    return ranks
