from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bench.judging import Case, case, queries, times, write_for_peers


@pytest.fixture(scope="module")
def small() -> Case:
    """A thousand laptops."""
    return case(1000)


class TestCase:
    def test_decides_at_moments_of_many_sorts(self, small: Case) -> None:
        """With a budget alone, and after some answers."""
        answers = {len(state.asked) for state in small.states}

        assert {0, 1, 2, 3} <= answers
        assert all(state.constraints for state in small.states)

    def test_is_the_same_each_time(self, small: Case) -> None:
        """Or two days could not be compared."""
        assert case(1000).states == small.states


class TestForPeers:
    def test_they_are_asked_the_same(self, tmp_path: Path, small: Case) -> None:
        """Each moment, with its musts, its wishes and the questions that are left."""
        write_for_peers(tmp_path, small, ["een laptop"])
        asked = json.loads((tmp_path / "asked.json").read_text())
        columns = np.load(tmp_path / "columns.npz")

        assert len(asked["decisions"]) == len(small.states)
        assert asked["queries"] == queries()
        for decision, state in zip(asked["decisions"], small.states, strict=True):
            assert len(decision["musts"]) + len(decision["wishes"]) == len(state.constraints)
            assert len(decision["questions"]) == 18 - len(state.asked)
            named = [one[0] for one in decision["musts"] + decision["wishes"]]
            assert set(named) | set(decision["questions"]) <= set(columns.files)


class TestTimes:
    def test_times_each_and_not_the_first_try(self) -> None:
        """What is read from disk at the first call is no part of a decision."""
        done: list[int] = []

        assert len(times(done.append, [1, 2, 3])) == 3
        assert done == [1, 1, 2, 3]
