"""The demo shop as part of an application: its routes, and its own pages for what goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.demo import basket_pages, drawings, pages
from bot.demo.pages import SHOP, Shop
from bot.demo.shelf import Shelf
from bot.demo.showing import Strings
from bot.selection.views import ViewedCatalogue
from bot.shop.ports import ShopUnavailable

PROBLEMS = (403, 404)
OTHERS = ("/api/", "/chat", "/journey/", "/widget/", "/static/", "/img/", "/healthz", "/readyz")
"""Paths of which nobody looks at the answer as a page."""


def open_shop(
    app: web.Application,
    folder: Path,
    *,
    catalogue: ViewedCatalogue,
    strings: Mapping[str, Strings],
    name: str,
    default_language: str,
    journey_site: str = "",
) -> None:
    """Add the shop to `app`, with the templates and styles in `folder` and the texts by language in `strings`.

    `journey_site` is the name under which its pages tell the journey tracker of visits; empty: they do not.
    """
    app[SHOP] = Shop(Shelf(catalogue), pages.environment(folder), strings, name, default_language, journey_site)
    app.middlewares.append(explained)
    app.add_routes(
        [
            web.get("/", pages.front),
            web.get("/c/{category}", pages.category),
            web.get("/p/{id}", pages.product),
            web.get("/basket", basket_pages.shown),
            web.post("/basket", basket_pages.changed),
            web.get("/img/{id}.svg", drawings.drawing),
            web.static("/static/demo", folder / "static"),
        ]
    )


@web.middleware
async def explained(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give a page in the shop's look to whoever asked for one that cannot be shown."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status not in PROBLEMS or request.path.startswith(OTHERS):
            raise
        return await pages.problem(request, error.status)
    except ShopUnavailable:
        if request.path.startswith(OTHERS):
            raise
        return await pages.problem(request, 503)
