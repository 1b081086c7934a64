"""Reads a form, and answers with a page in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.desk.keys import PAGES, SERVICES, SESSION
from bot.desk.pages import LANGUAGES

_COOKIE = "lang"
_YEAR_S = 365 * 86_400


def language_of(request: web.Request) -> str:
    """`?lang=`, else what was chosen before, else the shop's own language."""
    for choice in (request.query.get(_COOKIE), request.cookies.get(_COOKIE)):
        if choice in LANGUAGES:
            return choice
    return request.config_dict[SERVICES].default_language


def page(request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """The page `template` with `values`; a language chosen by `?lang=` is remembered for a year."""
    language = language_of(request)
    html = request.config_dict[PAGES].render(
        template,
        language,
        session=request.get(SESSION),
        path=request.path,
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


def _in_language(request: web.Request, language: str) -> str:
    """This page in another language; what was posted cannot be asked again, so that leads to the list."""
    again = request.method in ("GET", "HEAD") or request.path == "/login"
    here = request.rel_url if again else request.rel_url.with_path("/callbacks")
    return str(here.update_query(lang=language))
