"""Reads a form, and answers with a page in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.desk.keys import PAGES, SERVICES, SESSION
from bot.desk.pages import LANGUAGES
from bot.handoff.ports import HandoffsUnavailable, Status
from bot.handoff.queue import Stage

_COOKIE = "lang"
_YEAR_S = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Counts:
    """How many shoppers wait, as every page shows."""

    waiting: int = 0
    callbacks: int = 0


def language_of(request: web.Request) -> str:
    """`?lang=`, else what was chosen before, else the shop's own language."""
    for choice in (request.query.get(_COOKIE), request.cookies.get(_COOKIE)):
        if choice in LANGUAGES:
            return choice
    return request.config_dict[SERVICES].default_language


async def page(
    request: web.Request, template: str, *, status: int = 200, counted: bool = True, **values: Any
) -> web.Response:
    """The page `template` with `values`; a language chosen by `?lang=` is remembered for a year.

    `counted`: with how many shoppers wait, which asks the stores.
    """
    language = language_of(request)
    html = request.config_dict[PAGES].render(
        template,
        language,
        session=request.get(SESSION),
        path=request.path,
        counts=await _counts(request) if counted else Counts(),
        in_language={name: _in_language(request, name) for name in LANGUAGES},
        **values,
    )
    response = web.Response(text=html, status=status, content_type="text/html", charset="utf-8")
    if request.query.get(_COOKIE) == language:
        response.set_cookie(_COOKIE, language, max_age=_YEAR_S, httponly=True, samesite="Lax")
    return response


async def filled_in(request: web.Request) -> Mapping[str, str]:
    """The fields of a posted form; raises `HTTPBadRequest` for what no form of ours sends."""
    if request.content_type == "multipart/form-data":
        raise web.HTTPBadRequest
    try:
        form = await request.post()
    except (UnicodeDecodeError, LookupError) as error:
        raise web.HTTPBadRequest from error
    return {name: str(value).replace("\0", "") for name, value in form.items()}


async def _counts(request: web.Request) -> Counts:
    """Zero for who is not logged in, and when nobody knows."""
    if SESSION not in request:
        return Counts()
    services = request.config_dict[SERVICES]
    try:
        waiting = await services.queue.list({Stage.QUEUED})
        return Counts(len(waiting), len(await services.handoffs.callbacks(Status.OPEN)))
    except HandoffsUnavailable:  # the page itself tells it where it matters
        return Counts()


def _in_language(request: web.Request, language: str) -> str:
    """This page in another language; what was posted cannot be asked again, so that leads to where it came from."""
    again = request.method in ("GET", "HEAD") or request.path == "/login"
    here = request.rel_url if again else request.rel_url.with_path(_before_posting(request.path))
    return str(here.update_query(lang=language))


def _before_posting(path: str) -> str:
    _, kind, *rest = path.split("/")
    return f"/handoffs/{rest[0]}" if kind == "handoffs" and rest else "/callbacks"
