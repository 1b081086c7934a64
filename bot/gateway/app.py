"""The public port: widget, chat and demo shop, as a table of contents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.conversation.ports import ConversationLog
from bot.demo.opening import open_shop
from bot.gateway import chat, errors, health, journey, keys, origins, pages, rest, rollout, texts
from bot.gateway.address import Addresses
from bot.gateway.greeting import Greeting
from bot.gateway.guard import Visitors
from bot.gateway.hearing import Hearing
from bot.gateway.hub import Hub
from bot.gateway.leaving import Leaving
from bot.gateway.limiting import Limits
from bot.gateway.ports import Meters
from bot.gateway.rates import Rates
from bot.gateway.shedding import Shedding
from bot.selection.views import ViewedCatalogue
from bot.settings import Settings
from bot.tasks import end
from journey_tracker.door import PATH as JOURNEY_PATH
from journey_tracker.ports import JourneyStore

WEB = Path(__file__).parent.parent / "web"
LARGEST_POST = 64 * 1024
LOOK = Path(__file__).parent.parent.parent / "journey_tracker" / "web" / "static" / "look.css"


@dataclass(frozen=True, slots=True)
class GatewayServices:
    """What the public side is given."""

    settings: Settings
    secret: str
    log: ConversationLog
    catalogue: ViewedCatalogue
    clean: Callable[[str], str]
    meters: Meters
    rates_url: str = ""
    """Redis or Valkey in which the rates of all gateways are counted together; empty: each by itself, in memory."""
    journey: JourneyStore | None = None
    """Where journey events go that come in by HTTP; None: none do."""
    leaving: Leaving = field(default_factory=Leaving)
    """`begin()` it as soon as the process is asked to stop."""


def build_app(services: GatewayServices) -> web.Application:
    """The application of the public port."""
    app = web.Application(client_max_size=LARGEST_POST, middlewares=[errors.answered, origins.checked])
    app[keys.SETTINGS] = services.settings
    app[keys.LOG] = services.log
    app[keys.CATALOGUE] = services.catalogue
    app[keys.METERS] = services.meters
    app[keys.LEAVING] = services.leaving
    app[keys.ADDRESSES] = Addresses(services.secret, services.settings.trusted_proxies)
    app[keys.VISITORS] = Visitors(services.secret)
    app[keys.TEXTS] = texts.read(WEB / "widget", Path(__file__).parent, address=services.settings.address)
    app[keys.HUB] = Hub(services.log)
    _add_conversation(app, services)
    app.on_response_prepare.extend([pages.add_headers, origins.add_headers])
    app.on_shutdown.append(_say_goodbye)
    app.add_routes(
        [
            web.get("/chat", chat.chat),
            *rest.routes(),
            web.get("/openapi.yaml", rest.openapi),
            web.get("/healthz", health.alive),
            web.get("/readyz", health.ready),
            web.get("/static/look.css", pages.file(LOOK)),
            web.get("/widget/rollout.json", rollout.rollout),
            *texts.routes(WEB / "widget", services.settings.address),
            web.static("/widget", WEB / "widget"),
        ]
    )
    _add_journey(app, services)
    _add_shop(app, services)
    return app


def _add_journey(app: web.Application, services: GatewayServices) -> None:
    if services.journey and journey.is_wanted(services.settings):
        door = journey.door(services.journey, services.settings, app[keys.ADDRESSES], app[keys.VISITORS])
        app.add_subapp(JOURNEY_PATH, door)


def _add_shop(app: web.Application, services: GatewayServices) -> None:
    settings, folder = services.settings, WEB / "demo"
    open_shop(
        app,
        folder,
        catalogue=services.catalogue,
        strings=texts.read(folder, address=settings.address),
        name=settings.shop_name,
        default_language=settings.default_language,
        journey_site=settings.journey_site if services.journey else "",
    )


def _add_conversation(app: web.Application, services: GatewayServices) -> None:
    """What both transports share: how visitors are greeted and heard, and what runs beside it."""
    settings, log, rates = services.settings, services.log, Rates(services.rates_url)
    shedding = Shedding(log, settings.busy_seconds, settings.busy_waiting)
    limits = app[keys.LIMITS] = Limits(settings, rates)
    app[keys.GREETING] = Greeting(log, app[keys.VISITORS], settings.max_chars, limits, shedding)
    app[keys.HEARING] = Hearing(log, services.clean, settings.max_chars, limits, shedding)

    async def running(_: web.Application) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(app[keys.HUB].run()), asyncio.create_task(shedding.run())]
        yield
        await end(tasks)
        await rates.close()

    app.cleanup_ctx.append(running)


async def _say_goodbye(app: web.Application) -> None:
    app[keys.LEAVING].begin()
    app[keys.HUB].wake_all()
    await app[keys.LEAVING].say_goodbye()
