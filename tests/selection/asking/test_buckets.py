from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.selection.asking.buckets import MOST, Buckets, buckets


def made(*numbers: float, **options: object) -> Buckets | None:
    """The buckets over numbers that are equally likely."""
    column = np.array(numbers, dtype=np.float32)
    return buckets(column, np.ones(len(column)), **options)  # type: ignore[arg-type]


class TestBuckets:
    def test_of_prices_are_bounded_by_round_numbers(self) -> None:
        """Hundreds and fifties, not 487.35."""
        found = made(*np.linspace(213.7, 1963.2, 400), round_steps=True)

        assert found is not None
        assert 5 <= len(found.bounds) <= MOST
        assert all(part % 50 == 0 for part in found.parts)

    def test_of_few_numbers_are_those_numbers(self) -> None:
        """Memory comes in 8, 16 and 32; nobody asks for 8 to 16."""
        found = made(8, 8, 16, 16, 32)

        assert found is not None
        assert found.bounds == ((None, 8.0), (16.0, 16.0), (32.0, None))

    def test_use_what_the_shop_says_while_it_parts_what_is_likely(self) -> None:
        """The shop's own bounds first; among what is left they may part nothing."""
        wide, narrow = np.linspace(100, 1000, 50), np.linspace(510, 690, 50)
        first, second = (
            made(*wide, fixed=(500, 700), round_steps=True),
            made(*narrow, fixed=(500, 700), round_steps=True),
        )

        assert first is not None
        assert second is not None
        assert first.parts == (500, 700)
        assert len(second.parts) > 2

    def test_of_equal_numbers_are_none(self) -> None:
        """There is nothing to ask."""
        assert made(5, 5, 5) is None
        assert made() is None

    def test_put_a_number_at_a_bound_in_the_lower_one(self) -> None:
        """'Tot € 500' has 500 in it; an unknown number is in none."""
        found = Buckets((500.0,), ((None, 500.0), (500.0, None)))

        assert found.of(np.array([499.0, 500.0, 501.0, np.nan])).tolist() == [0, 0, 1, -1]

    @given(
        st.lists(st.floats(1, 2**20, width=32), min_size=2, max_size=60),
        st.booleans(),
        st.lists(st.floats(1, 1e5), max_size=9).map(lambda some: sorted(set(some))),
    )
    def test_hold_every_number_in_the_bucket_it_is_in(
        self, numbers: list[float], round_steps: bool, fixed: list[float]
    ) -> None:
        """Whatever the numbers: at most seven, rising, and each number within the bounds of its own."""
        column = np.array(numbers, dtype=np.float32)
        found = buckets(column, np.ones(len(column)), fixed=fixed, round_steps=round_steps)
        if found is None:
            return
        assert 2 <= len(found.bounds) <= MOST
        assert list(found.parts) == sorted(set(found.parts))
        for number, at in zip(numbers, found.of(column.astype(np.float64)), strict=True):
            low, high = found.bounds[int(at)]
            assert low is None or number >= low * (1 - 1e-5)
            assert high is None or number <= high * (1 + 1e-5)

    def test_are_not_a_hair_apart(self) -> None:
        """Nobody chooses between 58 and 59 centimetres."""
        numbers = np.arange(58.0, 66.0)
        found = buckets(numbers, np.full(8, 1 / 8))

        assert found is not None
        assert all(b - a >= 0.03 * a for a, b in pairwise(found.parts))
        assert len(found.parts) == 3

    def test_follow_what_is_likely(self) -> None:
        """Where the belief is, the bounds are."""
        column = np.linspace(0, 1000, 201)
        found = buckets(column, np.where(column <= 100, 50.0, 0.01), round_steps=True)

        assert found is not None
        assert max(found.parts) <= 100
        assert len(found.parts) == pytest.approx(6, abs=1)
