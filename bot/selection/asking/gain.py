"""What an answer is expected to bring: bits, or how much surer the three best become."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.selection.asking.candidates import Candidate
from bot.selection.belief import Floats, Places
from bot.selection.likelihoods import NEIGHBOUR, SAID

TOP = 3
NEAREST = 256
"""Likeliest products over which the three best are looked ahead."""


@dataclass(slots=True)
class Likely:
    """What may still be the one: products with their shares of the belief, and which of them are one product."""

    shares: Floats
    """float64[places], adding up to 1."""
    families: NDArray[np.integer] | None = None
    """The same number for variants of one product, whichever of them is shown; None: there are none."""
    several: Places = field(init=False)
    """Which of them are not alone in their family, family by family."""
    starts: Places = field(init=False)
    """Where in `several` each family begins."""

    def __post_init__(self) -> None:
        """Find the variants, once for all questions."""
        families = np.empty(0, dtype=np.intp) if self.families is None else self.families
        order = np.argsort(families, kind="stable")
        sizes = np.diff(_begins(families[order]), append=len(order))
        self.several = order[np.repeat(sizes > 1, sizes)]
        self.starts = np.cumsum(sizes[sizes > 1]) - sizes[sizes > 1]


@cache
def channel(count: int, *, is_ordered: bool) -> Floats:
    """float64[count, count]: how likely each answer is given, for each that is meant; rows add up to 1.

    Nine in ten say what they mean. Of a bucket the rest takes a neighbour, of values any other.
    """
    if count < 2:
        return np.ones((count, count))
    if not is_ordered:
        return np.where(np.eye(count, dtype=bool), SAID, (1 - SAID) / (count - 1))
    said = SAID * np.eye(count) + NEIGHBOUR * (np.eye(count, k=1) + np.eye(count, k=-1))
    return np.asarray(said / said.sum(axis=1, keepdims=True))


def bits(candidate: Candidate, likely: Likely) -> float:
    """Bits that an answer tells of which product it is, noise taken off, times how likely it is known at all.

    What only parts variants of one product, as a colour may, tells nothing.
    """
    mass = likely.shares @ candidate.chances
    coverage = float(mass.sum())
    if not coverage:
        return 0.0
    rows = channel(len(candidate.question.options), is_ordered=candidate.is_ordered)
    return max(0.0, coverage * _entropy(mass @ rows / coverage) - _unsure(candidate, likely, rows))


def _unsure(candidate: Candidate, likely: Likely, rows: Floats) -> float:
    """Bits of the answer when the product is known."""
    if not candidate.is_certain:
        return float(_entropies(candidate.chances @ rows) @ likely.shares)
    several, alone = likely.several, likely.shares.copy()
    alone[several] = 0.0
    unsure = float(alone @ candidate.chances @ _entropies(rows))
    if not len(several):
        return unsure
    joint = np.add.reduceat(likely.shares[several, None] * candidate.chances[several], likely.starts, axis=0)
    known = joint.sum(axis=1)
    joint, known = joint[known > 0], known[known > 0]
    return unsure + float(known @ _entropies(joint / known[:, None] @ rows))


def plain_entropy(candidate: Candidate, likely: Likely) -> float:
    """Bits of the answer itself, as the literature's baseline has it: noise, coverage and people left out."""
    mass = likely.shares @ candidate.chances
    return _entropy(mass / (mass.sum() or 1.0))


def surer(candidate: Candidate, likely: Likely) -> float:
    """By how much the share of the three best is expected to rise with an answer (one step ahead), 0..1."""
    near = np.argsort(-likely.shares, kind="stable")[:NEAREST]
    families = np.arange(len(near)) if likely.families is None else likely.families[near]
    order = np.argsort(families, kind="stable")
    near, begins = near[order], _begins(families[order])
    weights, chances = likely.shares[near], candidate.chances[near]
    known = chances.any(axis=1)
    if not known.any():
        return 0.0
    rows = channel(chances.shape[1], is_ordered=candidate.is_ordered)
    told = chances @ rows
    told[~known] = (weights[known] @ told[known]) / weights[known].sum()
    ahead = _top(np.add.reduceat(weights[:, None] * told, begins, axis=0)).sum()
    now = _top(np.add.reduceat(weights, begins)[:, None]).sum()
    return max(0.0, float(weights[known].sum() * (ahead - now)))


def _begins(families: NDArray[np.integer]) -> Places:
    """Where each family begins, of sorted ones."""
    return np.flatnonzero(np.diff(families, prepend=-1))


def _top(shares: Floats) -> Floats:
    return np.asarray(np.sort(shares, axis=0)[-TOP:])


def _entropy(shares: Floats) -> float:
    return float(_entropies(shares[None, :])[0])


def _entropies(shares: Floats) -> Floats:
    """Bits of each row."""
    return np.asarray(-(shares * np.log2(np.maximum(shares, 1e-12))).sum(axis=1))
