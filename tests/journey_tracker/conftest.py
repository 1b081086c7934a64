from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journey_tracker import open_store
from journey_tracker.ports import JourneyStore


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'journey.db'}"


@pytest.fixture
def store(url: str) -> Iterator[JourneyStore]:
    """An empty store."""
    opened = open_store(url)
    yield opened
    opened.close()
