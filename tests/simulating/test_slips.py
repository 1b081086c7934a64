from __future__ import annotations

from bot.selection.state import Constraint, Option, Question
from bot.simulating.chance import Chance
from bot.simulating.slips import Manner, slipped
from tests.simulating.lamps import CATEGORY

MANY = [Chance(1, i) for i in range(2000)]


def bucket(low: float | None, high: float | None) -> Option:
    """An answer about the price."""
    ends = ((op, value) for op, value in (("ge", low), ("le", high)) if value is not None)
    return Option(tuple(Constraint("price", op, value, False, "answer", 0) for op, value in ends))  # type: ignore[arg-type]  # ops


def share(manner: Manner, about: str) -> float:
    """How many answer a question."""
    return sum(manner.answers(about, CATEGORY, chance) for chance in MANY) / len(MANY)


class TestAnswers:
    def test_as_many_do_not_care_as_was_asked_for(self) -> None:
        """About every subject alike."""
        assert abs(share(Manner(dont_care=0.3), "price") - 0.7) < 0.04
        assert abs(share(Manner(dont_care=0.3), "lumen") - 0.7) < 0.04

    def test_lay_shoppers_know_prices_better_than_lumens(self) -> None:
        """What can be answered depends on the subject."""
        assert share(Manner("lay"), "price") > share(Manner("lay"), "lumen") + 0.2

    def test_one_shopper_gives_one_answer(self) -> None:
        """However often it is asked, and whoever asks."""
        manner = Manner("lay")

        assert [manner.answers("price", CATEGORY, c) for c in MANY] == [
            manner.answers("price", CATEGORY, c) for c in MANY
        ]

    def test_no_noise_is_no_slip(self) -> None:
        """And all noise is always one."""
        assert not any(Manner(noise=0.0).slips("price", chance) for chance in MANY)
        assert all(Manner(noise=1.0).slips("price", chance) for chance in MANY)


class TestSlipped:
    def test_of_a_number_it_is_the_bucket_beside(self) -> None:
        """In the order of the numbers, not of the answers."""
        question = Question("price", (bucket(60, None), bucket(None, 20), bucket(20, 40), bucket(40, 60)))

        assert {slipped(question, 2, chance) for chance in MANY} == {1, 3}
        assert {slipped(question, 0, chance) for chance in MANY} == {3}

    def test_of_values_it_is_any_other(self) -> None:
        """Never the right one."""
        values = tuple(Option((Constraint("colour", "in", (v,), False, "answer", 0),)) for v in "abc")

        assert {slipped(Question("colour", values), 1, chance) for chance in MANY} == {0, 2}

    def test_the_only_answer_stays(self) -> None:
        """There is nothing to take it for."""
        assert slipped(Question("price", (bucket(1, 2),)), 0, MANY[0]) == 0
