"""Logging in and out: the form, the cookie, the door that is shut for everybody else."""

from __future__ import annotations

from urllib.parse import urlencode

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.desk.answers import filled_in, language_of, page
from bot.desk.keys import DOORKEEPER, PAGES, SERVICES, SESSION

OPEN_TO_ALL = ("/login", "/healthz")
_SECURE_COOKIE, _PLAIN_COOKIE = "__Host-desk", "desk"
_LONGEST_NAME = 40

logger = structlog.get_logger(__name__)


@web.middleware
async def login_required(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let through who is logged in; a page leads to the login, anything else is refused with 401."""
    if request.path in OPEN_TO_ALL or request.path.startswith("/static/"):
        return await handler(request)
    session = await request.app[SERVICES].sessions.find(_token(request))
    if session is not None:
        request[SESSION] = session
        return await handler(request)
    if request.method not in ("GET", "HEAD"):
        raise web.HTTPUnauthorized
    raise web.HTTPSeeOther(f"/login?{urlencode({'next': request.path_qs})}")


async def show_login(request: web.Request) -> web.Response:
    """GET /login."""
    return page(request, "login.html", problem="")


async def log_in(request: web.Request) -> web.StreamResponse:
    """POST /login with `password`, and `name` for whoever wants to sign what they do."""
    doorkeeper, address = request.app[DOORKEEPER], request.remote or ""
    if wait_s := doorkeeper.must_wait(address):
        logger.warning("login_limited", address=address)
        return _too_often(request, wait_s)
    form = await filled_in(request)
    if not await doorkeeper.knows(form.get("password", ""), address):
        logger.warning("login_failed", address=address)
        return page(request, "login.html", status=403, problem="wrong")
    return await _welcome(request, form.get("name", "").strip()[:_LONGEST_NAME])


async def log_out(request: web.Request) -> web.StreamResponse:
    """POST /logout."""
    await request.app[SERVICES].sessions.end(_token(request))
    response = web.Response(status=303, headers={"Location": "/login"})
    for name, secure in ((_SECURE_COOKIE, True), (_PLAIN_COOKIE, False)):
        response.set_cookie(name, "", max_age=0, httponly=True, secure=secure, samesite="Lax")
    return response


async def _welcome(request: web.Request, name: str) -> web.StreamResponse:
    who = name or request.app[PAGES].text(language_of(request), "login", "anonymous")
    token = await request.app[SERVICES].sessions.begin(who)
    secure = _is_https(request)
    response = web.Response(status=303, headers={"Location": _inside(request.query.get("next", ""))})
    cookie = _SECURE_COOKIE if secure else _PLAIN_COOKIE
    response.set_cookie(cookie, token, httponly=True, secure=secure, samesite="Lax")
    return response


def _too_often(request: web.Request, wait_s: int) -> web.Response:
    response = page(request, "login.html", status=429, problem="often")
    response.headers["Retry-After"] = str(wait_s)
    return response


def _token(request: web.Request) -> str:
    return request.cookies.get(_SECURE_COOKIE) or request.cookies.get(_PLAIN_COOKIE, "")


def _is_https(request: web.Request) -> bool:
    # Behind a proxy that ends TLS the request itself is plain; the browser's Origin was checked before.
    return request.secure or request.headers.get("Origin", "").startswith("https://")


def _inside(target: str) -> str:
    """`target` when it is a path of this site, else the first page: no login may lead elsewhere."""
    elsewhere = not target.startswith("/") or target.startswith(("//", "/\\")) or not target.isprintable()
    return "/" if elsewhere else target
