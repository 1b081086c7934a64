"""Answers as people give them: now and then none, now and then the wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.selection.state import Option, Question
from bot.shop.ports import Category
from bot.simulating.chance import Chance
from bot.simulating.lay import read_lay

Persona = Literal["target", "lay", "needs"]
HIDDEN = 0.15
"""How far the true share of people who can answer may be from the lay table, either way."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How shoppers answer."""

    persona: Persona = "target"
    noise: float = 0.1
    """Share of answers, 0..1, that are wrong."""
    dont_care: float = 0.3
    """Share of questions that are waved away; `lay` shoppers wave away what they cannot answer instead."""
    seed: int = 7

    def answers(self, about: str, category: Category, chance: Chance) -> bool:
        """Whether this shopper has an answer to a question about `about`, whoever asks it."""
        drawn = float(chance.about(f"answers {about}").random())
        if self.persona == "lay":
            shift = float(Chance(self.seed, 0).about(f"hidden {about}").uniform(-HIDDEN, HIDDEN))
            return drawn < min(1.0, max(0.0, read_lay().share(about, category) + shift))
        return drawn >= self.dont_care

    def slips(self, about: str, chance: Chance) -> bool:
        """Whether this shopper's answer is a wrong one."""
        return float(chance.about(f"slips {about}").random()) < self.noise


def slipped(question: Question, right: int, chance: Chance) -> int:
    """A wrong answer instead of `right`: the bucket beside it of a number, any other one of values."""
    towards = float(chance.about(f"wrong {question.about}").random())
    order = _rising(question.options)
    if order is None:
        others = [i for i in range(len(question.options)) if i != right]
        return others[int(towards * len(others))] if others else right
    place = order.index(right)
    beside = [order[i] for i in (place - 1, place + 1) if 0 <= i < len(order)]
    return beside[int(towards * len(beside))] if beside else right


def _rising(options: Sequence[Option]) -> list[int] | None:
    """Places of the buckets from low to high; None when they are no buckets of a number."""
    starts = [_start(option) for option in options]
    if any(start is None for start in starts):
        return None
    return sorted(range(len(options)), key=lambda i: starts[i] or 0.0)


def _start(option: Option) -> float | None:
    """Where a bucket begins; minus infinity when it only ends."""
    bounds = {c.op: c.value for c in option.constraints if isinstance(c.value, int | float)}
    if not bounds or not set(bounds) <= {"le", "ge", "lower", "higher"}:
        return None
    begin = bounds.get("ge", bounds.get("higher"))
    return float("-inf") if begin is None else float(begin)
