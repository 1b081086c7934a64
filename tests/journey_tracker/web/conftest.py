from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.ports import JourneyStore
from journey_tracker.stores.actions import SqlActions, open_actions
from tests.journey_tracker.web.year import Client, client_of, fill


@pytest.fixture(scope="session")
def year_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a made-up year, that tests only read; but for its actions."""
    url = f"sqlite:///{tmp_path_factory.mktemp('year') / 'journey.db'}"
    store = open_store(url)
    fill(store)
    store.close()
    return url


@pytest.fixture(scope="session")
def year(year_url: str) -> Iterator[JourneyStore]:
    """The made-up year."""
    opened = open_store(year_url)
    yield opened
    opened.close()


@pytest.fixture
def actions(tmp_path: Path) -> Iterator[SqlActions]:
    """No actions yet."""
    opened = open_actions(f"sqlite:///{tmp_path / 'actions.db'}")
    yield opened
    opened.close()


@pytest.fixture
async def pages(year: JourneyStore, actions: SqlActions) -> AsyncIterator[Client]:
    """The pages over the year, with actions of their own."""
    async with client_of(year, actions) as client:
        yield client
