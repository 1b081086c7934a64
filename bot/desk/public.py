"""What anyone may fetch: the style sheets, and whether the process answers."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.desk.keys import SERVICES


async def style_sheet(request: web.Request) -> web.StreamResponse:
    """GET /static/look.css and /static/desk.css."""
    services = request.app[SERVICES]
    sheets = {"look.css": services.look, "desk.css": services.pages / "desk.css"}
    if (sheet := sheets.get(request.match_info["name"])) is None:
        raise web.HTTPNotFound
    # Whole, not as a stream: a few kB, and a browser that leaves half-way leaves no file open.
    text = await asyncio.to_thread(sheet.read_text, encoding="utf-8")
    return web.Response(text=text, content_type="text/css")


async def healthy(_request: web.Request) -> web.Response:
    """GET /healthz."""
    return web.Response(text="ok")
