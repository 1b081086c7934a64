from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from journey_tracker.door import PATH, Rules, build_door
from journey_tracker.ports import JourneyStore
from tests.journey_tracker.door.asking import RULES

Client = TestClient[Any, Any]


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet: what the doors do is the same on every database."""
    return f"sqlite:///{tmp_path / 'journey.db'}"


@pytest.fixture
def rules() -> Rules:
    """Two keys, one site and a secret."""
    return RULES


@pytest.fixture
async def client(store: JourneyStore, rules: Rules) -> AsyncIterator[Client]:
    """The doors to an empty store, mounted as the public port mounts them."""
    app = web.Application()
    app.add_subapp(PATH, build_door(store, rules))
    async with TestClient(TestServer(app)) as client:
        yield client
