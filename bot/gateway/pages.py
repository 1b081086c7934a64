"""The demo shop's pages: server-rendered, and the headers of everything public."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from bot.gateway import keys
from bot.gateway.frames import LANGUAGES
from bot.selection.cards import card, facts_of
from bot.selection.state import State
from bot.shop.ports import Catalogue, Category, Product

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
SHOWN = 24
"""Products of a category on the first page; the demo shop has no more, an imported feed may have thousands."""
WIDGET_PATHS = ("/widget/", "/static/")
"""May be loaded by the shop's own pages, on another origin."""


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every answer, refusals included."""
    response.headers.update(HEADERS)
    if request.path.startswith(WIDGET_PATHS):
        response.headers["Access-Control-Allow-Origin"] = "*"


def environment(folder: Path) -> jinja2.Environment:
    """Templates of the demo shop."""
    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)


def file(path: Path) -> Handler:
    """A handler that serves one file."""

    async def serve(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(path)

    return serve


async def shop(request: web.Request) -> web.Response:
    """`GET /`: every category with its first products."""
    categories = await asyncio.to_thread(_categories, request.app[keys.CATALOGUE], _language(request))
    return _render(request, "list.html", {"categories": categories})


async def product(request: web.Request) -> web.Response:
    """`GET /p/{id}`: one product with all its facts."""
    values = await asyncio.to_thread(
        _product, request.app[keys.CATALOGUE], request.match_info["id"], _language(request)
    )
    if values is None:
        raise web.HTTPNotFound
    return _render(request, "product.html", values)


# The catalogue may read a category from its file, which would hold up every socket: these two run in a thread.
def _categories(catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    return [
        {
            "key": category.key,
            "label": category.labels[language],
            "products": [_card(p, category, language) for p in catalogue.products(category.key)[:SHOWN]],
        }
        for category in catalogue.categories()
    ]


def _product(catalogue: Catalogue, product_id: str, language: str) -> dict[str, Any] | None:
    found = catalogue.product(product_id)
    category = next((c for c in catalogue.categories() if found and c.key == found.category), None)
    if found is None or category is None:
        return None
    return {
        "product": _card(found, category, language),
        "category": category.key,
        "facts": facts_of(found, category, language),
        "description": found.descriptions.get(language, ""),
    }


def _card(found: Product, category: Category, language: str) -> dict[str, Any]:
    return card(found, category, State(category=category.key), language)


def _language(request: web.Request) -> str:
    given = request.query.get("lang", "")
    return given if given in LANGUAGES else request.app[keys.SETTINGS].default_language


def _render(request: web.Request, template: str, values: Mapping[str, Any]) -> web.Response:
    language = _language(request)
    strings = request.app[keys.PAGE_STRINGS][language]
    text = (
        request.app[keys.PAGES]
        .get_template(template)
        .render(**values, language=language, strings=strings, shop_name=request.app[keys.SETTINGS].shop_name)
    )
    return web.Response(text=text, content_type="text/html")
