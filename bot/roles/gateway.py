"""The gateway role: the public port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from bot import secrets
from bot.conversation.opening import open_log
from bot.gateway.app import GatewayServices, build_app
from bot.gateway.journey import is_wanted
from bot.gateway.leaving import Leaving
from bot.language.clean import clean
from bot.meters import GatewayMeters
from bot.roles.journey import open_journey
from bot.roles.premises import LOOK_EVERY_S, Ends, Premises
from bot.roles.serving import serving
from bot.shop.opening import open_catalogue
from bot.tasks import end


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Serve shoppers until the block ends."""
    settings = premises.settings
    catalogue = open_catalogue(settings.catalogue_path, look_every_s=LOOK_EVERY_S)
    journey = await asyncio.to_thread(open_journey, settings) if is_wanted(settings) else None
    try:
        async with open_log(premises.log_url) as log:
            services = GatewayServices(
                settings=settings,
                secret=secrets.visitor_secret(settings),
                log=log,
                catalogue=catalogue,
                clean=partial(clean, max_chars=settings.max_chars),
                rates_url=premises.log_url,
                meters=GatewayMeters(premises.registry),
                journey=journey,
            )
            async with (
                serving(build_app(services), "PUBLIC_PORT", settings.public_host, settings.public_port),
                _leaving_in_time(premises, services.leaving),
            ):
                yield ()
    finally:
        if journey:
            journey.close()
        catalogue.close()


@asynccontextmanager
async def _leaving_in_time(premises: Premises, leaving: Leaving) -> AsyncIterator[None]:
    """Nobody new comes in from the moment the process is asked to stop: the worker finishes its turns first."""

    async def watch() -> None:
        await premises.stopping.wait()
        leaving.begin()

    watching = asyncio.ensure_future(watch())
    try:
        yield
    finally:
        await end([watching])
