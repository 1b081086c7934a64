"""Health: is the process alive, and can it serve."""

from __future__ import annotations

from aiohttp import web

from bot.conversation.errors import LogUnavailable
from bot.gateway import keys


async def alive(_: web.Request) -> web.Response:
    """`GET /healthz`: 200 as long as the process answers."""
    return web.json_response({"status": "alive"})


async def ready(request: web.Request) -> web.Response:
    """`GET /readyz`: 200 when the log answers and a worker lives, here or elsewhere; else 503 with what is missing.

    A gateway that stops says 503 as well. One that is busy says 200: the workers are behind, which another gateway
    would not change, and those who are inside would lose their connection.
    """
    if request.app[keys.LEAVING].begun:
        return web.json_response({"status": "stopping", "missing": ["gateway"]}, status=503)
    try:
        missing = [] if await request.app[keys.LOG].workers() else ["worker"]
    except LogUnavailable:
        missing = ["log"]
    status = 503 if missing else 200
    return web.json_response({"status": "waiting" if missing else "ready", "missing": missing}, status=status)
