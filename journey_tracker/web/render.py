"""From templates to responses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from journey_tracker.journey import LANGUAGES, JourneyModel, Line, Phase, PhaseStay, Touchpoint
from journey_tracker.ports import JourneyStore
from journey_tracker.reports import texts
from journey_tracker.web.drilling import NARROWING
from journey_tracker.web.figures import Figures
from journey_tracker.web.labels import Labels, labels
from journey_tracker.web.pages.drawings import SHOWN
from journey_tracker.web.pages.setting import OWN_COLOUR, Setting

EVERYWHERE = ("from", "to", "channel", "language", "category", "position", "lang")
"""Parameters of the URL that links to every page hand on."""
KEPT = (
    *EVERYWHERE, "compare", "compare_from", "compare_to", "phase", "mood", "kind", "outcome", "person", "conversation",
    "traffic", *NARROWING, "limit", "offset",
)  # fmt: skip
"""Parameters of the URL that links on the same page hand on."""
PAGES = (
    "", "weeks", "funnel", "transitions", "emotion", "success", "channels", "between", "cohorts", "surveys", "price",
    "handoffs", "dropoff", "plan", "actions", "log", "definitions",
)  # fmt: skip
"""Addresses of the pages, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Link:
    """Relative links that keep the filter of the page they stand on."""

    root: str
    """From this page to the first: empty or `../`."""
    query: Mapping[str, str]

    def __call__(self, path: str, **changes: object) -> str:
        """The address of `path` with the page's own parameters, changed as given; empty ones are left out."""
        return self._to(path, {**self.query, **changes})

    def across(self, path: str, **changes: object) -> str:
        """The same to another page: with the part of the journey that is looked at, not with how."""
        return self._to(path, {name: self.query[name] for name in EVERYWHERE if name in self.query} | changes)

    def _to(self, path: str, given: Mapping[str, object]) -> str:
        query = urlencode({name: str(value) for name, value in given.items() if value not in ("", None)})
        return f"{self.root}{path}" + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Visit:
    """What happened in one phase of the model during a touchpoint."""

    phase: Phase
    messages: int
    """Of the shopper."""
    sentiment: float | None
    visited: bool


class Renderer:
    """Fills templates in the language of a request."""

    def __init__(self, store: JourneyStore, language: str, home: str) -> None:
        self._store = store
        self._language = language
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(visits=visits, told=told, languages=LANGUAGES, home=home, pages=PAGES)
        self._templates.globals.update(icon=icon, page_of=page_of)

    def page(
        self,
        request: web.Request,
        template: str,
        *,
        status: int = 200,
        values: Mapping[str, object] | None = None,
    ) -> web.Response:
        """A template with its values as a response, with links that work wherever the application is mounted."""
        kept = ("lang",) if status == HTTPStatus.BAD_REQUEST else KEPT  # a filter that cannot be leads nowhere
        query = {name: request.query[name] for name in kept if request.query.get(name)}
        setting = self.setting(request)
        html = self._templates.get_template(template).render(
            say=setting.say,
            at=setting,
            link=Link("../" if "id" in request.match_info else "./", query),
            query=query,
            model=setting.model,
            **(values or {}),
        )
        return response(html, "text/html", status=status)

    def setting(self, request: web.Request) -> Setting:
        """The model in the language that a request asks for."""
        say = self._labels(request)
        return Setting(self._store.model, say, Figures(say), texts(say.language))

    def _labels(self, request: web.Request) -> Labels:
        asked = request.query.get("lang", "")
        return labels(asked if asked in LANGUAGES else self._language)


def response(
    text: str, content_type: str, headers: Mapping[str, str] | None = None, *, status: int = 200
) -> web.Response:
    """Text that is about people: not to be kept by anyone on the way."""
    kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **(headers or {})}
    return web.Response(text=text, content_type=content_type, charset="utf-8", headers=kept, status=status)


def icon(phase: Phase) -> str:
    """Name of the drawing of a phase; a phase of a shop's own model has none."""
    return phase.key if phase.key in OWN_COLOUR else "none"


def page_of(report: str) -> str:
    """Address of the page on which a report stands; that of the map when it is on none."""
    return next((here for here, shown in SHOWN.items() if report in shown), "")


def visits(touchpoint: Touchpoint, model: JourneyModel) -> list[Visit]:
    """Every phase of the model in order, with what this touchpoint did there."""
    return [_visit(phase, [s for s in touchpoint.stays if s.phase == phase.key]) for phase in model.phases]


def told(touchpoint: Touchpoint, lines: tuple[Line, ...]) -> list[tuple[PhaseStay, list[Line]]]:
    """The stays, each with what was said in it."""
    return [(stay, [line for line in lines if line.stay == stay.number]) for stay in touchpoint.stays]


def _visit(phase: Phase, stays: list[PhaseStay]) -> Visit:
    n = sum(stay.sentiment_n for stay in stays)
    return Visit(
        phase=phase,
        messages=sum(stay.shopper_messages for stay in stays),
        sentiment=sum(stay.sentiment_sum for stay in stays) / n if n else None,
        visited=bool(stays),
    )
