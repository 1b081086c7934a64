"""Neighbours: the vote of the nearest lines."""

from __future__ import annotations

import numpy as np
import pytest

from bot.language.neighbours import AXES, COUNT, Neighbours

UNITS = np.eye(3, dtype=np.float32)


class TestShares:
    def test_the_nearest_lines_decide(self) -> None:
        """Direction counts, length does not."""
        near = Neighbours.of(np.repeat(UNITS, COUNT, axis=0), np.repeat([0, 1, 2], COUNT))
        shares = near.shares(np.array([0.1, 7, 0], dtype=np.float32), 3)

        assert shares.argmax() == 1
        assert shares.sum() == pytest.approx(1, abs=1e-5)
        assert shares[1] > 0.99

    def test_few_lines_all_vote(self) -> None:
        """The nearest has the largest voice, a class without lines none."""
        shares = Neighbours.of(UNITS[:2], [0, 1]).shares(np.array([1, 0.8, 0], dtype=np.float32), 3)

        assert shares[0] > shares[1] > shares[2] == 0

    def test_a_vector_without_direction_votes_for_nobody_more(self) -> None:
        """Nothing known is no opinion, and no division by nothing."""
        shares = Neighbours.of(UNITS, [0, 1, 2]).shares(np.zeros(3, dtype=np.float32), 3)

        assert np.allclose(shares, 1 / 3)

    def test_many_columns_are_told_by_those_that_differ(self) -> None:
        """A thousand columns in which the lines are alike but for twenty leave the vote as it is."""
        chance = np.random.default_rng(7)
        vectors = np.zeros((400, 1000), dtype=np.float32)
        vectors[:, :20] = chance.normal(size=(400, 20))
        near = Neighbours.of(vectors, np.arange(400) % 3)

        assert near.lines.shape == (400, AXES)
        assert near.shares(vectors[5], 3).argmax() == 5 % 3
