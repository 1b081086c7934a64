"""The gateway role: the public port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from bot import secrets
from bot.conversation.opening import open_log
from bot.gateway.app import GatewayServices, build_app
from bot.language.clean import clean
from bot.roles.premises import LOOK_EVERY_S, Ends, Premises
from bot.roles.serving import serving
from bot.shop.opening import open_catalogue


@asynccontextmanager
async def running(premises: Premises) -> AsyncIterator[Ends]:
    """Serve shoppers until the block ends."""
    settings = premises.settings
    catalogue = open_catalogue(settings.catalogue_path, look_every_s=LOOK_EVERY_S)
    try:
        async with open_log(premises.log_url) as log:
            services = GatewayServices(
                settings=settings,
                secret=secrets.visitor_secret(settings),
                log=log,
                catalogue=catalogue,
                clean=partial(clean, max_chars=settings.max_chars),
            )
            async with serving(build_app(services), "PUBLIC_PORT", settings.public_host, settings.public_port):
                yield ()
    finally:
        catalogue.close()
