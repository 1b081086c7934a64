from __future__ import annotations

import pytest

from bench import goals
from bench.cli import BENCHES
from bench.goals import Goal


class TestGoals:
    @pytest.mark.parametrize("bench", sorted(BENCHES))
    def test_every_bench_has_goals(self, bench: str) -> None:
        """Each goal is one bound, and can be shown."""
        read = goals.read(bench)

        assert read
        assert all((goal.most is None) != (goal.least is None) and str(goal)[0] in "≤≥" for goal in read.values())

    def test_a_bound_that_is_reached_is_met(self) -> None:
        """At most 60 is met at 60, at least 1.5 at 1.5."""
        assert Goal(most=60).met(60)
        assert not Goal(most=60).met(60.1)
        assert Goal(least=1.5).met(1.5)
        assert not Goal(least=1.5).met(1.4)

    def test_a_bench_without_goals_has_none(self) -> None:
        """A new bench may come before its goals."""
        assert goals.read("no such bench") == {}
