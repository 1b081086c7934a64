"""The analyst pages as an aiohttp application, as a table of contents."""

from __future__ import annotations

import asyncio
from pathlib import Path

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from journey_tracker.actions import ActionStore
from journey_tracker.clock import Clock, epoch_ms
from journey_tracker.ports import JourneyStore, StoreUnavailable
from journey_tracker.reports import BadFilter
from journey_tracker.web.acting import Acting
from journey_tracker.web.log import Log, Who, nobody
from journey_tracker.web.mapping import JourneyMap
from journey_tracker.web.pages.drawings import SHOWN
from journey_tracker.web.render import Renderer
from journey_tracker.web.reporting import FORMS, Reporting
from journey_tracker.web.siblings import ParquetMissing

STYLED = (".css", ".svg")
"""What is the same under every model."""
logger = structlog.get_logger(__name__)


def build_app(
    store: JourneyStore,
    *,
    language: str = "nl",
    home: str = "",
    actions: ActionStore | None = None,
    clock: Clock = epoch_ms,
    who: Who = nobody,
) -> web.Application:
    """Pages over a store, in `language` unless the URL says `?lang=`; every link is relative.

    `home` is the address of the pages around these, to lead back to; empty when they stand alone. Without `actions`
    the page of actions says that none are kept. `who` names the member of staff who asks, for the audit.
    Mount it where the staff port wants it; who may see it is for the application around it to decide.
    """
    renderer = Renderer(store, language, home)
    log, reporting = Log(store, renderer, clock, who), Reporting(store, renderer, clock, who)
    acting = Acting(store, actions, renderer, clock)
    app = web.Application(middlewares=[_explaining(renderer), _following(store)])
    app.add_routes(
        [
            web.get("/", JourneyMap(store, renderer, clock).page),
            *(web.get(f"/{here}", reporting.page(here)) for here in SHOWN),
            web.get("/definitions", reporting.definitions),
            web.get("/actions", acting.page),
            web.post("/actions", acting.add),
            web.post("/actions/{number}", acting.close),
            web.get("/log", log.page),
            web.get("/touchpoints.csv", log.csv),
            web.get("/touchpoints.json", log.json),
            web.get("/t/{id}.json", log.touchpoint_json),
            web.get("/t/{id}", log.touchpoint),
            web.get(f"/{{report}}.{{form:{FORMS}}}", reporting.file),
            web.static("/static", Path(__file__).parent / "static"),
        ]
    )
    return app


def _following(store: JourneyStore) -> Middleware:
    @web.middleware
    async def follow(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.endswith(STYLED):
            await asyncio.to_thread(store.follow)
        return await handler(request)

    return follow


def _explaining(renderer: Renderer) -> Middleware:
    @web.middleware
    async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except BadFilter as refused:
            return renderer.page(request, "refused.html", status=400, values={"refused": refused})
        except ParquetMissing:
            return renderer.page(request, "no_file.html", status=501)
        except StoreUnavailable as error:
            logger.error("journey_page_failed", path=request.path, reason=str(error))
            return renderer.page(request, "unavailable.html", status=503)

    return explain
