"""From templates to responses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from journey_tracker.journey import LANGUAGES, JourneyModel, Line, Phase, PhaseStay, Touchpoint
from journey_tracker.web.labels import Labels, labels

KEPT = ("phase", "mood", "from", "to", "conversation", "limit", "offset", "lang")
"""Parameters of the URL that links hand on."""


@dataclass(frozen=True, slots=True)
class Link:
    """Relative links that keep the filter of the page they stand on."""

    root: str
    """From this page to the first: empty or `../`."""
    query: Mapping[str, str]

    def __call__(self, path: str, **changes: object) -> str:
        """The address of `path` with the page's own parameters, changed as given; empty ones are left out."""
        given = {**self.query, **{name: str(value) for name, value in changes.items()}}
        query = urlencode({name: value for name, value in given.items() if value})
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

    def __init__(self, model: JourneyModel, language: str, home: str) -> None:
        self._model = model
        self._language = language
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(visits=visits, told=told, languages=LANGUAGES, home=home)

    def page(self, request: web.Request, template: str, *, status: int = 200, **values: object) -> web.Response:
        """A template as a response, with links that work wherever the application is mounted."""
        query = {name: request.query[name] for name in KEPT if request.query.get(name)}
        html = self._templates.get_template(template).render(
            say=self._labels(request),
            link=Link("../" if "id" in request.match_info else "./", query),
            query=query,
            model=self._model,
            **values,
        )
        return response(html, "text/html", status=status)

    def _labels(self, request: web.Request) -> Labels:
        asked = request.query.get("lang", "")
        return labels(asked if asked in LANGUAGES else self._language)


def response(
    text: str, content_type: str, headers: Mapping[str, str] | None = None, *, status: int = 200
) -> web.Response:
    """Text that is about people: not to be kept by anyone on the way."""
    kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **(headers or {})}
    return web.Response(text=text, content_type=content_type, charset="utf-8", headers=kept, status=status)


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
