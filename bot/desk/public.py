"""What anyone may fetch: the style sheets, and whether the process answers."""

from __future__ import annotations

from aiohttp import web

from bot.desk.keys import SERVICES


async def style_sheet(request: web.Request) -> web.StreamResponse:
    """GET /static/look.css and /static/desk.css."""
    services = request.app[SERVICES]
    sheets = {"look.css": services.look, "desk.css": services.pages / "desk.css"}
    if sheet := sheets.get(request.match_info["name"]):
        return web.FileResponse(sheet)
    raise web.HTTPNotFound


async def healthy(_request: web.Request) -> web.Response:
    """GET /healthz."""
    return web.Response(text="ok")
