"""When to stop asking and just show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.selection.state import Question, State

Why = Literal["asked", "mass", "gain", "few", "limit", "waved", "quiet"]


@dataclass(frozen=True, slots=True)
class Stops:
    """At what point a question is worth less than the shopper's time."""

    mass: float = 0.7
    """Share of the belief in the three shown, 0..1; above 1 never."""
    bits: float = 0.25
    """What the best question must at least be expected to bring."""
    few: int = 3
    """So many products left, or fewer."""
    questions: int = 6
    waved: int = 2
    """So many questions waved away one after the other."""

    def why(self, state: State, *, claimed: float, left: int, question: Question | None) -> Why:
        """Why there is no question now, or `asked`."""
        if state.quiet:
            return "quiet"
        if len(state.asked) >= self.questions:
            return "limit"
        if len(state.asked) >= self.waved and set(state.asked[-self.waved :]) <= set(state.waved):
            return "waved"
        if left <= self.few:
            return "few"
        if claimed >= self.mass:
            return "mass"
        return "asked" if question is not None and question.gain >= self.bits else "gain"


NEVER = Stops(mass=2.0, bits=0.0, few=0, questions=10**6, waved=10**6)
"""No stop but that nothing is left to ask: for measuring what questions bring."""
