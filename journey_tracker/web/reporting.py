"""The pages and files of the reports."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler
from markupsafe import Markup

from journey_tracker.clock import Clock
from journey_tracker.journey import day_of
from journey_tracker.ports import JourneyStore, Slice
from journey_tracker.privacy.audit import EXPORT, Read
from journey_tracker.reports import REPORTS, Kind, Part, Table, run, sql
from journey_tracker.reports.comparing import beside
from journey_tracker.web import siblings
from journey_tracker.web.asking import Asked, asked_of, offered_by, params_of
from journey_tracker.web.laying_out import MOST_CELLS, Laid, Layout
from journey_tracker.web.log import Who
from journey_tracker.web.pages.differences import differences
from journey_tracker.web.pages.drawings import GRIDS, PICTURES, SHOWN, undrawn
from journey_tracker.web.pages.setting import Grid, Setting
from journey_tracker.web.render import Renderer, response
from journey_tracker.web.telling_apart import apart, without_names_of
from journey_tracker.web.weighing import lighter, lighter_grid

FORMS = "csv|json|parquet|sql"
OF_PEOPLE = frozenset({"log"})
"""Reports whose rows are contacts: who takes them along is written down."""


@dataclass(frozen=True, slots=True)
class Section:
    """One report on a page."""

    key: str
    n: int
    title: str
    question: str
    caption: str
    definition: str
    formula: str
    population: str
    notes: Sequence[str]
    table: Laid
    picture: Markup
    grids: tuple[Grid, ...]


class Reporting:
    """The handlers."""

    def __init__(self, store: JourneyStore, renderer: Renderer, clock: Clock, who: Who) -> None:
        self._store = store
        self._renderer = renderer
        self._clock = clock
        self._who = who

    def page(self, here: str) -> Handler:
        """The handler of one page."""

        async def show(request: web.Request) -> web.Response:
            at = self._renderer.setting(request)
            asked, tables, models = await asyncio.to_thread(self._answer, request.query, here)
            carried = len(request.query_string)
            sections = [self._section(key, table, asked, at, carried) for key, table in tables.items()]
            notes = changed_measure(models, at)
            told: Mapping[str, object] = {"asked": asked, "sections": sections, "notes": notes, "here": here}
            return self._renderer.page(request, "report.html", values=told)

        return show

    async def file(self, request: web.Request) -> web.Response:
        """A report as CSV, JSON, Parquet or SQL, for the same part of the journey as its page."""
        key, form = request.match_info["report"], request.match_info["form"]
        if key not in REPORTS:
            raise web.HTTPNotFound
        if key in OF_PEOPLE and form != "sql":
            read = Read(self._clock(), self._who(request), EXPORT, request.query_string)
            await asyncio.to_thread(self._store.note_read, read)
        body = await asyncio.to_thread(self._file, request.query, key, form)
        headers = {"Content-Disposition": f'attachment; filename="{key}.{form}"'}
        if isinstance(body, str):
            return response(body, siblings.TYPES[form], headers)
        return web.Response(
            body=body, content_type=siblings.TYPES[form], headers={"Cache-Control": "no-store", **headers}
        )

    async def definitions(self, request: web.Request) -> web.Response:
        """What every figure means."""
        return self._renderer.page(
            request, "definitions.html", values={"here": "definitions", "reports": list(REPORTS)}
        )

    @property
    def today(self) -> int:
        """The Dutch day it is."""
        return day_of(self._clock())

    def _answer(self, query: Mapping[str, str], here: str) -> tuple[Asked, dict[str, Table], Table]:
        asked = asked_of(query, offered_by(self._store), self.today)
        tables = {key: self._table(key, asked) for key in SHOWN[here]}
        return asked, tables, run(self._store, "sentiment_models", asked.part, self.today)

    def _table(self, key: str, asked: Asked) -> Table:
        if asked.other is None:
            return run(self._store, key, asked.part, self.today)
        other, own = (run(self._store, key, part, self.today) for part in (asked.other, asked.part))
        return beside(*without_names_of(apart(asked.other, asked.part), other, own))

    def _file(self, query: Mapping[str, str], key: str, form: str) -> str | bytes:
        asked = asked_of(query, {}, self.today)
        if form == "sql":
            parts = (asked.part,) if asked.other is None else (asked.other, asked.part)
            return "\n\n".join(sql(self._store, key, part, self.today) for part in parts)
        found = self._table(key, asked)
        if form == "parquet":
            return siblings.as_parquet(found)
        return siblings.as_csv(found) if form == "csv" else siblings.as_json(found, report=key)

    def _section(self, key: str, found: Table, asked: Asked, at: Setting, carried: int) -> Section:
        compared = asked.other is not None
        layout = Layout(at.figures, at.texts.column, at.named, at.phases, *_room(asked))
        drawn = GRIDS[key](found, at) if key in GRIDS and found.rows and not compared else ()
        return Section(
            key=key,
            n=found.n,
            title=at.texts.title(key),
            question=at.texts.question(key),
            caption=f"{at.texts.title(key)}. {span(asked, at)}. {at.say('about', n=at.figures.count(found.n))}.",
            definition=at.texts.definition(key),
            formula=at.texts.formula(key),
            population=at.texts.population(REPORTS[key].population),
            notes=[at.texts.note(note) for note in found.notes],
            table=lighter(layout(found), carried),
            picture=differences(found, at) if compared else PICTURES.get(key, undrawn)(found, at),
            grids=tuple(lighter_grid(grid, carried) for grid in drawn),
        )


def _room(asked: Asked) -> tuple[int, dict[Part, dict[str, str]]]:
    """How many cells there is room for, and whose contacts each side of a comparison leads to."""
    if asked.other is None:
        return MOST_CELLS, {}
    return MOST_CELLS // 2, {Part.A: params_of(asked.other), Part.B: params_of(asked.part)}


def changed_measure(models: Table, at: Setting) -> list[str]:
    """The sentence that marks that mood was measured by more than one model, if it was."""
    if len(models.rows) < 2:
        return []
    since = [(str(row["sentiment_model"]), at.figures(Kind.DAY, row["first_day"])) for row in models.rows]
    told = ", ".join(at.say("model_since", model=model, day=day) for model, day in since)
    return [at.say("models_differ", models=told)]


def span(asked: Asked, at: Setting) -> str:
    """The part of the journey that is looked at, in words."""
    if asked.other is None:
        return named(asked.part, at)
    return at.say("versus", a=named(asked.other, at), b=named(asked.part, at))


def named(part: Slice, at: Setting) -> str:
    """The days of a part of the journey, and by what else it is cut."""
    cuts = [("channels", part.channel), ("languages", part.language), ("positions", part.position)]
    words = [at.say.of(group, value) for group, value in cuts if value]
    return ", ".join([_days(part, at), *words, *([part.category] if part.category else [])])


def _days(part: Slice, at: Setting) -> str:
    first, last = (None if day is None else at.figures(Kind.DAY, day) for day in (part.first_day, part.last_day))
    if first and last:
        return at.say("period", first=first, last=last)
    if first:
        return at.say("since", first=first)
    return at.say("until", last=last) if last else at.say("all_time")
