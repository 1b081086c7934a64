"""The application of the staff port, as a table of contents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from bot.desk import handoffs, talk
from bot.desk.board import Board
from bot.desk.callbacks import close_callback, show_callbacks
from bot.desk.doorkeeper import Doorkeeper
from bot.desk.errors import error_pages
from bot.desk.guard import add_headers, same_origin
from bot.desk.hub import Hub
from bot.desk.keys import BOARD, DOORKEEPER, HUB, MARKS, PAGES, SERVICES, STREAMS
from bot.desk.login import log_in, log_out, login_required, show_login
from bot.desk.marking import Marks
from bot.desk.pages import Pages
from bot.desk.public import healthy, static_file
from bot.desk.services import DeskServices
from bot.desk.streaming import Streams
from bot.tasks import end

LARGEST_POST = 64 * 1024


def build_app(services: DeskServices) -> web.Application:
    """The application of the staff port; raises `InvalidPasswordHash`."""
    app = web.Application(middlewares=[error_pages, same_origin, login_required], client_max_size=LARGEST_POST)
    common = {"shop_name": services.shop_name, "has_journey": services.journey is not None}
    app[SERVICES] = services
    app[PAGES] = Pages(services.pages, common=common)
    app[DOORKEEPER] = Doorkeeper(services.password_hash, clock=services.clock)
    app[MARKS] = Marks(services.touchpoints)
    _add_news(app, services)
    app.on_response_prepare.append(add_headers)
    app.add_routes(
        [
            web.get("/", handoffs.first_page),
            web.get("/login", show_login),
            web.post("/login", log_in),
            web.post("/logout", log_out),
            web.get("/handoffs", handoffs.show_handoffs),
            web.get("/handoffs/events", handoffs.follow_handoffs),
            web.get("/handoffs/{id}", talk.show_handoff),
            web.get("/handoffs/{id}/events", talk.follow_handoff),
            web.post("/handoffs/{id}/take", talk.take),
            web.post("/handoffs/{id}/say", talk.say),
            web.post("/handoffs/{id}/return", talk.give_back),
            web.post("/handoffs/{id}/complete", talk.complete),
            web.post("/handoffs/{id}/review", talk.review),
            web.get("/callbacks", show_callbacks),
            web.post("/callbacks/{id}/done", close_callback),
            web.get("/static/{name}", static_file),
            web.get("/healthz", healthy),
        ]
    )
    if services.journey is not None:
        app.add_subapp("/journey/", services.journey)
    return app


def _add_news(app: web.Application, services: DeskServices) -> None:
    """What pages hear news by, and who listens for it as long as the desk runs."""
    hub = app[HUB] = Hub(services.log)
    app[BOARD] = Board(services.queue, hub)
    app[STREAMS] = Streams(hub, services.sessions)

    async def running(_: web.Application) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(hub.run()), asyncio.create_task(app[BOARD].run())]
        yield
        await end(tasks)

    async def close(_: web.Application) -> None:
        hub.close()

    app.cleanup_ctx.append(running)
    app.on_shutdown.append(close)
