"""Errors as pages: one plain sentence on what happened and what to do, never a trace."""

from __future__ import annotations

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.desk.answers import page
from bot.handoff.ports import HandoffsUnavailable

EXPLAINED = (400, 401, 403, 404, 405, 413, 500, 503)
"""Statuses with a sentence of their own in the texts."""

logger = structlog.get_logger(__name__)


@web.middleware
async def error_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every error of what lies inside into a page."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _explained(request, error.status)
    except HandoffsUnavailable:
        logger.exception("callbacks_unavailable", path=request.path)
        return _explained(request, 503)
    except Exception:
        logger.exception("desk_error", path=request.path)
        return _explained(request, 500)


def _explained(request: web.Request, status: int) -> web.Response:
    known = status if status in EXPLAINED else 400 if status < 500 else 500
    return page(request, "error.html", status=status, error=str(known))
