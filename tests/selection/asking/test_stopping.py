from __future__ import annotations

import pytest

from bot.selection.asking.stopping import NEVER, Stops
from bot.selection.state import Question, State

GOOD, POOR = Question("price", (), gain=1.0), Question("price", (), gain=0.1)


class TestStops:
    @pytest.mark.parametrize(
        ("state", "claimed", "left", "question", "why"),
        [
            (State(), 0.3, 40, GOOD, "asked"),
            (State(quiet=True), 0.3, 40, GOOD, "quiet"),
            (State(asked=tuple("abcdef")), 0.3, 40, GOOD, "limit"),
            (State(asked=("a", "b", "c"), waved=("b", "c")), 0.3, 40, GOOD, "waved"),
            (State(asked=("a", "b", "c"), waved=("a", "c")), 0.3, 40, GOOD, "asked"),
            (State(), 0.3, 3, GOOD, "few"),
            (State(), 0.7, 40, GOOD, "mass"),
            (State(), 0.3, 40, POOR, "gain"),
            (State(), 0.3, 40, None, "gain"),
        ],
    )
    def test_say_why_nothing_is_asked(
        self, state: State, claimed: float, left: int, question: Question | None, why: str
    ) -> None:
        """Each reason by itself is enough."""
        assert Stops().why(state, claimed=claimed, left=left, question=question) == why

    def test_may_be_others(self) -> None:
        """A simulation asks eight, or until nothing is left to ask."""
        asked = State(asked=tuple("abcdef"), waved=tuple("ef"))

        assert Stops(questions=8, waved=8).why(asked, claimed=0.3, left=40, question=GOOD) == "asked"
        assert NEVER.why(asked, claimed=1.0, left=1, question=POOR) == "asked"
        assert NEVER.why(asked, claimed=1.0, left=1, question=None) == "gain"
