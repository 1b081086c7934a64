"""The hub: one listener to the log's nudges, which wakes the connections that show the conversation."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from bot.conversation.ports import ConversationLog

PAUSE_SECONDS = 1
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Hub:
    """Wakes connections; carries no content, so that losing or repeating a nudge does no harm."""

    log: ConversationLog
    _listeners: dict[str, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))

    async def run(self) -> None:
        """Listen until cancelled; a listener that fails is replaced, and the new one wakes everybody."""
        while True:
            try:
                async for change in self.log.watch():
                    self._wake([change.conversation] if change.conversation else list(self._listeners))
            except Exception:  # whatever it was, without nudges no shopper would see an answer
                logger.exception("hub_failed")
                await asyncio.sleep(PAUSE_SECONDS)

    def wake_all(self) -> None:
        """Wake every connection, to see for itself what is new."""
        self._wake(list(self._listeners))

    def _wake(self, conversations: Iterable[str]) -> None:
        for conversation in conversations:
            for event in self._listeners.get(conversation, ()):
                event.set()

    @contextmanager
    def listening(self, conversation: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever something is new in the conversation."""
        event = asyncio.Event()
        self._listeners[conversation].add(event)
        try:
            yield event
        finally:
            self._listeners[conversation].discard(event)
            if not self._listeners[conversation]:
                del self._listeners[conversation]

    @property
    def connections(self) -> int:
        """Open connections."""
        return sum(len(events) for events in self._listeners.values())
