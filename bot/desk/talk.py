"""One handoff: what was said, what is known, and what staff does with it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import Entry, Owner
from bot.desk.answers import filled_in, language_of, page
from bot.desk.keys import HUB, MARKS, PAGES, SERVICES, SESSION, STREAMS
from bot.desk.login import token_of
from bot.desk.rows import row
from bot.desk.transcript import read_latest, spoken
from bot.handoff.queue import Handoff, NotYours, Stage, UnknownHandoff

LONGEST_REPLY = 2000
LONGEST_NOTE = 2000
_REPLY_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
_NO_LONGER = {
    Stage.QUEUED: "not_taken",
    Stage.HUMAN: "taken",
    Stage.CALLED_OFF: "called_off",
    Stage.RETURNED: "over",
    Stage.COMPLETED: "over",
}
"""What to say to who came too late, or too early, by how the handoff stands."""
Step = Callable[[Handoff, str], Awaitable[object]]
"""Something done with a handoff by somebody."""

logger = structlog.get_logger(__name__)


async def show_handoff(request: web.Request) -> web.Response:
    """GET /handoffs/{id}."""
    return await _show(request, await _handoff(request))


async def follow_handoff(request: web.Request) -> web.StreamResponse:
    """GET /handoffs/{id}/events: says when something is new in it; 429 when a session follows too much."""
    handoff = await _handoff(request)
    with request.app[HUB].listening(handoff.conversation) as news:
        return await request.app[STREAMS].serve(request, token_of(request), news)


async def take(request: web.Request) -> web.StreamResponse:
    """POST /handoffs/{id}/take; 409 when somebody else was first."""
    attending = request.app[SERVICES].attending
    return await _do(request, lambda handoff, by: attending.claim(handoff.id, by=by))


async def give_back(request: web.Request) -> web.StreamResponse:
    """POST /handoffs/{id}/return; 409 unless it is held by who asks."""
    attending = request.app[SERVICES].attending
    return await _do(request, lambda handoff, by: attending.give_back(handoff.id, by=by))


async def complete(request: web.Request) -> web.StreamResponse:
    """POST /handoffs/{id}/complete; 409 unless it is held by who asks."""
    attending = request.app[SERVICES].attending
    return await _do(request, lambda handoff, by: attending.complete(handoff.id, by=by))


async def review(request: web.Request) -> web.StreamResponse:
    """POST /handoffs/{id}/review with `note`; 409 while it is not over, 413 for more than 2,000 characters."""
    queue, note = request.app[SERVICES].queue, _lines((await filled_in(request)).get("note", ""))
    if len(note) > LONGEST_NOTE:
        return await _show(request, await _handoff(request), status=413, notice="note_too_long", note=note)
    return await _do(request, lambda handoff, by: queue.review(handoff.id, by=by, note=note))


async def say(request: web.Request) -> web.StreamResponse:
    """POST /handoffs/{id}/say with `text` and the `key` of the form: the same key says it once."""
    form, handoff = await filled_in(request), await _handoff(request)
    text, key = _lines(form.get("text", "")), form.get("key", "")
    if not _REPLY_KEY.fullmatch(key):
        raise web.HTTPBadRequest
    if not text or len(text) > LONGEST_REPLY:
        problem = "too_long" if text else "nothing_said"
        return await _show(request, handoff, status=413 if text else 400, notice=problem, text=text, key=key)
    attending = request.app[SERVICES].attending
    try:
        said = await attending.say(handoff.id, by=request[SESSION].who, client_id=key, text=text)
        if said.duplicate and await _is_other(request, handoff, said.seq, text):
            return await _show(request, handoff, status=409, notice="said_before", text=text)
    except NotYours as refused:
        return await _refused(request, refused.handoff, text=text)
    except LogUnavailable:
        logger.exception("reply_not_stored", handoff=handoff.id)
        return await _show(request, handoff, status=503, notice="not_sent", text=text, key=key)
    logger.info("handoff_reply", handoff=handoff.id)
    raise web.HTTPSeeOther(f"/handoffs/{handoff.id}#end")


async def _is_other(request: web.Request, handoff: Handoff, seq: int, text: str) -> bool:
    """Whether something else was sent under the key before, so that `text` was not."""
    entry = await request.app[SERVICES].log.entry(handoff.conversation, seq)
    return entry is not None and entry.body.get("text") != text


async def _do(request: web.Request, step: Step) -> web.StreamResponse:
    handoff = await _handoff(request)
    try:
        await step(handoff, request[SESSION].who)
    except NotYours as refused:
        return await _refused(request, refused.handoff)
    finally:
        # Even a step that failed half-way may have changed the queue.
        request.app[HUB].wake(handoff.conversation)
    logger.info("handoff_step", handoff=handoff.id, step=request.path.rpartition("/")[2])
    raise web.HTTPSeeOther(f"/handoffs/{handoff.id}#end")


async def _handoff(request: web.Request) -> Handoff:
    try:
        return await request.app[SERVICES].queue.get(request.match_info["id"])
    except UnknownHandoff as error:
        raise web.HTTPNotFound from error


async def _refused(request: web.Request, handoff: Handoff, *, text: str = "") -> web.Response:
    return await _show(request, handoff, status=409, notice=_NO_LONGER[handoff.stage], text=text)


async def _show(
    request: web.Request,
    handoff: Handoff,
    *,
    status: int = 200,
    notice: str = "",
    text: str = "",
    key: str = "",
    note: str | None = None,
) -> web.Response:
    """The page; without its conversation when the log is away, which it says."""
    services, pages, language = request.app[SERVICES], request.app[PAGES], language_of(request)
    entries, owner = await _said(request, handoff)
    marks = await request.app[MARKS].by_seq(handoff.conversation)
    return await page(
        request,
        "handoff.html",
        status=503 if entries is None and status == 200 else status,
        row=row(handoff, pages, language, now=services.clock()),
        mine=handoff.stage is Stage.HUMAN and handoff.agent == request[SESSION].who,
        said=None if entries is None else spoken(entries, marks),
        bot_is_silent=owner is Owner.HUMAN,
        phases=request.app[MARKS].phase_labels(language),
        notice=notice,
        text=text,
        key=key or secrets.token_hex(16),
        note=handoff.note if note is None else note,
        reviewed_ago=pages.age(language, services.clock() - handoff.reviewed_ms),
        longest_reply=LONGEST_REPLY,
        longest_note=LONGEST_NOTE,
    )


async def _said(request: web.Request, handoff: Handoff) -> tuple[list[Entry] | None, Owner]:
    log = request.app[SERVICES].log
    try:
        position = await log.position(handoff.conversation)
        return await read_latest(log, handoff.conversation, position.last_seq), position.ownership.owner
    except LogUnavailable:
        logger.exception("conversation_unavailable", handoff=handoff.id)
        return None, Owner.BOT


def _lines(text: str) -> str:
    """A text as it was typed: a form sends its lines with carriage returns, which nobody typed."""
    return text.replace("\r\n", "\n").strip()
