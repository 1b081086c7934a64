"""The hub: one listener to the log's nudges, which wakes the connections that show the conversation."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from bot.conversation.ports import RESYNC, Change, ConversationLog

PAUSE_SECONDS = 1
logger = structlog.get_logger(__name__)


class News(asyncio.Event):
    """Set when something is new in a conversation, with the last nudge; without one the log must be asked."""

    nudge: Change | None = None

    def tell(self, change: Change | None) -> None:
        """Set it; who was to ask the log and has not yet still is."""
        asks = change is None or (self.is_set() and self.nudge is None)
        self.nudge = None if asks else change
        self.set()


@dataclass(slots=True)
class Hub:
    """Wakes connections; carries no content, so that losing or repeating a nudge does no harm."""

    log: ConversationLog
    _listeners: dict[str, set[News]] = field(default_factory=lambda: defaultdict(set))

    async def run(self) -> None:
        """Listen until cancelled; a listener that fails is replaced, and the new one wakes everybody."""
        while True:
            try:
                async for change in self.log.watch():
                    if change == RESYNC:
                        self.wake_all()
                    else:
                        self._wake([change.conversation], change)
            except Exception:  # whatever it was, without nudges no shopper would see an answer
                logger.exception("hub_failed")
            await asyncio.sleep(PAUSE_SECONDS)

    def wake_all(self) -> None:
        """Wake every connection, to see for itself what is new."""
        self._wake(list(self._listeners), None)

    def _wake(self, conversations: Iterable[str], change: Change | None) -> None:
        for conversation in conversations:
            for news in self._listeners.get(conversation, ()):
                news.tell(change)

    @contextmanager
    def listening(self, conversation: str) -> Iterator[News]:
        """News of the conversation, for the length of the block."""
        news = News()
        self._listeners[conversation].add(news)
        try:
            yield news
        finally:
            self._listeners[conversation].discard(news)
            if not self._listeners[conversation]:
                del self._listeners[conversation]

    @property
    def connections(self) -> int:
        """Open connections."""
        return sum(len(events) for events in self._listeners.values())
