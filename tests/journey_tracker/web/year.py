"""A small made-up year, and the pages over it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from journey_tracker.actions import ActionStore
from journey_tracker.demo import writer
from journey_tracker.ports import JourneyStore
from journey_tracker.web import build_app

LAST = date(2026, 4, 30)
NOW_MS = round(datetime(2026, 5, 1, 10, tzinfo=UTC).timestamp() * 1000)
TODAY = 20260501
PEOPLE = 150
Client = TestClient[web.Request, web.Application]


def fill(store: JourneyStore) -> None:
    """Write the year."""
    writer.write(store, LAST, people=PEOPLE, seed=7, force=True)


def client_of(store: JourneyStore, actions: ActionStore | None = None) -> Client:
    """The pages, mounted as the staff port mounts them, on the day after the year."""
    app = web.Application()
    app.add_subapp("/journey/", build_app(store, actions=actions, clock=lambda: NOW_MS, who=lambda _: "Anne"))
    return TestClient(TestServer(app))


async def html(client: Client, path: str, status: int = 200) -> str:
    """The text of a page that answers with `status`."""
    response = await client.get(f"/journey/{path}")
    assert response.status == status
    return await response.text()


async def post(client: Client, path: str, form: Mapping[str, str], origin: str | None = None) -> int:
    """Send a form as one of our own pages does, or from elsewhere; gives the status."""
    headers = {"Origin": str(client.make_url("/")).rstrip("/") if origin is None else origin}
    response = await client.post(f"/journey/{path}", data=form, headers=headers, allow_redirects=False)
    return response.status
