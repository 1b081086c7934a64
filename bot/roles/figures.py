"""The port of figures and health that every process has, whatever its roles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.conversation.opening import open_log
from bot.metrics.app import MetricsServices, build_app
from bot.roles.premises import Premises
from bot.roles.serving import serving


@asynccontextmanager
async def running(premises: Premises, ready: Callable[[], bool]) -> AsyncIterator[None]:
    """Serve until the block ends; nothing when the settings say `off`. `ready` tells whether all roles serve."""
    settings = premises.settings
    if settings.metrics_port is None:
        yield
        return
    async with open_log(premises.log_url) as log:
        app = build_app(MetricsServices(premises.registry, log, ready))
        async with serving(app, "METRICS_PORT", settings.metrics_host, settings.metrics_port):
            yield
