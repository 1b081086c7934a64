from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.ports import JourneyStore
from journey_tracker.privacy import Refs
from journey_tracker.stores.database import Database
from journey_tracker.stores.migrations import JOURNEY
from tests.journey_tracker.postgresql import MADE, PostgreSQL, running

REFS = Refs(b"k" * 32)
BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A real server, started once."""
    with running() as server:
        yield server


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database; a module or class about one of them overrides it."""
    return str(request.param)


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables, to be copied."""
    file = tmp_path_factory.mktemp("made") / "journey.db"
    Database(f"sqlite:///{file}", JOURNEY).close()
    return file


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that is empty, or a SQLite file that does not exist yet."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'journey.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.database()
    yield url
    server.drop(url)


@pytest.fixture
def new_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes databases with the tables and nothing in them: copies, for that is ten times as fast."""
    if backend == "sqlite":
        file, numbers = request.getfixturevalue("made_file"), count()
        yield lambda: _copied(file, tmp_path / f"journey{next(numbers) or ''}.db")
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    made: list[str] = []

    def new() -> str:
        made.append(server.database(MADE))
        return made[-1]

    yield new
    for url in made:
        server.drop(url)


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """A database with the tables and nothing in them."""
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[JourneyStore]:
    """An empty store."""
    opened = open_store(url, refs=REFS)
    yield opened
    opened.close()


def _copied(made: Path, file: Path) -> str:
    shutil.copyfile(made, file)
    return f"sqlite:///{file}"
