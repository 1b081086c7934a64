from __future__ import annotations

from bot.selection.standing import standings
from bot.selection.state import Constraint, State
from tests.selection.laptops import CATEGORY, laptop


def keys(attributes: tuple[object, ...]) -> list[str]:
    """Keys of attributes."""
    return [a.key for a in attributes]  # type: ignore[attr-defined]


class TestStandings:
    def test_each_is_best_where_every_other_is_worse(self) -> None:
        """The price counts like everything else, and first."""
        pair = [laptop("a", 500.0, weight=1.2, ram=8.0), laptop("b", 700.0, weight=1.0, ram=8.0)]
        first, second = standings(pair, CATEGORY, State())

        assert (keys(first.best), keys(first.weakest)) == (["price"], ["weight"])
        assert (keys(second.best), keys(second.weakest)) == (["weight"], ["price"])

    def test_a_tie_is_won_by_nobody(self) -> None:
        """Of three, two are equally light."""
        three = [laptop("a", weight=1.2), laptop("b", weight=1.2), laptop("c", weight=1.5)]
        told = standings(three, CATEGORY, State())

        assert [keys(s.best) for s in told] == [[], [], []]
        assert keys(told[2].weakest) == ["weight"]

    def test_what_one_does_not_state_nobody_wins(self) -> None:
        """The unknown one may be lighter."""
        told = standings([laptop("a", weight=1.2), laptop("b")], CATEGORY, State())

        assert [keys(s.best) for s in told] == [[], []]

    def test_what_is_a_matter_of_taste_counts_when_a_side_is_wished(self) -> None:
        """A small screen is no better than a large one, until it is asked for."""
        pair = [laptop("a", screen=13.0), laptop("b", screen=15.6)]
        small = State(constraints=(Constraint("screen", "le", 14.0, False, "wish", 0),))

        assert keys(standings(pair, CATEGORY, State())[0].best) == []
        assert keys(standings(pair, CATEGORY, small)[0].best) == ["screen"]

    def test_one_alone_is_best_at_nothing(self) -> None:
        """Nothing stands beside it."""
        assert keys(standings([laptop("a", weight=1.2)], CATEGORY, State())[0].best) == []
