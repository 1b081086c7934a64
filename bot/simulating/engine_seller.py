"""The engine as a salesperson, under one of its policies."""

from __future__ import annotations

import abc
import time
from dataclasses import dataclass, replace

from bot.selection.engine import Decision, Engine
from bot.selection.state import Constraint, Question, State
from bot.simulating.ports import Offer, Reply


@dataclass(slots=True)
class Seller(abc.ABC):
    """Keeps the state of one conversation; what is shown and asked in it is for those who inherit."""

    engine: Engine
    state: State

    def open(self, wishes: tuple[Constraint, ...]) -> Offer:
        """What is shown and asked once the first wishes are known."""
        self.state = replace(self.state.with_wishes(wishes), turn=1)
        return self._remembered(self.offer())

    def hear(self, reply: Reply) -> Offer:
        """The same after a reply."""
        self.state = heard(self.engine, self.state, self.state.question, reply)
        return self._remembered(self.offer())

    @abc.abstractmethod
    def offer(self) -> Offer:
        """What to show and ask as things stand."""

    def _remembered(self, offer: Offer) -> Offer:
        self.state = replace(self.state, question=offer.question, shown=offer.ids)
        return offer


@dataclass(slots=True)
class EngineSeller(Seller):
    """Lets the engine decide."""

    policy: str
    seed: int
    goes_on: bool = True
    """Whether it asks on after the engine's own stop, as long as there is a question."""

    def offer(self) -> Offer:
        """What the engine shows and asks."""
        started = time.perf_counter()
        decision = self.engine.decide(self.state, policy=self.policy, seed=self.seed)
        seconds = time.perf_counter() - started
        return offer_of(decision, decision.question or (decision.unasked if self.goes_on else None), seconds)


def heard(engine: Engine, state: State, question: Question | None, reply: Reply) -> State:
    """The state after a reply to `question`."""
    state = replace(state, rejected=state.rejected + reply.rejected, turn=state.turn + 1)
    if question is None:
        return state
    if not reply.wishes:
        return engine.answer(state, question, reply.option)
    return replace(state.with_wishes(reply.wishes), asked=(*state.asked, question.about), question=None)


def offer_of(decision: Decision, question: Question | None, seconds: float) -> Offer:
    """A decision of the engine as a shopper sees it."""
    picks = decision.picks
    told = frozenset() if picks.fits_all else frozenset(picks.missed)
    is_last = decision.why != "asked"
    return Offer(picks.ids, question, decision.claimed, told, is_last, seconds)
