"""The hub: one listener to the log's nudges for the whole desk, which wakes the pages that show a conversation."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from bot.conversation.ports import RESYNC, ConversationLog

PAUSE_SECONDS = 1
ANY = ""
"""In place of a conversation: whatever happens in any of them."""
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Hub:
    """Wakes pages; carries no content, so that losing or repeating a nudge does no harm."""

    log: ConversationLog
    closing: bool = False
    """Set when the desk stops: no page is kept waiting."""
    _listeners: dict[str, set[asyncio.Event]] = field(default_factory=lambda: defaultdict(set))

    async def run(self) -> None:
        """Listen until cancelled; a listener that fails is replaced, and the new one wakes everybody."""
        while True:
            try:
                async for change in self.log.watch():
                    self._wake(list(self._listeners) if change == RESYNC else [change.conversation, ANY])
            except Exception:  # whatever it was, without nudges nobody would see what a shopper says
                logger.exception("desk_hub_failed")
            await asyncio.sleep(PAUSE_SECONDS)

    def wake(self, conversation: str) -> None:
        """Wake the pages of a conversation: its handoff changed, of which the log knows nothing."""
        self._wake([conversation, ANY])

    def close(self) -> None:
        """Let every page go."""
        self.closing = True
        self._wake(list(self._listeners))

    @contextmanager
    def listening(self, conversation: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever something is new in the conversation, for the length of the block."""
        news = asyncio.Event()
        self._listeners[conversation].add(news)
        try:
            yield news
        finally:
            self._listeners[conversation].discard(news)
            if not self._listeners[conversation]:
                del self._listeners[conversation]

    def _wake(self, conversations: Iterable[str]) -> None:
        for conversation in conversations:
            for news in self._listeners.get(conversation, ()):
                news.set()
