"""What anyone may fetch: the looks and scripts of the pages, and whether the process answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bot.desk.keys import SERVICES
from bot.desk.services import DeskServices

SCRIPTS = ("live.js", "handoffs.js", "talk.js")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def static_file(request: web.Request) -> web.StreamResponse:
    """GET /static/{name} of the files that belong to a page, and of no other."""
    if (file := _files(request.app[SERVICES]).get(request.match_info["name"])) is None:
        raise web.HTTPNotFound
    # Whole, not as a stream: a few kB, and a browser that leaves half-way leaves no file open.
    text = await asyncio.to_thread(file.read_text, encoding="utf-8")
    return web.Response(text=text, content_type=_TYPES[file.suffix], charset="utf-8")


async def healthy(_request: web.Request) -> web.Response:
    """GET /healthz."""
    return web.Response(text="ok")


def _files(services: DeskServices) -> Mapping[str, Path]:
    look = {"look.css": services.look, "icons.svg": services.look.with_name("icons.svg")}
    return look | {name: services.pages / name for name in ("desk.css", *SCRIPTS)}
