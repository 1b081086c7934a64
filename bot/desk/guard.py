"""What every answer carries and every change must come with."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: browsers then post forms with `Origin: null`, and the check below could never pass.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every answer, those of mounted applications and of errors included."""
    response.headers.update(HEADERS)
    response.headers.popall("Server", None)


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a change that was not sent by one of our own pages (403)."""
    if request.method not in ("GET", "HEAD") and _origin_host(request) != request.host:
        raise web.HTTPForbidden
    return await handler(request)


def _origin_host(request: web.Request) -> str:
    return urlsplit(request.headers.get("Origin", "")).netloc
