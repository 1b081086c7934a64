from __future__ import annotations

import numpy as np
import pytest

from bot.selection.asking.candidates import Candidate
from bot.selection.asking.gain import Likely, bits, channel, plain_entropy, surer
from bot.selection.state import Option, Question


def question(codes: list[int], count: int, *, is_ordered: bool = False) -> Candidate:
    """A question to which the products have these answers, -1 for unknown."""
    chances = (np.array(codes)[:, None] == np.arange(count)).astype(np.float64)
    return Candidate(Question("x", (Option(),) * count), chances, is_ordered)


EVEN = Likely(np.full(4, 0.25))


class TestChannel:
    @pytest.mark.parametrize("is_ordered", [True, False])
    @pytest.mark.parametrize("count", [1, 2, 7])
    def test_sends_every_answer_somewhere(self, count: int, is_ordered: bool) -> None:
        """Rows add up to one, and what is meant is said most."""
        rows = channel(count, is_ordered=is_ordered)

        assert rows.sum(axis=1) == pytest.approx(np.ones(count))
        assert (rows.argmax(axis=1) == np.arange(count)).all()


class TestBits:
    def test_are_fewer_than_the_answer_has(self) -> None:
        """One in ten answers is wrong: a clean half is worth half a bit."""
        half = question([0, 0, 1, 1], 2)

        assert plain_entropy(half, EVEN) == pytest.approx(1.0)
        assert bits(half, EVEN) == pytest.approx(1 - 0.469, abs=0.001)

    def test_count_only_where_the_answer_is_known(self) -> None:
        """An attribute that half of the products state is worth half."""
        assert bits(question([0, 1, -1, -1], 2), EVEN) == pytest.approx(bits(question([0, 0, 1, 1], 2), EVEN) / 2)

    def test_are_none_when_all_answer_alike(self) -> None:
        """Nor when nothing is known."""
        assert bits(question([0, 0, 0, 0], 2), EVEN) == pytest.approx(0.0, abs=1e-9)
        assert bits(question([-1] * 4, 2), EVEN) == 0.0

    def test_of_uncertain_answers_are_fewer(self) -> None:
        """What a product is for is no certain thing."""
        sure = question([0, 0, 1, 1], 2)
        unsure = Candidate(sure.question, np.array([[0.7, 0.3]] * 2 + [[0.3, 0.7]] * 2), False, is_certain=False)

        assert 0 < bits(unsure, EVEN) < bits(sure, EVEN)

    def test_are_none_for_what_parts_variants_only(self) -> None:
        """Two products in two colours each: the colour tells nothing, half a colour half."""
        pairs = Likely(EVEN.shares, np.array([5, 5, 9, 9]))

        assert bits(question([0, 1, 0, 1], 2), pairs) == pytest.approx(0.0, abs=1e-9)
        assert bits(question([0, 0, 1, 1], 2), pairs) == pytest.approx(bits(question([0, 0, 1, 1], 2), EVEN))
        assert 0 < bits(question([0, 0, 0, 1], 2), pairs) < bits(question([0, 0, 0, 1], 2), EVEN)


class TestSurer:
    def test_counts_variants_as_one(self) -> None:
        """Of six products in two variants each three are half of all, and two answers can tell them apart."""
        pairs = Likely(np.full(12, 1 / 12), np.arange(12) // 2)

        assert surer(question([0] * 6 + [1] * 6, 2), pairs) == pytest.approx(0.9 - 0.5)
        assert surer(question([0, 1] * 6, 2), pairs) == pytest.approx(0.0, abs=1e-9)

    def test_is_how_much_the_three_best_gain(self) -> None:
        """Of six equals, a question that halves them makes three of them nearly sure."""
        likely = Likely(np.full(6, 1 / 6))

        assert surer(question([0, 0, 0, 1, 1, 1], 2), likely) == pytest.approx(0.9 - 0.5)
        assert surer(question([0] * 6, 2), likely) == pytest.approx(0.0, abs=1e-9)
        assert surer(question([-1] * 6, 2), likely) == 0.0
