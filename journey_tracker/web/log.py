"""The touchpoint log: every contact, newest first, down to its redacted conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web

from journey_tracker.clock import Clock
from journey_tracker.events import SHOP
from journey_tracker.journey import CHAT, JourneyModel, Mood, Outcome
from journey_tracker.ports import Filter, JourneyStore, Page
from journey_tracker.privacy.audit import EXPORT, TRANSCRIPT, Read
from journey_tracker.recorder.contacts import short_name
from journey_tracker.reports.log import NO_PHASE, BadFilter, touchpoint_filter
from journey_tracker.web import files
from journey_tracker.web.asking import SEGMENT, offered_by
from journey_tracker.web.render import Renderer, response

MOST_ON_A_PAGE = 50
MOST_IN_A_FILE = 10_000
KINDS = (CHAT, *(short_name(name) for name in SHOP))
"""Kinds of contact."""
Who = Callable[[web.Request], str]
"""Name of the member of staff who asks."""
OWN = ("phase", "mood", "kind", "outcome", "person", "conversation", "offset", "limit")
"""Filters that only the log has: an address of the first page with one of them is of the time when it was the log."""


def nobody(_: web.Request) -> str:
    """Nobody is known by name."""
    return ""


class Log:
    """The handlers."""

    def __init__(self, store: JourneyStore, renderer: Renderer, clock: Clock, who: Who) -> None:
        self._store = store
        self._renderer = renderer
        self._clock = clock
        self._who = who

    async def page(self, request: web.Request) -> web.Response:
        """The touchpoints, newest first."""
        wanted = filter_of(request.query, self._store.model, MOST_ON_A_PAGE)
        page = await asyncio.to_thread(self._store.touchpoints, wanted)
        offered = {**await asyncio.to_thread(offered_by, self._store), "kind": KINDS}
        told = {"page": page, "wanted": wanted, "offered": offered, "no_phase": NO_PHASE}
        words = {"moods": tuple(Mood), "outcomes": tuple(Outcome)}
        return self._renderer.page(request, "log.html", values={**told, **words})

    async def csv(self, request: web.Request) -> web.Response:
        """The same touchpoints as CSV, up to 10,000."""
        found = await self._file(request)
        headers = {"Content-Disposition": 'attachment; filename="touchpoints.csv"'}
        return response(files.as_csv(found.touchpoints), "text/csv", headers)

    async def json(self, request: web.Request) -> web.Response:
        """The same touchpoints as a JSON array, up to 10,000."""
        found = await self._file(request)
        return response(files.as_json(found.touchpoints), "application/json")

    async def touchpoint(self, request: web.Request) -> web.Response:
        """One touchpoint with its phases and its redacted conversation."""
        id_ = request.match_info["id"]
        touchpoint = await asyncio.to_thread(self._store.touchpoint, id_)
        if touchpoint is None:
            return self._renderer.page(request, "missing.html", status=404)
        await self._note(request, TRANSCRIPT, id_)
        lines = await asyncio.to_thread(self._store.lines, id_)
        return self._renderer.page(request, "touchpoint.html", values={"touchpoint": touchpoint, "lines": lines})

    async def touchpoint_json(self, request: web.Request) -> web.Response:
        """One touchpoint with its stays and its lines, as JSON."""
        id_ = request.match_info["id"]
        touchpoint = await asyncio.to_thread(self._store.touchpoint, id_)
        if touchpoint is None:
            raise web.HTTPNotFound
        await self._note(request, TRANSCRIPT, id_)
        lines = await asyncio.to_thread(self._store.lines, id_)
        return response(files.touchpoint_as_json(touchpoint, lines), "application/json")

    async def _file(self, request: web.Request) -> Page:
        wanted = filter_of(request.query, self._store.model, MOST_IN_A_FILE)
        await self._note(request, EXPORT, request.query_string)
        return await asyncio.to_thread(self._store.touchpoints, wanted)

    async def _note(self, request: web.Request, what: str, which: str) -> None:
        """Write down who reads what of people, before it is shown."""
        await asyncio.to_thread(self._store.note_read, Read(self._clock(), self._who(request), what, which))


def filter_of(query: Mapping[str, str], model: JourneyModel, most: int) -> Filter:
    """The filter that a URL asks for, with the fields that cells of reports lead to; raises `BadFilter`."""
    outcome = query.get("outcome") or None
    if outcome not in (None, *Outcome):
        raise BadFilter("outcome", str(outcome), ", ".join(Outcome))
    fields: dict[str, Any] = {name: query.get(name) or None for name in ("kind", "person", *SEGMENT)}
    return replace(touchpoint_filter(query, model, limit=most, most=most), outcome=outcome, **fields)
