from __future__ import annotations

import pytest

from journey_tracker.journey import DAY_MS
from journey_tracker.privacy import KEPT, BadRetention, Retention


class TestRetention:
    def test_says_until_when_what_is_due(self) -> None:
        """Dead letters of thirty days ago are."""
        assert KEPT.before_ms("letters", 100 * DAY_MS) == 70 * DAY_MS

    def test_keeps_words_shorter_than_what_they_amount_to(self) -> None:
        """The defaults go from what tells most to what tells least."""
        assert KEPT.letters < KEPT.words < KEPT.contacts

    @pytest.mark.parametrize("given", [{"words": 0}, {"letters": -1}, {"words": 800}])
    def test_refuses_what_makes_no_sense(self, given: dict[str, int]) -> None:
        """Not at all, and words that outlive their contact."""
        with pytest.raises(BadRetention, match="allowed"):
            Retention(**given)
