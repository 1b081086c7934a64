"""The port of figures and health, as a table of contents. Nothing on it is for the public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from bot.conversation.errors import LogUnavailable
from bot.conversation.ports import ConversationLog
from bot.metrics.figures import read_figures


@dataclass(frozen=True, slots=True)
class MetricsServices:
    """What the port of figures is given."""

    registry: CollectorRegistry
    """The figures of this process (`bot.meters`)."""
    log: ConversationLog
    ready: Callable[[], bool]
    """Whether the roles of this process can do their work."""


SERVICES = web.AppKey("services", MetricsServices)


def build_app(services: MetricsServices) -> web.Application:
    """The application of the port of figures."""
    app = web.Application()
    app[SERVICES] = services
    app.add_routes([web.get("/metrics", metrics), web.get("/healthz", alive), web.get("/readyz", ready)])
    return app


async def metrics(request: web.Request) -> web.Response:
    """`GET /metrics`: the figures of this process and of the log; always 200, for a log that is down is told too."""
    services = request.app[SERVICES]
    shared = await read_figures(services.log)
    text = generate_latest(services.registry) + generate_latest(shared)
    return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})


async def alive(_: web.Request) -> web.Response:
    """`GET /healthz`: 200 as long as the process answers."""
    return web.json_response({"status": "alive"})


async def ready(request: web.Request) -> web.Response:
    """`GET /readyz`: 200 when the roles of this process can work and the log answers, else 503 with what is missing."""
    services = request.app[SERVICES]
    missing = [] if services.ready() else ["roles"]
    try:
        await services.log.ping()
    except LogUnavailable:
        missing.append("log")
    status = 503 if missing else 200
    return web.json_response({"status": "waiting" if missing else "ready", "missing": missing}, status=status)
