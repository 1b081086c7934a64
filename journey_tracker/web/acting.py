"""The page of actions: what stands out, what is done about it, and whether the figure moved."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from aiohttp import web

from journey_tracker.actions import LONGEST_FINDING, LONGEST_OWNER, Action, ActionStore, Cell
from journey_tracker.clock import Clock
from journey_tracker.journey import day_of
from journey_tracker.ports import JourneyStore
from journey_tracker.reports import REPORTS, BadFilter, Finding, Kind, findings, run, slice_from
from journey_tracker.reports.log import day_filter
from journey_tracker.web.asking import asked_of, offered_by
from journey_tracker.web.measuring import cells_of, found_cell, measure, named_cell, value_of
from journey_tracker.web.pages.setting import Setting
from journey_tracker.web.render import EVERYWHERE, Renderer

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
LOOKED_AT = ("funnel", "emotion", "handoffs", "success", "channels", "care", "plan", "phase_weeks")
"""Reports in which is looked for what stands out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that an action can be about."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that stands out."""

    sentence: str
    report: str
    cell: str
    """As JSON."""


class Acting:
    """The handlers."""

    def __init__(self, store: JourneyStore, actions: ActionStore | None, renderer: Renderer, clock: Clock) -> None:
        self._store = store
        self._actions = actions
        self._renderer = renderer
        self._clock = clock

    async def page(self, request: web.Request) -> web.Response:
        """What stands out, the actions with their figures, and the form for a new one."""
        at = self._renderer.setting(request)
        told = await asyncio.to_thread(self._told, request.query, at)
        return self._renderer.page(request, "actions.html", values=told)

    async def add(self, request: web.Request) -> web.StreamResponse:
        """Keep a new action, with what its figure is now."""
        actions, form = await self._posted(request)
        action = _read(form, self.today)
        await asyncio.to_thread(self._check, action.cell)
        await asyncio.to_thread(lambda: actions.add(replace(action, figure=self._figure(action))))
        raise web.HTTPSeeOther(_back(request, "./actions"))

    async def close(self, request: web.Request) -> web.StreamResponse:
        """Mark an action as done, or as not done after all."""
        actions, form = await self._posted(request)
        number = request.match_info["number"]
        done = None if form.get("done") == "no" else self.today
        if not _NUMBER.fullmatch(number) or not await asyncio.to_thread(actions.mark, int(number), done):
            raise web.HTTPNotFound
        raise web.HTTPSeeOther(_back(request, "../actions"))

    @property
    def today(self) -> int:
        """The Dutch day it is."""
        return day_of(self._clock())

    async def _posted(self, request: web.Request) -> tuple[ActionStore, Mapping[str, str]]:
        """The form, when one of our own pages sent it (403) and actions are kept (404)."""
        if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
            raise web.HTTPForbidden
        if self._actions is None:
            raise web.HTTPNotFound
        return self._actions, {name: str(value) for name, value in (await request.post()).items()}

    def _told(self, query: Mapping[str, str], at: Setting) -> dict[str, object]:
        asked = asked_of(
            {name: query[name] for name in EVERYWHERE if name in query}, offered_by(self._store), self.today
        )
        part = {name: query[name] for name in EVERYWHERE[:-1] if query.get(name)}
        tables = {key: run(self._store, key, asked.part, self.today) for key in LOOKED_AT}
        candidates = [_candidate(found, found_cell(found, part), at) for found in findings(tables)]
        kept = self._actions.all() if self._actions else ()
        return {
            "asked": asked,
            "candidates": candidates,
            "actions": [measure(self._store, action, self.today, at) for action in kept],
            "choices": self._choices(query, part, at),
            "text": query.get("text", "")[:LONGEST_FINDING],
            "kept": self._actions is not None,
        }

    def _choices(self, query: Mapping[str, str], part: Mapping[str, str], at: Setting) -> Sequence[Choice]:
        """The figures of the report that was looked at; or the one that stood out."""
        chosen = query.get("cell", "")
        if chosen:
            return self._cells_beside(_cell(chosen), at)
        report = query.get("report", "")
        return self._cells(report, part, at) if report in REPORTS else ()

    def _cells(self, report: str, part: Mapping[str, str], at: Setting) -> tuple[Choice, ...]:
        table = run(self._store, report, slice_from(part), self.today)
        found = cells_of(table, at)
        return tuple(Choice(Cell(report, column, row, part).to_json(), words) for column, row, words in found)

    def _cells_beside(self, chosen: Cell, at: Setting) -> tuple[Choice, ...]:
        """The figures of its report, with the chosen one first; also when that is about too few to be shown."""
        value = chosen.to_json()
        cells = {choice.value: choice for choice in self._cells(chosen.report, chosen.part, at)}
        own = cells.pop(value, None) or Choice(value, named_cell(chosen, at))
        return (replace(own, chosen=True), *cells.values())

    def _check(self, cell: Cell | None) -> None:
        """Raise `BadFilter` for a column that the report has not."""
        if cell is None:
            return
        columns = [column.key for column in run(self._store, cell.report, slice_from(cell.part), self.today).columns]
        if cell.column not in columns:
            raise BadFilter("column", cell.column[:40], ", ".join(columns))

    def _figure(self, action: Action) -> float | None:
        if action.cell is None:
            return None
        part = slice_from(action.cell.part)
        return value_of(run(self._store, action.cell.report, part, self.today), action.cell)


def _candidate(found: Finding, cell: Cell, at: Setting) -> Candidate:
    sentence = at.texts.finding(found.rule).format(
        phase=at.phase(found.phase) if found.phase else "",
        figure=_figure(found, at),
        n=at.figures.count(found.n),
        channel=at.say.of("channels", found.channel),
        position=at.say.of("positions", found.position),
        week=at.figures(Kind.DAY, found.week),
    )
    return Candidate(sentence, found.report, cell.to_json())


def _figure(found: Finding, at: Setting) -> str:
    """The figure; a rate is said per hundred, since it may be above one each."""
    return at.figures.count(found.figure * 100) if found.rule == "care_needed" else at.figures(found.kind, found.figure)


def _read(form: Mapping[str, str], today: int) -> Action:
    """The action of a form; raises `BadFilter`."""
    due = day_filter(form, "due")
    if due is None:
        raise BadFilter("due", form.get("due", ""), "2026-05-01")
    return Action(
        finding=_words(form, "finding", LONGEST_FINDING),
        owner=_words(form, "owner", LONGEST_OWNER),
        due_day=due,
        made_day=today,
        cell=_cell(form["cell"]) if form.get("cell") else None,
    )


def _words(form: Mapping[str, str], name: str, longest: int) -> str:
    words = " ".join(form.get(name, "").replace("\0", "").split())
    if not 1 <= len(words) <= longest:
        raise BadFilter(name, words[:40], f"1 – {longest}")
    return words


def _cell(text: str) -> Cell:
    """A cell of a report that there is; raises `BadFilter`."""
    try:
        cell = Cell.from_json(text)
    except ValueError as error:
        raise BadFilter("cell", text[:40], '{"report": …, "column": …, "row": …, "part": …}') from error
    if cell.report not in REPORTS:
        raise BadFilter("report", cell.report[:40], ", ".join(REPORTS))
    slice_from(cell.part)
    return cell


def _back(request: web.Request, path: str) -> str:
    return f"{path}?lang={request.query['lang']}" if request.query.get("lang") in ("nl", "en") else path
