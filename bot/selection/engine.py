"""The salesperson's judgement at one moment: what to show, and what to ask if anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from bot.selection.asking.candidates import Candidates
from bot.selection.asking.gain import Likely
from bot.selection.asking.policies import FORM, Situation, choose
from bot.selection.asking.stopping import Stops, Why
from bot.selection.belief import Belief, Evidence, Words
from bot.selection.columns import Columns
from bot.selection.shortlist import Picks, picks
from bot.selection.state import Constraint, Question, State
from bot.shop.ports import Category

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now."""

    question: Question | None
    """What to ask beside the shown ones; None: just show."""
    why: Why
    """`asked`, or why nothing is asked."""
    claimed: float
    """Share of the belief in the shown ones: how likely the wanted one is among them, 0..1."""
    picks: Picks
    """What to show."""
    unasked: Question | None = None
    """What would be asked, if it were not for the stop."""


class UnknownOption(ValueError):
    """A question has no such answer."""

    def __init__(self, question: Question, given: int) -> None:
        """Say which were offered."""
        offered = f"0 to {len(question.options) - 1}, or None for no preference"
        super().__init__(f"the question about {question.about!r} has no answer {given}; use {offered}")


@dataclass(slots=True)
class Engine:
    """Decides about one category. Keep it as long as its view: it remembers what no wish changes.

    Not for two threads at once. Milliseconds at a hundred thousand products.
    """

    view: Columns
    category: Category
    stops: Stops = field(default_factory=Stops)
    words: Words | None = None
    """Index over the products' texts, for `State.words`."""
    _evidence: Evidence = field(init=False)
    _candidates: Candidates = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what does not depend on the state."""
        self._evidence = Evidence(self.view, self.category, self.words)
        self._candidates = Candidates(self._evidence)

    def belief(self, state: State) -> Belief:
        """How likely each product is, given all of `state`."""
        return self._evidence.belief(state)

    def shortlist(self, state: State, k: int = SHOWN) -> Picks:
        """At most `k` products to show."""
        return picks(self._evidence, state, self.belief(state), k)

    def decide(self, state: State, policy: str = "adaptive", seed: int = 0) -> Decision:
        """What to show, and what to ask, if anything. `seed` makes the policy `random` repeatable.

        Raises `UnknownPolicy`.
        """
        believed = self.belief(state)
        shown = picks(self._evidence, state, believed, SHOWN)
        claimed = self._claimed(believed, shown)
        question = self._question(state, believed, policy, seed)
        left = int(np.count_nonzero(np.isfinite(believed.log)))
        why = self.stops.why(state, claimed=claimed, left=left, question=question)
        if why == "asked":
            return Decision(question, why, claimed, shown)
        return Decision(None, why, claimed, shown, question)

    def questions(self, state: State) -> tuple[Question, ...]:
        """Every question that may still be asked and that parts what is likely, in the category's order."""
        return tuple(c.question for c in self._candidates.of(state, *self.belief(state).sample()))

    def question(self, state: State, about: str) -> Question | None:
        """The question about one attribute or the `need`; None when it is not to be asked (again), or parts nothing."""
        return next((q for q in self.questions(state) if q.about == about), None)

    def answer(self, state: State, question: Question, option_index: int | None) -> State:
        """The state after an answer; None is "maakt niet uit". Raises `UnknownOption`.

        The question is closed and counts as asked. The answer is a wish and never a must.
        """
        closed = replace(state, question=None, asked=_with(state.asked, question.about))
        if option_index is None:
            return replace(closed, waved=_with(state.waved, question.about))
        if not 0 <= option_index < len(question.options):
            raise UnknownOption(question, option_index)
        option = question.options[option_index]
        if option.need:
            return replace(closed, needs=_with(state.needs, option.need))
        return closed.with_wishes(_said_now(option.constraints, state.turn))

    def _claimed(self, believed: Belief, shown: Picks) -> float:
        """The belief in the shown ones; a variant of one of them is found with it."""
        if not shown.fits_all:
            return 0.0
        families = np.unique(self.view.parents[np.array(shown.places, dtype=np.intp)])
        return believed.mass(np.flatnonzero(np.isin(self.view.parents, families)))

    def _question(self, state: State, believed: Belief, policy: str, seed: int) -> Question | None:
        if policy == FORM:
            candidates, places, shares = self._candidates.fixed(state, believed)
        else:
            places, shares = believed.sample()
            candidates = self._candidates.of(state, places, shares)
        likely = Likely(shares, self.view.parents[places] if self._evidence.has_variants else None)
        is_opening = not (state.constraints or state.needs or state.asked or state.words)
        now = Situation(self.category, likely, believed.perplexity, len(state.asked), seed, is_opening)
        return choose(policy, candidates, now)


def _with(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*keys, key)))


def _said_now(constraints: Iterable[Constraint], turn: int) -> tuple[Constraint, ...]:
    return tuple(replace(c, turn=turn) for c in constraints)
