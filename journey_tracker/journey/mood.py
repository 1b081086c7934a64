"""A sentiment in a word."""

from __future__ import annotations

from enum import StrEnum

MOOD_EDGE = 0.15
"""A mean sentiment nearer to zero than this is neutral."""


class Mood(StrEnum):
    """A sentiment in a word."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"

    @classmethod
    def of(cls, sentiment: float) -> Mood:
        """The word for a sentiment of -1..1."""
        if abs(sentiment) < MOOD_EDGE:
            return cls.NEUTRAL
        return cls.POSITIVE if sentiment > 0 else cls.NEGATIVE
