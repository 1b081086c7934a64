"""The desk role: the staff port, with the tracker's pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.desk.app import build_app
from bot.desk.services import DeskServices
from bot.handoff.opening import open_handoffs
from bot.roles.premises import Ends, Premises
from bot.roles.serving import serving
from journey_tracker import open_store
from journey_tracker.web import build_app as build_journey


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Serve staff until the block ends."""
    settings = premises.settings
    store = await asyncio.to_thread(open_store, settings.journey_url)
    handoffs = open_handoffs(settings.desk_url)
    services = DeskServices(
        handoffs=handoffs,
        password_hash=premises.password_hash,
        journey=build_journey(store, language=settings.default_language, home="/callbacks"),
        shop_name=settings.shop_name,
        default_language=settings.default_language,
    )
    try:
        async with serving(build_app(services), "STAFF_PORT", settings.staff_host, settings.staff_port):
            yield ()
    finally:
        await handoffs.disconnect()
        store.close()
