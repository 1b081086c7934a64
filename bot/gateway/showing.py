"""What one connection shows of its conversation: every message once, in order, and which turns are over."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from aiohttp import WSCloseCode

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import Change, ConversationLog
from bot.gateway import frames, reading
from bot.gateway.hub import News
from bot.gateway.line import Line
from bot.gateway.ports import Meters

AGAIN_SECONDS = 2
"""After so long the log is tried again when it did not answer."""


@dataclass(slots=True)
class Showing:
    """Sends what is new; begins after `shown`, with the turns up to `done` over."""

    log: ConversationLog
    line: Line
    meters: Meters
    conversation: str
    shown: int
    done: int
    _stored: dict[int, float] = field(default_factory=dict)

    def awaits(self, seq: int, since: float) -> None:
        """Measure how long the turn of a message takes that was sent to the log at `since`, by the monotonic clock."""
        self._stored[seq] = since
        self._measure()

    async def run(self, news: News) -> None:
        """Send what is new, each time that `news` is set, until the client is gone; raises `ConnectionError`."""
        while True:
            await news.wait()
            news.clear()
            try:
                await self._send_new(news.nudge)
            except LogUnavailable:
                await asyncio.sleep(AGAIN_SECONDS)
                news.tell(None)

    async def _send_new(self, nudge: Change | None) -> None:
        # A nudge that knows less than was shown is an old one, or of a log that lost it: the log itself can tell.
        told = nudge if nudge and nudge.last_seq >= self.shown else None
        now = told or await self.log.position(self.conversation)
        if now.last_seq < self.shown:
            # The log has lost what was shown: hello will say so.
            await self.line.close(WSCloseCode.SERVICE_RESTART)
            raise ConnectionResetError("the log knows less than was shown")
        async for entry in reading.entries(self.log, self.conversation, self.shown, now.last_seq):
            await self.line.send(frames.message(entry))
            self.shown = entry.seq
        if now.done_seq > self.done:
            self.done = now.done_seq
            await self.line.send({"type": "done", "seq": self.done})
            self._measure()

    def _measure(self) -> None:
        now = time.monotonic()
        for seq in [seq for seq in self._stored if seq <= self.done]:
            self.meters.answered(now - self._stored.pop(seq))
