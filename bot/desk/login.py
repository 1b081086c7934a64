"""Logging in and out: the form, the cookie, the door that is shut for everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.desk.answers import filled_in, page
from bot.desk.keys import DOORKEEPER, SERVICES, SESSION
from bot.desk.names import staff_name

OPEN_TO_ALL = ("/login", "/healthz")
_SECURE_COOKIE, _PLAIN_COOKIE = "__Host-desk", "desk"

logger = structlog.get_logger(__name__)


@web.middleware
async def login_required(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let through who is logged in; a page leads to the login, anything else is refused with 401."""
    if request.path in OPEN_TO_ALL or request.path.startswith("/static/"):
        return await handler(request)
    session = await request.app[SERVICES].sessions.find(token_of(request))
    if session is not None:
        request[SESSION] = session
        return await handler(request)
    if request.method not in ("GET", "HEAD"):
        raise web.HTTPUnauthorized
    raise web.HTTPSeeOther(f"/login?{urlencode({'next': request.path_qs})}")


async def show_login(request: web.Request) -> web.Response:
    """GET /login."""
    return await page(request, "login.html", problem="", name="")


async def log_in(request: web.Request) -> web.StreamResponse:
    """POST /login with `password`, and the `name` under which shoppers will know this person."""
    doorkeeper, address, form = request.app[DOORKEEPER], request.remote or "", await filled_in(request)
    if not (name := staff_name(form.get("name", ""))):
        return await _again(request, form, 400, "unnamed")
    if wait_s := doorkeeper.must_wait(address):
        logger.warning("login_limited", address=address)
        response = await _again(request, form, 429, "often")
        response.headers["Retry-After"] = str(wait_s)
        return response
    if not await doorkeeper.knows(form.get("password", ""), address):
        logger.warning("login_failed", address=address)
        return await _again(request, form, 403, "wrong")
    return await _welcome(request, name)


async def log_out(request: web.Request) -> web.StreamResponse:
    """POST /logout."""
    await request.app[SERVICES].sessions.end(token_of(request))
    response = web.Response(status=303, headers={"Location": "/login"})
    for name, secure in ((_SECURE_COOKIE, True), (_PLAIN_COOKIE, False)):
        response.set_cookie(name, "", max_age=0, httponly=True, secure=secure, samesite="Lax")
    return response


async def _welcome(request: web.Request, name: str) -> web.StreamResponse:
    token = await request.app[SERVICES].sessions.begin(name)
    secure = _is_https(request)
    response = web.Response(status=303, headers={"Location": _inside(request.query.get("next", ""))})
    cookie = _SECURE_COOKIE if secure else _PLAIN_COOKIE
    response.set_cookie(cookie, token, httponly=True, secure=secure, samesite="Lax")
    return response


async def _again(request: web.Request, form: Mapping[str, str], status: int, problem: str) -> web.Response:
    return await page(request, "login.html", status=status, problem=problem, name=form.get("name", ""))


def token_of(request: web.Request) -> str:
    """What the browser shows of its session; empty when it shows nothing."""
    return request.cookies.get(_SECURE_COOKIE) or request.cookies.get(_PLAIN_COOKIE, "")


def _is_https(request: web.Request) -> bool:
    # Behind a proxy that ends TLS the request itself is plain; the browser's Origin was checked before.
    return request.secure or request.headers.get("Origin", "").startswith("https://")


def _inside(target: str) -> str:
    """`target` when it is a path of this site, else the first page: no login may lead elsewhere."""
    elsewhere = not target.startswith("/") or target.startswith(("//", "/\\")) or not target.isprintable()
    return "/" if elsewhere else target
