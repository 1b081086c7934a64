"""A scraper: what Prometheus would read from a process' port of figures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from bot.conversation.ports import ConversationLog
from bot.meters import open_registry
from bot.metrics.app import MetricsServices, build_app

Client = TestClient[Request, Application]


@asynccontextmanager
async def port(
    log: ConversationLog, *, registry: CollectorRegistry | None = None, ready: bool = True
) -> AsyncIterator[Client]:
    """A client of the port of a process that works on `log`."""
    app = build_app(MetricsServices(registry or open_registry(), log, lambda: ready))
    async with TestClient(TestServer(app)) as client:
        yield client


async def scrape(client: Client) -> list[Sample]:
    """Every sample of one scrape."""
    async with client.get("/metrics") as answer:
        assert answer.status == 200
        page = await answer.text()
    return [sample for family in text_string_to_metric_families(page) for sample in family.samples]


def value(samples: list[Sample], name: str, **labels: str) -> float | None:
    """The value of one sample, None when it is not there."""
    found = [sample.value for sample in samples if sample.name == name and sample.labels == labels]
    assert len(found) <= 1, f"{name} comes {len(found)} times"
    return found[0] if found else None
