"""Listening to a Redis channel in such a way that a lost connection is noticed and told."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import ConnectionError as StoreConnectionError
from redis.exceptions import RedisError

PAUSE_S = 0.2
"""Between two attempts to listen again."""
QUIET_S = 10.0
"""Silence after which the server is asked whether it is still there; after twice as long it is given up."""

LOOK = ""
"""Heard instead of a payload: something may have been missed, look for yourself."""

logger = structlog.get_logger(__name__)


async def listen(
    client: Redis, channel: str, *, until: asyncio.Event, look_every_s: float = math.inf
) -> AsyncGenerator[str, None]:
    """Payloads published on `channel`, as long as `until` is not set.

    `LOOK` comes once the listening has begun, after every lost connection, and every `look_every_s` seconds.
    """
    while not until.is_set():
        try:
            async with client.pubsub() as pubsub:
                await pubsub.subscribe(channel)
                async with aclosing(_payloads(pubsub, until, look_every_s)) as payloads:
                    async for payload in payloads:
                        yield payload
        except (RedisError, OSError) as error:
            if until.is_set():
                return
            logger.warning("listening_again", channel=channel, error=str(error))
            await asyncio.sleep(PAUSE_S)


async def _payloads(pubsub: PubSub, until: asyncio.Event, look_every_s: float) -> AsyncGenerator[str, None]:
    clock = asyncio.get_running_loop().time
    heard_at, look_at = clock(), math.inf
    while True:
        message = await pubsub.get_message(timeout=max(0.001, min(1.0, look_at - clock())))
        if until.is_set():
            return
        now = clock()
        if message is None:
            await _assure(pubsub, now - heard_at)
        else:
            heard_at = now
        if _is(message, "message"):
            yield message["data"]
        # The client reconnects and subscribes again by itself: the confirmation is the only sign of it.
        if _is(message, "subscribe") or now >= look_at:
            look_at = now + look_every_s
            yield LOOK


def _is(message: Any, kind: str) -> bool:
    return message is not None and message["type"] == kind


async def _assure(pubsub: PubSub, quiet_s: float) -> None:
    if quiet_s > 2 * QUIET_S:
        raise StoreConnectionError(f"no word from the server for {quiet_s:.0f} s")
    if quiet_s > QUIET_S:
        await pubsub.ping()
