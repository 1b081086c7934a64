"""How often something may happen in a minute, counted for all gateways together in the store of the log."""

from __future__ import annotations

import asyncio
import math
import time

import structlog
from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.asyncio import BlockingConnectionPool

STEP_SECONDS = 10
"""Length of the moving window: a sixth of a minute's worth may come at once, then the rest at an even pace."""
ANSWER_SECONDS = 0.5
CONNECTIONS = 16
logger = structlog.get_logger(__name__)


class Rates:
    """Moving windows by name; belongs to the event loop in which it is first used."""

    def __init__(self, url: str = "") -> None:
        """Count at the server `url`, shared by all who do; in memory when it is empty."""
        self._pool = BlockingConnectionPool.from_url(url, max_connections=CONNECTIONS) if url else None
        self._windows = MovingWindowRateLimiter(_storage(self._pool))
        self._counting = True

    async def wait(self, name: str, who: str, per_minute: int) -> int:
        """Count one of `who`: 0 when it is within the rate, else the seconds until it will be.

        A store that does not answer refuses nobody: whether a message can be stored is for the log to say.
        """
        if not per_minute:
            return 0
        window = RateLimitItemPerSecond(math.ceil(per_minute * STEP_SECONDS / 60), STEP_SECONDS)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                wait = await self._wait(window, name, who)
        except (StorageError, TimeoutError, OSError) as error:
            self._tell(counting=False, error=type(error).__name__)
            return 0
        self._tell(counting=True)
        return wait

    async def close(self) -> None:
        """Close every connection."""
        if self._pool:
            await self._pool.aclose()

    def _tell(self, *, counting: bool, **why: str) -> None:
        """Log when the counting stops and when it goes on, not at every message between."""
        if counting != self._counting:
            self._counting = counting
            logger.warning("rates_counted_again" if counting else "rates_not_counted", **why)

    async def _wait(self, window: RateLimitItemPerSecond, name: str, who: str) -> int:
        if await self._windows.hit(window, name, who):
            return 0
        frees = (await self._windows.get_window_stats(window, name, who)).reset_time
        return min(STEP_SECONDS, max(1, math.ceil(frees - time.time())))


def _storage(pool: BlockingConnectionPool | None) -> MemoryStorage | RedisStorage:
    if pool is None:
        return MemoryStorage()
    # The address only chooses the kind of store: it is the pool that connects.
    return RedisStorage(
        "async+redis://",
        wrap_exceptions=True,
        implementation="redispy",
        key_prefix="rates",
        connection_pool=pool,  # type: ignore[arg-type]  # declared for plain values only
    )
