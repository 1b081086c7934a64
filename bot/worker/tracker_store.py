"""Rasa's tracker store without any I/O: the worker lays a tracker in before the turn and takes it out after."""

from __future__ import annotations

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class BufferedTrackerStore(TrackerStore):
    """Holds the trackers of the turns in flight. `save` buffers; what is durable is decided by the conversation log."""

    def __init__(self, domain: Domain | None = None) -> None:
        """Start empty; Rasa sets the domain when the model is loaded."""
        super().__init__(domain)
        self._in_flight: dict[str, DialogueStateTracker] = {}

    def lay_in(self, tracker: DialogueStateTracker) -> None:
        """Make `tracker` the one Rasa will find for its conversation."""
        self._in_flight[tracker.sender_id] = tracker

    def take_out(self, conversation: str) -> DialogueStateTracker:
        """Give the tracker as the turn left it, and forget it; raises `KeyError` when none was laid in."""
        return self._in_flight.pop(conversation)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker until the worker takes it out."""
        self._in_flight[tracker.sender_id] = tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker that was laid in for this conversation."""
        return self._in_flight.get(sender_id)

    async def keys(self) -> list[str]:
        """Conversations in flight."""
        return list(self._in_flight)
