"""The first page: the journey map."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web

from journey_tracker.clock import Clock
from journey_tracker.journey import day_of
from journey_tracker.ports import JourneyStore
from journey_tracker.reports import Table, run
from journey_tracker.web.asking import Asked, asked_of, offered_by
from journey_tracker.web.journey_map import Tables, asked_for, lanes
from journey_tracker.web.log import OWN
from journey_tracker.web.render import Renderer
from journey_tracker.web.reporting import changed_measure, span


class JourneyMap:
    """The handler."""

    def __init__(self, store: JourneyStore, renderer: Renderer, clock: Clock) -> None:
        self._store = store
        self._renderer = renderer
        self._clock = clock

    async def page(self, request: web.Request) -> web.Response:
        """The map; an address of the time when the log was the first page leads there."""
        if any(name in request.query for name in OWN):
            raise web.HTTPFound(f"./log?{request.query_string}")
        at = self._renderer.setting(request)
        asked, tables, models = await asyncio.to_thread(self._answer, request.query)
        told = {"asked": asked, "lanes": lanes(tables, at), "columns": at.model.ordered, "caption": span(asked, at)}
        return self._renderer.page(request, "map.html", values={**told, "notes": changed_measure(models, at)})

    def _answer(self, query: Mapping[str, str]) -> tuple[Asked, Tables, Table]:
        today = day_of(self._clock())
        asked = asked_of({k: v for k, v in query.items() if k != "compare"}, offered_by(self._store), today)
        wanted = {**asked_for(asked.part), ("sentiment_models", ""): asked.part}
        tables = {key: run(self._store, key[0], part, today) for key, part in wanted.items()}
        return asked, tables, tables["sentiment_models", ""]
