"""The application of the staff port, as a table of contents."""

from __future__ import annotations

from aiohttp import web

from bot.desk.callbacks import close_callback, first_page, show_callbacks
from bot.desk.doorkeeper import Doorkeeper
from bot.desk.errors import error_pages
from bot.desk.guard import add_headers, same_origin
from bot.desk.keys import DOORKEEPER, PAGES, SERVICES
from bot.desk.login import log_in, log_out, login_required, show_login
from bot.desk.pages import Pages
from bot.desk.public import healthy, style_sheet
from bot.desk.services import DeskServices

LARGEST_POST = 64 * 1024


def build_app(services: DeskServices) -> web.Application:
    """The application of the staff port; raises `InvalidPasswordHash`."""
    app = web.Application(middlewares=[error_pages, same_origin, login_required], client_max_size=LARGEST_POST)
    common = {"shop_name": services.shop_name, "has_journey": services.journey is not None}
    app[SERVICES] = services
    app[PAGES] = Pages(services.pages, common=common)
    app[DOORKEEPER] = Doorkeeper(services.password_hash, clock=services.clock)
    app.on_response_prepare.append(add_headers)
    app.add_routes(
        [
            web.get("/", first_page),
            web.get("/login", show_login),
            web.post("/login", log_in),
            web.post("/logout", log_out),
            web.get("/callbacks", show_callbacks),
            web.post("/callbacks/{id}/done", close_callback),
            web.get("/static/{name}", style_sheet),
            web.get("/healthz", healthy),
        ]
    )
    if services.journey is not None:
        app.add_subapp("/journey/", services.journey)
    return app
