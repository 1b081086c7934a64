"""How long each kind of data is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields

from journey_tracker.journey import DAY_MS, WORDS_KEPT_DAYS


class BadRetention(Exception):
    """A time that data cannot be kept; says which, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Days that each kind of data is kept; counts by day are kept for good, for they tell of nobody."""

    words: int = WORDS_KEPT_DAYS
    """What was said, redacted: the transcript, the text in stored events, comments on surveys."""
    contacts: int = 760
    """Events, touchpoints and cycles, counted from the last contact of whoever they are of: 25 months."""
    links: int = 760
    """Who is who, once there is no contact left that needs it."""
    letters: int = 30
    """Events that could not be read: nobody knows what is in them."""
    reads: int = 730
    """Who read what: two years."""
    tombstones: int = 90
    """Marks that keep what was forgotten from coming in again: longer than anything brings an event twice."""

    def __post_init__(self) -> None:
        for kind in fields(self):
            if getattr(self, kind.name) < 1:
                raise BadRetention(f"{kind.name} are kept {getattr(self, kind.name)} days; allowed: 1 or more")
        if self.words > self.contacts:
            raise BadRetention(
                f"words are kept {self.words} days; allowed: at most as long as contacts, {self.contacts}"
            )

    def before_ms(self, kind: str, now_ms: int) -> int:
        """What is as old as this, or older, is due: the moment until which `kind` is over, epoch ms."""
        return now_ms - int(getattr(self, kind)) * DAY_MS


KEPT = Retention()
"""The times that hold when nothing else is set."""
