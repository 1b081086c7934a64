"""Words that tell one language from the other."""

from __future__ import annotations

from bot.language.telling import votes


class TestVotes:
    def test_counts_what_only_one_language_says(self) -> None:
        """A name, and a word of both, counts for neither."""
        assert votes(["ik", "zoek", "bluetooth", "budget"]) == {"nl": 2, "en": 0}
        assert votes(["the", "laptop", "smaller"]) == {"nl": 0, "en": 1}
