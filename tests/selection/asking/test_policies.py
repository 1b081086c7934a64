from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.selection.asking.candidates import Candidate
from bot.selection.asking.gain import Likely
from bot.selection.asking.policies import POLICIES, Situation, UnknownPolicy, choose
from bot.selection.state import Option, Question
from bot.shop.ports import Asking
from tests.selection.laptops import CATEGORY

EVEN = Likely(np.full(8, 1 / 8))


def candidate(about: str, codes: list[int]) -> Candidate:
    """A question to which eight products have these answers, -1 for unknown."""
    count = max(codes) + 1
    chances = (np.array(codes)[:, None] == np.arange(count)).astype(np.float64)
    return Candidate(Question(about, (Option(),) * count), chances, is_ordered=False)


MEMORY = candidate("ram", [0, 1, 2, 3, 0, 1, 2, 3])
COLOUR = candidate("colour", [0, 1, 2, 0, 1, 2, 0, 1])
PRICE = candidate("price", [0, 0, 0, 0, 0, 0, 0, 1])
SPARSE = candidate("screen", [0, 1, 2, 3, -1, -1, -1, -1])
ALL = [PRICE, MEMORY, SPARSE, COLOUR]


def chosen(policy: str, *among: Candidate, asked: int = 0, seed: int = 0, **category: object) -> str:
    """What the policy asks about."""
    now = Situation(replace(CATEGORY, **category), EVEN, 100.0, asked, seed)  # type: ignore[arg-type]
    question = choose(policy, among or ALL, now)
    assert question is not None
    return question.about


class TestChoose:
    def test_by_entropy_takes_what_is_spread_most(self) -> None:
        """Whoever can answer it."""
        assert chosen("entropy", PRICE, MEMORY, COLOUR) == "ram"

    def test_adaptively_takes_what_people_know_and_products_state(self) -> None:
        """A colour rather than memory, and neither what half of the products do not state."""
        assert chosen("adaptive") == "colour"
        assert chosen("adaptive", SPARSE, COLOUR) == "colour"

    def test_adaptively_hears_the_shop(self) -> None:
        """What it puts first weighs more."""
        assert chosen("adaptive", questions=(Asking("ram", 3.0),)) == "ram"

    @pytest.mark.parametrize(("is_opening", "about"), [(True, "need"), (False, "ram")])
    def test_adaptively_opens_with_what_it_is_for(self, is_opening: bool, about: str) -> None:
        """As anybody who sells would, to who said no more than what kind of thing; afterwards a need competes."""
        use = candidate("need", [0, 0, 0, 0, 0, 0, 0, 1])
        now = Situation(CATEGORY, EVEN, 100.0, 0, 0, is_opening)
        question = choose("adaptive", [MEMORY, use], now)

        assert question is not None
        assert question.about == about

    def test_by_form_follows_the_order(self) -> None:
        """The shop's, else the price first, then as the category has it."""
        assert chosen("form") == "price"
        assert chosen("form", MEMORY, COLOUR, SPARSE) == "ram"
        assert chosen("form", questions=(Asking("colour"),)) == "colour"

    def test_by_chance_depends_on_the_seed_and_the_turn(self) -> None:
        """Over many seeds everything is asked."""
        assert {chosen("random", seed=seed) for seed in range(40)} == {"price", "ram", "screen", "colour"}

    @pytest.mark.parametrize("policy", POLICIES)
    def test_says_what_the_answer_brings(self, policy: str) -> None:
        """In bits, whatever it was chosen by; nothing when there is nothing to ask."""
        now = Situation(CATEGORY, EVEN, 8.0, 0, 0)
        question = choose(policy, ALL, now)

        assert question is not None
        assert 0 < question.gain < 2
        assert choose(policy, [], now) is None

    def test_refuses_what_it_does_not_know(self) -> None:
        """Before it looks for questions."""
        with pytest.raises(UnknownPolicy, match="use one of"):
            choose("best", [], Situation(CATEGORY, EVEN, 8.0, 0, 0))
