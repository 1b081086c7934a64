"""What is stored of a conversation between two turns: a snapshot and a bounded tail, so turn 200 costs as turn 2."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

VERSION = 1
TAIL_TURNS = 2
"""Turns of the shopper whose events are kept: rules look at the last one, a form at the one before."""


class UnknownState(Exception):
    """The stored state was written by another version of the program."""

    def __init__(self, conversation: str, version: object) -> None:
        """Say which conversation and which version."""
        super().__init__(
            f"State of conversation {conversation} has version {version!r}; this program reads {VERSION}. "
            "Run the version that wrote it until its conversations have ended."
        )


def restore(conversation: str, stored: str, domain: Domain) -> DialogueStateTracker:
    """Build the tracker from what `store` made of it; an empty string gives a new tracker."""
    tracker = DialogueStateTracker(conversation, domain.slots)
    for event in _events(conversation, stored):
        tracker.update(event, domain)
    return tracker


def store(tracker: DialogueStateTracker) -> str:
    """JSON of at most `TAIL_TURNS` turns of events and of all that earlier events left behind."""
    tail = _tail(list(tracker.events))
    return json.dumps(
        {
            "v": VERSION,
            "slots": _slots_before(tracker, tail),
            "loop": _loop_before(tracker, tail),
            "tail": [_lean(event) for event in tail],
        },
        ensure_ascii=False,
    )


def _slots_before(tracker: DialogueStateTracker, tail: list[Event]) -> dict[str, Any]:
    set_in_tail = {event.key for event in tail if isinstance(event, SlotSet)}
    return {n: s.value for n, s in tracker.slots.items() if s.value is not None and n not in set_in_tail}


def _loop_before(tracker: DialogueStateTracker, tail: list[Event]) -> str | None:
    if any(isinstance(event, ActiveLoop) for event in tail):
        return None
    return tracker.active_loop.name if tracker.active_loop else None


def _events(conversation: str, stored: str) -> Iterable[Event]:
    if not stored:
        # What Rasa does itself at a first message, but only on a tracker without any event.
        yield from (
            ActionExecuted(ACTION_SESSION_START_NAME),
            SessionStarted(),
            ActionExecuted(ACTION_LISTEN_NAME),
        )
        return
    state = json.loads(stored)
    if state.get("v") != VERSION:
        raise UnknownState(conversation, state.get("v"))
    yield from (SlotSet(name, value) for name, value in state["slots"].items())
    if state["loop"]:
        yield ActiveLoop(state["loop"])
    yield from (event for dump in state["tail"] if (event := Event.from_parameters(dump)) is not None)


def _tail(events: list[Event]) -> list[Event]:
    said = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(said) < TAIL_TURNS:
        return events
    return events[max(0, said[-TAIL_TURNS] - 1) :]


def _lean(event: Event) -> dict[str, Any]:
    dump: dict[str, Any] = event.as_dict()
    if isinstance(event, UserUttered):
        # The ranking of all intents is half of the blob and nobody reads it twice.
        dump["parse_data"] = {k: v for k, v in event.parse_data.items() if k in ("intent", "entities", "text")}
    return dump
