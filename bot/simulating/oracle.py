"""The best that questions could do: knows what is wanted and who can answer what, and asks accordingly."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.selection.state import Question, State
from bot.simulating.engine_seller import Seller, heard, offer_of
from bot.simulating.ports import Offer, Shopper


@dataclass(slots=True)
class Oracle(Seller):
    """Asks greedily what raises the belief in what is wanted most, given the truthful answer.

    It does not know which answers will be slips. It stops when no question raises that belief any more.
    """

    shopper: Shopper

    def offer(self) -> Offer:
        """The engine's products, and the question that helps most."""
        decision = self.engine.decide(replace(self.state, quiet=True))
        question = self._best_of(decision.picks.ids)
        return replace(offer_of(decision, question, 0.0), is_last=question is None)

    def _best_of(self, shown: tuple[str, ...]) -> Question | None:
        wanted = [place for i in self.shopper.wanted if (place := self.engine.view.place(i)) is not None]
        most, best = self._mass(self.state, wanted), None
        for question in self.engine.questions(self.state):
            reply = self.shopper.reply(Offer(shown, question), truthful=True)
            if reply is None or (reply.option is None and not reply.wishes):
                continue
            mass = self._mass(heard(self.engine, self.state, question, reply), wanted)
            if mass > most:
                most, best = mass, question
        return best

    def _mass(self, state: State, wanted: list[int]) -> float:
        return self.engine.belief(state).mass(wanted)
