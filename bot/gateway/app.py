"""The public port: widget, chat and demo shop, as a table of contents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import WSCloseCode, web

from bot.conversation.ports import ConversationLog
from bot.gateway import chat, health, keys, pages, texts
from bot.gateway.guard import Visitors
from bot.gateway.hub import Hub
from bot.settings import Settings
from bot.shop.ports import Catalogue
from bot.tasks import end

WEB = Path(__file__).parent.parent / "web"
LARGEST_POST = 64 * 1024
LOOK = Path(__file__).parent.parent.parent / "journey_tracker" / "web" / "static" / "look.css"


@dataclass(frozen=True, slots=True)
class GatewayServices:
    """What the public side is given."""

    settings: Settings
    secret: str
    log: ConversationLog
    catalogue: Catalogue
    clean: Callable[[str], str]


def build_app(services: GatewayServices) -> web.Application:
    """The application of the public port."""
    app = web.Application(client_max_size=LARGEST_POST)
    app[keys.SETTINGS] = services.settings
    app[keys.LOG] = services.log
    app[keys.CATALOGUE] = services.catalogue
    app[keys.CLEAN] = services.clean
    app[keys.VISITORS] = Visitors(services.secret)
    app[keys.TEXTS] = texts.read(WEB / "widget")
    app[keys.PAGES] = pages.environment(WEB / "demo")
    app[keys.PAGE_STRINGS] = texts.read(WEB / "demo")
    app[keys.SOCKETS] = set()
    app[keys.HUB] = Hub(services.log)
    app.on_response_prepare.append(pages.add_headers)
    app.cleanup_ctx.append(_hub)
    app.on_shutdown.append(_say_goodbye)
    app.add_routes(
        [
            web.get("/", pages.shop),
            web.get("/p/{id}", pages.product),
            web.get("/chat", chat.chat),
            web.get("/healthz", health.alive),
            web.get("/readyz", health.ready),
            web.get("/static/look.css", pages.file(LOOK)),
            web.get("/static/demo.css", pages.file(WEB / "demo" / "demo.css")),
            web.static("/widget", WEB / "widget"),
            web.static("/img", WEB / "demo" / "img"),
        ]
    )
    return app


async def _hub(app: web.Application) -> AsyncIterator[None]:
    listening = asyncio.create_task(app[keys.HUB].run(), name="hub")
    yield
    await end([listening])


async def _say_goodbye(app: web.Application) -> None:
    sockets: set[web.WebSocketResponse] = app[keys.SOCKETS]
    await asyncio.gather(
        *(s.close(code=WSCloseCode.SERVICE_RESTART, message=b"restart") for s in list(sockets)),
        return_exceptions=True,
    )
