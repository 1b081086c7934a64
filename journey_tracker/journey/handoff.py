"""What came of asking for a person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journey_tracker.events import AgentMessage, Event, HandoffAccepted, HandoffEnded, HandoffRequested

WAITING = "waiting"
HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Handoff:
    """What came of asking for a person, now, within a touchpoint."""

    times: int = 0
    stage: str = ""
    """How the last one stands: `waiting`, `human`, or how it ended; empty when there was none."""
    waited_ms: int = 0
    """How long the shopper stood in the queue, as far as that is over; all times together."""
    held_ms: int = 0
    """How long the talk with a person lasted, as far as that is over."""
    messages: int = 0
    """How many messages staff wrote."""

    @property
    def is_live(self) -> bool:
        """Whether the shopper waits for a person or talks with one: silence is then no end of the contact."""
        return self.stage in (WAITING, HUMAN)

    def after(self, event: Event) -> Handoff:
        """The same after one more event; a step whose forerunner was lost counts for both."""
        match event:
            case HandoffRequested():
                return replace(self._begun(), stage=WAITING)
            case HandoffAccepted():
                return replace(self._begun(), stage=HUMAN, waited_ms=self.waited_ms + event.waited_ms)
            case AgentMessage():
                return replace(self, messages=self.messages + 1)
            case HandoffEnded():
                waited = 0 if self.stage == HUMAN else event.waited_ms
                held = self.held_ms + event.held_ms
                return replace(self._begun(), stage=event.how, waited_ms=self.waited_ms + waited, held_ms=held)
        return self

    def _begun(self) -> Handoff:
        return self if self.is_live else replace(self, times=self.times + 1)


NO_HANDOFF = Handoff()
