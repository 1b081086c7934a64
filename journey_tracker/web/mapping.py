"""The first page: the journey map."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web

from journey_tracker.clock import Clock
from journey_tracker.journey import day_of
from journey_tracker.ports import JourneyStore, Slice
from journey_tracker.reports import Table, run
from journey_tracker.web.asking import Asked, asked_of, offered_by
from journey_tracker.web.journey_map import Tables, asked_for, lanes
from journey_tracker.web.log import OWN
from journey_tracker.web.map_beside import lanes_beside
from journey_tracker.web.map_cells import Lane
from journey_tracker.web.pages.setting import Setting
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
        asked, tables, others, models = await asyncio.to_thread(self._answer, request.query)
        told = {"asked": asked, "lanes": _lanes(asked, tables, others, at), "columns": at.model.ordered}
        about = {"caption": span(asked, at), "notes": changed_measure(models, at)}
        return self._renderer.page(request, "map.html", values={**told, **about})

    def _answer(self, query: Mapping[str, str]) -> tuple[Asked, Tables, Tables, Table]:
        today = day_of(self._clock())
        asked = asked_of(query, offered_by(self._store), today)
        others = self._tables(asked.other, today) if asked.other else {}
        models = run(self._store, "sentiment_models", asked.part, today)
        return asked, self._tables(asked.part, today), others, models

    def _tables(self, part: Slice, today: int) -> Tables:
        return {key: run(self._store, key[0], wanted, today) for key, wanted in asked_for(part).items()}


def _lanes(asked: Asked, tables: Tables, others: Tables, at: Setting) -> list[Lane]:
    if asked.other is None:
        return lanes(tables, at)
    return lanes_beside(others, tables, (asked.other, asked.part), at)
