"""The doors as an aiohttp application: `/events` for systems, `/page` for browsers, `/journey.js` for pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from aiohttp import hdrs, web

from journey_tracker.door import bodies, shop, visit
from journey_tracker.door.keys import Key
from journey_tracker.door.pace import Pace
from journey_tracker.door.refusal import Refused, answering
from journey_tracker.door.rules import (
    LARGEST_BODY,
    LARGEST_VISIT,
    MOST_EVENTS,
    MOST_OF_A_VISIT,
    MOST_WAITING,
    Rules,
)
from journey_tracker.door.telling import Telling
from journey_tracker.ports import JourneyStore, Recorded

PATH = "/journey/v1/"
"""Where the application is mounted."""
SCRIPT = Path(__file__).parent / "journey.js"
CACHED_S = 3600
BUSY_S = 2
T = TypeVar("T")
OF_A_PAGE = ("text/plain", "application/json")
"""Of plain text a browser asks no leave first, which it could not do while its page is being closed."""
log = structlog.get_logger(__name__)


def build_door(store: JourneyStore, rules: Rules) -> web.Application:
    """The doors to a store, for whoever `rules` let in; mount it at `PATH`. The store stays the caller's to close."""
    doors = Doors(store, rules)
    app = web.Application(middlewares=[answering(rules.language)])
    app.cleanup_ctx.append(doors.writing)
    app.on_response_prepare.append(doors.add_headers)
    app.add_routes(
        [
            web.post("/events", doors.events),
            web.post("/page", doors.page),
            web.options("/page", doors.asked),
            web.get("/journey.js", doors.script),
        ]
    )
    return app


class Doors:
    """The handlers."""

    def __init__(self, store: JourneyStore, rules: Rules) -> None:
        self._store = store
        self._rules = rules
        self._systems = Pace(rules.events_per_minute)
        self._visitors = Pace(rules.visits_per_minute)
        # One thread: the database takes one writer at a time, and those who wait must not hold up other work.
        self._writer = ThreadPoolExecutor(1, "journey-door")
        self._waiting = 0

    async def events(self, request: web.Request) -> web.Response:
        """`POST /journey/v1/events`: CloudEvents of a shop's system, one or a batch, in one transaction."""
        key = self._key(request)
        try:
            body = await bodies.read(request, (*shop.ONE, shop.BATCH), LARGEST_BODY)
        except bodies.NoJson as error:
            await self._put_aside(error, key)
            raise Refused("bad_body", reason=str(error)) from error
        given = shop.batch(body, request.content_type)
        _check_count(len(given), MOST_EVENTS)
        _check_pace(self._systems.wait(key.source, len(given)))
        recorded, aside = await self._write(partial(self._take, given, key))
        if aside:
            log.warning("journey_events_rejected", source=key.source, rejected=len(aside))
        if aside and isinstance(body, dict):
            raise Refused("put_aside", reason=aside[0].reason)
        return _answer(recorded, [one.told() for one in aside])

    async def page(self, request: web.Request) -> web.Response:
        """`POST /journey/v1/page`: what a visitor did on the shop's pages, as journey.js tells it."""
        self._check_origin(request)
        try:
            body = await bodies.read(request, OF_A_PAGE, LARGEST_VISIT)
        except bodies.NoJson as error:
            raise Refused("bad_body", reason=str(error)) from error
        visiting = visit.read(body)
        if not self._rules.site or body.get("site") != self._rules.site:
            raise Refused("unknown_site")
        _check_count(len(visit.events_in(body)), MOST_OF_A_VISIT)
        _check_pace(self._visitors.wait(self._rules.address(request), max(1, len(visit.events_in(body)))))
        telling = Telling(self._rules, visiting, request.headers.get(hdrs.USER_AGENT, ""))
        telling.take(body)
        return _answer(await self._write(partial(self._store.record, telling.good)), telling.refused)

    async def asked(self, request: web.Request) -> web.Response:
        """`OPTIONS /journey/v1/page`: whether a page may send JSON that is marked as such."""
        self._check_origin(request)
        return web.Response(status=204)

    async def script(self, _: web.Request) -> web.StreamResponse:
        """`GET /journey/v1/journey.js`."""
        headers = {hdrs.CACHE_CONTROL: f"public, max-age={CACHED_S}", hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*"}
        return web.FileResponse(SCRIPT, headers=headers)

    async def add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        """Tell a browser that its page may read the answer; refusals included."""
        origin = request.headers.get(hdrs.ORIGIN, "")
        if self._is_ours(request, origin) and request.path.endswith("/page"):
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_HEADERS] = hdrs.CONTENT_TYPE
            response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = hdrs.RETRY_AFTER
            response.headers[hdrs.ACCESS_CONTROL_MAX_AGE] = "600"
            response.headers[hdrs.VARY] = hdrs.ORIGIN

    async def writing(self, _: web.Application) -> AsyncIterator[None]:
        """Write for as long as the application is there; what was begun is finished."""
        yield
        await asyncio.to_thread(self._writer.shutdown)

    def _key(self, request: web.Request) -> Key:
        kind, _, given = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
        key = self._rules.keys.find(given.strip()) if kind.lower() == "bearer" else None
        if key is None:
            raise Refused("no_key")
        return key

    def _check_origin(self, request: web.Request) -> None:
        """Every browser tells the origin of a POST; who tells none is no browser."""
        if not self._is_ours(request, request.headers.get(hdrs.ORIGIN, "")):
            raise Refused("forbidden_origin")

    def _is_ours(self, request: web.Request, origin: str) -> bool:
        return origin in self._rules.origins or origin in (f"http://{request.host}", f"https://{request.host}")

    def _take(self, given: Sequence[object], key: Key) -> tuple[Recorded, list[shop.Aside]]:
        """Record what may be, and keep the rest apart with the reason, in one transaction; blocks."""
        good, aside = shop.sort(given, key, self._rules.clock())
        return self._store.record(good, refused=[(one.raw, one.reason) for one in aside]), aside

    async def _put_aside(self, error: bodies.NoJson, key: Key) -> None:
        _check_pace(self._systems.wait(key.source))
        raw = error.body.decode("utf-8", "backslashreplace")
        await self._write(partial(self._store.record, (), refused=[(raw, str(error))]))
        log.warning("journey_events_rejected", source=key.source, rejected=1)

    async def _write(self, work: Callable[[], T]) -> T:
        """Do something with the database, after those who came before; raises `Refused` when too many wait."""
        if self._waiting >= MOST_WAITING:
            raise Refused("busy", retry_after=BUSY_S)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._writer, work)
        finally:
            self._waiting -= 1


def _check_count(given: int, most: int) -> None:
    if given > most:
        raise Refused("too_many", allowed=most)


def _check_pace(wait: int) -> None:
    if wait:
        raise Refused("too_fast", retry_after=wait)


def _answer(recorded: Recorded, refused: Sequence[object]) -> web.Response:
    """200 when all of it counts, 202 when some of it was put aside or left: it need not be sent again either."""
    body = {"new": recorded.new, "duplicates": recorded.duplicates, "refused": list(refused)}
    return web.json_response(body, status=202 if refused else 200, headers={hdrs.CACHE_CONTROL: "no-store"})
