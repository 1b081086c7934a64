from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Refs
from tests.journey_tracker.postgresql import PostgreSQL, running

REFS = Refs(b"k" * 32)
BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    """A real server, started once."""
    with running(tmp_path_factory.mktemp("postgresql")) as server:
        yield server


@pytest.fixture
def backend() -> str:
    """The kind of database; a module or class that is to run on both overrides it with `BOTH`."""
    return "sqlite"


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that is empty, or a SQLite file that does not exist yet."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'journey.db'}"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.database(f"t{uuid.uuid4().hex}")


@pytest.fixture
def store(url: str) -> Iterator[JourneyStore]:
    """An empty store."""
    opened = open_store(url, refs=REFS)
    yield opened
    opened.close()
