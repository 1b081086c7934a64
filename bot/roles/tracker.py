"""The tracker role: takes journey events from the log and keeps them in the journey's database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.conversation.opening import open_log
from bot.feeding import LogEvents
from bot.roles.premises import Ends, Premises
from bot.tasks import end
from journey_tracker import open_store
from journey_tracker.intake import Intake


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Keep what happens until the block ends."""
    store = await asyncio.to_thread(open_store, premises.settings.journey_url)
    try:
        async with open_log(premises.log_url) as log:
            events = LogEvents(log)
            # Another epoch is another log: its keys start anew, so the positions must too.
            intake = Intake(events, store, name=f"/bot/log/{await log.epoch()}")
            tasks = [asyncio.ensure_future(events.listen()), asyncio.ensure_future(intake.run())]
            try:
                yield tasks
            finally:
                await end(tasks)
    finally:
        store.close()
