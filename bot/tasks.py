"""Ending background tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

AGAIN_SECONDS = 0.5


async def end(tasks: Sequence[asyncio.Future[None]]) -> None:
    """Cancel tasks until they have ended, and forget how.

    Once is not always enough: a client library that is just connecting may lose a cancellation (seen with redis 8.1).
    """
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=AGAIN_SECONDS)
