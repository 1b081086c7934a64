"""The board: looks at the queue once for all lists that are open, and wakes them when it changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import structlog

from bot.desk.hub import ANY, Hub
from bot.handoff.ports import HandoffsUnavailable
from bot.handoff.queue import ENDED, LIVE, Handoff, HandoffQueue

LOOK_EVERY_SECONDS = 10.0
"""Without a nudge: another desk may have changed what the log does not tell."""
PAUSE_SECONDS = 0.5
"""Between two looks, however busy the shop is."""
DONE_SHOWN = 20
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Board:
    """Wakes lists; a list that is open asks for what is new itself."""

    queue: HandoffQueue
    hub: Hub
    _seen: tuple[Handoff, ...] = ()
    _listeners: set[asyncio.Event] = field(default_factory=set)

    async def run(self) -> None:
        """Look whenever something may be new, until cancelled."""
        with self.hub.listening(ANY) as news:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY_SECONDS):
                        await news.wait()
                news.clear()
                await self._look()
                await asyncio.sleep(PAUSE_SECONDS)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set whenever a list would look different, for the length of the block."""
        news = asyncio.Event()
        self._listeners.add(news)
        try:
            yield news
        finally:
            self._listeners.discard(news)

    async def _look(self) -> None:
        if not self._listeners:
            return
        try:
            found = (*await self.queue.list(LIVE), *await self.queue.list(ENDED, DONE_SHOWN))
        except HandoffsUnavailable:
            logger.warning("board_blind", exc_info=True)
            return
        if found != self._seen:
            self._seen = found
            for news in self._listeners:
                news.set()
