"""The best that questions could do: knows what is wanted and who can answer what, and asks accordingly."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.selection.engine import Engine
from bot.selection.state import Constraint, Question, State
from bot.simulating.engine_seller import heard, offer_of
from bot.simulating.ports import Offer, Reply, Shopper


@dataclass(slots=True)
class Oracle:
    """Asks greedily what raises the belief in what is wanted most, given the truthful answer.

    It does not know which answers will be slips. It stops when no question raises that belief any more.
    """

    engine: Engine
    state: State
    shopper: Shopper
    _question: Question | None = field(default=None)

    def open(self, wishes: tuple[Constraint, ...]) -> Offer:
        """The first offer."""
        self.state = replace(self.state.with_wishes(wishes), turn=1)
        return self._offer()

    def hear(self, reply: Reply) -> Offer:
        """The next one."""
        self.state = heard(self.engine, self.state, self._question, reply)
        return self._offer()

    def _offer(self) -> Offer:
        decision = self.engine.decide(replace(self.state, quiet=True))
        wanted = [place for i in self.shopper.wanted if (place := self.engine.view.place(i)) is not None]
        best, self._question = self._mass(self.state, wanted), None
        for question in self.engine.questions(self.state):
            reply = self.shopper.reply(Offer(decision.picks.ids, question), truthful=True)
            if reply is None or (reply.option is None and not reply.wishes):
                continue
            mass = self._mass(heard(self.engine, self.state, question, reply), wanted)
            if mass > best:
                best, self._question = mass, question
        self.state = replace(self.state, question=self._question, shown=decision.picks.ids)
        return replace(offer_of(decision, self._question, 0.0), is_last=self._question is None)

    def _mass(self, state: State, wanted: list[int]) -> float:
        return self.engine.belief(state).mass(wanted)
