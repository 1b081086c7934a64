"""Errors as pages: one plain sentence on what happened and what to do, never a trace."""

from __future__ import annotations

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.conversation.errors import LogUnavailable
from bot.desk.answers import filled_in, page
from bot.handoff.ports import HandoffsUnavailable

EXPLAINED = (400, 401, 403, 404, 405, 413, 429, 500, 503)
"""Statuses with a sentence of their own in the texts."""
KEEPING = (401, 500, 503)
"""Where what was typed is given back: it was meant well, and stands nowhere else."""
TYPED = ("text", "note")

logger = structlog.get_logger(__name__)


@web.middleware
async def error_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every error of what lies inside into a page."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return await _explained(request, error.status)
    except (HandoffsUnavailable, LogUnavailable):
        logger.exception("desk_store_unavailable", path=request.path)
        return await _explained(request, 503)
    except Exception:
        logger.exception("desk_error", path=request.path)
        return await _explained(request, 500)


async def _explained(request: web.Request, status: int) -> web.Response:
    known = status if status in EXPLAINED else 400 if status < 500 else 500
    typed = await _typed(request) if status in KEEPING else ""
    return await page(request, "error.html", status=status, counted=False, error=str(known), typed=typed)


async def _typed(request: web.Request) -> str:
    """The longest that was typed into the form which failed."""
    if request.method != "POST":
        return ""
    try:
        form = await filled_in(request)
    except web.HTTPException:
        return ""
    return max((form.get(name, "").strip() for name in TYPED), key=len)
