"""Refusals and failures over HTTP, in one shape: `{"error": {"code", "message", ...}}`."""

from __future__ import annotations

import errno
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.gateway import keys, texts
from bot.gateway.frames import LANGUAGES, MAX_FRAME_BYTES, BadFrame
from bot.gateway.refusal import Refused

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
API = "/api/"
STATUSES = {
    "bad_frame": 400,
    "no_token": 401,
    "forbidden_origin": 403,
    "not_found": 404,
    "wrong_method": 405,
    "too_large": 413,
    "not_json": 415,
    "empty": 422,
    "too_long": 422,
    "unknown_chip": 422,
    "too_fast": 429,
    "address_messages": 429,
    "address_conversations": 429,
    "address_connections": 429,
    "visitor_connections": 429,
    "busy_answering": 429,
    "failed": 500,
    "busy": 503,
    "restarting": 503,
    "unavailable": 503,
}
"""By error code of docs/protocol.md."""
LANGUAGE = web.RequestKey("language", str)
"""The language that the body of a request asked for."""
logger = structlog.get_logger(__name__)


@web.middleware
async def answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer what was refused, and what failed, without a word of who asked."""
    structlog.contextvars.clear_contextvars()  # of the request before, on the same connection
    try:
        return await handler(request)
    except Refused as refused:
        return _refusal(request, refused)
    except BadFrame as error:
        return _refusal(request, Refused("bad_frame", allowed=str(error)))
    except web.HTTPException as error:
        if not request.path.startswith(API) or error.status < 400:
            raise
        return _refusal(request, _refused(error))
    except ConnectionError:
        raise  # the client is gone
    except Exception as error:
        if getattr(error, "errno", None) == errno.ENAMETOOLONG:
            return _refusal(request, Refused("not_found"))  # a file of such a name cannot be
        logger.exception("request_failed", resource=_resource(request))
        return _refusal(request, Refused("failed"))


def _refusal(request: web.Request, refused: Refused) -> web.Response:
    request.app[keys.METERS].refused(refused.code)
    logger.info("refused", code=refused.code)
    said = texts.error(request.app[keys.TEXTS], _language(request), refused.code, **refused.values)
    body = {"error": {"code": refused.code, "message": said} | refused.values}
    return web.json_response(body, status=STATUSES[refused.code], headers=_headers(refused))


def _headers(refused: Refused) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    if "retry_after" in refused.values:
        headers["Retry-After"] = str(refused.values["retry_after"])
    if refused.code == "wrong_method":
        headers["Allow"] = str(refused.values["allowed"])
    if refused.code == "no_token":
        headers["WWW-Authenticate"] = "Bearer"
    return headers


def _refused(error: web.HTTPException) -> Refused:
    if isinstance(error, web.HTTPMethodNotAllowed):
        return Refused("wrong_method", allowed=", ".join(sorted(error.allowed_methods)))
    if isinstance(error, web.HTTPRequestEntityTooLarge):
        return Refused("too_large", allowed=MAX_FRAME_BYTES)
    return Refused("not_found" if error.status == 404 else "bad_frame")


def _language(request: web.Request) -> str:
    """The language of the body, else the first of Accept-Language that is ours, else the shop's."""
    if LANGUAGE in request:
        return request[LANGUAGE]
    wanted = (part.strip()[:2].lower() for part in request.headers.get("Accept-Language", "").split(","))
    default = request.app[keys.SETTINGS].default_language
    return next((language for language in wanted if language in LANGUAGES), default)


def _resource(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""
