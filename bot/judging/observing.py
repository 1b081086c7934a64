"""What became of a message: read from the log, as staff and tracker see it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.identity import shard_of
from bot.conversation.ports import ConversationLog
from bot.judging.evaluating import NO_PHASE
from journey_tracker.envelopes import from_json
from journey_tracker.events import ChatEvent, ShopperMessage
from journey_tracker.journey import JourneyModel

HANDOFFS = {"koopwijzer.callback_requested.v1": "callback", "koopwijzer.handoff_requested.v1": "requested"}
"""What an event says of a person being asked for."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the conversation remembers after a turn."""

    slots: Mapping[str, Any]
    entities: Sequence[Mapping[str, Any]]
    """Of the last message that was handled."""


@dataclass(slots=True)
class Observer:
    """Follows one conversation in the log."""

    log: ConversationLog
    model: JourneyModel
    conversation: str
    phase: str = NO_PHASE
    handoff: str = ""
    _after: str = ""
    _entities_of: int = field(default=0)

    async def turn(self, seq: int) -> dict[str, Any]:
        """How the message at `seq` was understood and what is remembered; its turn must be over."""
        events = [e for e in await self._new() if e.seq == seq]
        said = next((e for e in events if isinstance(e, ShopperMessage)), None)
        self._follow(events, said)
        remembered = remembered_in((await self.log.snapshot(self.conversation)).state, f"{self.conversation}:{seq}")
        return {
            "intent": said.intent if said else "",
            "confidence": said.intent_confidence if said else 0.0,
            "language": said.language if said else "",
            "sentiment": said.sentiment_label if said else "",
            "sentiment_score": said.sentiment if said else 0.0,
            "phase": self.phase,
            "handoff": self.handoff,
            "entities": remembered.entities,
            "constraints": _constraints(remembered.slots),
        }

    async def _new(self) -> list[ChatEvent]:
        found: list[ChatEvent] = []
        shard = shard_of(self.conversation)
        while entries := await self.log.journey(shard, self._after, AT_ONCE):
            self._after = entries[-1].key
            happened = (from_json(entry.event).event for entry in entries)
            found += [event for event in happened if isinstance(event, ChatEvent)]
        return [event for event in found if event.conversation == self.conversation]

    def _follow(self, events: Iterable[ChatEvent], said: ShopperMessage | None) -> None:
        # What belongs to no phase stays in the one the conversation is in.
        self.phase = self.model.phase_rules.get(said.intent, self.phase) if said else self.phase
        for event in events:
            self.handoff = HANDOFFS.get(event.name, self.handoff)


def remembered_in(state: str, message_id: str) -> Remembered:
    """What a stored state (`bot.worker.state`) remembers; entities only when its last message is `message_id`."""
    stored = json.loads(state) if state else {"slots": {}, "tail": []}
    slots: dict[str, Any] = dict(stored["slots"])
    entities: Sequence[Mapping[str, Any]] = []
    for event in stored["tail"]:
        if event["event"] == "slot":
            slots[event["name"]] = event["value"]
        if event["event"] == "user":
            entities = event["parse_data"]["entities"] if event.get("message_id") == message_id else []
    return Remembered(slots, entities)


def _constraints(slots: Mapping[str, Any]) -> list[dict[str, Any]]:
    given = (slots.get("selection") or {}).get("constraints", [])
    return [{name: c[name] for name in ("attribute", "op", "value", "hard")} for c in given]
