"""The lists: shoppers who wait for a person, talk to one, or did."""

from __future__ import annotations

from aiohttp import web

from bot.desk.answers import language_of, page
from bot.desk.board import DONE_SHOWN
from bot.desk.keys import BOARD, MARKS, PAGES, SERVICES, STREAMS
from bot.desk.login import token_of
from bot.desk.rows import row
from bot.handoff.queue import ENDED, Handoff, Stage

MARKED = 50
"""Of so many who wait the tracker is asked for phase and mood."""


async def first_page(_request: web.Request) -> web.StreamResponse:
    """GET /."""
    raise web.HTTPSeeOther("/handoffs")


async def show_handoffs(request: web.Request) -> web.Response:
    """GET /handoffs."""
    services, pages, language = request.app[SERVICES], request.app[PAGES], language_of(request)
    queue, now = services.queue, services.clock()
    waiting = await queue.list({Stage.QUEUED})
    held = await queue.list({Stage.HUMAN})
    done = await queue.list(ENDED, DONE_SHOWN)
    marks = await request.app[MARKS].latest([one.conversation for one in [*held, *waiting][:MARKED]])

    def rows(handoffs: list[Handoff]) -> list[object]:
        return [row(one, pages, language, now=now, mark=marks.get(one.conversation)) for one in handoffs]

    return await page(
        request,
        "handoffs.html",
        waiting=rows(list(waiting)),
        live=rows(list(held)),
        done=rows(list(done)),
        is_open=services.hours.is_open(now),
        opens=services.hours.opens_in_words(now, language),
        phases=request.app[MARKS].phase_labels(language),
    )


async def follow_handoffs(request: web.Request) -> web.StreamResponse:
    """GET /handoffs/events: says when the lists would look different; 429 when a session follows too much."""
    with request.app[BOARD].listening() as news:
        return await request.app[STREAMS].serve(request, token_of(request), news)
