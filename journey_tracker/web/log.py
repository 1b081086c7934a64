"""The touchpoint log: every contact, newest first, down to its redacted conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from journey_tracker.clock import Clock
from journey_tracker.events.people import TRAFFIC
from journey_tracker.journey import JourneyModel, Mood, Outcome
from journey_tracker.ports import Filter, JourneyStore, Page, Question
from journey_tracker.privacy.audit import EXPORT, PERSON, TRANSCRIPT, Read
from journey_tracker.recorder.counted import START
from journey_tracker.reports.feelings import QUADRANTS
from journey_tracker.reports.log import NO_PHASE, BadFilter, touchpoint_filter
from journey_tracker.web import files
from journey_tracker.web.asking import SEGMENT, offered_by
from journey_tracker.web.drilling import KINDS, NARROWING
from journey_tracker.web.pages.setting import Setting
from journey_tracker.web.render import Renderer, response

MOST_ON_A_PAGE = 50
MOST_IN_A_FILE = 10_000
Who = Callable[[web.Request], str]
"""Name of the member of staff who asks."""
_WORDS = ("detail", "errand", "price_position", "person", *SEGMENT)
HIGHEST_SCORE = 10
OWN = ("phase", "mood", "kind", "outcome", "person", "conversation", "offset", "limit")
"""Filters that only the log has: an address of the first page with one of them is of the time when it was the log."""


def nobody(_: web.Request) -> str:
    """Nobody is known by name."""
    return ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is not in the form, in words."""

    name: str
    text: str


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
        if wanted.person:
            await self._note(request, PERSON, wanted.person)
        page = await asyncio.to_thread(self._store.touchpoints, wanted)
        offered = {**await asyncio.to_thread(offered_by, self._store), "kind": KINDS}
        told = {"page": page, "wanted": wanted, "offered": offered, "no_phase": NO_PHASE, "traffic": TRAFFIC}
        chips = narrowing(request.query, self._renderer.setting(request))
        words = {"moods": tuple(Mood), "outcomes": tuple(Outcome), "chips": chips}
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
        person = await asyncio.to_thread(self._person, id_)
        told = {"touchpoint": touchpoint, "lines": lines, "person": person}
        return self._renderer.page(request, "touchpoint.html", values=told)

    async def touchpoint_json(self, request: web.Request) -> web.Response:
        """One touchpoint with its stays and its lines, as JSON."""
        id_ = request.match_info["id"]
        touchpoint = await asyncio.to_thread(self._store.touchpoint, id_)
        if touchpoint is None:
            raise web.HTTPNotFound
        await self._note(request, TRANSCRIPT, id_)
        lines = await asyncio.to_thread(self._store.lines, id_)
        return response(files.touchpoint_as_json(touchpoint, lines), "application/json")

    def _person(self, id_: str) -> str:
        """Reference of the shopper whose touchpoint it is; empty when it is no shopper's."""
        (row, *_) = self._store.ask(Question("touchpoint", ("person",), ("n",), (("id", "=", id_),))) or [
            {"person": ""}
        ]
        return str(row["person"] or "")

    async def _file(self, request: web.Request) -> Page:
        wanted = filter_of(request.query, self._store.model, MOST_IN_A_FILE)
        await self._note(request, EXPORT, request.query_string)
        return await asyncio.to_thread(self._store.touchpoints, wanted)

    async def _note(self, request: web.Request, what: str, which: str) -> None:
        """Write down who reads what of people, before it is shown."""
        await asyncio.to_thread(self._store.note_read, Read(self._clock(), self._who(request), what, which))


def filter_of(query: Mapping[str, str], model: JourneyModel, most: int) -> Filter:
    """The filter that a URL asks for, with the fields that cells of reports lead to; raises `BadFilter`.

    Only shoppers are counted, so only they are shown, unless it asks for other `traffic`.
    """
    phases = (*(phase.key for phase in model.phases), NO_PHASE)
    score = _one_of(query, "score", tuple(map(str, range(HIGHEST_SCORE + 1))))
    fields: dict[str, Any] = {name: query.get(name) or None for name in _WORDS}
    chosen: dict[str, Any] = {
        "kind": _one_of(query, "kind", KINDS),
        "outcome": _one_of(query, "outcome", tuple(Outcome)),
        "quadrant": _one_of(query, "quadrant", QUADRANTS),
        "before": _one_of(query, "before", (START, *phases)),
        "during": _one_of(query, "during", phases),
        "traffic": _one_of(query, "traffic", TRAFFIC) or "",
        "handoff": {"yes": True, "no": False}.get(_one_of(query, "handoff", ("yes", "no")) or ""),
        "score": None if score is None else int(score),
    }
    return replace(touchpoint_filter(query, model, limit=most, most=most), **fields, **chosen)


def narrowing(query: Mapping[str, str], at: Setting) -> list[Chip]:
    """The filters that a cell led to, in words."""
    given = [(name, query[name]) for name in NARROWING if query.get(name)]
    return [Chip(name, f"{at.say.of('narrowing', name)}: {_told(name, value, at)}") for name, value in given]


def _told(name: str, value: str, at: Setting) -> str:
    if name == "detail":
        return at.word("instrument", value)
    if name in ("handoff", "language"):
        return at.say.of("answers" if name == "handoff" else "languages", value)
    return at.word(name, value)


def _one_of(query: Mapping[str, str], name: str, allowed: Sequence[str]) -> str | None:
    value = query.get(name) or None
    if value not in (None, *allowed):
        raise BadFilter(name, str(value), ", ".join(allowed))
    return value
