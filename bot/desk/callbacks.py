"""The list of shoppers who wait for a call or a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import structlog
from aiohttp import web

from bot.desk.answers import filled_in, language_of, page
from bot.desk.keys import PAGES, SERVICES, SESSION
from bot.handoff.ports import AlreadyDone, CallbackRequest, ContactKind, Status, UnknownCallback

OPEN_SHOWN, DONE_SHOWN = 200, 20
_LONGEST_NOTE = 500
_SCHEMES = {ContactKind.PHONE: "tel", ContactKind.EMAIL: "mailto"}

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One call-back as the page shows it."""

    request: CallbackRequest
    link: str
    """Dials or writes."""
    conversation_link: str
    asked_at: str
    """RFC 3339 in UTC."""
    asked_ago: str
    done_ago: str


async def show_callbacks(request: web.Request) -> web.Response:
    """GET /callbacks."""
    return await _list(request, notice="done" if "done" in request.query else "")


async def close_callback(request: web.Request) -> web.StreamResponse:
    """POST /callbacks/{id}/done with `note`; 409 when somebody else was first."""
    form = await filled_in(request)
    by, note = request[SESSION].who, form.get("note", "").strip()[:_LONGEST_NOTE]
    try:
        done = await request.app[SERVICES].handoffs.close(request.match_info["id"], by=by, note=note)
    except UnknownCallback as error:
        raise web.HTTPNotFound from error
    except AlreadyDone as error:
        return await _list(request, status=409, notice="taken", taken=_row(request, error.request))
    logger.info("callback_done", callback=done.id)
    raise web.HTTPSeeOther("/callbacks?done")


async def _list(request: web.Request, *, notice: str, taken: Row | None = None, status: int = 200) -> web.Response:
    handoffs = request.app[SERVICES].handoffs
    waiting = await handoffs.callbacks(Status.OPEN, OPEN_SHOWN)
    done = await handoffs.callbacks(Status.DONE, DONE_SHOWN)
    return await page(
        request,
        "callbacks.html",
        status=status,
        notice=notice,
        taken=taken,
        waiting=[_row(request, r) for r in waiting],
        done=[_row(request, r) for r in done],
    )


def _row(request: web.Request, callback: CallbackRequest) -> Row:
    pages, language, now = request.app[PAGES], language_of(request), request.app[SERVICES].clock()
    return Row(
        request=callback,
        link=f"{_SCHEMES[callback.contact_kind]}:{quote(callback.contact, safe='+@')}",
        conversation_link=f"/journey/?{urlencode({'conversation': callback.conversation, 'lang': language})}",
        asked_at=datetime.fromtimestamp(callback.asked_ms / 1000, UTC).isoformat(timespec="seconds"),
        asked_ago=pages.age(language, now - callback.asked_ms),
        done_ago=pages.age(language, now - callback.done_ms),
    )
