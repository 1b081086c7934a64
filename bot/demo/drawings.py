"""Drawings over HTTP: `GET /img/{id}.svg`, made from what the catalogue says of a product."""

from __future__ import annotations

import asyncio
import hashlib

from aiohttp import hdrs, web

from bot.demo.drawing import drawing_of
from bot.demo.pages import SHOP, Shop

KEPT = "public, max-age=3600"


async def drawing(request: web.Request) -> web.Response:
    """The drawing of a product; 404 when there is no such product."""
    text = await asyncio.to_thread(_drawn, request.app[SHOP], request.match_info["id"])
    if text is None:
        raise web.HTTPNotFound
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    headers = {"Cache-Control": KEPT, "ETag": tag}
    if request.headers.get(hdrs.IF_NONE_MATCH) == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(text=text, content_type="image/svg+xml", headers=headers)


def _drawn(shop: Shop, product_id: str) -> str | None:
    product = shop.shelf.product(product_id)
    if product is None:
        return None
    drawn = drawing_of(product)
    template = shop.templates.get_template(f"{drawn.template}.svg")
    return template.render(paint=drawn.paint, measures=drawn.measures)
