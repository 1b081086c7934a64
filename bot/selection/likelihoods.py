"""How likely each product makes a wish or an answer: all evidence is soft, as one in ten answers is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.selection.columns import Columns
from bot.selection.matching import SAMPLE, SLIP, Amounts, Match, among, holds, likelihood, match, sample_of
from bot.selection.state import Constraint

SAID = 0.9
"""Share of answers that are as they were meant; the rest is a neighbour, now and then something else."""
NEIGHBOUR = 0.05
BEYOND = 0.01
NEAR_SHARE = 0.2
"""Share of the products that count as neighbours of an answer without another bound."""
ANSWER = "answer"
"""Source of the wishes in an answer to a question."""


@dataclass(slots=True)
class Likelihoods:
    """What soft wishes say of the products of one view. Keep it as long as the view."""

    view: Columns
    units: Mapping[str, str]
    """Unit of each attribute."""
    _samples: dict[str, Amounts] = field(default_factory=dict)

    def terms(self, soft: Iterable[Constraint]) -> Iterator[Amounts]:
        """What each wish adds to the logarithm of every product's weight; nothing for what the view does not know."""
        buckets: dict[str, list[Constraint]] = {}
        for wish in soft:
            if wish.attribute in self.view.codes and wish.value is not None:
                yield self._value_term(wish)
            elif wish.attribute not in self.view.numbers or not isinstance(wish.value, bool | int | float):
                continue
            elif isinstance(wish.value, bool):
                yield self._flag_term(wish)
            elif wish.source == ANSWER and wish.op in ("ge", "le"):
                buckets.setdefault(wish.attribute, []).append(wish)
            else:
                found = match(wish, self.view, self.units.get(wish.attribute, ""))
                yield np.float32(wish.weight) * np.log(_likely(wish, found))
        yield from (self._bucket_term(key, said) for key, said in buckets.items())

    def _value_term(self, wish: Constraint) -> Amounts:
        """One of the values, .9; the rest shares what is left. Unknown is as likely as the products together are."""
        codes, named = self.view.codes[wish.attribute], among(wish, self.view)
        others = max(1, min(len(self.view.values[wish.attribute]), 7) - 1)
        chance = np.where(named, SAID, (1 - SAID) / others).astype(np.float32)
        counts = np.bincount(codes[:: max(1, len(codes) // SAMPLE)], minlength=len(chance))[1:]
        chance[0] = np.average(chance[1:], weights=counts) if counts.sum() else 1.0
        return (np.float32(wish.weight) * np.log(chance)).astype(np.float32)[codes]

    def _bucket_term(self, key: str, said: Sequence[Constraint]) -> Amounts:
        """A bucket as one piece of evidence: inside, next to it, or further off."""
        column = self.view.numbers[key]
        low, high = _ends(said)
        near_low, near_high = _near(self._sample(key), low, high)
        level = ((column >= np.float32(low)) & (column <= np.float32(high))).astype(np.uint8)
        level += (column >= np.float32(near_low)) & (column <= np.float32(near_high))
        level[np.isnan(column)] = 3
        known = np.bincount(level[:: max(1, len(level) // SAMPLE)], minlength=4)[:3]
        chance = np.array([BEYOND, NEIGHBOUR, SAID, 1.0], dtype=np.float32)
        chance[3] = np.average(chance[:3], weights=known) if known.sum() else 1.0
        term: Amounts = (np.float32(said[0].weight) * np.log(chance)).astype(np.float32)[level]
        return term

    def _flag_term(self, wish: Constraint) -> Amounts:
        """A yes or a no: .9 where it is so, .1 where it is not."""
        met, known = holds(wish, self.view), ~np.isnan(self.view.numbers[wish.attribute])
        share = np.count_nonzero(met) / (np.count_nonzero(known) or 1)
        chance = np.array([1 - SAID, SAID, SAID * share + (1 - SAID) * (1 - share)], dtype=np.float32)
        return (np.float32(wish.weight) * np.log(chance)).astype(np.float32)[np.where(known, met, np.uint8(2))]

    def _sample(self, key: str) -> Amounts:
        if key not in self._samples:
            self._samples[key] = sample_of(self.view.numbers[key])
        return self._samples[key]


def _likely(wish: Constraint, found: Match) -> Amounts:
    """Of "rond de 300" little is left at twice as much; of "licht" and what a need prefers more."""
    return likelihood(found, noise=SLIP, beside=1 - SLIP) if wish.op == "about" else likelihood(found)


def _ends(said: Sequence[Constraint]) -> tuple[float, float]:
    """The least and the most of a bucket; infinite where it has no bound."""
    low = max((float(c.value) for c in said if c.op == "ge"), default=-np.inf)  # type: ignore[arg-type]
    high = min((float(c.value) for c in said if c.op == "le"), default=np.inf)  # type: ignore[arg-type]
    return low, high


def _near(sample: Amounts, low: float, high: float) -> tuple[float, float]:
    """Where the neighbours of a bucket end: as many products on, on either side, as it has itself."""
    if not len(sample):
        return low, high
    first = int(np.searchsorted(sample, np.float32(low)))
    last = int(np.searchsorted(sample, np.float32(high), side="right"))
    size = max(last - first, int(NEAR_SHARE * len(sample)) if np.isinf(low) or np.isinf(high) else 1, 1)
    return (
        float(sample[max(0, first - size)]) if np.isfinite(low) else low,
        float(sample[min(len(sample) - 1, last + size - 1)]) if np.isfinite(high) else high,
    )
