"""Which pages may use the API: the origin rule of the WebSocket, as browsers ask it of plain requests (CORS)."""

from __future__ import annotations

from aiohttp import hdrs, web

from bot.gateway import keys
from bot.gateway.errors import API, Handler
from bot.gateway.guard import origin_allowed
from bot.gateway.refusal import Refused

HEADERS = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept-Language",
    "Access-Control-Expose-Headers": "Retry-After",
    "Access-Control-Max-Age": "600",
    "Vary": "Origin",
}


@web.middleware
async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let pages of the allowed origins use the API, and those of others not."""
    if not request.path.startswith(API):
        return await handler(request)
    if not allowed(request):
        raise Refused("forbidden_origin")
    return web.Response(status=204) if request.method == hdrs.METH_OPTIONS else await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser that its page may read the answer; refusals included."""
    origin = request.headers.get(hdrs.ORIGIN)
    if origin and request.path.startswith(API) and allowed(request):
        response.headers.update(HEADERS | {"Access-Control-Allow-Origin": origin})


def allowed(request: web.Request) -> bool:
    """Whether the page that asks may use the chat."""
    return origin_allowed(request.headers.get(hdrs.ORIGIN), request.host, request.app[keys.SETTINGS].allowed_origins)
