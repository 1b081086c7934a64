from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from tests.journey_tracker.conftest import postgresql
from tests.servers import Server, running_server

__all__ = ["postgresql"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a shop."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    """The Valkey of that shop, running, with files in which every word can be read."""
    with running_server(data / "valkey") as started:
        with Redis.from_url(started.url) as client:
            client.config_set("rdbcompression", "no")
        yield started
