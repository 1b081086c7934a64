"""Which question to ask next: by a form, by chance, by entropy, or by what people can answer that tells most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from bot.selection.asking.answerability import BRAND, NEED, PRICE, answerable, priority
from bot.selection.asking.candidates import Candidate
from bot.selection.asking.gain import Likely, bits, plain_entropy, surer
from bot.selection.state import Question
from bot.shop.ports import Category

Policy = Literal["form", "random", "entropy", "adaptive"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
FORM: Policy = "form"
FEW = 60.0
"""Below so many equally likely products the three best are looked at, not the bits."""
TRUST = 0.5
"""Power of how many are believed able to answer, beside what an answer brings: what is believed may be wrong, and
asking what few can answer costs a turn. Tuned on simulated shoppers.
"""


class UnknownPolicy(ValueError):
    """No policy of that name."""

    def __init__(self, given: str) -> None:
        """Say what was given and what there is."""
        super().__init__(f"policy {given!r} is unknown; use one of {', '.join(POLICIES)}")


@dataclass(frozen=True, slots=True)
class Situation:
    """What a policy may look at."""

    category: Category
    likely: Likely
    """The sampled products, as the candidates have them."""
    perplexity: float
    asked: int
    seed: int
    is_opening: bool = False
    """Whether nothing is known yet but the kind of product."""


def choose(policy: str, candidates: Sequence[Candidate], now: Situation) -> Question | None:
    """The next question with its gain in bits, or None when there is none. Raises `UnknownPolicy`."""
    if policy not in POLICIES:
        raise UnknownPolicy(policy)
    if not candidates:
        return None
    chosen = {"form": _form, "random": _random, "entropy": _entropy, "adaptive": _adaptive}[policy](candidates, now)
    return replace(chosen.question, gain=round(bits(chosen, now.likely), 4))


def _form(candidates: Sequence[Candidate], now: Situation) -> Candidate:
    """The shop's own order, else what it is for, the price, the brand, then the category's order."""
    told = [asking.about for asking in now.category.questions] or [NEED]
    order = list(dict.fromkeys((*told, PRICE, BRAND, *(a.key for a in now.category.attributes), NEED)))
    return min(candidates, key=lambda c: order.index(c.question.about))


def _random(candidates: Sequence[Candidate], now: Situation) -> Candidate:
    return candidates[int(np.random.default_rng((now.seed, now.asked)).integers(len(candidates)))]


def _entropy(candidates: Sequence[Candidate], now: Situation) -> Candidate:
    return max(candidates, key=lambda c: plain_entropy(c, now.likely))


def _adaptive(candidates: Sequence[Candidate], now: Situation) -> Candidate:
    """What an answer brings, times the root of how many can give it, times the shop's priority.

    Who said no more than what kind of product it is to be is asked what for, as anybody who sells would.
    """
    worth = bits if now.perplexity >= FEW else surer

    def promise(candidate: Candidate) -> tuple[bool, float]:
        about = candidate.question.about
        weight = answerable(now.category, about) ** TRUST * priority(now.category, about)
        return now.is_opening and about == NEED, float(worth(candidate, now.likely) * weight)

    return max(candidates, key=promise)
