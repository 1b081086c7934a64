"""Where the mood of a contact is going: a mean in which later messages weigh more, and how sure it all is."""

from __future__ import annotations

from dataclasses import dataclass

from journey_tracker.events import ShopperMessage

PACE = 0.5
"""Weight of the newest message in the mood as it is now (exponential smoothing, Brown 1956)."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """The course of the mood within a touchpoint, told by the messages that were scored."""

    now: float | None = None
    """The mood as it is now, -1..1: half the newest message, a quarter the one before, and so on; None before any."""
    sure: float = 0.0
    """Sum of how sure each score was."""
    n: int = 0
    """How many messages it is told by."""

    @property
    def confidence(self) -> float | None:
        """How sure the moods are, 0..1: the mean over the messages; None when none was scored."""
        return self.sure / self.n if self.n else None

    def after(self, event: object) -> Feeling:
        """The same after one more event."""
        if not isinstance(event, ShopperMessage) or event.scored is None:
            return self
        now = event.scored if self.now is None else self.now + PACE * (event.scored - self.now)
        return Feeling(now, self.sure + event.sentiment_confidence, self.n + 1)


NO_FEELING = Feeling()
