from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.conversation.memory import MemoryLog
from tests.gateway.visits import gateway
from tests.servers import Server, running_server


@pytest.fixture
def log() -> MemoryLog:
    """A log in memory."""
    return MemoryLog()


@pytest.fixture
async def client(log: MemoryLog, tmp_path: Path) -> AsyncIterator[TestClient[Any, Any]]:
    """A client of a gateway over that log."""
    async with TestClient(gateway(log, tmp_path)) as client:
        yield client


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server."""
    with running_server(tmp_path_factory.mktemp("valkey")) as server:
        yield server
