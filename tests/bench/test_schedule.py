from __future__ import annotations

from itertools import pairwise

import pytest

from bench.schedule import typing


class TestTyping:
    def test_the_same_seed_gives_the_same_moments(self) -> None:
        """Each side is asked at the same moments, and so is tomorrow's run."""
        assert typing(50, least=0.1, most=0.3) == typing(50, least=0.1, most=0.3)

    def test_another_seed_gives_others(self) -> None:
        """The runs of one bench differ."""
        assert typing(5, least=0.1, most=0.3, seed=1) != typing(5, least=0.1, most=0.3, seed=2)

    def test_the_gaps_are_as_asked(self) -> None:
        """No message comes sooner after the last than the least gap, nor later than the most."""
        moments = [0.0, *typing(200, least=0.1, most=0.3)]
        gaps = [later - earlier for earlier, later in pairwise(moments)]

        assert len(gaps) == 200
        assert min(gaps) >= 0.1 - 1e-9
        assert max(gaps) <= 0.3 + 1e-9
        assert sum(gaps) / 200 == pytest.approx(0.2, abs=0.02)
