"""The touchpoint pages as an aiohttp application."""

from __future__ import annotations

import asyncio
from pathlib import Path

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from journey_tracker.journey import Mood
from journey_tracker.ports import JourneyStore, Page, StoreUnavailable
from journey_tracker.reports import NO_PHASE, BadFilter, touchpoint_filter
from journey_tracker.web import files
from journey_tracker.web.render import Renderer, response

MOST_ON_A_PAGE = 50
MOST_IN_A_FILE = 10_000

log = structlog.get_logger(__name__)


def build_app(store: JourneyStore, *, language: str = "nl", home: str = "") -> web.Application:
    """Pages over a store, in `language` unless the URL says `?lang=`; every link is relative.

    `home` is the address of the pages around these, to lead back to; empty when they stand alone.
    Mount it where the staff port wants it; who may see it is for the application around it to decide.
    """
    renderer = Renderer(store.model, language, home)
    pages = Pages(store, renderer)
    app = web.Application(middlewares=[_explaining(renderer)])
    app.router.add_get("/", pages.log)
    app.router.add_get("/touchpoints.csv", pages.log_csv)
    app.router.add_get("/touchpoints.json", pages.log_json)
    app.router.add_get("/t/{id}.json", pages.touchpoint_json)
    app.router.add_get("/t/{id}", pages.touchpoint)
    app.router.add_static("/static", Path(__file__).parent / "static")
    return app


class Pages:
    """The handlers."""

    def __init__(self, store: JourneyStore, renderer: Renderer) -> None:
        self._store = store
        self._renderer = renderer

    async def log(self, request: web.Request) -> web.Response:
        """The touchpoints, newest first."""
        wanted = touchpoint_filter(request.query, self._store.model, limit=MOST_ON_A_PAGE, most=MOST_ON_A_PAGE)
        page = await asyncio.to_thread(self._store.touchpoints, wanted)
        return self._renderer.page(request, "log.html", page=page, wanted=wanted, moods=tuple(Mood), no_phase=NO_PHASE)

    async def log_csv(self, request: web.Request) -> web.Response:
        """The same touchpoints as CSV, up to 10,000."""
        found = await self._file(request)
        headers = {"Content-Disposition": 'attachment; filename="touchpoints.csv"'}
        return response(files.as_csv(found.touchpoints), "text/csv", headers)

    async def log_json(self, request: web.Request) -> web.Response:
        """The same touchpoints as a JSON array, up to 10,000."""
        found = await self._file(request)
        return response(files.as_json(found.touchpoints), "application/json")

    async def touchpoint(self, request: web.Request) -> web.Response:
        """One touchpoint with its phases and its redacted conversation."""
        id_ = request.match_info["id"]
        touchpoint = await asyncio.to_thread(self._store.touchpoint, id_)
        if touchpoint is None:
            return self._renderer.page(request, "missing.html", status=404)
        lines = await asyncio.to_thread(self._store.lines, id_)
        return self._renderer.page(request, "touchpoint.html", touchpoint=touchpoint, lines=lines)

    async def touchpoint_json(self, request: web.Request) -> web.Response:
        """One touchpoint with its stays and its lines, as JSON."""
        id_ = request.match_info["id"]
        touchpoint = await asyncio.to_thread(self._store.touchpoint, id_)
        if touchpoint is None:
            raise web.HTTPNotFound
        lines = await asyncio.to_thread(self._store.lines, id_)
        return response(files.touchpoint_as_json(touchpoint, lines), "application/json")

    async def _file(self, request: web.Request) -> Page:
        wanted = touchpoint_filter(request.query, self._store.model, limit=MOST_IN_A_FILE, most=MOST_IN_A_FILE)
        return await asyncio.to_thread(self._store.touchpoints, wanted)


def _explaining(renderer: Renderer) -> Middleware:
    @web.middleware
    async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except BadFilter as refused:
            return renderer.page(request, "refused.html", status=400, refused=refused)
        except StoreUnavailable as error:
            log.error("journey_page_failed", path=request.path, reason=str(error))
            return renderer.page(request, "unavailable.html", status=503)

    return explain
