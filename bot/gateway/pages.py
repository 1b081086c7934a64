"""The headers of everything public, and files as they are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS = {
    # Pictures may come from elsewhere: those of an imported feed stand on the shop's own servers.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
WIDGET_PATHS = ("/widget/", "/static/")
"""May be loaded by the shop's own pages, on another origin."""


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every answer, refusals included."""
    response.headers.update(HEADERS)
    if request.path.startswith(WIDGET_PATHS):
        response.headers["Access-Control-Allow-Origin"] = "*"


def file(path: Path) -> Handler:
    """A handler that serves one file."""

    async def serve(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(path)

    return serve
