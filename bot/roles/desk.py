"""The desk role: the staff port, with the tracker's pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import structlog

from bot.conversation.errors import LogUnavailable
from bot.conversation.opening import open_log
from bot.conversation.ports import ConversationLog
from bot.desk.announcing import announcements
from bot.desk.app import build_app
from bot.desk.keys import SESSION
from bot.desk.services import FOLDER, DeskServices
from bot.handoff import hours
from bot.handoff.attending import Attending
from bot.handoff.opening import open_handoffs, open_queue
from bot.handoff.ports import Handoffs, HandoffsUnavailable
from bot.handoff.queue import HandoffQueue
from bot.language.pii import redact
from bot.roles.journey import open_journey
from bot.roles.premises import Ends, Premises
from bot.roles.serving import serving
from bot.tasks import end
from journey_tracker import open_actions
from journey_tracker.actions import ActionStore
from journey_tracker.ports import JourneyStore
from journey_tracker.web import build_app as build_journey

MEND_SECONDS = 30.0
"""Between two looks for a handoff that a crash left half done."""
logger = structlog.get_logger(__name__)


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Serve staff until the block ends."""
    settings = premises.settings
    store = await asyncio.to_thread(open_journey, settings)
    actions = await asyncio.to_thread(open_actions, settings.journey_url)
    handoffs, queue = open_handoffs(settings.desk_url), open_queue(settings.desk_url)
    try:
        async with open_log(premises.log_url) as log:
            services = _services(premises, (store, actions), handoffs, queue, log)
            mending = asyncio.create_task(_mend(services.attending), name="mending")
            try:
                async with serving(build_app(services), "STAFF_PORT", settings.staff_host, settings.staff_port):
                    yield (mending,)
            finally:
                await end([mending])
    finally:
        await queue.disconnect()
        await handoffs.disconnect()
        actions.close()
        store.close()


def _services(
    premises: Premises,
    journey: tuple[JourneyStore, ActionStore],
    handoffs: Handoffs,
    queue: HandoffQueue,
    log: ConversationLog,
) -> DeskServices:
    settings = premises.settings
    store, actions = journey
    texts = announcements(FOLDER, shop_name=settings.shop_name, address=settings.address)
    return DeskServices(
        handoffs=handoffs,
        queue=queue,
        log=log,
        attending=Attending(queue=queue, log=log, texts=texts, redact=partial(redact, kept=settings.order_number)),
        password_hash=premises.password_hash,
        touchpoints=store,
        hours=hours.parse(settings.desk_hours, timezone=settings.desk_timezone),
        journey=build_journey(
            store,
            language=settings.default_language,
            home="/handoffs",
            actions=actions,
            who=lambda request: request[SESSION].who,
        ),
        shop_name=settings.shop_name,
        default_language=settings.default_language,
    )


async def _mend(attending: Attending) -> None:
    """Finish what a crash left half done, at the start and ever after."""
    while True:
        try:
            if mended := await attending.repair():
                logger.warning("handoffs_mended", conversations=mended)
        except (HandoffsUnavailable, LogUnavailable) as error:
            logger.warning("mending_later", error=str(error))
        await asyncio.sleep(MEND_SECONDS)
