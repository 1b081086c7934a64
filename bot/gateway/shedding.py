"""When the workers are far behind, new conversations wait outside, so that those inside get their answer."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass

import structlog

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import ConversationLog, Lag
from bot.gateway.refusal import Refused

LOOK_SECONDS = 1.0
COME_BACK_SECONDS = (5, 15)
"""Between these a client is told to come back, each at another moment."""
OVERFULL = 2
"""At so many times the limit those inside have to wait as well."""
logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Shedding:
    """How full it is: `load` is 1 at the limit of seconds or of messages that wait, whichever is nearer."""

    log: ConversationLog
    most_seconds: int
    most_waiting: int
    load: float = 0.0

    async def run(self) -> None:
        """Look once a second, until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:  # whatever it was, a load that is no longer measured would keep everybody out
                self.load = 0.0
                logger.exception("load_not_measured")
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Measure the load now; 0 without workers, as what comes in then waits, and without the log, which refuses."""
        before = self.load
        try:
            self.load = self._load(await self.log.lag()) if await self.log.workers() else 0.0
        except LogUnavailable:
            self.load = 0.0
        if (before > 1) != (self.load > 1):
            logger.warning("shedding" if self.load > 1 else "shedding_over", load=round(self.load, 1))

    def check_conversation(self) -> None:
        """Raise `Refused` when no new conversation can begin."""
        self._check(1)

    def check_message(self) -> None:
        """Raise `Refused` when nobody can be heard."""
        self._check(OVERFULL)

    def _load(self, lag: Lag) -> float:
        by_age = lag.oldest_ms / 1000 / self.most_seconds if self.most_seconds else 0.0
        by_number = lag.waiting / self.most_waiting if self.most_waiting else 0.0
        return max(by_age, by_number)

    def _check(self, limit: float) -> None:
        if self.load > limit:
            raise Refused("busy", retry_after=random.randint(*COME_BACK_SECONDS))  # noqa: S311 - spreads, hides nothing
