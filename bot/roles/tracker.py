"""The tracker role: takes journey events from the log and keeps them in the journey's database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.conversation.errors import LogUnavailable
from bot.conversation.opening import open_log
from bot.conversation.ports import ConversationLog
from bot.feeding import LogEvents
from bot.roles.journey import open_journey
from bot.roles.premises import Ends, Premises
from bot.tasks import end
from journey_tracker.intake import Intake
from journey_tracker.ports import JourneyStore

LOOK_SECONDS = 5.0
"""Between two looks whether the log is still the same."""


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Keep what happens until the block ends."""
    store = await asyncio.to_thread(open_journey, premises.settings)
    try:
        async with open_log(premises.log_url) as log:
            keeping = asyncio.create_task(_keep(log, store), name="tracker")
            try:
                yield (keeping,)
            finally:
                await end([keeping])
    finally:
        store.close()


async def _keep(log: ConversationLog, store: JourneyStore) -> None:
    """Take from one log after another: of another epoch the keys start anew, so the positions must too."""
    while True:
        epoch, events = await log.epoch(), LogEvents(log)
        intake = Intake(events, store, name=f"/bot/log/{epoch}")
        tasks = [asyncio.ensure_future(work) for work in (events.listen(), intake.run(), _until_replaced(log, epoch))]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end(tasks)
        for task in done:
            task.result()


async def _until_replaced(log: ConversationLog, epoch: str) -> None:
    now = epoch
    while now == epoch:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            now = await log.epoch()
        except LogUnavailable:
            continue  # who is away has not been replaced
